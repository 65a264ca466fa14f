//! Known ways to get saving wrong, each put into the machine or its surroundings on purpose.

/// A way to get it wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mutant {
    /// Any success counts for all edits.
    ClearOnAnySuccess,
    /// What the platform says replaces what was typed.
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
    /// What has the focus shows what others write.
    NoPin,
}

impl Mutant {
    pub(super) const ALL: [Self; 9] = [
        Self::ClearOnAnySuccess,
        Self::OlderReplyWins,
        Self::TwoAtOnce,
        Self::JournalAfterTheAwait,
        Self::FlagFalse,
        Self::NoTurns,
        Self::NoReadBeforeSave,
        Self::NeverAsks,
        Self::NoPin,
    ];
}
