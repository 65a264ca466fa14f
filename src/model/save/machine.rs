use super::{
    Command, Event, Moment, Save,
    draft::Draft,
    flight::{Failed, Flight, Wait},
    reading::details_of,
    timing,
};
use crate::{Content, Details, Failure, Field, Record, Remedy};

/// The life of one key: its record is loaded, edits are laid over it and sent until the platform
/// has acknowledged the newest.
///
/// Edits are kept apart from the record, so no answer can overwrite one. At most one request is in
/// flight, so no save can overtake another. What leaves is always the whole record with all edits,
/// so the newest wins.
#[derive(Debug)]
pub struct SaveMachine {
    /// The record as last seen on the platform.
    pub(super) baseline: Option<Record>,
    /// Whether the platform is to be asked before anything else.
    wants_load: bool,
    /// The details that a token was generated with, as far as this page can know.
    pub(super) generated_with: Option<Details>,
    pub(super) draft: Draft,
    pub(super) flight: Option<Flight>,
    pub(super) failed: Option<Failed>,
    /// A save may have been carried out although its answer did not come.
    in_doubt: bool,
    /// When the oldest edit was made that no save carries.
    first_unsent: Option<u64>,
    /// When the edits are to be saved.
    due: Option<u64>,
    /// Malformed details that the person chose to start over from.
    pub(super) set_aside: Option<String>,
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
            wants_load: true,
            generated_with: None,
            draft: Draft::default(),
            flight: None,
            failed: None,
            in_doubt: false,
            first_unsent: None,
            due: None,
            set_aside: None,
        }
    }

    /// Takes in what happened and says what is to be done.
    pub fn step(&mut self, now: Moment, event: Event) -> Vec<Command> {
        match event {
            Event::Open => self.wants_load = true,
            Event::Typed { place, text } => {
                self.edit(now.ms, |draft, base| draft.typed(place, text, base));
            }
            Event::Refused(place) => self.draft.refuse(place),
            Event::RowAdded(table) => self.draft.add_row(table),
            Event::RowRemoved(table, row) => {
                self.edit(now.ms, |draft, base| draft.remove_row(table, row, base));
            }
            Event::Pasted { table, row, params } => {
                self.edit(now.ms, |draft, base| draft.paste(table, row, params, base));
            }
            Event::Settle => self.due = self.due.map(|_| now.ms),
            Event::Wake => {}
            Event::Loaded(Ok(record)) => self.loaded(now.ms, record),
            Event::Saved(Ok(id)) => self.saved(id),
            Event::Loaded(Err(failure)) | Event::Saved(Err(failure)) => self.failed(now, failure),
            Event::Retry => self.retry(now.ms),
            Event::Online => {
                if self.failure().is_some_and(|failure| failure.remedy() == Remedy::RetryAlone) {
                    self.retry(now.ms);
                }
            }
            Event::Discard => self.discard(),
            Event::StartOver => self.start_over(now.ms),
        }
        self.next(now.ms).into_iter().collect()
    }

    /// The one place that decides what leaves, and when.
    fn next(&mut self, now: u64) -> Option<Command> {
        let wants_save = self.can_save() && self.draft.has_edits();
        if self.flight.is_some() || !(self.wants_load || wants_save) {
            return None;
        }
        let at = match self.failed.as_ref().map(|failed| &failed.wait) {
            Some(Wait::Until(at)) => *at,
            Some(Wait::Edit) => self.due?,
            Some(Wait::Word) => return None,
            None if self.wants_load => now,
            None => self.due.unwrap_or(now),
        };
        if at > now {
            return Some(Command::Wake { at });
        }
        // The edits are on their way; only a later one sets a new time.
        self.due = None;
        self.first_unsent = None;
        if self.wants_load {
            self.flight = Some(Flight::Load);
            return Some(Command::Load);
        }
        Some(Command::Save(self.take_off()))
    }

    /// Puts the whole record with all edits on its way.
    fn take_off(&mut self) -> Save {
        let details = self.current();
        let save = self.save_of(&details);
        let is_token_generated = save.is_token_generated;
        self.flight = Some(Flight::Save {
            newest: self.draft.newest(),
            details,
            is_token_generated,
            discarded: false,
        });
        save
    }

    /// What a save of details carries.
    pub(super) fn save_of(&self, details: &Details) -> Save {
        Save {
            details: details.to_json(),
            client_id: details.text(Field::ClientId),
            is_token_generated: self.fits_token(details),
        }
    }

    /// Changes the draft, and sets the time for what became an edit by that.
    fn edit(&mut self, now: u64, change: impl FnOnce(&mut Draft, &Details)) {
        let newest = self.draft.newest();
        change(&mut self.draft, &details_of(self.baseline.as_ref()));
        if self.baseline.is_none() {
            self.draft.forget_removals();
        }
        let is_edit = self.draft.newest() != newest;
        self.drop_settled_edits();
        if !self.draft.has_edits() {
            self.first_unsent = None;
            self.due = None;
        } else if is_edit {
            let first = *self.first_unsent.get_or_insert(now);
            self.due = Some(timing::after_edit(now, first));
        }
    }

    fn loaded(&mut self, now: u64, record: Record) {
        self.flight = None;
        self.wants_load = false;
        // What the platform holds has just been read.
        self.in_doubt = false;
        self.generated_with = match &record.content {
            Content::Details(details) if record.is_token_generated => Some(details.clone()),
            _ => None,
        };
        if self.baseline.is_none()
            && let Content::Details(details) = &record.content
        {
            self.draft.adopt(details);
        }
        self.baseline = Some(record);
        self.follow();
        // After a save that failed, its edits go now, unless they have arrived after all. It is not
        // forgotten that it failed: the next wait is longer.
        match &mut self.failed {
            Some(failed) if failed.saving && self.draft.has_edits() => {
                failed.wait = Wait::Until(now);
            }
            _ => self.failed = None,
        }
    }

    /// The platform has acknowledged what the flight carried. What it echoes does not count: its
    /// own documentation shows echoes that differ from what was sent.
    fn saved(&mut self, id: Option<String>) {
        let Some(Flight::Save { newest, details, is_token_generated, .. }) = self.flight.take()
        else {
            return;
        };
        self.failed = None;
        self.in_doubt = false;
        let id = id.or_else(|| self.baseline.take().and_then(|record| record.id));
        self.baseline = Some(Record { id, is_token_generated, content: Content::Details(details) });
        self.draft.acknowledged(newest);
        self.follow();
    }

    fn failed(&mut self, now: Moment, failure: Failure) {
        let mut saving = self.failed.as_ref().is_some_and(|failed| failed.saving);
        if let Some(Flight::Save { newest, discarded, .. }) = self.flight.take() {
            saving = true;
            self.in_doubt |= failure.leaves_doubt();
            // What the platform holds is read before it is written again.
            self.wants_load |= self.in_doubt;
            if discarded {
                self.draft.acknowledged(newest);
                return self.forget_failure();
            }
        }
        let times = self.failed.as_ref().map_or(0, |failed| failed.times) + 1;
        let wait = match failure.remedy() {
            Remedy::RetryAlone => Wait::Until(timing::after_failure(now, times, &failure)),
            Remedy::Tell => Wait::Edit,
            Remedy::SignIn | Remedy::ReadOnly => Wait::Word,
        };
        self.failed = Some(Failed { failure, saving, times, wait });
    }

    fn retry(&mut self, now: u64) {
        if let Some(failed) = &mut self.failed {
            failed.wait = Wait::Until(now);
        }
        self.due = self.due.map(|_| now);
    }

    fn start_over(&mut self, now: u64) {
        let Some(record) = &mut self.baseline else { return };
        if let Content::Malformed(malformed) = &record.content {
            self.set_aside = Some(malformed.text.clone());
            record.content = Content::Nothing;
            self.follow();
            self.due = self.draft.has_edits().then_some(now);
        }
    }

    /// Back to what the platform holds. What a save on its way carries is waited for: it is the
    /// platform's if it arrives, and forgotten if not.
    fn discard(&mut self) {
        let carried = match &mut self.flight {
            Some(Flight::Save { newest, discarded, .. }) => {
                *discarded = true;
                Some(*newest)
            }
            _ => None,
        };
        self.draft.discard(carried);
        self.due = None;
        self.first_unsent = None;
        if carried.is_none() && self.baseline.is_some() {
            self.forget_failure();
        } else {
            self.follow();
        }
    }

    /// What failed is not wanted any more. Where nobody knows what the platform holds by now, it
    /// is asked.
    fn forget_failure(&mut self) {
        self.failed = None;
        self.wants_load |= self.in_doubt;
        self.follow();
    }

    /// The rows show what there is now.
    fn follow(&mut self) {
        self.drop_settled_edits();
        self.draft.follow(&details_of(self.baseline.as_ref()));
    }

    /// Forgets edits that say what the platform holds anyway, unless a save on its way, or one
    /// whose end nobody knows, could still put something else there.
    fn drop_settled_edits(&mut self) {
        let Some(record) = &self.baseline else { return };
        if self.flight.is_some() || self.in_doubt {
            return;
        }
        self.draft.drop_settled(&record.content);
        // Nothing is left that could fail.
        if !self.draft.has_edits() && !self.wants_load {
            self.failed = None;
        }
    }

    /// The platform's details with the edits laid over them.
    pub(super) fn current(&self) -> Details {
        self.draft.over(&details_of(self.baseline.as_ref()))
    }

    pub(super) fn fits_token(&self, details: &Details) -> bool {
        self.generated_with.as_ref().is_some_and(|with| with.same_settings(details))
    }

    pub(super) fn can_save(&self) -> bool {
        self.record().is_some_and(|record| !matches!(record.content, Content::Malformed(_)))
    }
}
