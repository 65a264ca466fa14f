//! What is on its way, and what is waited for after it did not arrive.

use crate::{Details, Failure, Fingerprint};

#[derive(Debug)]
pub(super) enum InFlight {
    Load {
        /// Whether it began in our turn, so that no other wizard can have written since.
        under_lock: bool,
    },
    Save {
        /// When it left, milliseconds.
        at: u64,
        /// The newest edit that it carries.
        newest: u64,
        details: Details,
        is_token_generated: bool,
        /// Whether the person wants back what was before it.
        discarded: bool,
    },
}

/// A save that somebody sent who is gone. It may still arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OrphanedSave {
    /// When it left, milliseconds.
    pub(super) at: u64,
    /// What it carries.
    pub(super) settings: Fingerprint,
}

/// Whether this wizard is the one of its browser that may write the key's record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WriteLock {
    /// It has not asked.
    Released,
    /// It has asked and waits.
    Requested,
    Held,
}

#[derive(Debug)]
pub(super) struct Failed {
    pub(super) failure: Failure,
    /// Whether it kept edits from being saved.
    pub(super) saving: bool,
    /// How many in a row.
    pub(super) times: u32,
    pub(super) wait: Wait,
}

/// What the next try after a failure waits for.
#[derive(Debug)]
pub(super) enum Wait {
    /// A time in milliseconds.
    Until(u64),
    /// The next edit's own time: the same request would fail again.
    Edit,
    /// A word of the person or the host.
    Word,
}
