//! The journal: edits that the platform has not acknowledged, as texts that the browser keeps.

use super::{
    MergePath, SaveMachine,
    edits::{Edit, Known},
    fingerprint::Fingerprint,
    in_flight::{InFlight, OrphanedSave},
};
use crate::{
    ParamValue, Table,
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
    /// When it was typed, milliseconds since 1970.
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

/// Why an entry cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Another version of the wizard wrote it.
    OtherVersion,
    /// It is damaged.
    Damaged,
}

/// What is to be done in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The entry's name, unique for a key and a writer.
    pub name: String,
    /// Its new text; none removes it.
    pub text: Option<String>,
}

/// What the journal holds of a machine's edits, as far as it was told.
#[derive(Debug)]
pub struct JournalIndex {
    /// The writer whose rows it names.
    writer: String,
    kept: Vec<(String, u64)>,
}

impl JournalIndex {
    /// Of a journal that holds nothing of the writer yet. No other writer has its name.
    pub const fn new(writer: String) -> Self {
        Self { writer, kept: Vec::new() }
    }

    /// The journal has entries of these names already, of whatever content.
    pub fn found(&mut self, names: impl IntoIterator<Item = String>) {
        // No edit has this number, so each is written anew or removed.
        self.kept.extend(names.into_iter().map(|name| (name, 0)));
    }

    /// What was in the journal may be there or not: others could take it over, or it was emptied.
    pub fn doubt(&mut self) {
        for (_, number) in &mut self.kept {
            *number = 0;
        }
    }

    /// What is to be done in the journal so that it holds the machine's edits. It counts as done.
    ///
    /// `now` is the time in milliseconds since 1970.
    pub fn changes(&mut self, machine: &SaveMachine, now: u64) -> Vec<Change> {
        let mut changes = Vec::new();
        let stamps: Vec<(String, u64)> =
            entries(machine).map(|entry| entry.stamp(&self.writer)).collect();
        for (name, _) in &self.kept {
            if !stamps.iter().any(|(other, _)| other == name) {
                changes.push(Change { name: name.clone(), text: None });
            }
        }
        for (entry, stamp) in entries(machine).zip(&stamps) {
            if !self.kept.contains(stamp) {
                changes.push(Change { name: stamp.0.clone(), text: Some(entry.text(now)) });
            }
        }
        self.kept = stamps;
        changes
    }
}

/// Something to be kept.
enum Keep<'a> {
    Edit(&'a Edit),
    Row(Table, &'a crate::Row),
    InFlight(OrphanedSave),
}

fn entries(machine: &SaveMachine) -> impl Iterator<Item = Keep<'_>> {
    let draft = &machine.draft;
    let in_flight = machine.orphan_after_us().map(Keep::InFlight);
    // What looks like a secret is kept nowhere.
    let rows = draft
        .unsavable_rows()
        .filter(|(_, row)| !row.is_quarantined())
        .map(|(table, row)| Keep::Row(table, row));
    draft.edits.all().iter().map(Keep::Edit).chain(rows).chain(in_flight)
}

impl SaveMachine {
    /// The save that would go astray if this wizard ended now.
    fn orphan_after_us(&self) -> Option<OrphanedSave> {
        match &self.in_flight {
            Some(InFlight::Save { at, details, .. }) => {
                Some(OrphanedSave { at: *at, settings: Fingerprint::of_settings(details) })
            }
            _ => self.orphan,
        }
    }
}

impl Keep<'_> {
    /// The entry's name, and a number that changes with its text.
    fn stamp(&self, writer: &str) -> (String, u64) {
        match self {
            Self::Edit(edit) => (edit.path.name(), edit.number),
            Self::Row(table, row) => (
                // Whoever takes over the rows of two writers keeps them apart.
                format!("{ROW}{}/{}/{writer}", table.name(), row.id.0),
                Fingerprint::of_pair(&row.key, row.value.shown()).number(),
            ),
            Self::InFlight(orphan) => (IN_FLIGHT.to_owned(), orphan.settings.number() ^ orphan.at),
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
            Self::Row(_, row) => {
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
    /// Whether it is nothing to restore: a save on its way, or a text that was typed and taken back before the record was known.
    pub(super) fn is_nothing(&self) -> bool {
        match &self.kind {
            EntryKind::Edit { value, known: Known::Anything, .. } => {
                value.as_ref().is_none_or(|value| value.shown().is_empty())
            }
            EntryKind::InFlight(_) => true,
            _ => false,
        }
    }

    /// Whether an entry of that name is about a save on its way. In our turn nobody else can have
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
