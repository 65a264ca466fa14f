//! The bearer that the host page gives, as far as rules go: the token in what a host says, the time for
//! which it is good, and the pace of questions when nobody accepts it.

mod life;
mod pace;
mod token;

pub use life::TokenLife;
pub use pace::AskPace;
pub use token::token_in;
