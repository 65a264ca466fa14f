use super::{
    edits::Edits,
    fills::{Fill, FillPlace},
    known::Known,
    merge_path::MergePath,
};
use crate::{
    ControlId, Details, Field, Fingerprint, ParamValue, RowId, Rows, Table, collections::Map,
    rows::PastedRows,
};

/// The edits that the person has made and the platform has not acknowledged. They are laid over what the
/// platform holds, so that no answer can overwrite them.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) edits: Edits,
    pub(super) rows: [Rows; Table::ALL.len()],
    /// Fields whose newest text no JSON can carry.
    refused: Vec<Field>,
    /// Texts that came into controls by nobody's hand, until the person has looked at them.
    pub(super) fills: Map<ControlId, Fill>,
    /// Those that wait for their rows.
    pub(super) waiting_fills: Vec<(FillPlace, Fill)>,
    /// The last paste, as long as nothing was edited since: its table, its row and what came of it.
    pub(super) pasted: Option<(Table, RowId, PastedRows)>,
    /// The control that has the focus.
    focus: Option<ControlId>,
    /// The value that the setting of that control showed when it got the focus, or was last typed into: it shows
    /// this on, whatever others write.
    pub(super) pinned: Option<(MergePath, Option<ParamValue>)>,
    /// Slots that rows may not show as they should: they were pinned until now, or a row is withheld
    /// that held them.
    pub(super) out_of_date: Vec<MergePath>,
    /// The position in the edits' log up to which the rows show them; none where the platform's details
    /// have changed since.
    pub(super) followed: Option<u64>,
}

/// The knowledge on which a change of the draft is made.
#[derive(Clone, Copy)]
pub(super) struct EditBase<'a> {
    /// Milliseconds since 1970 on the wall clock.
    pub(super) now: u64,
    /// The platform's details, as far as they are known.
    pub(super) details: &'a Details,
    /// True if they are known at all.
    pub(super) is_known: bool,
}

impl Draft {
    /// The rows of the tables.
    pub(super) const fn rows(&self) -> &[Rows; Table::ALL.len()] {
        &self.rows
    }

    /// The rows of a table.
    pub(super) const fn rows_of(&mut self, table: Table) -> &mut Rows {
        &mut self.rows[table.index()]
    }

    /// Fields whose newest text was not taken.
    pub(super) fn refused_fields(&self) -> &[Field] {
        &self.refused
    }

    /// Returns `true` if a control holds a text that was not taken.
    pub(super) fn has_refused(&self) -> bool {
        !self.refused.is_empty() || self.rows.iter().any(|rows| rows.refused_count() > 0)
    }

    /// The number of rows and texts that cannot be saved as they are.
    pub(super) fn unsavable(&self) -> usize {
        self.rows.iter().map(Rows::unsavable_count).sum::<usize>()
            + self.refused.len()
            + self.filled_fields().len()
    }

    /// A control got a new text.
    pub(super) fn typed(&mut self, control: ControlId, text: String, base: EditBase) {
        self.type_over_fill(control, &text, base);
        match control {
            ControlId::Field(field) => {
                self.refused.retain(|other| *other != field);
                self.edit(MergePath::Field(field), Some(ParamValue::Text(text)), base);
            }
            ControlId::Key(table, id) => {
                self.rows_of(table).set_refused(control, false);
                self.rows_of(table).set_key(id, text);
                self.edit_rows(table, base);
            }
            ControlId::Value(table, id) => {
                self.rows_of(table).set_refused(control, false);
                self.rows_of(table).set_value(id, text);
                self.edit_rows(table, base);
            }
        }
        if self.focus == Some(control) {
            self.pin(base.details);
        }
    }

    /// A control got a text that no JSON can carry; its last good one stays.
    pub(super) fn refuse(&mut self, control: ControlId) {
        match control {
            ControlId::Field(field) if self.refused.contains(&field) => {}
            ControlId::Field(field) => self.refused.push(field),
            ControlId::Key(table, _) | ControlId::Value(table, _) => {
                self.rows_of(table).set_refused(control, true);
            }
        }
    }

    /// Adds an empty row, which is no edit yet.
    pub(super) fn add_row(&mut self, table: Table) {
        self.rows_of(table).add();
    }

    /// Adds a row with what was typed into it earlier; see [`Rows::restore`].
    pub(super) fn restore_row(&mut self, table: Table, key: String, value: String) -> RowId {
        self.rows_of(table).restore(key, value)
    }

    /// The rows show what the platform holds; restored ones may take the keys that are left.
    pub(super) fn release_waiting(&mut self, base: EditBase) {
        for table in Table::ALL {
            self.rows_of(table).release_waiting();
            self.edit_rows(table, base);
        }
    }

    /// The person says that a row holds no secret.
    pub(super) fn mark_not_secret(&mut self, table: Table, id: RowId, base: EditBase) {
        self.rows_of(table).mark_not_secret(id);
        self.edit_rows(table, base);
    }

    /// Takes a row away.
    pub(super) fn remove_row(&mut self, table: Table, id: RowId, base: EditBase) {
        self.rows_of(table).remove(id);
        self.edit_rows(table, base);
    }

    /// Puts parameters into rows.
    pub(super) fn paste(
        &mut self,
        table: Table,
        at: RowId,
        params: Vec<(String, String)>,
        base: EditBase,
    ) {
        for control in [ControlId::Key(table, at), ControlId::Value(table, at)] {
            self.forget_fill(control);
        }
        let rows = self.rows_of(table).paste(at, params);
        self.pasted = rows.map(|rows| (table, at, rows));
        self.edit_rows(table, base);
        self.pin_row(table, at, base.details);
    }

