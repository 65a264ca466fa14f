//! The way to an access token: from the click to a server's word, or to another clear end.
//!
//! The platform's side builds the authorization URL, receives the provider's callback and exchanges
//! the code (RFC 6749, section 4.1). What happens here is a window that a person answers in, and a
//! wait until somebody who knows says what became of it. A window never knows.

mod attempt;
mod machine;
mod messages;
mod phase;
mod readiness;
mod refusal;
mod status;
mod timing;
pub mod url;

#[cfg(test)]
mod histories;
#[cfg(test)]
mod tests;

pub use attempt::{Attempt, Outcome, OutcomeSource};
pub use machine::TokenMachine;
pub use messages::{TokenCommand, TokenEvent};
pub use phase::{TokenEnd, TokenPhase, Waiting};
pub use readiness::{Obstacle, Readiness, SecretState};
pub use refusal::{Reason, Refusal};
pub use status::TokenStatus;
pub use timing::ATTEMPT_LIFETIME_MS;
