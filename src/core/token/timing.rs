//! The times that the way to a token waits.

use super::{Attempt, OutcomeSource};

/// The time that a person has to answer, where nobody says otherwise: milliseconds. The platform's
/// authorization URLs live that long.
const LONGEST: u64 = 15 * 60 * 1_000;
/// The time that somebody is asked who says by themselves when it is too late, milliseconds. This machine's
/// clock may be wrong.
const ASKED: u64 = 60 * 60 * 1_000;
/// The first looks, their pause in milliseconds: how many of each.
const POLLS: [(u32, u64); 2] = [(10, 1_000), (25, 2_000)];
/// All later looks, milliseconds.
const LATER: u64 = 5_000;
/// The time that a request may take from its beginning to its end with everything that the host does for
/// it, milliseconds. After that nobody waits for its answer.
const REQUEST: u64 = 90_000;
/// After how long without a word the provider may be showing an error, milliseconds.
const DOUBT: u64 = 20_000;

/// The time to look again after that many looks.
pub(super) fn next_poll(now: u64, polls: u32) -> u64 {
    let pause = POLLS.into_iter().find(|(until, _)| polls < *until);
    now + pause.map_or(LATER, |(_, pause)| pause)
}

/// Until when to wait for the end of an attempt. A relay says when it is too late; this is the end
/// only of one that never does.
pub(super) fn end(now: u64, attempt: &Attempt) -> u64 {
    let longest = now + LONGEST;
    match attempt.source {
        OutcomeSource::Relay(_) => attempt.expires_at.clamp(longest, now + ASKED),
        _ if attempt.expires_at <= now => longest,
        _ => attempt.expires_at.min(longest),
    }
}

/// Until when an answer is waited for.
pub(super) const fn patience(now: u64) -> u64 {
    now + REQUEST
}

/// From when on the provider may be showing an error that nobody else hears of.
pub(super) const fn doubt(began: u64) -> u64 {
    began + DOUBT
}