    /// Puts the rows back as they were before the last paste.
    pub(super) fn undo_paste(&mut self, base: EditBase) {
        if let Some((table, at, rows)) = self.pasted.take() {
            self.rows_of(table).undo_paste(rows);
            self.edit_rows(table, base);
            self.pin_row(table, at, base.details);
        }
    }

    /// The focus goes to a control, or to none.
    pub(super) fn focus(&mut self, control: Option<ControlId>, base: &Details) {
        self.focus = control;
        self.unpin();
        self.pin(base);
    }

    /// The control that has the focus may change too: the person has just asked for that.
    pub(super) fn unpin(&mut self) {
        self.out_of_date.extend(self.pinned.take().map(|(path, _)| path));
    }

    /// Returns `true` if there is anything to send.
    pub(super) fn has_sendable(&self) -> bool {
        self.edits.has_sendable()
    }

    /// The control that has the focus shows from here on what it should show now.
    pub(super) fn pin(&mut self, base: &Details) {
        self.unpin();
        let path = self.focus.and_then(|control| self.path(control));
        self.pinned = path.map(|path| {
            let value = self.shown(&path, base);
            (path, value)
        });
    }

    /// The row that has the focus has got another key or value by the person's hand.
    fn pin_row(&mut self, table: Table, row: RowId, base: &Details) {
        let controls = [ControlId::Key(table, row), ControlId::Value(table, row)];
        if self.focus.is_some_and(|focus| controls.contains(&focus)) {
            self.pin(base);
        }
    }

    /// The setting that a control writes to, if it writes to any.
    pub(super) fn path(&self, control: ControlId) -> Option<MergePath> {
        match control {
            ControlId::Field(field) => Some(MergePath::Field(field)),
            ControlId::Key(table, id) | ControlId::Value(table, id) => {
                let row = self.rows[table.index()].get(id).filter(|row| row.owns_key())?;
                Some(MergePath::Param(table, row.key.clone()))
            }
        }
    }

    /// Forgets removals that were made before the record was known: nothing can be removed from
    /// what is not known yet, and a key that was typed letter by letter leaves one behind for each
    /// of its beginnings.
    pub(super) fn forget_removals(&mut self) {
        self.edits.forget_early_removals();
    }

    /// Takes in the platform's details for the first time. Where nothing was typed before, or
    /// what was typed is gone again, its value stays.
    pub(super) fn adopt(&mut self, details: &Details) {
        let empty = Some(ParamValue::Text(String::new()));
        self.edits.retain(|path, edit| {
            let is_early = edit.known == Known::Anything;
            !(is_early && edit.value == empty && path.value_in(details).is_some())
        });
    }

    /// The platform holds something else than before.
    pub(super) const fn base_changed(&mut self) {
        self.edits.base_changed();
        self.followed = None;
    }

    /// Forgets everything but the edits up to a number, which are on their way already.
    pub(super) fn discard(&mut self, carried: Option<u64>) {
        self.edits.discard(carried);
        self.forget_fills();
        self.waiting_fills.clear();
        self.refused.clear();
        for rows in &mut self.rows {
            rows.forget_refused();
            rows.remove_unsavable();
        }
    }

    /// The value that a setting shows: what was typed, else what is pinned, else what the platform holds.
    pub(super) fn shown(&self, path: &MergePath, base: &Details) -> Option<ParamValue> {
        shown(&self.edits, self.pinned.as_ref(), path, base)
    }

    /// The text that a control shows.
    pub(super) fn text(&self, control: ControlId, base: &Details) -> String {
        if let Some(fill) = self.fills.get(&control) {
            return fill.text.clone();
        }
        let row = |table: Table, id| self.rows[table.index()].get(id);
        match control {
            ControlId::Field(field) => {
                let value = self.shown(&MergePath::Field(field), base);
                value.as_ref().map_or("", ParamValue::shown).to_owned()
            }
            ControlId::Key(table, id) => {
                row(table, id).map(|row| row.key.clone()).unwrap_or_default()
            }
            ControlId::Value(table, id) => {
                row(table, id).map(|row| row.value.shown().to_owned()).unwrap_or_default()
            }
        }
    }

    /// The settings as the form shows them, as of [`Draft::refresh`].
    pub(super) fn settings(&self, base: &Details) -> Fingerprint {
        let settings = Fingerprint::of_settings(base).with(self.edits.settings());
        match &self.pinned {
            Some((path, value)) if self.edits.of(path).is_none() => {
                let held = path.settings(path.value_in(base).as_ref());
                settings.with(held).with(path.settings(value.as_ref()))
            }
            _ => settings,
        }
    }

    /// Finds out what follows from changes, for those who look.
    pub(super) fn refresh(&mut self, base: &Details) {
        self.edits.count_settings(base);
        self.forget_lost_fills();
        for table in Table::ALL {
            self.rows_of(table).refresh(table);
        }
    }

    /// A setting gets another value by the person's hand. What they could see there before is what
    /// they knew.
    pub(super) fn edit(&mut self, path: MergePath, value: Option<ParamValue>, base: EditBase) {
        let known = match &self.pinned {
            _ if !base.is_known => Known::Anything,
            Some((pinned, value)) if *pinned == path => {
                Known::These(vec![Fingerprint::of(value.as_ref())])
            }
            _ => Known::These(vec![Fingerprint::of(path.value_in(base.details).as_ref())]),
        };
        self.edits.set(base.now, path, value, known);
    }
}

pub(super) fn shown(
    edits: &Edits,
    pinned: Option<&(MergePath, Option<ParamValue>)>,
    path: &MergePath,
    base: &Details,
) -> Option<ParamValue> {
    match (edits.of(path), pinned) {
        (Some(edit), _) => edit.value.clone(),
        (None, Some((pinned, value))) if pinned == path => value.clone(),
        _ => path.value_in(base),
    }
}
