//! The journal: edits that the platform has not acknowledged, as texts that the browser keeps.

use super::{
    MergePath, SaveMachine,
    edits::{Edit, Known},
    fingerprint::Fingerprint,
    in_flight::{InFlight, OrphanedSave},
};
use crate::{
    ParamValue, Table,
    raw_object::{self, RawObject},
    search,
};

/// The version that is written, and the only one that can be read.
const VERSION: &str = "1";
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
        let mut members = RawObject::default();
        members.set("version", VERSION.to_owned());
        let at = match self {
            Self::Edit(edit) => edit.at,
            Self::Row(..) => now,
            Self::InFlight(orphan) => orphan.at,
        };
        members.set("at", at.to_string());
        match self {
            Self::Edit(edit) => {
                match &edit.value {
                    Some(ParamValue::Text(text)) => members.set("value", raw_object::literal(text)),
                    Some(ParamValue::Other(json)) => members.set("other", json.clone()),
                    None => {}
                }
                if let Known::These(known) = &edit.known {
                    let known: Vec<String> =
                        known.iter().map(|value| value.number().to_string()).collect();
                    members.set("known", raw_object::literal(&search::join(&known, " ")));
                }
            }
            Self::InFlight(orphan) => {
                members.set("settings", raw_object::literal(&orphan.settings.number().to_string()));
            }
            Self::Row(_, row) => {
                members.set("key", raw_object::literal(&row.key));
                members.set("value", raw_object::literal(row.value.shown()));
            }
        }
        members.to_json()
    }
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
        let members = RawObject::parse(text).ok_or(Unreadable::Damaged)?;
        match members.get("version") {
            Some(VERSION) => read(name, &members).ok_or(Unreadable::Damaged),
            Some(_) => Err(Unreadable::OtherVersion),
            None => Err(Unreadable::Damaged),
        }
    }
}

fn read(name: &str, members: &RawObject) -> Option<Entry> {
    let text = |member| members.get(member).and_then(raw_object::text);
    let at = members.get("at")?.parse().ok()?;
    if name == IN_FLIGHT {
        let settings: u64 = text("settings")?.parse().ok()?;
        return Some(Entry { at, kind: EntryKind::InFlight(settings.into()) });
    }
    if let Some(row) = name.strip_prefix(ROW) {
        let table = row.split('/').next()?;
        let table = Table::ALL.into_iter().find(|other| other.name() == table)?;
        return Some(Entry {
            at,
            kind: EntryKind::Row { table, key: text("key")?, value: text("value")? },
        });
    }
    let path = MergePath::named(name)?;
    let value = match (members.get("value"), members.get("other")) {
        (Some(json), _) => Some(ParamValue::Text(raw_object::text(json)?)),
        (None, Some(json)) => Some(ParamValue::Other(json.to_owned())),
        (None, None) => None,
    };
    let known = match members.get("known") {
        None => Known::Anything,
        Some(json) => {
            let known = raw_object::text(json)?;
            let known: Result<Vec<u64>, _> =
                known.split_whitespace().map(str::parse::<u64>).collect();
            Known::These(known.ok()?.into_iter().map(Fingerprint::from).collect())
        }
    };
    Some(Entry { at, kind: EntryKind::Edit { path, value, known } })
}
