use super::{
    Now, ResolvedConflict, Restored, SaveCommand, SaveEvent,
    draft::{Draft, EditBase},
    in_flight::{Failed, InFlight, OrphanedSave, Wait, WriteLock},
    reading::details_of,
    timing,
    token::Generated,
};
use crate::{Content, ControlId, Record, Remedy};

/// The life of one key: its record is loaded, edits are laid over it and sent until the platform
/// has acknowledged the newest.
///
/// Edits are kept apart from the record, so no answer can overwrite one. At most one request is in
/// flight, and only while no other wizard of the browser writes, so no save can overtake another.
/// A save is always the whole record, as last seen a moment ago, with all edits, so the newest
/// wins and what others wrote stays.
#[derive(Debug)]
pub struct SaveMachine {
    /// The record as last seen on the platform.
    pub(super) baseline: Option<Record>,
    /// The time when that was; none when another wizard may have written since.
    pub(super) seen: Option<Now>,
    /// True if the platform is to be asked before anything else.
    pub(super) wants_load: bool,
    pub(super) token: Option<Generated>,
    pub(super) draft: Draft,
    pub(super) write_lock: WriteLock,
    pub(super) in_flight: Option<InFlight>,
    pub(super) failed: Option<Failed>,
    /// A save of somebody who is gone, until it has arrived or cannot any more.
    pub(super) orphan: Option<OrphanedSave>,
    /// A save may have been carried out although its answer did not come.
    pub(super) in_doubt: bool,
    /// The number of saves for which the browser had no room since the last one that was acknowledged.
    pub(super) without_room: u32,
    /// The time when the oldest edit was made that no save carries.
    pub(super) first_unsent: Option<u64>,
    /// The time when the edits are to be saved.
    pub(super) due: Option<u64>,
    /// The wall clock's time when the platform last acknowledged a save.
    pub(super) saved_at: Option<u64>,
    /// Malformed details that the person chose to start over from.
    pub(super) set_aside: Option<String>,
    /// True once it is known what the journal holds.
    pub(super) has_journal: bool,
    pub(super) restored: Option<Restored>,
    /// The choices that the person has made, and can make anew.
    pub(super) resolved: Vec<ResolvedConflict>,
}

impl Default for SaveMachine {
    fn default() -> Self {
        Self::new()
    }
}

impl SaveMachine {
    /// A machine that knows nothing of the platform's record yet.
    pub fn new() -> Self {
        Self {
            baseline: None,
            seen: None,
            wants_load: true,
            token: None,
            draft: Draft::default(),
            write_lock: WriteLock::Released,
            in_flight: None,
            failed: None,
            orphan: None,
            in_doubt: false,
            without_room: 0,
            first_unsent: None,
            due: None,
            saved_at: None,
            set_aside: None,
            has_journal: false,
            restored: None,
            resolved: Vec::new(),
        }
    }

    /// Takes in what happened and says what is to be done.
    pub fn step(&mut self, now: Now, event: SaveEvent) -> Vec<SaveCommand> {
        if event.edits() {
            self.draft.pasted = None;
        }
        match event {
            SaveEvent::Open | SaveEvent::Elsewhere => self.wants_load = true,
            SaveEvent::Restored(entries) => self.restore(now, entries),
            SaveEvent::Focused(control) => self.focus(now, control),
            SaveEvent::Typed { control, text } => {
                self.edit(now, |draft, base| draft.typed(control, text, base));
            }
            SaveEvent::Refused(control) => self.draft.refuse(control),
            SaveEvent::Filled { control, text } => self.fill(now, control, text),
            SaveEvent::FilledKept(control) => {
                self.edit(now, |draft, base| draft.keep_fill(control, base));
            }
            SaveEvent::FilledTakenOut(control) => drop(self.draft.forget_fill(control)),
            SaveEvent::RowAdded(table) => self.draft.add_row(table),
            SaveEvent::RowRemoved(table, row) => {
                self.edit(now, |draft, base| draft.remove_row(table, row, base));
            }
            SaveEvent::MarkedNotSecret(table, row) => {
                self.edit(now, |draft, base| draft.mark_not_secret(table, row, base));
            }
            SaveEvent::Pasted { table, row, params } => {
                self.edit(now, |draft, base| draft.paste(table, row, params, base));
            }
            SaveEvent::PasteUndone(table, row) => {
                if self.pasted().is_some_and(|it| (it.table, it.row) == (table, row)) {
                    self.edit(now, Draft::undo_paste);
                }
            }
            SaveEvent::PasteRead => self.draft.pasted = None,
            SaveEvent::Flush => self.due = self.due.map(|_| now.ms),
            SaveEvent::Wake => {}
            SaveEvent::Locked => self.locked(),
            SaveEvent::Loaded(Ok(record)) => self.loaded(now, record),
            SaveEvent::Saved(Ok(id)) => self.saved(now, id),
            SaveEvent::Loaded(Err(failure)) | SaveEvent::Saved(Err(failure)) => {
                self.failed(now, failure);
            }
            // A browser tells of one return in two ways; what is asked already answers both.
            SaveEvent::Shown if matches!(self.in_flight, Some(InFlight::Load { .. })) => {}
            SaveEvent::Shown => self.wants_load |= !self.is_fresh(now),
            SaveEvent::Retry => self.retry(now),
            SaveEvent::Online => {
                if self.failure().is_some_and(|failure| failure.remedy() == Remedy::RetryAlone) {
                    self.retry(now);
                }
            }
            SaveEvent::Generated(settings) => self.generated(settings),
            SaveEvent::Discard => self.discard(now),
            SaveEvent::StartOver => self.start_over(now),
            SaveEvent::Chosen(path, side) => self.choose(now, &path, side),
            SaveEvent::Swapped(resolved) => self.swap(now, &resolved),
            SaveEvent::ResolvedRead => self.resolved.clear(),
            SaveEvent::RestoredRead => self.restored = None,
            SaveEvent::RestoredDiscarded => self.discard_restored(now),
        }
        let commands = self.next(now);
        self.draft.refresh(&details_of(self.baseline.as_ref()));
        commands
    }

