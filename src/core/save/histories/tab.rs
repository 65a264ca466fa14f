use super::{
    super::{Entry, JournalIndex, MergePath, Now, Save, SaveCommand, SaveMachine},
    platform::{Value, edits_restored},
};
use crate::{ControlId, Details, Record, SaveEvent, Table};

/// A wizard in a tab, with what its person has done and seen.
#[derive(Debug)]
pub(super) struct Tab {
    /// Its name in the journal.
    pub(super) writer: u64,
    pub(super) machine: SaveMachine,
    pub(super) in_flight: Option<InFlight>,
    /// The time of the world when it wants to be woken, as far as it does not sleep until then.
    pub(super) wake: Option<u64>,
    /// The milliseconds for which its clock stood still.
    pub(super) slept: u64,
    /// The milliseconds by which the wall clock goes wrong.
    pub(super) skew: i64,
    /// True if it goes by a clock that stands still while the machine sleeps.
    pub(super) misses_sleep: bool,
    pub(super) index: JournalIndex,
    /// The entries that the disk has not written yet: when it will have, the name and the text.
    pub(super) unwritten: Vec<(u64, String, Option<String>)>,
    /// The entries that were found in the journal and not taken in yet, with their names.
    pub(super) found: Option<(Vec<String>, Vec<Entry>)>,
    /// True while another wizard's word is on its way.
    pub(super) hears: bool,
    /// The control that has the focus.
    pub(super) focus: Option<ControlId>,
    pub(super) mind: Mind,
    /// True if the platform may have carried out a save since it was heard of last.
    pub(super) is_unsure: bool,
    /// The settings that it has read a token was generated with.
    pub(super) generated: Option<Details>,
}

#[derive(Debug)]
pub(super) enum InFlight {
    /// With the answer.
    Load(Record),
    /// With the number of the newest thing that was done before, and when it left.
    Save(Save, u64, u64),
}

/// A person's memory of what they have done and seen. When a tab crashed, the next one inherits it: it is the same
/// person who comes back.
#[derive(Clone, Debug, Default)]
pub(super) struct Mind {
    /// The things that they did: number, setting, value, when.
    pub(super) done: Vec<Done>,
    /// The values that were on screen, or chosen against.
    pub(super) seen: Vec<(MergePath, Value)>,
    /// Texts in rows that held no key when they were typed: they are saved once their key is free.
    pub(super) loose: Vec<(MergePath, Value)>,
    /// Numbers of what they did just before a crash: the journal may have missed it.
    pub(super) fleeting: Vec<u64>,
    /// Numbers of what they have given up.
    pub(super) given_up: Vec<u64>,
    /// The things that the platform has got.
    pub(super) arrived: Vec<Done>,
}

#[derive(Clone, Debug)]
pub(super) struct Done {
    pub(super) number: u64,
    pub(super) path: MergePath,
    pub(super) value: Value,
    pub(super) at: u64,
    /// The wizard where it was done.
    pub(super) writer: u64,
    /// True if the record was not known: typed text wins over a late load.
    pub(super) early: bool,
}

impl Mind {
    pub(super) fn inherit(&mut self, other: Self) {
        self.done.extend(other.done);
        self.done.sort_by_key(|done| done.number);
        self.seen.extend(other.seen);
        self.loose.extend(other.loose);
        self.fleeting.extend(other.fleeting);
        self.given_up.extend(other.given_up);
        self.arrived.extend(other.arrived);
    }

    pub(super) fn has_seen(&self, path: &MergePath, value: &Value) -> bool {
        self.seen.iter().any(|(other, seen)| other == path && seen == value)
    }

    pub(super) fn see(&mut self, path: MergePath, value: Value) {
        if !self.has_seen(&path, &value) {
            self.seen.push((path, value));
        }
    }

    /// Returns `true` if it did the thing of that number.
    pub(super) fn did(&self, number: u64) -> bool {
        self.done.iter().any(|done| done.number == number)
    }

