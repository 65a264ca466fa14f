//! The upkeep of what is known of rows from looking at others, whatever is done to them.

use std::sync::Arc;

use super::{Row, RowId, Rows, problems};
use crate::{ControlId, Finding, ParamValue, Table, effort, reserved};

impl Rows {
    /// Finds out what is missing or wrong in rows that have changed. Nothing of that is needed before
    /// somebody looks.
    pub(crate) fn refresh(&mut self, table: Table) {
        let place = |id: RowId| self.places.get(id.0 as usize).copied().flatten();
        self.changes.unchecked.extend(self.names.settle(place));
        let mut is_other = std::mem::take(&mut self.changes.has_lost_finding);
        for id in std::mem::take(&mut self.changes.unchecked) {
            let Some(place) = self.place(id) else { continue };
            let row = &self.list[place];
            effort::count();
            let is_alike = row.derived.owns_key && self.names.is_alike(row, |id| self.place(id));
            let problems = problems::problems(table, row, is_alike);
            if problems != row.derived.problems {
                is_other = true;
                self.list[place].derived.problems = problems;
                self.changes.changed.insert(id);
                match problems {
                    [None, None] => self.troubled.swap_remove(&id),
                    _ => self.troubled.insert(id),
                };
            }
        }
        if is_other {
            let rows = self.in_order(self.troubled.iter().copied());
            self.findings = Arc::new(rows.flat_map(|row| findings_in(table, row)).collect());
        }
    }

    /// The place of a row.
    pub(crate) fn place(&self, id: RowId) -> Option<usize> {
        *self.places.get(usize::try_from(id.0).ok()?)?
    }

    /// Rows in the order of the table.
    pub(crate) fn in_order(&self, rows: impl Iterator<Item = RowId>) -> impl Iterator<Item = &Row> {
        let mut places: Vec<_> = rows.filter_map(|id| self.place(id)).collect();
        places.sort_unstable();
        places.into_iter().map(|place| &self.list[place])
    }

    pub(super) fn new_id(&mut self) -> RowId {
        let id = RowId(u32::try_from(self.places.len()).unwrap_or(u32::MAX));
        self.places.push(None);
        id
    }

    pub(super) fn append(
        &mut self,
        key: String,
        value: ParamValue,
        set_up: impl FnOnce(&mut Row),
    ) -> RowId {
        self.time += 1;
        let mut row = Row::new(self.new_id(), key, value, self.time);
        set_up(&mut row);
        let id = row.id;
        self.insert(self.list.len(), vec![row]);
        id
    }

    pub(super) fn insert(&mut self, at: usize, new: Vec<Row>) {
        let ids: Vec<_> = new.iter().map(|row| row.id).collect();
        self.list.splice(at..at, new);
        self.find_places(at);
        for id in &ids {
            self.index(*id);
        }
        self.reassign_owners(&ids);
    }

    pub(super) fn remove_all(&mut self, gone: &[RowId]) {
        let mut first = self.list.len();
        for id in gone {
            if let Some(place) = self.place(*id) {
                first = first.min(place);
                self.unindex(*id);
                if self.list[place].derived.owns_key {
                    self.names.remove(&self.list[place].derived.name, *id);
                }
                self.unsavable.swap_remove(id);
                self.changes.has_lost_finding |= self.troubled.swap_remove(id);
                self.places[id.0 as usize] = None;
            }
        }
        if first < self.list.len() {
            let places = &self.places;
            self.list.retain(|row| places[row.id.0 as usize].is_some());
            self.find_places(first);
        }
        self.reassign_owners(gone);
    }

    fn find_places(&mut self, from: usize) {
        for (place, row) in self.list.iter().enumerate().skip(from) {
            effort::count();
            self.places[row.id.0 as usize] = Some(place);
        }
    }

    /// Changes a row, and what is known from looking at it.
    pub(super) fn change(&mut self, id: RowId, change: impl FnOnce(&mut Row)) {
        let Some(place) = self.place(id) else { return };
        effort::count();
        self.unindex(id);
        change(&mut self.list[place]);
        self.index(id);
        self.reassign_owners(&[id]);
    }

    /// Forgets what was known from looking at a row.
    fn unindex(&mut self, id: RowId) {
        let Some(row) = self.place(id).map(|place| &self.list[place]) else { return };
        if row.can_hold() {
            self.holders.remove(&row.key, row.since, id);
            self.unsettled.push(row.key.clone());
        }
        self.refused -= row.refused.count();
        self.filled -= row.filled.count();
        self.quarantined.swap_remove(&id);
        self.changes.keys_of(row);
    }

    /// Notes what is known from looking at a row.
    fn index(&mut self, id: RowId) {
        let Some(row) = self.place(id).map(|place| &self.list[place]) else { return };
        if row.can_hold() {
            self.holders.add(&row.key, row.since, id);
            self.unsettled.push(row.key.clone());
        }
        self.refused += row.refused.count();
        self.filled += row.filled.count();
        if row.is_quarantined() {
            self.quarantined.insert(id);
        }
        self.changes.keys_of(row);
    }

    /// Finds out which rows hold the keys that have come or gone with some rows.
    fn reassign_owners(&mut self, rows: &[RowId]) {
        let keys = std::mem::take(&mut self.unsettled);
        let owners: Vec<_> = keys.iter().map(|key| self.holders.settle(key)).collect();
        let changed: Vec<_> = owners.into_iter().filter(|(before, now)| before != now).collect();
        for (before, _) in &changed {
            let Some(place) = before.and_then(|id| self.place(id)) else { continue };
            let row = &mut self.list[place];
            row.derived.owns_key = false;
            self.names.remove(&row.derived.name, row.id);
        }
        for (_, now) in &changed {
            let Some(place) = now.and_then(|id| self.place(id)) else { continue };
            let row = &mut self.list[place];
            row.derived.owns_key = true;
            row.derived.name = reserved::plain(&row.key);
            self.names.add(row);
            self.changes.key(&row.key);
        }
        let others = changed.iter().flat_map(|(before, now)| [*before, *now]).flatten();
        for id in rows.iter().copied().chain(others) {
            match self.get(id) {
                Some(row) if row.is_unsavable() => self.unsavable.insert(id),
                _ => self.unsavable.swap_remove(&id),
            };
            self.changes.row(id);
        }
    }
}

fn findings_in(table: Table, row: &Row) -> impl Iterator<Item = Finding> {
    effort::count();
    let controls = [ControlId::Key(table, row.id), ControlId::Value(table, row.id)];
    let found = controls.into_iter().zip(row.derived.problems);
    found.filter_map(|(control, problem)| Some(Finding { control, problem: problem? }))
}
