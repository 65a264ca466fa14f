use super::RowId;
use crate::collections::Map;

/// The rows that can hold a key. Of several the one does that had it first.
#[derive(Debug, Default)]
pub(super) struct Holders(Map<String, Group>);

/// The rows that can hold one key, each with when it got it, in that order.
#[derive(Debug, Default)]
struct Group {
    rows: Vec<(u64, RowId)>,
    /// The one that was said last to hold it.
    owner: Option<RowId>,
}

impl Holders {
    pub(super) fn add(&mut self, key: &str, since: u64, row: RowId) {
        if !self.0.contains_key(key) {
            self.0.insert(key.to_owned(), Group::default());
        }
        let Some(group) = self.0.get_mut(key) else { return };
        let place = group.rows.partition_point(|other| *other < (since, row));
        group.rows.insert(place, (since, row));
    }

    pub(super) fn remove(&mut self, key: &str, since: u64, row: RowId) {
        if let Some(group) = self.0.get_mut(key)
            && let Ok(place) = group.rows.binary_search(&(since, row))
        {
            group.rows.remove(place);
        }
    }

    /// The row that holds a key.
    pub(super) fn owner(&self, key: &str) -> Option<RowId> {
        self.0.get(key)?.rows.first().map(|(_, row)| *row)
    }

    /// The row that held a key when this was asked last, and the one that does now.
    pub(super) fn settle(&mut self, key: &str) -> (Option<RowId>, Option<RowId>) {
        let owner = self.owner(key);
        let before = match self.0.get_mut(key) {
            Some(group) => std::mem::replace(&mut group.owner, owner),
            None => None,
        };
        if owner.is_none() {
            self.0.swap_remove(key);
        }
        (before, owner)
    }
}
