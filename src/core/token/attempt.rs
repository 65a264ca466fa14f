use super::Refusal;
use crate::Fingerprint;

/// A way to a token that has begun: the provider waits for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The address where the provider asks them; empty where another tab knows that.
    pub url: String,
    /// The client id that it began with.
    pub client_id: String,
    /// The settings that it began with.
    pub settings: Fingerprint,
    /// Until when they can answer, milliseconds since 1970.
    pub expires_at: u64,
    /// The one who says what became of it.
    pub source: OutcomeSource,
    /// True if the host page says that it has checked the address itself.
    pub is_checked: bool,
    /// True if a person who answers in the page's own tab is brought back.
    pub brings_back: bool,
}

/// The one who says what became of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutcomeSource {
    /// The relay, which is asked by this id.
    Relay(String),
    /// The host page, by itself.
    Host {
        /// True if the field was empty, so that it can tell once the page is loaded anew.
        or_field: bool,
    },
    /// The connection's field on the platform, which is empty until there is a token.
    Field,
    /// Nobody.
    Nobody,
}

impl OutcomeSource {
    /// The one who says so once the page is loaded anew: what the host page has promised is gone with it.
    #[must_use]
    pub fn after_reload(&self) -> Self {
        match self {
            Self::Host { or_field: true } => Self::Field,
            Self::Host { or_field: false } => Self::Nobody,
            other => other.clone(),
        }
    }

    /// Returns `true` if it can be asked.
    pub const fn can_be_asked(&self) -> bool {
        matches!(self, Self::Relay(_) | Self::Field)
    }
}

/// The outcome of an attempt, in the words of the one who knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing yet.
    Pending,
    /// There is a token.
    Generated,
    /// There will be none.
    Failed(Refusal),
}
