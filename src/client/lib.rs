//! One file a server, and what they all need beneath them.
//!
//! - [`spaces`]: the GraphQL API that holds the record; [`document`]: the text of its operations, [`reply`]:
//!   its answers, `errors`: the errors in them.
//! - [`token`]: the relay, or the host page's own function (`host`), which starts the generation of a
//!   token; `start`: the wire format of both.
//! - [`bearer`], [`jwt`]: the bearer, how long it lasts, and the second question after a refused one;
//!   [`retry`]: that question to others.
//! - `json`: reading any of their JSON.
//!
//! Each request ends as a value or as one [`Failure`](wizard_core::Failure); what comes of it is decided
//! elsewhere.

pub mod bearer;
pub mod document;
mod errors;
mod host;
mod json;
pub mod jwt;
pub mod reply;
pub mod retry;
pub mod spaces;
mod start;
pub mod token;
