//! Changes of rows by a person, by the platform and from the journal.

use super::{
    PastedRows, Row, RowId, Rows,
    row::{Marks, SecretCheck},
};
use crate::{ControlId, ParamValue};

impl Rows {
    /// Adds an empty row at the end.
    pub(crate) fn add(&mut self) -> RowId {
        self.append(String::new(), ParamValue::Text(String::new()), |_| {})
    }

    /// Adds a row that an earlier wizard could not save. It holds no key before
    /// [`Rows::release_waiting`]: the platform may have it.
    pub(crate) fn restore(&mut self, key: String, text: String) -> RowId {
        let id = self.append(key, ParamValue::Text(text), |row| row.waits = true);
        self.waiting.push(id);
        id
    }

    /// The platform's keys are in their rows; what waited for that may hold the others.
    pub(crate) fn release_waiting(&mut self) {
        for id in std::mem::take(&mut self.waiting) {
            self.time += 1;
            let time = self.time;
            self.change(id, |row| (row.waits, row.since) = (false, time));
        }
    }

    /// Takes a row away.
    pub(crate) fn remove(&mut self, id: RowId) {
        self.remove_all(&[id]);
    }

    /// Takes all rows away that hold no key.
    pub(crate) fn remove_unsavable(&mut self) {
        let gone: Vec<_> =
            self.list.iter().filter(|row| !row.derived.owns_key).map(|row| row.id).collect();
        self.remove_all(&gone);
    }

    /// Sets a row's key.
    pub(crate) fn set_key(&mut self, id: RowId, key: String) {
        self.time += 1;
        let time = self.time;
        let Some(row) = self.get(id).filter(|row| !row.is_fixed() && row.key != key) else {
            return;
        };
        let was_withheld = row.is_quarantined();
        self.change(id, |row| {
            let before = std::mem::replace(&mut row.key, key);
            (row.since, row.given) = (time, false);
            if row.derived.owns_key {
                row.last_key = Some(before);
            }
            row.secret_check = SecretCheck::None;
            row.check_for_secret();
        });
        let has_its_key_back = |row: &Row| {
            was_withheld && !row.is_quarantined() && row.last_key.as_ref() == Some(&row.key)
        };
        if self.get(id).is_some_and(has_its_key_back) {
            self.take_key_back(id);
        }
    }

    /// A row has its key again, in the place of one that showed what the platform holds meanwhile.
    fn take_key_back(&mut self, id: RowId) {
        let Some(row) = self.get(id) else { return };
        let stands_in = |other: &&Row| {
            other.id != id && other.given && !other.is_edited && other.key == row.key
        };
        let gone: Vec<_> = self.list.iter().filter(stands_in).map(|row| row.id).collect();
        self.remove_all(&gone);
    }

    /// Sets a row's value.
    pub(crate) fn set_value(&mut self, id: RowId, text: String) {
        if self.get(id).is_some_and(|row| !row.is_fixed()) {
            self.change(id, |row| {
                row.value = ParamValue::Text(text);
                row.is_edited = true;
                row.check_for_secret();
            });
        }
    }

    /// The person says that a row holds no secret.
    pub(crate) fn mark_not_secret(&mut self, id: RowId) {
        self.change(id, |row| row.secret_check = SecretCheck::MarkedNotSecret);
        self.take_key_back(id);
    }

    /// The newest text of a control was not taken, or one was.
    pub(crate) fn set_refused(&mut self, control: ControlId, is_refused: bool) {
        self.mark(control, is_refused, |row| &mut row.refused);
    }

    /// A text was filled into a control by nobody's hand, or it is gone.
    pub(crate) fn set_filled(&mut self, control: ControlId, is_filled: bool) {
        self.mark(control, is_filled, |row| &mut row.filled);
    }

    fn mark(&mut self, control: ControlId, is_so: bool, marks_of: fn(&mut Row) -> &mut Marks) {
        let (ControlId::Key(_, id) | ControlId::Value(_, id)) = control else { return };
        let Some(mut row) = self.get(id).cloned() else { return };
        let mut marks = *marks_of(&mut row);
        match control {
            ControlId::Key(..) => marks.key = is_so,
            _ => marks.value = is_so,
        }
        // Another text may be filled in than before.
        if is_so || marks != *marks_of(&mut row) {
            self.change(id, |row| *marks_of(row) = marks);
        }
    }

    /// No text is wanted any more that was not taken.
    pub(crate) fn forget_refused(&mut self) {
        let refused = self.list.iter().filter(|row| row.refused.count() > 0);
        for id in refused.map(|row| row.id).collect::<Vec<_>>() {
            self.change(id, |row| row.refused = Marks::default());
        }
    }

    /// Puts parameters into rows: the first one into the row named, if that is still empty or just a key
    /// that somebody has begun to type, the others into new rows below it. Gives what takes them away
    /// again.
    pub(crate) fn paste(&mut self, at: RowId, params: Vec<(String, String)>) -> Option<PastedRows> {
        let before = self.get(at)?.clone();
        let fills = before.is_begun();
        let (mut new, mut count): (Vec<Row>, _) = (Vec::new(), 0);
        for (key, text) in params {
            let value = ParamValue::Text(text);
            self.time += 1;
            count += 1;
            match new.last_mut() {
                None if (fills && count == 1) || self.get(at).is_some_and(Row::is_empty) => {
                    self.set_key(at, key);
                    self.change(at, |row| {
                        row.value = value;
                        row.check_for_secret();
                    });
                }
                Some(row) if row.is_empty() => {
                    *row = Row::new(row.id, key, value, self.time);
                    row.check_for_secret();
                }
                _ => {
                    let mut row = Row::new(self.new_id(), key, value, self.time);
                    row.check_for_secret();
                    new.push(row);
                }
            }
        }
        let added = new.iter().map(|row| row.id).collect();
        let place = self.place(at)?;
        self.insert(place + 1, new);
        Some(PastedRows { before, added, count })
    }

    /// Takes away what was pasted.
    pub(crate) fn undo_paste(&mut self, pasted: PastedRows) {
        self.remove_all(&pasted.added);
        let before = pasted.before;
        self.change(before.id, |row| {
            let derived = std::mem::take(&mut row.derived);
            *row = Row { derived, ..before };
        });
    }

    /// A key has that value on the platform, with the edits laid over it, or none. Rows that hold no key
    /// stay as they are: they are nobody's but the person's.
    pub(crate) fn show(&mut self, key: &str, value: Option<&ParamValue>) {
        match (self.holder(key), value) {
            (None, None) => {}
            (Some(row), None) => self.remove(row.id),
            (Some(row), Some(value)) if row.value == *value => {}
            (Some(row), Some(value)) => self.change(row.id, |row| row.value.clone_from(value)),
            (None, Some(value)) => {
                self.append(key.to_owned(), value.clone(), |row| row.given = true);
            }
        }
    }

    /// Takes the rows away whose key is none of those that are shown.
    pub(crate) fn retain(&mut self, is_shown: impl Fn(&str) -> bool) {
        let gone = self.savable().filter(|row| !is_shown(&row.key)).map(|row| row.id);
        self.remove_all(&gone.collect::<Vec<_>>());
    }
}
