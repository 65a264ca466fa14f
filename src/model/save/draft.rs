use crate::{Content, Details, Field, ParamValue, Place, Row, RowId, Rows, Table};

/// What the person has typed and the platform has not acknowledged. It is laid over what the
/// platform holds, so that no answer can overwrite it.
#[derive(Debug, Default)]
pub(super) struct Draft {
    edits: Vec<Edit>,
    /// The number of the newest edit.
    newest: u64,
    rows: [Rows; Table::ALL.len()],
    /// Controls whose newest text no JSON can carry.
    refused: Vec<Place>,
}

/// A part of the details that changes by itself.
#[derive(Debug, PartialEq, Eq)]
enum Slot {
    Field(Field),
    Param(Table, String),
}

#[derive(Debug)]
struct Edit {
    slot: Slot,
    /// The new value; none removes a parameter.
    value: Option<ParamValue>,
    number: u64,
}

impl Draft {
    /// Whether there is anything to send.
    pub(super) fn has_edits(&self) -> bool {
        !self.edits.is_empty()
    }

    /// The number of the newest edit.
    pub(super) const fn newest(&self) -> u64 {
        self.newest
    }

    /// The rows of the tables.
    pub(super) const fn rows(&self) -> &[Rows; Table::ALL.len()] {
        &self.rows
    }

    /// Controls whose newest text was not taken.
    pub(super) fn refused(&self) -> &[Place] {
        &self.refused
    }

    /// How many rows and texts cannot be saved as they are.
    pub(super) fn unsavable(&self) -> usize {
        let unheld = |rows: &Rows| {
            rows.all().iter().filter(|row| !row.is_empty() && !rows.holds(row)).count()
        };
        self.rows.iter().map(unheld).sum::<usize>() + self.refused.len()
    }

    /// The details with the draft laid over them.
    pub(super) fn over(&self, base: &Details) -> Details {
        let mut details = base.clone();
        for edit in &self.edits {
            match (&edit.slot, &edit.value) {
                (Slot::Field(field), value) => {
                    details.set(*field, value.as_ref().map_or("", ParamValue::shown));
                }
                (Slot::Param(table, key), value) => {
                    details.set_param(*table, key, value.as_ref());
                }
            }
        }
        details
    }

    /// A control got a new text.
    pub(super) fn typed(&mut self, place: Place, text: String, base: &Details) {
        self.refused.retain(|other| *other != place);
        match place {
            Place::Field(field) => {
                self.edit(Slot::Field(field), Some(ParamValue::Text(text)));
            }
            Place::Key(table, id) => {
                self.rows_of(table).set_key(id, text);
                self.edit_rows(table, base);
            }
            Place::Value(table, id) => {
                self.rows_of(table).set_value(id, text);
                self.edit_rows(table, base);
            }
        }
    }

    /// A control got a text that no JSON can carry; its last good one stays.
    pub(super) fn refuse(&mut self, place: Place) {
        if !self.refused.contains(&place) {
            self.refused.push(place);
        }
    }

    /// Adds an empty row, which is no edit yet.
    pub(super) fn add_row(&mut self, table: Table) {
        self.rows_of(table).add();
    }

    /// Takes a row away.
    pub(super) fn remove_row(&mut self, table: Table, id: RowId, base: &Details) {
        self.rows_of(table).remove(id);
        self.refused.retain(|place| {
            !matches!(place, Place::Key(t, r) | Place::Value(t, r) if (*t, *r) == (table, id))
        });
        self.edit_rows(table, base);
    }

    /// Puts parameters into rows.
    pub(super) fn paste(
        &mut self,
        table: Table,
        at: RowId,
        params: Vec<(String, String)>,
        base: &Details,
    ) {
        self.rows_of(table).paste(at, params);
        self.edit_rows(table, base);
    }

    /// Forgets removals: nothing can be removed from what is not known yet, and a key that was typed
    /// letter by letter leaves one behind for each of its beginnings.
    pub(super) fn forget_removals(&mut self) {
        self.edits.retain(|edit| edit.value.is_some());
    }

