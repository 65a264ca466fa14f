//! The person's decisions about values that are there twice: here and on the platform, or now and
//! before.

use super::{
    Entry, MergePath, Now, SaveMachine,
    entry::EntryKind,
    fills::Fill,
    in_flight::{InFlight, OrphanedSave},
    reading::details_of,
};
use crate::{Content, ParamValue, RowId, Table};

/// The side whose value is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The value that was typed here.
    Mine,
    /// The value that the platform holds.
    Theirs,
}

/// A setting that was changed here and by somebody else.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Conflict {
    /// The setting.
    pub path: MergePath,
    /// The value here; none where the parameter was removed.
    pub mine: Option<ParamValue>,
    /// The value on the platform; none where the parameter was removed.
    pub theirs: Option<ParamValue>,
}

/// A choice that was made, and what was not chosen.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ResolvedConflict {
    /// The setting.
    pub path: MergePath,
    /// The value that was not chosen; none for a removed parameter.
    pub other: Option<ParamValue>,
}

/// The edits that were brought back from the journal and that the platform had not got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The time when the newest of it was typed, milliseconds since 1970.
    pub at: u64,
    /// The rows without a key of their own.
    pub rows: Vec<RestoredRow>,
    /// The settings.
    pub edits_restored: Vec<RestoredEdit>,
}

/// A row without a key of its own that was brought back from the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestoredRow {
    /// The table.
    pub table: Table,
    /// The row that it became.
    pub id: RowId,
    /// The key and the value that it came with.
    pub came_with: (String, String),
}

/// A setting that was brought back from the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestoredEdit {
    /// The setting.
    pub path: MergePath,
    /// Its value; none where the parameter was removed.
    pub value: Option<ParamValue>,
    /// The value that the platform held when it was asked, once it was.
    pub before: Option<Option<ParamValue>>,
}

impl Restored {
    /// The number of changes.
    pub const fn count(&self) -> usize {
        self.edits_restored.len() + self.rows.len()
    }
}

impl SaveMachine {
    /// Takes in what an earlier wizard left. Of two values of a setting the newer one counts, and the
    /// other can be had.
    pub(super) fn restore(&mut self, now: Now, mut entries: Vec<Entry>) {
        self.has_journal = true;
        // The newest of them is the last that can arrive.
        let in_flight = entries.iter().filter_map(|entry| match entry.kind {
            EntryKind::InFlight(settings) => Some((entry.at, settings)),
            _ => None,
        });
        if let Some((_, settings)) = in_flight.max_by_key(|(at, _)| *at) {
            // When it left nobody knows for sure: the clock may have been set since.
            self.orphan = Some(OrphanedSave { at: now.ms, settings });
            // It may have arrived since we looked.
            self.seen = None;
        }
        entries.retain(|entry| !entry.is_nothing());
        if entries.is_empty() {
            return;
        }
        if self.baseline.is_some() {
            // It was read before whoever left this wrote last.
            self.in_doubt = true;
            self.wants_load = true;
        }
        let at = entries.iter().map(|entry| entry.at).max().unwrap_or(now.wall);
        // What came before and was not looked at yet stays beside it.
        let mut restored = self.restored.take().unwrap_or(Restored {
            at,
            rows: Vec::new(),
            edits_restored: Vec::new(),
        });
        restored.at = restored.at.max(at);
        let mut others = Vec::new();
        self.edit(now, |draft, _| {
            // The newest first.
            entries.sort_by_key(|entry| entry.at);
            for entry in entries.into_iter().rev() {
                match entry.kind {
                    EntryKind::InFlight(_) => {}
                    EntryKind::Fill { place, text, known } => {
                        draft.restore_fill(place, Fill { text, at: entry.at, known });
                    }
                    EntryKind::Row { table, key, value } => {
                        let came_with = (key.clone(), value.clone());
                        let id = draft.restore_row(table, key, value);
                        restored.rows.push(RestoredRow { table, id, came_with });
                    }
                    EntryKind::Edit { path, value, known } => match draft.edits.of(&path) {
                        None => {
                            let mut known = known.seen(&path);
                            // It may have been on its way.
                            known.add(value.as_ref());
                            draft.edits.set(entry.at, path.clone(), value.clone(), known);
                            restored.edits_restored.push(RestoredEdit {
                                path,
                                value,
                                before: None,
                            });
                        }
                        Some(newer) if newer.value == value => {}
                        Some(_) => others.push(ResolvedConflict { path, other: value }),
                    },
                }
            }
        });
        // They have waited long enough.
        self.due = self.due.map(|_| now.ms);
        for other in others {
            self.keep_other(other);
        }
        if restored.count() > 0 {
            self.restored = Some(restored);
        }
        self.show_anew(now);
    }

    /// The record is known: what of the restored the platform has got already is not spoken of.
    pub(super) fn note_restored(&mut self) {
        let Some(restored) = &mut self.restored else { return };
        let Some(record) = &self.baseline else { return };
        let base = details_of(Some(record));
        let edits = &self.draft.edits;
        restored.edits_restored.retain(|one| one.before.is_some() || edits.of(&one.path).is_some());
        for one in &mut restored.edits_restored {
            one.before.get_or_insert_with(|| one.path.value_in(&base));
        }
        if restored.count() == 0 {
            self.restored = None;
        }
    }

