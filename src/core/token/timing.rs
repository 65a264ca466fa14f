//! The times that the way to a token waits.

use super::{Attempt, OutcomeSource};

/// The time that a person has to answer where nobody says otherwise. The platform's authorization URLs
/// live that long.
pub const ATTEMPT_LIFETIME_MS: u64 = 15 * 60 * 1_000;
/// The time for which a relay is asked that says by itself when it is too late. This machine's clock may be
/// wrong.
const LONGEST_POLLING_MS: u64 = 60 * 60 * 1_000;
/// The pauses between the first polls: until which number, and how long.
const FIRST_PAUSES_MS: [(u32, u64); 2] = [(10, 1_000), (25, 2_000)];
/// The pause between all later polls.
const LATER_PAUSE_MS: u64 = 5_000;
/// The pause after a sign-in page came in place of an answer: it may be that of a network, which goes away
/// without a word to us.
pub(super) const SIGN_IN_PAGE_PAUSE_MS: u64 = 60_000;
/// The time that a request may take from its beginning to its end with everything that the host does for
/// it. After that nobody waits for its answer.
const REQUEST_LIMIT_MS: u64 = 90_000;
/// The time without a word after which the provider may be showing an error.
const DOUBT_AFTER_MS: u64 = 20_000;

/// The time of the next poll after that many polls.
pub(super) fn next_poll(now: u64, polls: u32) -> u64 {
    let pause = FIRST_PAUSES_MS.into_iter().find(|(until, _)| polls < *until);
    now + pause.map_or(LATER_PAUSE_MS, |(_, pause)| pause)
}

/// Until when to wait for the end of an attempt. A relay says when it is too late; this is the end
/// only of one that never does.
pub(super) fn end(now: u64, attempt: &Attempt) -> u64 {
    let longest = now + ATTEMPT_LIFETIME_MS;
    match attempt.source {
        OutcomeSource::Relay(_) => attempt.expires_at.clamp(longest, now + LONGEST_POLLING_MS),
        _ if attempt.expires_at <= now => longest,
        _ => attempt.expires_at.min(longest),
    }
}

/// Until when an answer is waited for.
pub(super) const fn answer_by(now: u64) -> u64 {
    now + REQUEST_LIMIT_MS
}

/// From when on the provider may be showing an error that nobody else hears of.
pub(super) const fn doubt(began: u64) -> u64 {
    began + DOUBT_AFTER_MS
}
