//! The contract with the page that the wizard is a guest of: its attributes come in as a
//! [`Config`], its events go out as [`events`].

pub mod config;
pub mod events;
mod wizard;

pub use config::{Config, Ready};
pub use wizard::Wizard;
