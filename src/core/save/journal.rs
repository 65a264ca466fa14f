//! The journal: edits that the platform has not acknowledged, as texts that the browser keeps.

use super::{
    MergePath, SaveMachine,
    edits::{Edit, Known},
    in_flight::{InFlight, OrphanedSave},
    reading::details_of,
};
use crate::{
    Fingerprint, ParamValue, Row, RowId, Table,
    collections::{Map, Set},
    effort,
    lenient::present,
    raw_object::{RawObject, to_json},
};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// The version that is written, and the only one that can be read.
const VERSION: u32 = 1;
/// The name of a save on its way.
const IN_FLIGHT: &str = "flight";
/// Names of rows without a key of their own begin with it; no member of the details is called so.
const ROW: &str = "row/";

/// An entry of the journal, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The time when it was typed, milliseconds since 1970.
    pub at: u64,
    pub(super) kind: EntryKind,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum EntryKind {
    Edit {
        path: MergePath,
        value: Option<ParamValue>,
        known: Known,
    },
    Row {
        table: Table,
        key: String,
        value: String,
    },
    /// A save was on its way, with these settings.
    InFlight(Fingerprint),
}

/// The reason why an entry cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Another version of the wizard wrote it.
    OtherVersion,
    /// It is damaged.
    Damaged,
}

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
    /// `now` is the time in milliseconds since 1970.
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
            changed.extend(rows.map(|row| Item::Row(table, *row)));
        }
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
        let items = edits.chain(rows).chain([Item::InFlight]);
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
    InFlight,
}

impl Item {
    /// The entry's name.
    fn name(&self, writer: &str) -> String {
        match self {
            Self::Edit(path) => path.name(),
            // Whoever takes over the rows of two writers keeps them apart.
            Self::Row(table, row) => format!("{ROW}{}/{}/{writer}", table.name(), row.0),
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
            Self::InFlight => machine.orphan_after_us().map(Keep::InFlight),
        }
    }
}

/// Something to be kept.
enum Keep<'a> {
    Edit(&'a Edit),
    Row(&'a Row),
    InFlight(OrphanedSave),
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

impl Keep<'_> {
    /// A number that changes with the entry's text.
    fn number(&self) -> u64 {
        match self {
            Self::Edit(edit) => edit.number,
            Self::Row(row) => Fingerprint::of_pair(&row.key, row.value.shown()).number(),
            Self::InFlight(orphan) => orphan.settings.number() ^ orphan.at,
        }
    }

    fn text(&self, now: u64) -> String {
        let mut stored = Stored { version: VERSION, ..Stored::default() };
        match self {
            Self::Edit(edit) => {
                stored.at = edit.at;
                match &edit.value {
                    Some(ParamValue::Text(text)) => stored.value = Some(text.clone()),
                    Some(value @ ParamValue::Other(_)) => stored.other = Some(value.to_raw()),
                    None => {}
                }
                if let Known::These(known) = &edit.known {
                    let known = known.iter().map(|value| value.number().to_string());
                    stored.known = Some(known.collect::<Vec<_>>().join(" "));
                }
            }
            Self::InFlight(orphan) => {
                stored.at = orphan.at;
                stored.settings = Some(orphan.settings.number().to_string());
            }
            Self::Row(row) => {
                stored.at = now;
                stored.key = Some(row.key.clone());
                stored.value = Some(row.value.shown().to_owned());
            }
        }
        to_json(&stored)
    }
}

/// An entry as it stands in the journal, where tabs of other builds read and write it too.
#[derive(Default, Deserialize, Serialize)]
struct Stored {
    version: u32,
    at: u64,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    settings: Option<String>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    /// A value that is no text. It may be `null`, which is a value all the same.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    other: Option<Box<RawValue>>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    known: Option<String>,
}

impl Entry {
    /// Returns `true` if it is nothing to restore: a save on its way, or a text that was typed and taken
    /// back before the record was known.
    pub(super) fn is_nothing(&self) -> bool {
        match &self.kind {
            EntryKind::Edit { value, known: Known::Anything, .. } => {
                value.as_ref().is_none_or(|value| value.shown().is_empty())
            }
            EntryKind::InFlight(_) => true,
            _ => false,
        }
    }

    /// Returns `true` if an entry of that name is about a save on its way. In our turn nobody else can have
    /// one, so whoever's it is, it has gone astray.
    pub fn is_in_flight(name: &str) -> bool {
        name == IN_FLIGHT
    }

    /// Reads an entry of that name.
    ///
    /// # Errors
    ///
    /// [`Unreadable`] when another version wrote it or it is damaged.
    pub fn read(name: &str, text: &str) -> Result<Self, Unreadable> {
        let object = RawObject::parse(text).ok_or(Unreadable::Damaged)?;
        match object.get("version") {
            None => Err(Unreadable::Damaged),
            Some(version) if version != to_json(&VERSION) => Err(Unreadable::OtherVersion),
            Some(_) => object.read().and_then(|it| read(name, it)).ok_or(Unreadable::Damaged),
        }
    }
}

fn read(name: &str, stored: Stored) -> Option<Entry> {
    let Stored { at, .. } = stored;
    if name == IN_FLIGHT {
        let settings: u64 = stored.settings?.parse().ok()?;
        return Some(Entry { at, kind: EntryKind::InFlight(settings.into()) });
    }
    if let Some(row) = name.strip_prefix(ROW) {
        let table = row.split('/').next()?;
        let table = Table::ALL.into_iter().find(|other| other.name() == table)?;
        let kind = EntryKind::Row { table, key: stored.key?, value: stored.value? };
        return Some(Entry { at, kind });
    }
    let path = MergePath::named(name)?;
    let other = |json: Box<RawValue>| ParamValue::Other(json.get().to_owned());
    let value = stored.value.map(ParamValue::Text).or_else(|| stored.other.map(other));
    let known = match stored.known {
        None => Known::Anything,
        Some(known) => {
            let known: Result<Vec<u64>, _> = known.split_whitespace().map(str::parse).collect();
            Known::These(known.ok()?.into_iter().map(Fingerprint::from).collect())
        }
    };
    Some(Entry { at, kind: EntryKind::Edit { path, value, known } })
}
