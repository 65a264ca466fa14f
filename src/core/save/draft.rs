use super::{
    edits::{Edits, Known},
    fingerprint::Fingerprint,
    merge_path::MergePath,
};
use crate::{ControlId, Details, ParamValue, Row, RowId, Rows, Table};

/// What the person has typed and the platform has not acknowledged. It is laid over what the
/// platform holds, so that no answer can overwrite it.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) edits: Edits,
    rows: [Rows; Table::ALL.len()],
    /// Controls whose newest text no JSON can carry.
    refused: Vec<ControlId>,
    /// The control that has the focus.
    focus: Option<ControlId>,
    /// What the slot of that control showed when it got the focus, or was last typed into: it shows
    /// this on, whatever others write.
    pinned: Option<(MergePath, Option<ParamValue>)>,
}

/// What a change of the draft is made on.
#[derive(Clone, Copy)]
pub(super) struct EditBase<'a> {
    /// Milliseconds.
    pub(super) now: u64,
    /// What the platform holds, as far as it is known.
    pub(super) base: &'a Details,
    /// Whether it is known at all.
    pub(super) is_known: bool,
}

impl Draft {
    /// The rows of the tables.
    pub(super) const fn rows(&self) -> &[Rows; Table::ALL.len()] {
        &self.rows
    }

    /// Controls whose newest text was not taken.
    pub(super) fn refused(&self) -> &[ControlId] {
        &self.refused
    }

    /// The rows that were typed into and cannot be saved as they are.
    pub(super) fn unsavable_rows(&self) -> impl Iterator<Item = (Table, &Row)> {
        Table::ALL.into_iter().zip(&self.rows).flat_map(|(table, rows)| {
            let unsavable_rows = |row: &&Row| !row.is_empty() && !rows.owns_key(row);
            rows.all().iter().filter(unsavable_rows).map(move |row| (table, row))
        })
    }

    /// How many rows and texts cannot be saved as they are.
    pub(super) fn unsavable(&self) -> usize {
        self.unsavable_rows().count() + self.refused.len()
    }

    /// A control got a new text.
    pub(super) fn typed(&mut self, place: ControlId, text: String, ground: EditBase) {
        self.refused.retain(|other| *other != place);
        match place {
            ControlId::Field(field) => {
                self.edit(MergePath::Field(field), Some(ParamValue::Text(text)), ground);
            }
            ControlId::Key(table, id) => {
                self.rows_of(table).set_key(id, text);
                self.edit_rows(table, ground);
            }
            ControlId::Value(table, id) => {
                self.rows_of(table).set_value(id, text);
                self.edit_rows(table, ground);
            }
        }
        if self.focus == Some(place) {
            self.pin(ground.base);
        }
    }

