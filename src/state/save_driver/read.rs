//! The readings of a save driver.

use wizard_core::{
    Checks, ControlId, Details, FormOptions, Key, RowId, SaveMachine, SaveState, Table, Unreadable,
};

use super::SaveDriver;
use crate::EditStorage;

/// The reads of a memo, which runs again when what it has read changes.
impl SaveDriver {
    /// The key whose driver this is.
    pub const fn key(&self) -> &Key {
        &self.key
    }

    /// Reads the machine, and again whenever anything changes. Rows are read by [`SaveDriver::with_row`].
    pub fn with<T>(&self, read: impl FnOnce(&SaveMachine) -> T) -> T {
        self.signals.track();
        read(&self.machine.borrow())
    }

    /// Reads the machine once.
    pub fn with_untracked<T>(&self, read: impl FnOnce(&SaveMachine) -> T) -> T {
        read(&self.machine.borrow())
    }

    /// Reads what has to do with one row, and again when that row changes.
    pub fn with_row<T>(
        &self,
        table: Table,
        row: RowId,
        read: impl FnOnce(&SaveMachine, &Checks) -> T,
    ) -> T {
        self.signals.track_row(table, row);
        read(&self.machine.borrow(), &self.checks.borrow())
    }

    /// The number of rows that have somebody to be woken: a row that is gone has to leave none.
    #[doc(hidden)]
    pub fn row_signals(&self) -> usize {
        self.signals.rows()
    }

    /// Everything that is missing or wrong, and again whenever anything changes.
    pub fn checks(&self) -> Checks {
        self.signals.track();
        self.checks.borrow().clone()
    }

    /// Everything that is missing or wrong now.
    pub fn checks_untracked(&self) -> Checks {
        self.checks.borrow().clone()
    }

    /// Reads what the host wants of the form, and again whenever anything changes.
    pub fn options<T>(&self, read: impl FnOnce(&FormOptions) -> T) -> T {
        self.signals.track();
        read(&self.options.borrow())
    }

    /// Reads the machine and the rules, and again whenever anything changes.
    pub fn with_options<T>(&self, read: impl FnOnce(&SaveMachine, &FormOptions) -> T) -> T {
        self.signals.track();
        self.with_options_untracked(read)
    }

    /// Reads the machine and the rules once.
    pub fn with_options_untracked<T>(
        &self,
        read: impl FnOnce(&SaveMachine, &FormOptions) -> T,
    ) -> T {
        read(&self.machine.borrow(), &self.options.borrow())
    }

    /// A control's text now.
    pub fn text(&self, control: ControlId) -> String {
        self.machine.borrow().text(control)
    }

    /// The place where edits that the platform does not have are kept now.
    pub fn storage(&self) -> EditStorage {
        self.persistence.storage()
    }

    /// The reason why the journal holds what this wizard cannot read, if it does.
    pub fn unreadable(&self) -> Option<Unreadable> {
        self.persistence.unreadable()
    }

    /// The save state now.
    pub fn state(&self) -> SaveState {
        self.machine.borrow().state()
    }

    /// The time at which the last failure came, as RFC 3339 writes it.
    pub(crate) fn failed_at(&self) -> String {
        self.failed_at.borrow().clone()
    }

    /// The settings as the platform holds them.
    pub(crate) fn saved_details(&self) -> Details {
        self.machine.borrow().saved_details()
    }

    /// Returns `true` if nothing is lost when the driver is forgotten, and nothing would come of it: what
    /// is left waits for a word of the person's, and is in the journal.
    pub(crate) fn can_be_dropped(&self) -> bool {
        let machine = self.machine.borrow();
        if machine.owes_flag() || machine.has_quarantined() {
            return false;
        }
        if machine.has_edits() || machine.unsavable() > 0 {
            return !machine.has_pending_work() && self.persistence.holds_all();
        }
        !machine.is_saving()
    }

    /// Returns `true` if the page can go away now without a loss: what was typed is in the journal, or
    /// saved, or in flight, or leaves at once with a request that outlives the page.
    pub fn may_leave(&self) -> bool {
        let machine = self.machine.borrow();
        if machine.has_quarantined() {
            return false;
        }
        if self.persistence.holds_all() {
            return !machine.has_refused();
        }
        let outlives = |save| self.io.outlives_page(&self.key, &save);
        machine.can_leave(self.io.now()) && machine.pending().is_none_or(outlives)
    }
}
