use super::{
    edits::{Edits, Known},
    merge_path::MergePath,
};
use crate::{
    ControlId, Details, Field, Fingerprint, ParamValue, RowId, Rows, Table, collections::Set,
};

/// The edits that the person has made and the platform has not acknowledged. They are laid over what the
/// platform holds, so that no answer can overwrite them.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) edits: Edits,
    rows: [Rows; Table::ALL.len()],
    /// Fields whose newest text no JSON can carry.
    refused: Vec<Field>,
    /// The control that has the focus.
    focus: Option<ControlId>,
    /// The value that the setting of that control showed when it got the focus, or was last typed into: it shows
    /// this on, whatever others write.
    pinned: Option<(MergePath, Option<ParamValue>)>,
    /// Slots that rows may not show as they should: they were pinned until now, or a row is withheld
    /// that held them.
    out_of_date: Vec<MergePath>,
    /// The position in the edits' log up to which the rows show them; none where the platform's details
    /// have changed since.
    followed: Option<u64>,
}

/// The knowledge on which a change of the draft is made.
#[derive(Clone, Copy)]
pub(super) struct EditBase<'a> {
    /// Milliseconds.
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
        self.rows.iter().map(Rows::unsavable_count).sum::<usize>() + self.refused.len()
    }

    /// A control got a new text.
    pub(super) fn typed(&mut self, control: ControlId, text: String, base: EditBase) {
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
        self.rows_of(table).paste(at, params);
        self.edit_rows(table, base);
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

    /// The setting that a control writes to, if it writes to any.
    fn path(&self, control: ControlId) -> Option<MergePath> {
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
        self.refused.clear();
        for rows in &mut self.rows {
            rows.forget_refused();
            rows.remove_unsavable();
        }
    }

    /// Makes the rows show what there is now.
    pub(super) fn follow(&mut self, base: EditBase) {
        match self.take_changed(base.details) {
            Some(params) => {
                for (table, key) in params {
                    let path = MergePath::Param(table, key.clone());
                    let value = self.shown(&path, base.details);
                    self.rows_of(table).show(&key, value.as_ref());
                }
            }
            None => self.follow_everything(base.details),
        }
        self.followed = Some(self.edits.log().end());
        for table in Table::ALL {
            // A row whose key another row held until now may hold it from here on.
            self.edit_rows(table, base);
        }
    }

    /// The parameters that rows may not show as they should, each once: what stands behind a row that
    /// goes is not to go with it. `None` where all have to be looked at.
    fn take_changed(&mut self, base: &Details) -> Option<Set<(Table, String)>> {
        let out_of_date = std::mem::take(&mut self.out_of_date);
        let changed = self.edits.log().since(self.followed?)?.cloned().chain(out_of_date);
        let params: Set<_> = changed.filter_map(MergePath::into_param).collect();
        let is_new = |(table, key): &&(Table, String)| {
            self.rows[table.index()].holder(key).is_none()
                && self.shown(&MergePath::Param(*table, key.clone()), base).is_some()
        };
        // Several new rows stand in the order of the platform.
        (params.iter().filter(is_new).count() < 2).then_some(params)
    }

    fn follow_everything(&mut self, base: &Details) {
        for table in Table::ALL {
            let mut params: Vec<_> = base.params(table).map(|(key, _)| key.to_owned()).collect();
            let others = self.edits.iter().map(|(path, _)| path);
            let others = others.chain(self.pinned.as_ref().map(|(path, _)| path));
            for path in others {
                if let MergePath::Param(other, key) = path
                    && *other == table
                    && base.param(table, key).is_none()
                {
                    params.push(key.clone());
                }
            }
            let path = |key: &str| MergePath::Param(table, key.to_owned());
            let shown_at = |key: String| Some((self.shown(&path(&key), base)?, key));
            let params: Vec<_> = params.into_iter().filter_map(shown_at).collect();
            let edits = &self.edits;
            let pinned = &self.pinned;
            let is_shown = |key: &str| shown(edits, pinned.as_ref(), &path(key), base).is_some();
            self.rows[table.index()].retain(is_shown);
            for (value, key) in params {
                self.rows[table.index()].show(&key, Some(&value));
            }
        }
    }

    /// The value that a setting shows: what was typed, else what is pinned, else what the platform holds.
    pub(super) fn shown(&self, path: &MergePath, base: &Details) -> Option<ParamValue> {
        shown(&self.edits, self.pinned.as_ref(), path, base)
    }

    /// The text that a control shows.
    pub(super) fn text(&self, control: ControlId, base: &Details) -> String {
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
        for table in Table::ALL {
            self.rows_of(table).refresh(table);
        }
    }

    /// Makes edits of what a table's rows hold and the form does not say yet.
    fn edit_rows(&mut self, table: Table, base: EditBase) {
        let mut held = Vec::new();
        for key in self.rows_of(table).take_keys() {
            let rows = &self.rows[table.index()];
            if let Some(row) = rows.holder(&key) {
                held.push(row.id);
                continue;
            }
            let path = MergePath::Param(table, key.clone());
            let Some(now) = self.shown(&path, base.details) else { continue };
            // What looks like a secret takes nothing from what the platform has.
            let value = if rows.protects(&key) {
                self.out_of_date.push(path.clone());
                path.value_in(base.details)
            } else {
                None
            };
            if value.as_ref() != Some(&now) {
                self.edit(path, value, base);
            }
        }
        // In the order of the form, which the platform's details get.
        let held = self.rows[table.index()].in_order(held.into_iter());
        let held = held.map(|row| (row.key.clone(), row.value.clone())).collect::<Vec<_>>();
        for (key, value) in held {
            let (path, value) = (MergePath::Param(table, key), Some(value));
            if self.shown(&path, base.details) != value {
                self.edit(path, value, base);
            }
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

fn shown(
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