    /// Back to what the platform held when the restored edits came, where nobody has typed since.
    pub(super) fn discard_restored(&mut self, now: Now) {
        let Some(mut restored) = self.restored.take() else { return };
        restored.edits_restored.retain(|one| self.shown(&one.path) == one.value);
        restored.rows.retain(|one| {
            let row = self.row(one.table, one.id);
            row.is_some_and(|row| {
                (&row.key, row.value.shown()) == (&one.came_with.0, &one.came_with.1)
            })
        });
        self.edit(now, |draft, base| {
            for RestoredRow { table, id, .. } in restored.rows {
                draft.remove_row(table, id, base);
            }
            for one in &restored.edits_restored {
                draft.forget_fill_of(&one.path);
                match one.before.clone() {
                    // It may be saved by now, so it is changed back like anything else.
                    Some(before) => draft.edit(one.path.clone(), before, base),
                    None => {
                        draft.edits.remove(&one.path);
                    }
                }
            }
        });
        // A slip of the hand can be taken back.
        for one in restored.edits_restored {
            self.keep_other(ResolvedConflict { path: one.path, other: one.value });
        }
        self.due = self.due.map(|_| now.ms);
        self.show_anew(now);
    }

    pub(super) fn choose(&mut self, now: Now, path: &MergePath, side: Side) {
        let other = match side {
            Side::Mine => self.draft.edits.keep_mine(path).map(|theirs| theirs.0),
            Side::Theirs => self.draft.edits.take_theirs(path).map(|edit| edit.value),
        };
        let Some(other) = other else { return };
        self.draft.forget_fill_of(path);
        self.keep_other(ResolvedConflict { path: path.clone(), other });
        self.due = self.draft.has_sendable().then_some(now.ms);
        self.show_anew(now);
    }

    pub(super) fn swap(&mut self, now: Now, resolved: &ResolvedConflict) {
        let Some(place) = self.resolved.iter().position(|other| other == resolved) else { return };
        let ResolvedConflict { path, other } = self.resolved.remove(place);
        self.draft.forget_fill_of(&path);
        let current = ResolvedConflict { other: self.shown(&path), path: path.clone() };
        self.edit(now, |draft, base| draft.edit(path, other, base));
        self.keep_other(current);
        self.due = self.due.map(|_| now.ms);
        self.show_anew(now);
    }

    /// A value that was given up can be had back. Several of one setting can: each is somebody's.
    fn keep_other(&mut self, resolved: ResolvedConflict) {
        if !self.resolved.contains(&resolved) {
            self.resolved.push(resolved);
        }
    }

    pub(super) fn start_over(&mut self, now: Now) {
        let Some(record) = &mut self.baseline else { return };
        if let Content::Malformed(malformed) = &record.content {
            self.set_aside = Some(malformed.text.clone());
            record.content = Content::Nothing;
            self.draft.base_changed();
            self.rebase();
            self.follow(now);
            self.due = self.draft.has_sendable().then_some(now.ms);
        }
    }

    /// Back to what the platform holds. What a save on its way carries is waited for: it is the
    /// platform's if it arrives, and forgotten if not.
    pub(super) fn discard(&mut self, now: Now) {
        let carried = match &mut self.in_flight {
            Some(InFlight::Save { newest, discarded, .. }) => {
                *discarded = true;
                Some(*newest)
            }
            _ => None,
        };
        self.draft.discard(carried);
        self.due = None;
        self.first_unsent = None;
        self.resolved.clear();
        self.restored = None;
        if carried.is_none() && self.baseline.is_some() {
            self.forget_failure(now);
        }
        self.show_anew(now);
    }

    /// Shows what the person chose, also in the control that has the focus.
    fn show_anew(&mut self, now: Now) {
        self.draft.unpin();
        self.follow(now);
        self.draft.pin(&details_of(self.baseline.as_ref()));
    }

    /// The choices that are open.
    pub fn conflicts(&self) -> Vec<Conflict> {
        let conflicts = self.draft.edits.conflicts().map(|(path, edit, theirs)| Conflict {
            path: path.clone(),
            mine: edit.value.clone(),
            theirs: theirs.0.clone(),
        });
        conflicts.collect()
    }

    /// The choices that were made.
    pub fn resolved(&self) -> &[ResolvedConflict] {
        &self.resolved
    }

    /// The edits that were restored; `None` as long as it is not known whether the platform has got them, and
    /// once the person has read it.
    pub fn restored(&self) -> Option<&Restored> {
        let restored = self.restored.as_ref()?;
        // All of them were asked for at once.
        let is_known = self.baseline.is_some()
            && restored.edits_restored.first().is_none_or(|one| one.before.is_some());
        (is_known || self.failed.is_some()).then_some(restored)
    }
}