    /// A control got a text that no JSON can carry; its last good one stays.
    pub(super) fn refuse(&mut self, place: ControlId) {
        if !self.refused.contains(&place) {
            self.refused.push(place);
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
    pub(super) fn let_go(&mut self, ground: EditBase) {
        for table in Table::ALL {
            self.rows_of(table).let_go();
            self.edit_rows(table, ground);
        }
    }

    /// The person says that a row holds no secret.
    pub(super) fn mark_not_secret(&mut self, table: Table, id: RowId, ground: EditBase) {
        self.rows_of(table).mark_not_secret(id);
        self.edit_rows(table, ground);
    }

    /// Takes a row away.
    pub(super) fn remove_row(&mut self, table: Table, id: RowId, ground: EditBase) {
        self.rows_of(table).remove(id);
        self.refused.retain(|place| {
            !matches!(place, ControlId::Key(t, r) | ControlId::Value(t, r) if (*t, *r) == (table, id))
        });
        self.edit_rows(table, ground);
    }

    /// Puts parameters into rows.
    pub(super) fn paste(
        &mut self,
        table: Table,
        at: RowId,
        params: Vec<(String, String)>,
        ground: EditBase,
    ) {
        self.rows_of(table).paste(at, params);
        self.edit_rows(table, ground);
    }

    /// The focus goes to a control, or to none.
    pub(super) fn focus(&mut self, place: Option<ControlId>, base: &Details) {
        self.focus = place;
        self.pinned = None;
        self.pin(base);
    }

    /// The control that has the focus may change too: the person has just asked for that.
    pub(super) fn unpin(&mut self) {
        self.pinned = None;
    }

    /// Whether there is anything to send.
    pub(super) fn has_sendable(&self) -> bool {
        self.edits.sendable().next().is_some()
    }

    /// The control that has the focus shows from here on what it should show now.
    pub(super) fn pin(&mut self, base: &Details) {
        let path = self.focus.and_then(|place| self.path(place));
        self.pinned = path.map(|path| {
            let edited = self.edits.of(&path).map(|edit| edit.value.clone());
            let value = edited.unwrap_or_else(|| path.value_in(base));
            (path, value)
        });
    }

    /// The slot that a control writes to, if it writes to any.
    fn path(&self, place: ControlId) -> Option<MergePath> {
        match place {
            ControlId::Field(field) => Some(MergePath::Field(field)),
            ControlId::Key(table, id) | ControlId::Value(table, id) => {
                let rows = &self.rows[index(table)];
                let row = rows.savable().find(|row| row.id == id)?;
                Some(MergePath::Param(table, row.key.clone()))
            }
        }
    }

    /// Forgets removals that were made before the record was known: nothing can be removed from
    /// what is not known yet, and a key that was typed letter by letter leaves one behind for each
    /// of its beginnings.
    pub(super) fn forget_removals(&mut self) {
        self.edits.retain(|edit| edit.value.is_some() || edit.known != Known::Anything);
    }

    /// What the platform holds is known for the first time. Where nothing was typed before, or
    /// what was typed is gone again, its value stays.
    pub(super) fn adopt(&mut self, details: &Details) {
        let empty = Some(ParamValue::Text(String::new()));
        self.edits.retain(|edit| {
            let is_early = edit.known == Known::Anything;
            !(is_early && edit.value == empty && edit.path.value_in(details).is_some())
        });
    }

    /// Forgets everything but the edits up to a number, which are on their way already.
    pub(super) fn discard(&mut self, carried: Option<u64>) {
        self.edits.discard(carried);
        self.refused.clear();
        self.rows.iter_mut().for_each(Rows::remove_unsavable);
    }

    /// Makes the rows show what there is now.
    pub(super) fn follow(&mut self, ground: EditBase) {
        let shown = self.shown(ground.base);
        for table in Table::ALL {
            self.rows_of(table).follow(&shown.params(table));
            // A row whose key another row held until now may hold it from here on.
            self.edit_rows(table, ground);
        }
    }

    /// What the form shows: the platform's details with all edits laid over them, and what is
    /// pinned.
    pub(super) fn shown(&self, base: &Details) -> Details {
        let mut shown = self.edits.over(base, true);
        if let Some((path, value)) = &self.pinned
            && self.edits.of(path).is_none()
        {
            path.set_in(&mut shown, value.as_ref());
        }
        shown
    }

    /// What a control shows.
    pub(super) fn text(&self, place: ControlId, base: &Details) -> String {
        let row = |table, id| self.rows[index(table)].all().iter().find(|row: &&Row| row.id == id);
        match place {
            ControlId::Field(field) => {
                let path = MergePath::Field(field);
                match (self.edits.of(&path), &self.pinned) {
                    (Some(edit), _) => shown_text(edit.value.as_ref()),
                    (None, Some((pinned, value))) if *pinned == path => shown_text(value.as_ref()),
                    _ => base.text(field),
                }
            }
            ControlId::Key(table, id) => {
                row(table, id).map(|row| row.key.clone()).unwrap_or_default()
            }
            ControlId::Value(table, id) => {
                row(table, id).map(|row| row.value.shown().to_owned()).unwrap_or_default()
            }
        }
    }

    /// Makes edits of what a table's rows hold and the form does not say yet.
    fn edit_rows(&mut self, table: Table, ground: EditBase) {
        let now = self.shown(ground.base).params(table);
        let held: Vec<(String, ParamValue)> = self.rows[index(table)]
            .savable()
            .map(|row| (row.key.clone(), row.value.clone()))
            .collect();
        for (key, held_value) in &now {
            if !held.iter().any(|(other, _)| other == key) {
                let path = MergePath::Param(table, key.clone());
                // What looks like a secret takes nothing from what the platform has.
                let is_quarantined = self.rows[index(table)].quarantines(key);
                let value = if is_quarantined { path.value_in(ground.base) } else { None };
                if value.as_ref() != Some(held_value) {
                    self.edit(path, value, ground);
                }
            }
        }
        for param in held {
            if !now.contains(&param) {
                let (key, value) = param;
                self.edit(MergePath::Param(table, key), Some(value), ground);
            }
        }
    }

    /// A slot gets another value by the person's hand. What they could see there before is what
    /// they knew.
    pub(super) fn edit(&mut self, path: MergePath, value: Option<ParamValue>, ground: EditBase) {
        let base = match &self.pinned {
            _ if !ground.is_known => Known::Anything,
            Some((pinned, value)) if *pinned == path => {
                Known::These(vec![Fingerprint::of(value.as_ref())])
            }
            _ => Known::These(vec![Fingerprint::of(path.value_in(ground.base).as_ref())]),
        };
        self.edits.set(ground.now, path, value, base);
    }

    const fn rows_of(&mut self, table: Table) -> &mut Rows {
        &mut self.rows[index(table)]
    }
}

fn shown_text(value: Option<&ParamValue>) -> String {
    value.map_or("", ParamValue::shown).to_owned()
}

/// The place of a table's rows.
const fn index(table: Table) -> usize {
    match table {
        Table::Authorization => 0,
        Table::AccessToken => 1,
    }
}
