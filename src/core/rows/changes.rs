use super::{Row, RowId};
use crate::{change_log::ChangeLog, collections::Set};

/// The changes in a table, for those who have to do something about them.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// Keys that another row holds, or with another value, or that are not held any more.
    pub(super) keys: Set<String>,
    /// Rows that look otherwise than before, have come or are gone.
    pub(super) changed: Set<RowId>,
    /// Rows that are to be checked anew.
    pub(super) unchecked: Set<RowId>,
    /// True if a row is gone that something was wrong with.
    pub(super) has_lost_finding: bool,
    pub(super) log: ChangeLog<RowId>,
}

impl Changes {
    pub(super) fn key(&mut self, key: &str) {
        if !self.keys.contains(key) {
            self.keys.insert(key.to_owned());
        }
    }

    /// The keys that a row holds, or protects.
    pub(super) fn keys_of(&mut self, row: &Row) {
        if row.can_hold() || row.is_quarantined() {
            self.key(&row.key);
        }
        if row.is_quarantined()
            && let Some(key) = &row.last_key
        {
            self.key(key);
        }
    }

    pub(super) fn row(&mut self, row: RowId) {
        self.changed.insert(row);
        self.unchecked.insert(row);
        self.log.note(row);
    }
}
