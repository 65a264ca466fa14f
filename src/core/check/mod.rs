//! What is missing or wrong in the form. None of it keeps a draft from being saved.

mod checks;
mod fields;
mod rules;

pub use checks::Checks;
pub(crate) use checks::Form;
pub use fields::has_blanks;
pub use rules::{Part, Rules};
