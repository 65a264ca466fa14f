//! When to load, when to save, and what the person is told meanwhile.

mod answers;
mod choices;
mod draft;
mod edits;
mod fingerprint;
mod flight;
#[cfg(test)]
mod histories;
mod journal;
mod machine;
#[cfg(test)]
mod merge_tests;
mod messages;
mod reading;
#[cfg(test)]
mod row_tests;
mod slot;
mod state;
#[cfg(test)]
mod tests;
mod timing;
mod token;

pub use choices::{Clash, Restored, RestoredSlot, Side, Taken};
pub use fingerprint::Fingerprint;
pub use journal::{Change, Entry, Ledger, Unreadable};
pub use machine::SaveMachine;
pub use messages::{Command, Event, Moment, Save};
pub use slot::Slot;
pub use state::SaveState;
