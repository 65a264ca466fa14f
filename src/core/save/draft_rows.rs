//! The rows of a draft follow what the platform holds, and its edits follow the rows.

use super::{
    draft::{Draft, EditBase, shown},
    merge_path::MergePath,
};
use crate::{Details, Table, collections::Set};

impl Draft {
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
        self.settle_fills(base);
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

    /// Makes edits of what a table's rows hold and the form does not say yet.
    pub(super) fn edit_rows(&mut self, table: Table, base: EditBase) {
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
}
