//! The life of a record: when it is loaded, when it is saved, and what the person is told meanwhile.

mod answers;
mod choices;
mod draft;
mod draft_rows;
mod edits;
mod entry;
#[cfg(test)]
mod fill_tests;
mod fills;
#[cfg(test)]
mod growth_tests;
#[cfg(test)]
mod histories;
mod in_flight;
mod journal;
#[cfg(test)]
mod journal_tests;
mod known;
#[cfg(test)]
mod look_tests;
mod machine;
mod merge_path;
#[cfg(test)]
mod merge_tests;
mod messages;
mod reading;
#[cfg(test)]
mod row_tests;
mod sending;
mod state;
#[cfg(test)]
mod tests;
mod timing;
mod token;

pub use choices::{Conflict, ResolvedConflict, Restored, RestoredEdit, RestoredRow, Side};
pub use entry::{Entry, Unreadable};
pub use journal::{Change, JournalIndex};
pub use machine::SaveMachine;
pub use merge_path::MergePath;
pub use messages::{Now, Save, SaveCommand, SaveEvent};
pub use reading::Paste;
pub use state::SaveState;
pub use timing::REQUEST_TIMEOUT_MS;
