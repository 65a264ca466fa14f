use super::machine::SaveMachine;
use crate::{Content, FailureKind, Remedy};

/// The state of saving, in one word: the element's `save-state` attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// The record is on its way, or what an earlier wizard left in the journal.
    Loading,
    /// Nothing of ours is unsent; also when nothing was ever saved.
    Saved,
    /// There are edits that the platform does not have and that are not on their way, or texts that
    /// cannot be saved as they are.
    Unsaved,
    /// Edits are on their way.
    Saving,
    /// The browser has no network.
    Offline,
    /// Loading or saving did not work.
    Failed,
    /// A new bearer is needed first.
    SignedOut,
    /// Somebody else has changed what was changed here too, and the person has to choose.
    Conflict,
}

impl SaveState {
    /// The attribute's value.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Loading => "loading",
            Self::Saved => "saved",
            Self::Unsaved => "unsaved",
            Self::Saving => "saving",
            Self::Offline => "offline",
            Self::Failed => "failed",
            Self::SignedOut => "signed-out",
            Self::Conflict => "conflict",
        }
    }
}

impl SaveMachine {
    /// The state of saving. Where several words would be true, the one that the person must act on
    /// comes first.
    pub fn state(&self) -> SaveState {
        if self.draft.edits.has_conflicts() {
            return SaveState::Conflict;
        }
        if let Some(failure) = self.failure() {
            return match (failure.remedy(), failure.kind) {
                (Remedy::SignIn, _) => SaveState::SignedOut,
                (_, FailureKind::Offline) => SaveState::Offline,
                _ => SaveState::Failed,
            };
        }
        if matches!(self.record().map(|record| &record.content), Some(Content::Malformed(_))) {
            return SaveState::Failed;
        }
        if self.is_saving() {
            SaveState::Saving
        } else if self.has_edits() || self.unsavable() > 0 || self.owes_flag() {
            SaveState::Unsaved
        } else if self.orphan.is_some() {
            // What somebody sent who is gone may still change the record.
            SaveState::Saving
        } else if self.is_loaded() && self.has_journal {
            SaveState::Saved
        } else {
            SaveState::Loading
        }
    }
}
