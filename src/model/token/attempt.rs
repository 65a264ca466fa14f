use super::Refusal;
use crate::Fingerprint;

/// A way to a token that has begun: the provider waits for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Where the provider asks them.
    pub url: String,
    /// The client id that it began with.
    pub client_id: String,
    /// The settings that it began with.
    pub settings: Fingerprint,
    /// Until when they can answer, milliseconds since 1970.
    pub expires_at: u64,
    /// Who says what became of it.
    pub teller: Teller,
}

/// Who says what became of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Teller {
    /// The relay, which is asked by this id.
    Relay(String),
    /// The host page, by itself.
    Host,
    /// The connection's field on the platform, which is empty until there is a token.
    Field,
    /// Nobody.
    Nobody,
}

/// What became of an attempt, in the words of whoever knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing yet.
    Pending,
    /// There is a token.
    Generated,
    /// There will be none.
    Failed(Refusal),
}
