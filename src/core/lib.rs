//! The wizard's rules, apart from any browser.
//!
//! Nothing in this crate does I/O, reads a clock or throws dice: what happens comes in as a value
//! with its time, what is to be done goes out as a value. So every rule is tested natively, with
//! made-up time, and the browser code around it stays too thin to be wrong.
//!
//! - [`Key`]: the five ids that name one record.
//! - [`Details`]: the JSON object inside the string `oauthConnectorDetails`.
//! - [`Record`]: what the platform holds for a key.
//! - [`Rows`]: the rows of a table of parameters, saved ones and others.
//! - [`SaveMachine`]: when to load, when to save, and what the person is told meanwhile.
//! - [`Readiness`]: what keeps an access token from being asked for.
//! - [`TokenMachine`]: the way to it; [`TokenStatus`]: whether there is one.
//! - [`Failure`]: why something did not work, and what can be done about it.
//! - [`Checks`]: everything that is missing or wrong in the form; [`base_url`] helps.
//! - [`bearer`]: the token in what a host page gives, how long it is good, and when to ask again.
//! - [`extensions`]: whether the platform itself says that there is a token.
//! - [`pack`]: all connections of an installed pack.
//! - [`invisible`]: characters that nobody sees.
//! - [`pasted`]: the parameters in a text that was pasted.
//! - [`redact()`]: a secret that somebody else repeats.
//! - [`raw_object`]: JSON that passes through unchanged.

pub mod base_url;
pub mod bearer;
mod bidi;
mod change_log;
mod check;
mod collections;
mod control;
mod details;
mod effort;
pub mod extensions;
mod failure;
mod field;
mod findings;
mod fingerprint;
#[cfg(test)]
mod fuzz;
pub mod hdp;
pub mod invisible;
mod key;
mod lenient;
mod nfkc;
pub mod openint;
pub mod pack;
mod param;
mod params;
pub mod pasted;
mod problem;
pub mod raw_object;
mod record;
mod redact;
mod reserved;
mod rows;
mod save;
mod secretive;
mod step;
mod token;

pub use bidi::neutralize_bidi;
pub use check::{Checks, FormOptions, Part};
pub use control::{ControlId, RowId};
pub use details::{Details, Malformed};
pub use failure::{Failure, FailureKind, Remedy};
pub use field::Field;
pub use findings::Finding;
pub use fingerprint::Fingerprint;
pub use key::{Key, KeyPart};
pub use param::{ParamValue, Table};
pub use problem::Problem;
pub use record::{Content, Record};
pub use redact::redact;
pub use rows::{Row, Rows};
pub use save::{
    Change, Conflict, Entry, JournalIndex, MergePath, Now, Paste, REQUEST_TIMEOUT_MS,
    ResolvedConflict, Restored, RestoredEdit, RestoredRow, Save, SaveCommand, SaveEvent,
    SaveMachine, SaveState, Side, Unreadable,
};
pub use step::Step;
pub use token::{
    ATTEMPT_LIFETIME_MS, Attempt, Obstacle, Outcome, OutcomeSource, Readiness, Reason, Refusal,
    SecretState, TokenCommand, TokenEnd, TokenEvent, TokenMachine, TokenPhase, TokenStatus,
    Waiting, url,
};
