//! The rows of a table of parameters.

mod changes;
mod edit;
mod holders;
mod names;
mod problems;
mod row;
#[cfg(test)]
mod tests;
mod upkeep;

use std::sync::Arc;

pub use row::Row;

use changes::Changes;
use holders::Holders;
use names::Names;

use crate::{RowId, change_log::ChangeLog, collections::Set, effort, findings::Findings};

/// The rows of a table.
///
/// A JSON object has each key once and the form can hold an empty or a repeated one while somebody
/// types. So a row *holds* its key only if no other row had it before, and an empty key only if the
/// platform gave it; only what is held can be saved. A row that comes by another's key on its way,
/// letter by letter, takes nothing from it.
///
/// Whatever follows from looking at other rows is kept with a row, so that a key which is typed costs
/// the same among a thousand rows as among ten.
#[derive(Debug, Default)]
pub struct Rows {
    list: Vec<Row>,
    /// The place of each row that there ever was.
    places: Vec<Option<usize>>,
    /// Counts the changes of keys.
    time: u64,
    holders: Holders,
    names: Names,
    /// Keys whose rows have changed.
    unsettled: Vec<String>,
    /// Rows that take no key yet.
    waiting: Vec<RowId>,
    quarantined: Set<RowId>,
    unsavable: Set<RowId>,
    /// The number of texts that were not taken.
    refused: usize,
    /// The number of texts that were filled in by nobody's hand.
    filled: usize,
    changes: Changes,
    /// The rows that something is wrong with, as of [`Rows::refresh`].
    troubled: Set<RowId>,
    findings: Arc<Findings>,
}

/// The rows that came of a paste.
#[derive(Clone, Debug)]
pub(crate) struct PastedRows {
    /// The row that it was pasted into, as it was before.
    before: Row,
    /// The rows that it added.
    added: Vec<RowId>,
    /// The number of parameters.
    pub(crate) count: usize,
}

impl Rows {
    /// The rows in their order.
    pub fn all(&self) -> &[Row] {
        &self.list
    }

    /// A row.
    pub fn get(&self, id: RowId) -> Option<&Row> {
        self.list.get(self.place(id)?)
    }

    /// The rows that hold their key.
    pub fn savable(&self) -> impl Iterator<Item = &Row> {
        self.list.iter().inspect(|_| effort::count()).filter(|row| row.derived.owns_key)
    }

    /// The row that holds a key.
    pub fn holder(&self, key: &str) -> Option<&Row> {
        self.get(self.holders.owner(key)?)
    }

    /// The rows with something in them that cannot be saved as they are.
    pub(crate) fn unsavable(&self) -> impl Iterator<Item = &Row> {
        self.unsavable.iter().inspect(|_| effort::count()).filter_map(|id| self.get(*id))
    }

    /// The number of rows and texts that cannot be saved as they are.
    pub(crate) fn unsavable_count(&self) -> usize {
        self.unsavable.len() + self.refused + self.filled
    }

    /// The number of texts that were not taken.
    pub(crate) const fn refused_count(&self) -> usize {
        self.refused
    }

    /// The rows that are withheld.
    pub(crate) fn quarantined(&self) -> impl Iterator<Item = RowId> {
        self.quarantined.iter().copied()
    }

    /// Returns `true` if a row is withheld that would change what the platform holds under a key.
    pub(crate) fn protects(&self, key: &str) -> bool {
        self.quarantined.iter().filter_map(|id| self.get(*id)).any(|row| row.protects(key))
    }

    /// The findings in the rows, as of [`Rows::refresh`].
    pub(crate) const fn findings(&self) -> &Arc<Findings> {
        &self.findings
    }

    /// The changes of rows.
    pub(crate) const fn log(&self) -> &ChangeLog<RowId> {
        &self.changes.log
    }

    /// The rows that have changed, come or gone since this was asked last.
    pub(crate) fn take_changed(&mut self) -> Set<RowId> {
        std::mem::take(&mut self.changes.changed)
    }

    /// The keys that another row holds, or with another value, since this was asked last.
    pub(crate) fn take_keys(&mut self) -> Set<String> {
        std::mem::take(&mut self.changes.keys)
    }
}
