use super::{Attempt, Refusal, timing, url};
use crate::{Failure, Remedy};

/// The stage of the way to a token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum TokenPhase {
    /// Nothing is under way.
    #[default]
    Idle,
    /// The settings are being saved: a token for others would be of no use.
    Saving {
        /// Until when that is waited for, milliseconds since 1970.
        until: u64,
    },
    /// An authorization URL was asked for.
    Beginning {
        /// Until when the answer is waited for, milliseconds since 1970.
        until: u64,
    },
    /// The provider waits for the person, and we for whoever knows what they did.
    Waiting(Waiting),
}

/// A wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The attempt whose outcome is waited for.
    pub attempt: Attempt,
    /// Since when, milliseconds since 1970.
    pub began: u64,
    /// The reason why the last look failed, if it did.
    pub failure: Option<Failure>,
    /// Until when, milliseconds since 1970.
    pub(super) until: u64,
    pub(super) polls: u32,
    pub(super) poll: Poll,
    /// True if another look is wanted after the one on its way.
    pub(super) is_hinted: bool,
}

/// The occasion on which it is asked what became of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Poll {
    /// At that time.
    At(u64),
    /// Now; the answer is waited for until then.
    UnderWay(u64),
    /// As soon as somebody says so.
    OnHint,
}

/// The end of the way to a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenEnd {
    /// There is a token.
    Generated,
    /// There will be none.
    Refused(Refusal),
    /// It could not begin.
    NotBegun(Failure),
    /// The authorization URL is not one to open.
    BadUrl(url::Problem),
    /// The settings could not be saved first.
    NotSaved,
    /// The person did not answer in time.
    TooLate,
    /// The person did not want it any more.
    Cancelled,
    /// Nobody can tell here: the person has to look on the platform.
    Untold,
}

impl Waiting {
    /// The number of times that it was asked what became of it, and an answer or none came.
    pub const fn answers(&self) -> u32 {
        match self.poll {
            Poll::UnderWay(_) => self.polls.saturating_sub(1),
            _ => self.polls,
        }
    }

    /// Returns `true` if the last look failed because nobody is signed in: the next one needs another bearer.
    pub const fn needs_bearer(&self) -> bool {
        matches!(&self.failure, Some(failure) if matches!(failure.remedy(), Remedy::SignIn))
    }

    /// Returns `true` if it has taken so long that the provider may be showing an error of which nobody else
    /// hears (RFC 6749, section 4.1.2.1).
    pub const fn is_in_doubt(&self, now: u64) -> bool {
        now >= timing::doubt(self.began)
    }
}
