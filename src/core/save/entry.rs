//! The entries of the journal, as texts that the browser keeps.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{
    MergePath,
    edits::Edit,
    fills::{Fill, FillPlace},
    in_flight::OrphanedSave,
    known::Known,
};
use crate::{
    Field, Fingerprint, ParamValue, Row, Table,
    lenient::present,
    raw_object::{RawObject, to_json},
};

/// The version that is written, and for all but [`FILL`] the only one that can be read.
const VERSION: u32 = 1;
/// The version of what was filled in, which earlier wizards would send.
const FILL_VERSION: u32 = 2;
/// Names of what was filled in begin with it.
pub(super) const FILL: &str = "fill/";
/// The name of a save on its way.
pub(super) const IN_FLIGHT: &str = "flight";
/// Names of rows without a key of their own begin with it; no member of the details is called so.
pub(super) const ROW: &str = "row/";

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
    Fill {
        place: FillPlace,
        text: String,
        known: Known,
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

/// Something to be kept.
pub(super) enum Keep<'a> {
    Edit(&'a Edit),
    Row(&'a Row),
    /// With the row, if it is in one.
    Fill(&'a Fill, Option<&'a Row>),
    InFlight(OrphanedSave),
}

impl Keep<'_> {
    /// A number that changes with the entry's text.
    pub(super) fn number(&self) -> u64 {
        match self {
            Self::Edit(edit) => edit.number,
            Self::Row(row) => Fingerprint::of_pair(&row.key, row.value.shown()).number(),
            Self::Fill(fill, row) => {
                let key = row.map_or("", |row| &row.key);
                Fingerprint::of_pair(key, &fill.text).number()
            }
            Self::InFlight(orphan) => orphan.settings.number() ^ orphan.at,
        }
    }

    pub(super) fn text(&self, now: u64) -> String {
        let mut stored = Stored { version: VERSION, ..Stored::default() };
        match self {
            Self::Edit(edit) => {
                stored.at = edit.at;
                match &edit.value {
                    Some(ParamValue::Text(text)) => stored.value = Some(text.clone()),
                    Some(value @ ParamValue::Other(_)) => stored.other = Some(value.to_raw()),
                    None => {}
                }
                stored.known = known_text(&edit.known);
            }
            Self::InFlight(orphan) => {
                stored.at = now;
                stored.settings = Some(orphan.settings.number().to_string());
            }
            Self::Fill(fill, row) => {
                stored.version = FILL_VERSION;
                stored.at = fill.at;
                stored.key = row.map(|row| row.key.clone());
                stored.value = Some(fill.text.clone());
                stored.known = known_text(&fill.known);
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

fn known_text(known: &Known) -> Option<String> {
    let Known::These(known) = known else { return None };
    let known = known.iter().map(|value| value.number().to_string());
    Some(known.collect::<Vec<_>>().join(" "))
}

fn read_known(known: Option<String>) -> Option<Known> {
    let Some(known) = known else { return Some(Known::Anything) };
    let known: Result<Vec<u64>, _> = known.split_whitespace().map(str::parse).collect();
    Some(Known::These(known.ok()?.into_iter().map(Fingerprint::from).collect()))
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
        let version = if name.starts_with(FILL) { FILL_VERSION } else { VERSION };
        let version = to_json(&version);
        match object.get("version") {
            None => Err(Unreadable::Damaged),
            Some(found) if found != version => Err(Unreadable::OtherVersion),
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
    if let Some(place) = name.strip_prefix(FILL) {
        let place = read_place(place, stored.key)?;
        let kind = EntryKind::Fill { place, text: stored.value?, known: read_known(stored.known)? };
        return Some(Entry { at, kind });
    }
    let path = MergePath::named(name)?;
    let other = |json: Box<RawValue>| ParamValue::Other(json.get().to_owned());
    let value = stored.value.map(ParamValue::Text).or_else(|| stored.other.map(other));
    let known = read_known(stored.known)?;
    Some(Entry { at, kind: EntryKind::Edit { path, value, known } })
}

/// The place of what was filled in, by its name after [`FILL`].
fn read_place(name: &str, key: Option<String>) -> Option<FillPlace> {
    let mut parts = name.split('/');
    let first = parts.next()?;
    if let Some(field) = Field::ALL.into_iter().find(|field| field.name() == first) {
        return Some(FillPlace::Field(field));
    }
    let table = Table::ALL.into_iter().find(|table| table.name() == first)?;
    let is_value = match parts.nth(1)? {
        "key" => false,
        "value" => true,
        _ => return None,
    };
    Some(FillPlace::Param { table, key: key?, is_value })
}
