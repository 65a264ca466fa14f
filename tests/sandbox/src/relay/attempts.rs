//! The authorizations that are under way, and how the others ended.

use std::collections::HashMap;
use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::clock::Clock;
use crate::random;
use crate::records::Key;

use super::outcome::{Failure, Outcome};
use super::secret::Secret;
use super::settings::Settings;

/// How long a person has to come back, in seconds; the platform's own links are good for as long.
pub(super) const LIFETIME: u64 = 15 * 60;
/// For how many seconds after that the outcome can be asked for.
const REMEMBERED: u64 = 60 * 60;

/// What the exchange needs once the browser is back.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) key: Key,
    pub(super) settings: Settings,
    pub(super) secret: Option<Secret>,
    /// The verifier (RFC 7636, section 4.1).
    pub(super) verifier: String,
    /// Where the browser goes on to, if it is not to stay here.
    pub(super) return_url: Option<String>,
}

/// What a browser that comes back with a state finds.
pub(super) enum Back {
    /// The state was never given out, or was used before.
    Unknown,
    /// The authorization was cancelled or has expired.
    TooLate,
    /// The authorization of this id waits for it.
    Expected(String, Box<Waiting>),
}

/// All authorizations.
pub(super) struct Attempts {
    clock: Clock,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    attempts: HashMap<String, Attempt>,
    /// The ids by the states that nobody came back with yet.
    states: HashMap<String, String>,
}

struct Attempt {
    expires: u64,
    progress: Progress,
}

enum Progress {
    Waiting(Box<Waiting>),
    Exchanging,
    Over(Outcome),
}

impl Attempts {
    pub(super) fn new(clock: Clock) -> Self {
        Self { clock, held: Mutex::default() }
    }

    /// Begins one; answers its id, and when it expires in seconds since 1970. The id says nothing
    /// about the state: who may ask for the outcome cannot bring one about.
    pub(super) fn begin(&self, state: String, waiting: Waiting) -> (String, u64) {
        let id = random::text();
        let expires = self.clock.now() + LIFETIME;
        let mut held = self.lock();
        let progress = Progress::Waiting(Box::new(waiting));
        held.attempts.insert(id.clone(), Attempt { expires, progress });
        held.states.insert(state, id.clone());
        (id, expires)
    }

    /// How one stands, if it is known.
    pub(super) fn outcome(&self, id: &str) -> Option<Outcome> {
        self.lock().attempts.get(id).map(|attempt| match &attempt.progress {
            Progress::Waiting(_) | Progress::Exchanging => Outcome::Pending,
            Progress::Over(outcome) => outcome.clone(),
        })
    }

    /// Ends one that is not over yet; answers whether it is known.
    pub(super) fn cancel(&self, id: &str) -> bool {
        let mut held = self.lock();
        let Some(attempt) = held.attempts.get_mut(id) else { return false };
        if !matches!(attempt.progress, Progress::Over(_)) {
            attempt.progress = Progress::Over(Outcome::Failed(Failure::cancelled()));
        }
        true
    }

    /// A browser is back. A state is good once, whatever comes of it.
    pub(super) fn come_back(&self, state: &str) -> Back {
        let mut held = self.lock();
        let Some(id) = held.states.remove(state) else { return Back::Unknown };
        let Some(attempt) = held.attempts.get_mut(&id) else { return Back::Unknown };
        match mem::replace(&mut attempt.progress, Progress::Exchanging) {
            Progress::Waiting(waiting) => Back::Expected(id, waiting),
            over => {
                attempt.progress = over;
                Back::TooLate
            }
        }
    }

    /// Ends one whose browser is back, unless it was cancelled meanwhile: then nothing is asked.
    pub(super) fn finish(&self, id: &str, outcome: impl FnOnce() -> Outcome) -> Option<Outcome> {
        let mut held = self.lock();
        let attempt = held.attempts.get_mut(id)?;
        if matches!(attempt.progress, Progress::Exchanging) {
            attempt.progress = Progress::Over(outcome());
        }
        match &attempt.progress {
            Progress::Over(outcome) => Some(outcome.clone()),
            _ => None,
        }
    }

    /// Drops the secrets of what has expired; everything else here does that as well.
    pub(super) fn sweep(&self) {
        drop(self.lock());
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.sweep(self.clock.now());
        held
    }
}

impl Held {
    fn sweep(&mut self, now: u64) {
        self.attempts.retain(|_, attempt| attempt.expires + REMEMBERED > now);
        self.states.retain(|_, id| self.attempts.contains_key(id));
        for attempt in self.attempts.values_mut().filter(|attempt| attempt.expires <= now) {
            if matches!(attempt.progress, Progress::Waiting(_)) {
                attempt.progress = Progress::Over(Outcome::Failed(Failure::expired()));
            }
        }
    }
}
