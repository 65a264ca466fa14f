/// The pauses after refusals in a row, in milliseconds; the last one stands for all later ones. A
/// question is one to the host and one to the platform.
const PAUSES_MS: [u64; 3] = [0, 3_000, 60_000];
/// The time for which a refusal counts, whatever is accepted meanwhile, in milliseconds.
const MEMORY_MS: u64 = 60_000;
/// The time after which another word of the host's page ends the pause again, in milliseconds.
const RELEASE_INTERVAL_MS: u64 = 10_000;

/// The pace at which a host page's news of its bearer lead to a question, when the bearers that it gives
/// are not accepted.
///
/// A host that answers each refusal with another function would be asked without end. So the pause grows
/// with each refusal, until a bearer is accepted, or until somebody says that it is to be tried now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AskPace {
    /// The number of refusals in a row.
    refusals: usize,
    /// The time of the last refusal, in milliseconds.
    refused_at: u64,
    /// From when on the next question may follow, in milliseconds.
    next: u64,
    /// The time of the last release by the host page.
    released: Option<u64>,
}

impl AskPace {
    /// A bearer was refused, or the host gave none.
    pub fn refused(&mut self, now: u64) {
        let pause = PAUSES_MS[self.refusals.min(PAUSES_MS.len() - 1)];
        self.refusals = self.refusals.saturating_add(1);
        self.next = now.saturating_add(pause);
        self.refused_at = now;
    }

    /// A bearer was accepted. One that is good for a question may be refused for the next one, so refusals of
    /// a moment ago are not forgotten by that.
    pub const fn accepted(&mut self, now: u64) {
        if now.saturating_sub(self.refused_at) >= MEMORY_MS {
            self.forget();
        }
    }

    const fn forget(&mut self) {
        self.refusals = 0;
        self.next = 0;
    }

    /// The host page says that it is to be tried now. One that says so all the time is heard from time to
    /// time.
    pub fn release(&mut self, now: u64) {
        let is_new = self.released.is_none_or(|at| now.saturating_sub(at) >= RELEASE_INTERVAL_MS);
        if is_new {
            self.released = Some(now);
            self.forget();
        }
    }

    /// From when on the next question may follow, in milliseconds; 0 for at once.
    pub const fn next(&self) -> u64 {
        self.next
    }

    /// Returns `true` if the last bearer was refused. Then a refusal says nothing about a bearer's age, and
    /// is no reason to ask for another one at once.
    pub const fn is_refused(&self) -> bool {
        self.refusals > 0
    }
}

#[cfg(test)]
mod tests {
    use super::AskPace;

    /// The times of the questions that a host gets which answers each refusal at once.
    fn questions(pace: &mut AskPace, until: u64, release: bool) -> Vec<u64> {
        let (mut now, mut asked) = (0, Vec::new());
        while now <= until {
            asked.push(now);
            pace.refused(now);
            if release {
                pace.release(now);
            }
            now = now.max(pace.next());
            assert!(asked.len() < 1_000, "a storm");
        }
        asked
    }

    #[test]
    fn a_host_that_answers_each_refusal_is_asked_less_and_less() {
        let asked = questions(&mut AskPace::default(), 200_000, false);
        assert_eq!(asked, [0, 0, 3_000, 63_000, 123_000, 183_000]);
    }

    #[test]
    fn a_host_that_always_says_now_is_not_asked_without_end() {
        let mut pace = AskPace::default();
        let asked = questions(&mut pace, 120_000, true);
        assert!(asked.iter().filter(|at| **at <= 10_000).count() <= 6, "{asked:?}");
        assert!(asked.len() <= 10, "{asked:?}");
    }

    #[test]
    fn one_that_is_accepted_for_good_ends_the_pause() {
        let mut pace = AskPace::default();
        for now in 0..5 {
            pace.refused(now);
        }
        assert!(pace.is_refused());
        assert_eq!(pace.next(), 60_004);
        pace.accepted(30_000);
        assert!(pace.is_refused(), "it may have been another question");
        pace.accepted(70_000);
        assert_eq!((pace.next(), pace.is_refused()), (0, false));
        pace.refused(80_000);
        assert_eq!(pace.next(), 80_000);
    }
}
