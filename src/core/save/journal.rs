//! The journal: edits that the platform has not acknowledged.

use super::{
    MergePath, SaveMachine,
    entry::{FILL, IN_FLIGHT, Keep, ROW},
    in_flight::{InFlight, OrphanedSave},
    reading::details_of,
};
use crate::{
    ControlId, Field, Fingerprint, RowId, Table,
    collections::{Map, Set},
    effort,
    secretive::looks_secret,
};

/// A change that is to be made in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The entry's name, unique for a key and a writer.
    pub name: String,
    /// Its new text; none removes it.
    pub text: Option<String>,
}

/// The journal's entries of a machine's edits, as far as it was told of them.
#[derive(Debug)]
pub struct JournalIndex {
    /// The writer whose rows it names.
    writer: String,
    /// The entries' names, each with a number that changes with its text.
    kept: Map<String, u64>,
    seen: Seen,
}

/// The positions up to which the logs of changes were read.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    edits: u64,
    rows: [u64; Table::ALL.len()],
}

impl JournalIndex {
    /// Of a journal that holds nothing of the writer yet. No other writer has its name.
    pub fn new(writer: String) -> Self {
        let seen = Seen { edits: 0, rows: [0; Table::ALL.len()] };
        Self { writer, kept: Map::default(), seen }
    }

    /// The journal has entries of these names already, of whatever content.
    pub fn found(&mut self, names: impl IntoIterator<Item = String>) {
        for name in names {
            // No edit has this number, so each is written anew or removed.
            self.kept.entry(name).or_insert(0);
        }
        self.seen = Seen::default();
    }

    /// Doubts that the journal holds its entries: others could take them over, or it was emptied.
    pub fn doubt(&mut self) {
        self.kept.values_mut().for_each(|number| *number = 0);
        self.seen = Seen::default();
    }

    /// The changes to be made in the journal so that it holds the machine's edits. They count as made.
    ///
    /// `now` is the wall clock's time in milliseconds since 1970: other pages read it.
    pub fn changes(&mut self, machine: &SaveMachine, now: u64) -> Vec<Change> {
        let items = self.changed(machine).unwrap_or_else(|| self.everything(machine));
        let mut changes = Vec::new();
        for (name, _) in items.iter().filter(|(_, keep)| keep.is_none()) {
            if self.kept.swap_remove(name).is_some() {
                changes.push(Change { name: name.clone(), text: None });
            }
        }
        for (name, keep) in items {
            let Some(keep) = keep else { continue };
            let number = keep.number();
            if self.kept.get(&name) != Some(&number) {
                self.kept.insert(name.clone(), number);
                changes.push(Change { name, text: Some(keep.text(now)) });
            }
        }
        self.seen = Seen {
            edits: machine.draft.edits.log().end(),
            rows: Table::ALL.map(|table| machine.rows(table).log().end()),
        };
        changes
    }

    /// The entries that may have changed since they were looked at, by name: each with what is to be
    /// kept, or nothing any more. `None` if they can be any.
    fn changed<'a>(&self, machine: &'a SaveMachine) -> Option<Vec<(String, Option<Keep<'a>>)>> {
        let edits = machine.draft.edits.log().since(self.seen.edits)?;
        let mut changed: Vec<_> = edits.cloned().map(Item::Edit).collect();
        for (table, seen) in Table::ALL.into_iter().zip(self.seen.rows) {
            let rows = machine.rows(table).log().since(seen)?;
            changed.extend(rows.flat_map(|row| {
                let controls = [ControlId::Key(table, *row), ControlId::Value(table, *row)];
                [Item::Row(table, *row)].into_iter().chain(controls.map(Item::Fill))
            }));
        }
        changed.extend(Field::ALL.map(|field| Item::Fill(ControlId::Field(field))));
        changed.push(Item::InFlight);
        let keep = |item: Item| (item.name(&self.writer), item.keep(machine));
        Some(changed.into_iter().map(keep).collect())
    }

    /// All that is to be kept, after the names of what is not any more.
    fn everything<'a>(&self, machine: &'a SaveMachine) -> Vec<(String, Option<Keep<'a>>)> {
        let edits = machine.draft.edits.iter().map(|(path, _)| Item::Edit(path.clone()));
        let rows = Table::ALL.into_iter().flat_map(|table| {
            machine.rows(table).unsavable().map(move |row| Item::Row(table, row.id))
        });
        let fills = machine.draft.fills.keys().copied().map(Item::Fill);
        let items = edits.chain(rows).chain(fills).chain([Item::InFlight]);
        let kept =
            items.filter_map(|item| Some((item.name(&self.writer), Some(item.keep(machine)?))));
        let kept: Vec<_> = kept.collect();
        let names: Set<&str> = kept.iter().map(|(name, _)| name.as_str()).collect();
        let gone = self.kept.keys().filter(|name| !names.contains(name.as_str()));
        let gone: Vec<_> = gone.map(|name| (name.clone(), None)).collect();
        gone.into_iter().chain(kept).collect()
    }
}

/// Something that an entry can be about.
enum Item {
    Edit(MergePath),
    Row(Table, RowId),
    Fill(ControlId),
    InFlight,
}

impl Item {
    /// The entry's name.
    fn name(&self, writer: &str) -> String {
        match self {
            Self::Edit(path) => path.name(),
            // Whoever takes over the rows of two writers keeps them apart.
            Self::Row(table, row) => format!("{ROW}{}/{}/{writer}", table.name(), row.0),
            Self::Fill(ControlId::Field(field)) => format!("{FILL}{}", field.name()),
            Self::Fill(ControlId::Key(table, row)) => {
                format!("{FILL}{}/{}/key/{writer}", table.name(), row.0)
            }
            Self::Fill(ControlId::Value(table, row)) => {
                format!("{FILL}{}/{}/value/{writer}", table.name(), row.0)
            }
            Self::InFlight => IN_FLIGHT.to_owned(),
        }
    }

    /// The content that is to be kept of it, if any is.
    fn keep<'a>(&self, machine: &'a SaveMachine) -> Option<Keep<'a>> {
        effort::count();
        match self {
            Self::Edit(path) => machine.draft.edits.of(path).map(Keep::Edit),
            // What looks like a secret is kept nowhere.
            Self::Row(table, row) => {
                let row = machine.row(*table, *row)?;
                (row.is_unsavable() && !row.is_quarantined()).then_some(Keep::Row(row))
            }
            Self::Fill(control) => {
                let fill = machine.draft.fills.get(control)?;
                let row = match control {
                    ControlId::Field(_) => None,
                    ControlId::Key(table, row) | ControlId::Value(table, row) => {
                        machine.row(*table, *row)
                    }
                };
                // What looks like a secret is kept nowhere.
                let is_secret = row.is_some_and(|row| looks_secret(&row.key, &fill.text));
                (!is_secret).then_some(Keep::Fill(fill, row))
            }
            Self::InFlight => machine.orphan_after_us().map(Keep::InFlight),
        }
    }
}

impl SaveMachine {
    /// The save that would go astray if this wizard ended now.
    fn orphan_after_us(&self) -> Option<OrphanedSave> {
        match &self.in_flight {
            Some(InFlight::Save { at, details, .. }) => {
                let held = Fingerprint::of_settings(&details_of(self.baseline.as_ref()));
                let mut settings = Fingerprint::of_settings(details);
                if settings == held {
                    // Only the token's flag changes. The platform would look as if it had arrived.
                    settings = settings.with(Fingerprint::of_pair(IN_FLIGHT, ""));
                }
                Some(OrphanedSave { at: *at, settings })
            }
            _ => self.orphan,
        }
    }
}
