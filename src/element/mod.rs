//! The contract with the host page: attributes in, events out.

mod config;
mod draw;
mod events;
mod host_problem;
mod inner;
mod wizard;

pub use config::{Config, Ready};
pub use draw::{Drawn, draw_session, provide_contexts};
pub use host_problem::HostProblem;
pub use wizard::Wizard;