    /// Gives up a value of a setting.
    pub(super) fn give_up(&mut self, path: &MergePath, value: &Value) {
        let is_it = |done: &&Done| done.path == *path && done.value == *value;
        self.given_up.extend(self.done.iter().filter(is_it).map(|done| done.number));
    }

    /// Gives up what was done to a setting after the thing of a number.
    pub(super) fn give_up_since(&mut self, number: u64, path: &MergePath) {
        let is_it = |done: &&Done| done.path == *path && done.number > number;
        self.given_up.extend(self.done.iter().filter(is_it).map(|done| done.number));
    }

    /// Gives up what was in a setting before the value that can still be had.
    pub(super) fn give_up_all_but(&mut self, path: &MergePath, value: &Value) {
        let is_it = |done: &&Done| done.path == *path && done.value != *value;
        self.given_up.extend(self.done.iter().filter(is_it).map(|done| done.number));
    }
}

/// The wall clock's time at the world's beginning.
const EPOCH: u64 = 1_000_000_000;

impl Tab {
    pub(super) fn new(writer: u64) -> Self {
        Self {
            writer,
            machine: SaveMachine::new(),
            in_flight: None,
            wake: None,
            slept: 0,
            skew: 0,
            misses_sleep: false,
            index: JournalIndex::new(writer.to_string()),
            unwritten: Vec::new(),
            found: None,
            hears: false,
            focus: None,
            mind: Mind::default(),
            is_unsure: false,
            generated: None,
        }
    }

    pub(super) fn step(&mut self, now: u64, event: SaveEvent) -> Vec<SaveCommand> {
        let wall = self.wall(if self.misses_sleep { now - self.slept } else { now });
        self.machine.step(Now { ms: now - self.slept, wall, jitter: 999 }, event)
    }

    /// The wall clock's time.
    pub(super) fn wall(&self, now: u64) -> u64 {
        (EPOCH + now).saturating_add_signed(self.skew)
    }

    /// The value that is on screen in a setting.
    pub(super) fn shown(&self, path: &MergePath) -> Value {
        match path {
            MergePath::Field(field) => {
                Some(crate::ParamValue::Text(self.machine.text(ControlId::Field(*field))))
            }
            MergePath::Param(table, key) => {
                let rows = self.machine.rows(*table);
                rows.savable().find(|row| row.key == *key).map(|row| row.value.clone())
            }
        }
    }

    /// The text of the control that has the focus.
    pub(super) fn focused(&self) -> Option<String> {
        Some(self.machine.text(self.focus?))
    }

    /// The values that are on screen everywhere.
    pub(super) fn snapshot(&self) -> Vec<(MergePath, Value)> {
        edits_restored().into_iter().map(|path| (path.clone(), self.shown(&path))).collect()
    }

    /// Learns what a record tells of what was typed, and of a token.
    pub(super) fn learn(&mut self, record: &Record) {
        let details = &*super::super::reading::details_of(Some(record));
        // What was typed and is found there was there already when the platform was asked, whatever
        // became of it since.
        let is_there = |done: &&Done| done.path.value_in(details) == done.value;
        let there: Vec<u64> =
            self.mind.done.iter().filter(is_there).map(|done| done.number).collect();
        self.mind.given_up.extend(there);
        if record.is_token_generated {
            self.generated = Some(details.clone());
        } else if self.generated.as_ref().is_some_and(|with| with.same_settings(details)) {
            // It fits no more: somebody has said so.
            self.generated = None;
        }
    }

    /// The values that were not chosen are not wanted any more.
    pub(super) fn give_up_resolved(&mut self) {
        for resolved in self.machine.resolved() {
            self.mind.give_up(&resolved.path, &resolved.other);
        }
    }

    pub(super) fn start_load(&mut self) {
        for path in edits_restored() {
            let value = self.shown(&path);
            self.mind.see(path, value);
        }
    }

    /// The row of that number, counted round.
    pub(super) fn row(&self, number: usize) -> Option<crate::Row> {
        let rows = self.machine.rows(Table::Authorization).all();
        (!rows.is_empty()).then(|| rows[number % rows.len()].clone())
    }
}
