//! The request on its way, and what is waited for after it did not arrive.

use super::Now;
use crate::{Details, Failure, Fingerprint};

#[derive(Debug)]
pub(super) enum InFlight {
    Load {
        /// True if it began in our turn, so that no other wizard can have written since.
        under_lock: bool,
        /// The time when it left.
        at: Now,
    },
    Save {
        /// The time when it left, milliseconds.
        at: u64,
        /// The newest edit that it carries.
        newest: u64,
        details: Details,
        is_token_generated: bool,
        /// True if the person wants back what was before it.
        discarded: bool,
    },
}

/// A save that somebody sent who is gone. It may still arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OrphanedSave {
    /// The time by which it had left, milliseconds of [`Now::ms`](super::Now).
    pub(super) at: u64,
    /// The settings that it carries, by which its arrival is seen. Where it changes none of them it is a
    /// value that no settings have.
    pub(super) settings: Fingerprint,
}

/// The right to write the key's record, which one wizard of a browser has.
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
    /// True if it kept edits from being saved.
    pub(super) saving: bool,
    /// The number of failures in a row.
    pub(super) times: u32,
    pub(super) wait: Wait,
}

/// The thing that the next try after a failure waits for.
#[derive(Debug)]
pub(super) enum Wait {
    /// A time in milliseconds.
    Until(u64),
    /// The next edit's own time: the same request would fail again.
    Edit,
    /// A word of the person or the host.
    Word,
}
