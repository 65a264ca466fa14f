//! The requests that leave, and when.

use super::{
    Now, Save, SaveCommand, SaveMachine,
    in_flight::{InFlight, Wait, WriteLock},
    reading::details_of,
    timing,
};
use crate::{Content, Details, Field};

impl SaveMachine {
    /// The one place that decides what leaves, and when.
    pub(super) fn next(&mut self, now: Now) -> Vec<SaveCommand> {
        if self.in_flight.is_some() {
            return Vec::new();
        }
        if self.orphan.is_some_and(|orphan| timing::arrives_by(orphan.at) <= now.ms) {
            // What was read while it could still arrive does not tell whether it did.
            self.orphan = None;
            self.seen = None;
            self.wants_load = true;
        }
        match self.sends_at() {
            // Who waits for their turn may look meanwhile, but sends nothing.
            Some(at) if self.write_lock == WriteLock::Requested => {
                let looks = self.wants_load && at <= now.ms;
                looks.then(|| self.start_load(now)).into_iter().collect()
            }
            None if self.write_lock == WriteLock::Requested => Vec::new(),
            None => self.release_lock(None),
            Some(at) if at > now.ms => self.release_lock(Some(SaveCommand::Wake { at })),
            Some(_) => vec![self.send_next(now)],
        }
    }

    /// From when on a request may leave; none if nothing is to be asked or said.
    fn sends_at(&self) -> Option<u64> {
        if !(self.wants_load || self.wants_save() || self.orphan.is_some()) {
            return None;
        }
        match self.failed.as_ref().map(|failed| &failed.wait) {
            Some(Wait::Until(at)) => Some(*at),
            Some(Wait::Edit) => self.due.map(|_| 0),
            Some(Wait::Word) => None,
            None => Some(0),
        }
    }

    /// Before anything is written it is our turn and the record was just read. Both begin with the
    /// first edit, so that the save itself can leave without waiting for them.
    fn send_next(&mut self, now: Now) -> SaveCommand {
        let wants_save = self.wants_save();
        if wants_save && self.write_lock != WriteLock::Held {
            self.write_lock = WriteLock::Requested;
            return SaveCommand::Lock;
        }
        let due = self.due.unwrap_or(now.ms);
        let is_unseen = self.seen.is_none() || (due <= now.ms && !self.is_fresh(now));
        if self.wants_load || is_unseen {
            return self.start_load(now);
        }
        if let (Some(orphan), Some(seen)) = (self.orphan, self.seen) {
            // It would overtake ours.
            let at = timing::next_check(seen.ms, timing::arrives_by(orphan.at));
            return if at > now.ms { SaveCommand::Wake { at } } else { self.start_load(now) };
        }
        if due > now.ms {
            return SaveCommand::Wake { at: due };
        }
        SaveCommand::Save(self.start_save(now.ms))
    }

    fn start_load(&mut self, at: Now) -> SaveCommand {
        // A word from elsewhere that comes while it is on its way wants another one.
        self.wants_load = false;
        let under_lock = self.write_lock == WriteLock::Held;
        self.in_flight = Some(InFlight::Load { under_lock, at });
        SaveCommand::Load
    }

    fn release_lock(&mut self, then: Option<SaveCommand>) -> Vec<SaveCommand> {
        let unlock = (self.write_lock == WriteLock::Held).then_some(SaveCommand::Unlock);
        self.write_lock = WriteLock::Released;
        unlock.into_iter().chain(then).collect()
    }

    /// It is our turn. What another wizard wrote until now was not seen.
    pub(super) fn locked(&mut self) {
        self.write_lock = WriteLock::Held;
        self.seen = None;
    }

    /// Puts the whole record with all edits on its way.
    fn start_save(&mut self, at: u64) -> Save {
        // The edits are on their way; only a later one sets a new time.
        self.due = None;
        self.first_unsent = None;
        let details = self.to_send();
        let save = self.save_of(&details);
        let is_token_generated = save.is_token_generated;
        self.draft.edits.sent();
        self.in_flight = Some(InFlight::Save {
            at,
            newest: self.draft.edits.newest(),
            details,
            is_token_generated,
            discarded: false,
        });
        save
    }

    /// A save of details.
    pub(super) fn save_of(&self, details: &Details) -> Save {
        Save {
            details: details.to_json(),
            client_id: details.text(Field::ClientId),
            is_token_generated: self.fits_token(details),
        }
    }

    /// The platform's details with what can be sent laid over them.
    pub(super) fn to_send(&self) -> Details {
        self.draft.edits.over(&details_of(self.baseline.as_ref()))
    }

    pub(super) fn can_save(&self) -> bool {
        self.record().is_some_and(|record| !matches!(record.content, Content::Malformed(_)))
    }

    /// Returns `true` if something is to be sent. Before the journal has answered, nobody knows of saves that
    /// went astray.
    pub(super) fn wants_save(&self) -> bool {
        self.has_journal && self.can_save() && (self.draft.has_sendable() || self.owes_flag())
    }
}
