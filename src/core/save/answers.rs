//! The changes that the platform's answers bring.

use super::{
    Now, SaveMachine,
    in_flight::{Failed, InFlight, Wait, WriteLock},
    timing,
};
use crate::{Content, Failure, FailureKind, Fingerprint, Record, Remedy};

impl SaveMachine {
    pub(super) fn loaded(&mut self, now: Now, mut record: Record) {
        let in_flight = self.in_flight.take();
        // What the platform holds has just been read.
        self.in_doubt = false;
        // An answer from before our turn does not tell what another wizard wrote since.
        let is_early = matches!(in_flight, Some(InFlight::Load { under_lock: false, .. }));
        // Nor does one that lay asleep.
        let is_old =
            matches!(in_flight, Some(InFlight::Load { at, .. }) if timing::is_late(now, at));
        let is_news = self.write_lock != WriteLock::Held || !is_early;
        self.seen = (is_news && !is_old).then_some(now);
        if let Content::Malformed(malformed) = &record.content
            && self.set_aside.as_ref() == Some(&malformed.text)
        {
            // The person has started over from this.
            record.content = Content::Nothing;
        }
        self.note_token(&record);
        self.note_orphan_arrival(&record);
        if self.baseline.is_none()
            && let Content::Details(details) = &record.content
        {
            self.draft.adopt(details);
        }
        self.set_baseline(record);
        self.rebase();
        self.follow(now);
        self.note_restored();
        // After a save that failed, its edits go now, unless they have arrived after all. It is not
        // forgotten that it failed: the next wait is longer.
        let wants_save = self.wants_save();
        match &mut self.failed {
            Some(failed) if failed.saving && wants_save => {
                if let Wait::Until(at) = &mut failed.wait {
                    *at = now.ms;
                }
            }
            _ => self.failed = None,
        }
    }

    /// Notes whether the save of somebody who is gone has arrived.
    pub(super) fn note_orphan_arrival(&mut self, record: &Record) {
        if let (Some(orphan), Content::Details(details)) = (self.orphan, &record.content)
            && orphan.settings == Fingerprint::of_settings(details)
        {
            self.orphan = None;
        }
    }

    /// The platform has acknowledged what the flight carried. What it echoes does not count: its
    /// own documentation shows echoes that differ from what was sent.
    pub(super) fn saved(&mut self, now: Now, id: Option<String>) {
        let Some(InFlight::Save { newest, details, is_token_generated, .. }) =
            self.in_flight.take()
        else {
            return;
        };
        self.failed = None;
        self.in_doubt = false;
        self.without_room = 0;
        self.flag_told(&details, is_token_generated);
        self.seen = Some(now);
        self.saved_at = Some(now.wall);
        self.draft.edits.acknowledged(newest, &details);
        let id = id.or_else(|| self.baseline.take().and_then(|record| record.id));
        let content = Content::Details(details);
        self.set_baseline(Record { id, is_token_generated, content });
        self.follow(now);
    }

    pub(super) fn failed(&mut self, now: Now, failure: Failure) {
        let mut saving = self.failed.as_ref().is_some_and(|failed| failed.saving);
        let was_idle = self.failed.is_none() && !self.in_doubt && !self.wants_save();
        match self.in_flight.take() {
            Some(InFlight::Save { newest, discarded, .. }) => {
                saving = true;
                self.in_doubt |= failure.leaves_doubt();
                // What the platform holds is read before it is written again.
                self.wants_load |= self.in_doubt;
                if failure.kind == FailureKind::NoRoom && !discarded && self.without_room == 0 {
                    // Whether there is a way to the platform, the look tells.
                    self.without_room += 1;
                    return;
                }
                if discarded {
                    self.draft.edits.forget_sent(newest);
                    return self.forget_failure(now);
                }
            }
            // A look at what others may have done meanwhile; there will be another one.
            _ if was_idle && self.orphan.is_none() && self.baseline.is_some() => return,
            // It was read in order to be written. Edits that came meanwhile have had their time.
            _ => {
                saving |= self.write_lock == WriteLock::Held;
                self.wants_load = true;
                if failure.remedy() == Remedy::Tell {
                    self.due = None;
                    self.first_unsent = None;
                }
            }
        }
        let times = self.failed.as_ref().map_or(0, |failed| failed.times) + 1;
        let wait = match failure.remedy() {
            Remedy::RetryAlone => Wait::Until(timing::after_failure(now, times, &failure)),
            Remedy::Tell => Wait::Edit,
            Remedy::SignIn if failure.kind == FailureKind::SignInPage => {
                Wait::Until(timing::after_sign_in_page(now.ms))
            }
            Remedy::SignIn | Remedy::ReadOnly => Wait::Word,
        };
        self.failed = Some(Failed { failure, saving, times, wait });
        // What was put back meanwhile needs no save.
        self.drop_settled_edits();
    }

    /// Forgets a failure that is of no interest any more. Where nobody knows what the platform holds by
    /// now, it is asked.
    pub(super) fn forget_failure(&mut self, now: Now) {
        self.failed = None;
        self.wants_load |= self.in_doubt;
        self.follow(now);
    }
}
