//! The times that the machine waits.

use crate::{Failure, Now};

/// After the last key, milliseconds.
const PAUSE: u64 = 600;
/// While typing goes on, at the latest; milliseconds since the first edit that is not sent.
const AT_THE_LATEST: u64 = 5_000;
/// Before the first retry, milliseconds; doubled for each further one.
const FIRST_RETRY: u64 = 1_000;
/// Between retries, before chance is added; milliseconds. With it, 30 s at the most.
const LONGEST_RETRY: u64 = 20_000;
/// The time that a save may be on its way, milliseconds.
const LONGEST_FLIGHT: u64 = 30_000;
/// Between two looks at whether a save of somebody who is gone has arrived, milliseconds.
const CHECK_PAUSE: u64 = 1_000;
/// The time that a record which was read is taken for what the platform holds, milliseconds.
const FRESH: u64 = 2_000;

/// The time to save, now that another edit has come.
pub(super) fn after_edit(now: u64, first_unsent: u64) -> u64 {
    (now + PAUSE).min(first_unsent + AT_THE_LATEST).max(now)
}

/// The time to try again after that many failures in a row: doubling, spread by half to both sides so
/// that the browsers which a platform lost together do not come back together, and never before
/// the platform asked for.
pub(super) fn after_failure(now: Now, failures: u32, failure: &Failure) -> u64 {
    let steady =
        FIRST_RETRY.saturating_mul(1 << failures.saturating_sub(1).min(10)).min(LONGEST_RETRY);
    let wait = steady / 2 + steady * now.jitter / 1_000;
    now.ms + wait.max(failure.retry_after.unwrap_or(0))
}

/// Returns `true` if what was seen then can be written over without looking again.
pub(super) const fn is_fresh(now: u64, seen: u64) -> bool {
    now.saturating_sub(seen) <= FRESH
}

/// From when on a save that left then cannot arrive any more.
pub(super) const fn arrives_by(left: u64) -> u64 {
    left + LONGEST_FLIGHT
}

/// The time to look again, at the latest at `end`.
pub(super) fn next_check(seen: u64, end: u64) -> u64 {
    (seen + CHECK_PAUSE).min(end)
}
