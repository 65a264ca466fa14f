//! One file a server, and what they all need beneath them.
//!
//! - [`spaces`]: the GraphQL API that holds the record.
//! - [`document`]: what is sent to it, as text.
//! - [`reply`]: what comes back, and what it means.
//! - [`relay`]: who starts the generation of a token.
//! - [`bearer`]: where the bearer comes from.

pub mod bearer;
pub mod document;
pub mod relay;
pub mod reply;
pub mod spaces;
