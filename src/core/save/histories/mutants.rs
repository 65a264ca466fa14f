//! Known ways to get saving wrong, each put into the machine or its surroundings on purpose.

use super::{super::SaveEvent, world::World};

/// A way to get it wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mutant {
    /// Any success counts for all edits.
    ClearOnAnySuccess,
    /// The platform's answer replaces what was typed.
    OlderReplyWins,
    /// A save does not wait for the one before.
    TwoAtOnce,
    /// The journal is written when a save was answered.
    JournalAfterTheAwait,
    /// A save forgets that a token was generated.
    FlagFalse,
    /// A wizard writes whether or not it is its turn.
    NoTurns,
    /// A wizard believes that it knows what the platform holds.
    NoReadBeforeSave,
    /// A change by somebody else is no reason to ask.
    NeverAsks,
    /// The control that has the focus shows what others write.
    NoPin,
    /// A save of a wizard that is gone is not waited for.
    NoOrphan,
    /// A save whose end nobody knows counts as one that was not carried out.
    NoDoubt,
    /// A wizard does not know for how long the machine slept.
    StandingClock,
}

impl Mutant {
    pub(super) const ALL: [Self; 12] = [
        Self::ClearOnAnySuccess,
        Self::OlderReplyWins,
        Self::TwoAtOnce,
        Self::JournalAfterTheAwait,
        Self::FlagFalse,
        Self::NoTurns,
        Self::NoReadBeforeSave,
        Self::NeverAsks,
        Self::NoPin,
        Self::NoOrphan,
        Self::NoDoubt,
        Self::StandingClock,
    ];
}

impl World {
    pub(super) fn mutate_before(&mut self, at: usize, event: &SaveEvent) {
        let machine = &mut self.tabs[at].machine;
        match self.mutant {
            Some(Mutant::OlderReplyWins) if matches!(event, SaveEvent::Loaded(Ok(_))) => {
                machine.draft.discard(None);
            }
            Some(Mutant::NoPin) => machine.draft.unpin(),
            Some(Mutant::NoOrphan) => machine.orphan = None,
            Some(Mutant::NoDoubt) => machine.in_doubt = false,
            Some(Mutant::TwoAtOnce)
                if matches!(event, SaveEvent::Flush) && machine.draft.has_sendable() =>
            {
                machine.in_flight = None;
            }
            _ => {}
        }
    }

    pub(super) fn mutate_after(&mut self, at: usize, event: &SaveEvent) {
        let machine = &mut self.tabs[at].machine;
        match self.mutant {
            Some(Mutant::ClearOnAnySuccess) if matches!(event, SaveEvent::Saved(Ok(_))) => {
                machine.draft.discard(None);
            }
            Some(Mutant::NeverAsks) => {
                for conflict in machine.conflicts() {
                    machine.draft.edits.keep_mine(&conflict.path);
                }
            }
            _ => {}
        }
    }
}
