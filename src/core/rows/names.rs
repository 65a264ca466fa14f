use super::{Row, RowId};
use crate::{
    collections::{Map, Set},
    effort,
};

/// The rows that hold a key, by what lenient servers read it as.
#[derive(Debug, Default)]
pub(super) struct Names {
    groups: Map<String, Group>,
    /// Names whose rows have come, gone or changed.
    stale: Set<String>,
}

/// The rows of one name.
#[derive(Debug, Default)]
struct Group {
    /// In the order of their ids, each with whether it stands for a part of a list.
    rows: Vec<(RowId, bool)>,
    /// The uppermost of them.
    first: Option<RowId>,
    /// The uppermost that is no part of a list.
    first_whole: Option<RowId>,
}

impl Names {
    pub(super) fn add(&mut self, row: &Row) {
        let group = self.groups.entry(row.derived.name.clone()).or_default();
        let place = group.rows.partition_point(|(other, _)| *other < row.id);
        group.rows.insert(place, (row.id, row.is_part()));
        self.stale.insert(row.derived.name.clone());
    }

    pub(super) fn remove(&mut self, name: &str, row: RowId) {
        if let Some(group) = self.groups.get_mut(name)
            && let Ok(place) = group.rows.binary_search_by_key(&row, |(other, _)| *other)
        {
            group.rows.remove(place);
            self.stale.insert(name.to_owned());
        }
    }

    /// The rows that stand otherwise than before to the others of their name. `place` says where a row
    /// stands.
    pub(super) fn settle(&mut self, place: impl Fn(RowId) -> Option<usize>) -> Vec<RowId> {
        let mut moved = Vec::new();
        for name in std::mem::take(&mut self.stale) {
            let Some(group) = self.groups.get_mut(&name) else { continue };
            let rows = group.rows.iter().inspect(|_| effort::count());
            let [all, whole] = rows.fold([None, None], |firsts, (row, is_part)| {
                let place = place(*row).map(|place| (place, *row));
                let upper = |first: Option<_>| first.into_iter().chain(place).min();
                [upper(firsts[0]), if *is_part { firsts[1] } else { upper(firsts[1]) }]
            });
            let [all, whole] = [all, whole].map(|first| first.map(|(_, row)| row));
            if (all, whole) != (group.first, group.first_whole) {
                (group.first, group.first_whole) = (all, whole);
                moved.extend(group.rows.iter().map(|(row, _)| *row));
            }
            if group.rows.is_empty() {
                self.groups.swap_remove(&name);
            }
        }
        moved
    }

    /// Returns `true` if servers take a row's key for that of a row above.
    pub(super) fn is_alike(&self, row: &Row, place: impl Fn(RowId) -> Option<usize>) -> bool {
        let Some(group) = self.groups.get(&row.derived.name) else { return false };
        let first = if row.is_part() { group.first_whole } else { group.first };
        first.is_some_and(|first| place(first) < place(row.id))
    }
}
