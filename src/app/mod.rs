//! Wires the rules to the browser: what happens becomes events of the model's machines, and their
//! commands become calls.

mod attempt;
mod authorization;
mod finish;
mod form;
mod keeper;
mod notice;
mod problem;
pub mod report;
mod secret;
mod session;
mod view;

pub use authorization::{Authorization, Authorizing, ProviderWindow, TokenConfig};
pub use finish::Unfinished;
pub use form::Form;
pub use keeper::{Keeper, Kept};
pub use notice::HostEvent;
pub use problem::Problem;
pub use session::Session;
pub use view::{Held, Screen, View};
