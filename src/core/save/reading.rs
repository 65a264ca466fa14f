//! The readings that can be taken of the machine.

use std::borrow::Cow;

use super::{
    MergePath, Now, Save, SaveMachine,
    in_flight::{InFlight, Wait, WriteLock},
};
use crate::{
    Checks, Content, ControlId, Details, Failure, Field, FormOptions, ParamValue, Record, Row,
    RowId, Rows, Table, check::Form,
};

/// A paste of parameters that can be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paste {
    /// The table.
    pub table: Table,
    /// The row that it was pasted into.
    pub row: RowId,
    /// The number of parameters.
    pub count: usize,
}

impl SaveMachine {
    /// The text that a control shows: what was typed, else what the platform holds.
    pub fn text(&self, control: ControlId) -> String {
        self.draft.text(control, &details_of(self.baseline.as_ref()))
    }

    /// A table's rows.
    pub fn rows(&self, table: Table) -> &Rows {
        &self.draft.rows()[table.index()]
    }

    /// A row of a table.
    pub fn row(&self, table: Table, row: RowId) -> Option<&Row> {
        self.rows(table).get(row)
    }

    /// The rows whose key, value or problem has changed, and those that have come or gone, since this
    /// was asked last.
    pub fn take_changed_rows(&mut self) -> Vec<(Table, RowId)> {
        let mut rows = |table| self.draft.rows_of(table).take_changed().into_iter();
        let [authorization, access_token] =
            Table::ALL.map(|table| rows(table).map(move |row| (table, row)));
        authorization.chain(access_token).collect()
    }

    /// Everything that is missing or wrong in the form. Nothing is called missing before the platform
    /// has answered with something to read.
    pub fn checks(&self, options: &FormOptions) -> Checks {
        let held = self.record().map(|record| &record.content);
        let form = Form {
            texts: &Field::ALL.map(|field| self.text(ControlId::Field(field))),
            rows: self.draft.rows(),
            refused: self.draft.refused_fields(),
            filled: &self.draft.filled_fields(),
            is_known: matches!(held, Some(Content::Nothing | Content::Details(_))),
        };
        Checks::of(&form, options)
    }

    /// The last paste, as long as it can be undone.
    pub fn pasted(&self) -> Option<Paste> {
        let (table, row, rows) = self.draft.pasted.as_ref()?;
        Some(Paste { table: *table, row: *row, count: rows.count })
    }

    /// The number of rows and texts that cannot be saved as they are.
    pub fn unsavable(&self) -> usize {
        self.draft.unsavable()
    }

    /// The record as last seen on the platform; none before the first answer.
    pub const fn record(&self) -> Option<&Record> {
        self.baseline.as_ref()
    }

    /// The reason why the last request did not work, until one does.
    pub fn failure(&self) -> Option<&Failure> {
        self.failed.as_ref().map(|failed| &failed.failure)
    }

    /// The time when the next try comes by itself, in milliseconds.
    pub fn retry_at(&self) -> Option<u64> {
        match self.failed.as_ref()?.wait {
            Wait::Until(at) if self.in_flight.is_none() => Some(at),
            _ => None,
        }
    }

    /// Malformed details that the person chose to start over from.
    pub fn set_aside(&self) -> Option<&str> {
        self.set_aside.as_deref()
    }

    /// Returns `true` once the platform has answered.
    pub const fn is_loaded(&self) -> bool {
        self.baseline.is_some()
    }

    /// Returns `true` if there are edits that the platform has not acknowledged.
    pub fn has_edits(&self) -> bool {
        !self.draft.edits.is_empty()
    }

    /// The time when the platform last acknowledged a save of this wizard, milliseconds since 1970.
    pub const fn saved_at(&self) -> Option<u64> {
        self.saved_at
    }

    /// Returns `true` while a save is on its way.
    pub const fn is_saving(&self) -> bool {
        matches!(self.in_flight, Some(InFlight::Save { .. }))
    }

    /// Returns `true` if something will happen without anybody's doing: an answer comes, or a try.
    pub fn has_pending_work(&self) -> bool {
        let needs_a_word = self.failed.as_ref().is_some_and(|failed| match failed.wait {
            Wait::Until(_) => false,
            Wait::Edit => self.due.is_none(),
            Wait::Word => true,
        });
        let wants = self.wants_load || self.wants_save() || self.orphan.is_some();
        self.in_flight.is_some()
            || self.write_lock != WriteLock::Released
            || (wants && !needs_a_word)
    }

    /// The settings as the platform holds them, to begin a token with.
    pub fn saved_details(&self) -> Details {
        details_of(self.baseline.as_ref()).into_owned()
    }

    /// Returns `true` if there is something on screen that the journal never gets.
    pub fn has_quarantined(&self) -> bool {
        Table::ALL.into_iter().any(|table| self.rows(table).quarantined().next().is_some())
    }

    /// The rows that look like secrets, which the journal never gets.
    pub fn quarantined(&self) -> Vec<(Table, RowId)> {
        let rows = |table| self.rows(table).quarantined().map(move |row| (table, row));
        Table::ALL.into_iter().flat_map(rows).collect()
    }

    /// Returns `true` if a control holds a text that was not taken.
    pub fn has_refused(&self) -> bool {
        self.draft.has_refused()
    }

    /// The save that would be sent now, if anything waits to be sent.
    pub fn pending(&self) -> Option<Save> {
        self.draft.has_sendable().then(|| self.save_of(&self.to_send()))
    }

    /// Returns `true` if the page can go away now without a loss, as far as a save that has begun, or can
    /// begin at once, outlives it.
    pub fn can_leave(&self, now: Now) -> bool {
        let is_carried = match &self.in_flight {
            Some(InFlight::Save { newest, .. }) => *newest == self.draft.edits.newest(),
            Some(InFlight::Load { .. }) => false,
            None => {
                let may_begin = self.write_lock == WriteLock::Held && self.is_fresh(now);
                self.failed.is_none() && self.can_save() && may_begin
            }
        };
        let is_open = self.draft.edits.has_conflicts();
        self.draft.unsavable() == 0 && !is_open && (is_carried || !self.has_edits())
    }

    /// The value that a setting shows.
    pub(super) fn shown(&self, path: &MergePath) -> Option<ParamValue> {
        self.draft.shown(path, &details_of(self.baseline.as_ref()))
    }
}

/// The platform's details, as far as they are known and can be read.
pub(super) fn details_of(record: Option<&Record>) -> Cow<'_, Details> {
    match record.map(|record| &record.content) {
        Some(Content::Details(details)) => Cow::Borrowed(details),
        _ => Cow::Owned(Details::new()),
    }
}