    /// The platform holds this.
    pub(super) fn set_baseline(&mut self, record: Record) {
        self.baseline = Some(record);
        self.draft.base_changed();
    }

    /// Changes the draft, and sets the time for what became an edit by that.
    pub(super) fn edit(&mut self, now: Now, change: impl FnOnce(&mut Draft, EditBase)) {
        let newest = self.draft.edits.newest();
        let details = details_of(self.baseline.as_ref());
        let base = EditBase { now: now.wall, details: &details, is_known: self.baseline.is_some() };
        change(&mut self.draft, base);
        self.rebase();
        if self.baseline.is_none() {
            self.draft.forget_removals();
        }
        let is_edit = self.draft.edits.newest() != newest;
        self.drop_settled_edits();
        if !self.draft.has_sendable() {
            self.first_unsent = None;
            self.due = None;
        } else if is_edit {
            let first = *self.first_unsent.get_or_insert(now.ms);
            self.due = Some(timing::after_edit(now.ms, first));
        }
    }

    fn fill(&mut self, now: Now, control: ControlId, text: String) {
        let details = details_of(self.baseline.as_ref());
        let base = EditBase { now: now.wall, details: &details, is_known: self.baseline.is_some() };
        self.draft.fill(control, text, base);
    }

    fn focus(&mut self, now: Now, control: Option<ControlId>) {
        self.draft.focus(control, &details_of(self.baseline.as_ref()));
        // What lost the focus shows from now on what the platform holds.
        self.follow(now);
    }

    fn retry(&mut self, now: Now) {
        if let Some(failed) = &mut self.failed {
            failed.wait = Wait::Until(now.ms);
        }
        self.due = self.due.map(|_| now.ms);
    }

    /// Finds out which edits meet another's change.
    pub(super) fn rebase(&mut self) {
        if let Some(record) = &self.baseline
            && !matches!(record.content, Content::Malformed(_))
        {
            self.draft.edits.rebase(&details_of(Some(record)));
        }
    }

    /// The rows show what there is now.
    pub(super) fn follow(&mut self, now: Now) {
        self.drop_settled_edits();
        let details = details_of(self.baseline.as_ref());
        let base = EditBase { now: now.wall, details: &details, is_known: self.baseline.is_some() };
        self.draft.follow(base);
        if base.is_known {
            self.draft.release_waiting(base);
        }
    }

    /// Forgets edits that say what the platform holds anyway, unless a save on its way, or one
    /// whose end nobody knows, could still put something else there.
    pub(super) fn drop_settled_edits(&mut self) {
        let Some(record) = &self.baseline else { return };
        if self.is_saving() || self.in_doubt || self.orphan.is_some() {
            return;
        }
        self.draft.edits.drop_settled(&record.content);
        // Nothing is left that could fail.
        if !self.wants_save() && !self.wants_load {
            self.failed = None;
        }
    }

    pub(super) fn is_fresh(&self, now: Now) -> bool {
        self.seen.is_some_and(|seen| timing::is_fresh(now, seen))
    }
}
