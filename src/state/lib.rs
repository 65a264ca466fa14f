//! The state of a wizard while it is alive, apart from any view of it.
//!
//! - [`Io`] is everything that a wizard does outside of itself: clock, platform, journal, browser, host
//!   page. [`browser`] does it for real; tests do it in made-up time.
//! - [`SaveDriver`] owns the save machine: an event goes in by [`SaveDriver::dispatch`], the machine's
//!   commands are executed, and their answers are dispatched again. [`TokenDriver`] does the same for the
//!   way to an access token.
//! - [`SecretStore`] is the client secret's one place.
//! - [`Session`] holds these for one key, for as long as the key has something unsent. Views come and
//!   go; a session does not end with them.
//! - [`WizardState`] is what components find in their context: one memo for each thing on screen.
//!
//! The data goes one way: component → `dispatch` → machine → commands → [`Io`] → `dispatch`, and the
//! memos read the machine. There is no other copy of what it holds.

pub mod browser;
mod fill;
mod finish;
mod host_event;
mod io;
mod persistence;
pub mod report;
mod save_driver;
mod secret;
mod session;
mod token_driver;
mod views;
mod wizard_state;

pub use fill::FormFill;
pub use finish::Unfinished;
pub use host_event::HostEvent;
pub use io::{Guard, Io, IoEvent, IsLive, LocalBoxFuture, ProviderPopup, TokenStarter, TypedAt};
pub use persistence::EditStorage;
pub use save_driver::{RemoteState, SaveDriver};
pub use secret::{Encrypt, SecretStore};
pub use session::Session;
pub use token_driver::{AuthorizationView, ProviderWindow, TokenConfig, TokenDriver};
pub use views::{MergeView, SaveView};
pub use wizard_state::WizardState;
