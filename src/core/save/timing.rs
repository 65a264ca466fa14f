//! The times that the machine waits.

use crate::{Failure, Now};

/// The pause after the last key before a save.
const SAVE_PAUSE_MS: u64 = 600;
/// The longest time that an edit waits for a save while typing goes on.
const LONGEST_SAVE_PAUSE_MS: u64 = 5_000;
/// The pause before the first retry; doubled for each further one.
const FIRST_RETRY_MS: u64 = 1_000;
/// The longest pause between retries, before chance is added. With it, 30 s at the most.
const LONGEST_RETRY_MS: u64 = 20_000;
/// The pause after a sign-in page came in place of an answer: it may be that of a network, which goes away
/// without a word to us.
const SIGN_IN_PAGE_PAUSE_MS: u64 = 60_000;
/// The time after which a request is given up, so that a save is on its way no longer.
pub const REQUEST_TIMEOUT_MS: u32 = 30_000;
/// The pause between two reads that find out whether a save of somebody who is gone has arrived.
const ORPHAN_CHECK_PAUSE_MS: u64 = 1_000;
/// The time for which a record that was read is taken for what the platform holds.
const FRESH_MS: u64 = 2_000;

/// The time to save, now that another edit has come.
pub(super) fn after_edit(now: u64, first_unsent: u64) -> u64 {
    (now + SAVE_PAUSE_MS).min(first_unsent + LONGEST_SAVE_PAUSE_MS).max(now)
}

/// The time to try again after that many failures in a row: doubling, spread by half to both sides so
/// that the browsers which a platform lost together do not come back together, and never before
/// the platform asked for.
pub(super) fn after_failure(now: Now, failures: u32, failure: &Failure) -> u64 {
    let steady = FIRST_RETRY_MS
        .saturating_mul(1 << failures.saturating_sub(1).min(10))
        .min(LONGEST_RETRY_MS);
    let wait = steady / 2 + steady * now.jitter / 1_000;
    now.ms.saturating_add(wait.max(failure.retry_after.unwrap_or(0)))
}

/// The time to ask again by itself after a sign-in page came.
pub(super) const fn after_sign_in_page(now: u64) -> u64 {
    now + SIGN_IN_PAGE_PAUSE_MS
}

/// Returns `true` if what was seen then can be written over without looking again.
///
/// By both clocks: one may have stood still, and the other one may have been set.
pub(super) const fn is_fresh(now: Now, seen: Now) -> bool {
    now.ms.abs_diff(seen.ms) <= FRESH_MS && now.wall.abs_diff(seen.wall) <= FRESH_MS
}

/// From when on a save that left then cannot arrive any more.
pub(super) fn arrives_by(left: u64) -> u64 {
    left + u64::from(REQUEST_TIMEOUT_MS)
}

/// Returns `true` if an answer is of a request that no machine waits for while it is awake.
pub(super) const fn is_late(now: Now, left: Now) -> bool {
    now.wall.abs_diff(left.wall) > REQUEST_TIMEOUT_MS as u64
}

/// The time to look again, at the latest at `end`.
pub(super) fn next_check(seen: u64, end: u64) -> u64 {
    (seen + ORPHAN_CHECK_PAUSE_MS).min(end)
}