    /// What the platform holds is known for the first time. A parameter that got its key before,
    /// and no value yet, takes the platform's.
    pub(super) fn adopt(&mut self, details: &Details) {
        let empty = Some(ParamValue::Text(String::new()));
        self.edits.retain(|edit| match &edit.slot {
            Slot::Param(table, key) => edit.value != empty || details.param(*table, key).is_none(),
            Slot::Field(_) => true,
        });
    }

    /// The platform has acknowledged the edits up to a number, or they were discarded.
    pub(super) fn acknowledged(&mut self, newest: u64) {
        self.edits.retain(|edit| edit.number > newest);
    }

    /// Forgets everything but the edits up to a number, which are on their way already.
    pub(super) fn discard(&mut self, carried: Option<u64>) {
        self.edits.retain(|edit| carried.is_some_and(|newest| edit.number <= newest));
        self.refused.clear();
        self.rows.iter_mut().for_each(Rows::remove_unheld);
    }

    /// Forgets edits that say what the platform holds anyway.
    pub(super) fn drop_settled(&mut self, content: &Content) {
        self.edits.retain(|edit| match content {
            Content::Nothing => match edit.slot {
                Slot::Field(_) => edit.value.as_ref().is_some_and(|v| !v.shown().is_empty()),
                Slot::Param(..) => edit.value.is_some(),
            },
            Content::Details(details) => match &edit.slot {
                Slot::Field(field) => {
                    edit.value.as_ref().map(ParamValue::shown) != Some(&details.text(*field))
                }
                Slot::Param(table, key) => edit.value != details.param(*table, key),
            },
            Content::Malformed(_) => true,
        });
    }

    /// Makes the rows show what the platform holds with the edits laid over it.
    pub(super) fn follow(&mut self, base: &Details) {
        let current = self.over(base);
        for table in Table::ALL {
            self.rows_of(table).follow(&current.params(table));
            // A row whose key another row held until now may hold it from here on.
            self.edit_rows(table, base);
        }
    }

    /// What a control shows.
    pub(super) fn text(&self, place: Place, base: &Details) -> String {
        let row = |table, id| self.rows[index(table)].all().iter().find(|row: &&Row| row.id == id);
        match place {
            Place::Field(field) => {
                match self.edits.iter().find(|edit| edit.slot == Slot::Field(field)) {
                    Some(edit) => edit.value.as_ref().map_or("", ParamValue::shown).to_owned(),
                    None => base.text(field),
                }
            }
            Place::Key(table, id) => row(table, id).map(|row| row.key.clone()).unwrap_or_default(),
            Place::Value(table, id) => {
                row(table, id).map(|row| row.value.shown().to_owned()).unwrap_or_default()
            }
        }
    }

    /// Makes edits of what a table's rows hold and the details do not say yet.
    fn edit_rows(&mut self, table: Table, base: &Details) {
        let now = self.over(base).params(table);
        let held: Vec<(String, ParamValue)> = self.rows[index(table)]
            .held()
            .map(|row| (row.key.clone(), row.value.clone()))
            .collect();
        for (key, _) in &now {
            if !held.iter().any(|(other, _)| other == key) {
                self.edit(Slot::Param(table, key.clone()), None);
            }
        }
        for param in held {
            if !now.contains(&param) {
                let (key, value) = param;
                self.edit(Slot::Param(table, key), Some(value));
            }
        }
    }

    fn edit(&mut self, slot: Slot, value: Option<ParamValue>) {
        self.newest += 1;
        self.edits.retain(|edit| edit.slot != slot);
        self.edits.push(Edit { slot, value, number: self.newest });
    }

    const fn rows_of(&mut self, table: Table) -> &mut Rows {
        &mut self.rows[index(table)]
    }
}

/// The place of a table's rows.
const fn index(table: Table) -> usize {
    match table {
        Table::Authorization => 0,
        Table::AccessToken => 1,
    }
}
