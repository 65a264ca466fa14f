use std::{cell::RefCell, collections::HashMap};

use reactive_graph::{
    signal::ArcTrigger,
    traits::{Notify, Track},
};
use wizard_core::{RowId, Table};

/// The triggers that wake the memos and effects that have read from a driver.
///
/// A table can have a thousand rows, and a key changes one of them. So rows have triggers of their own,
/// and whatever reads a row is woken only for it.
#[derive(Default)]
pub(super) struct Signals {
    changed: ArcTrigger,
    rows: RefCell<HashMap<(Table, RowId), ArcTrigger>>,
}

impl Signals {
    pub(super) fn track(&self) {
        self.changed.track();
    }

    pub(super) fn track_row(&self, table: Table, row: RowId) {
        let trigger = self.rows.borrow_mut().entry((table, row)).or_default().clone();
        trigger.track();
    }

    /// The number of rows that have a trigger which somebody may wait for.
    pub(super) fn rows(&self) -> usize {
        self.rows.borrow().len()
    }

    /// Forgets the triggers of rows for which `is_there` is false: nothing of them is drawn any more.
    pub(super) fn forget_rows(&self, is_there: impl Fn(Table, RowId) -> bool) {
        self.rows.borrow_mut().retain(|(table, row), _| is_there(*table, *row));
    }

    pub(super) fn notify(&self) {
        self.changed.notify();
    }

    pub(super) fn notify_rows(&self, rows: impl IntoIterator<Item = (Table, RowId)>) {
        for row in rows {
            // Whoever is woken asks for the trigger again; a row that is gone needs none any more.
            let trigger = self.rows.borrow_mut().remove(&row);
            if let Some(trigger) = trigger {
                trigger.notify();
            }
        }
    }
}
