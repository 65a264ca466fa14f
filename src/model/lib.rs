//! The wizard's rules, apart from any browser.
//!
//! Nothing in this crate does I/O, reads a clock or throws dice: what happens comes in as a value
//! with its time, what is to be done goes out as a value. So every rule is tested natively, with
//! made-up time, and the browser code around it stays too thin to be wrong.
//!
//! - [`Key`]: the five ids that name one record.
//! - [`Details`]: the JSON object inside the string `oauthConnectorDetails`.
//! - [`Record`]: what the platform holds for a key.
//! - [`SaveMachine`]: when to load, when to save, and what the person is told meanwhile.
//! - [`Failure`]: why something did not work, and what can be done about it.
//! - [`base_url`]: what is wrong with a base URL.

pub mod base_url;
mod details;
mod failure;
mod field;
mod key;
mod record;
mod save;
mod step;

pub use details::{Details, Malformed};
pub use failure::{Failure, FailureKind, Remedy};
pub use field::Field;
pub use key::{Key, KeyPart};
pub use record::{Content, Record};
pub use save::{Command, Event, Moment, Save, SaveMachine, SaveState};
pub use step::Step;
