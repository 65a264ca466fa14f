//! How an authorization ended.

use serde::Serialize;
use url::Url;

/// The longest text of an OAuth server that goes on to the wizard, in characters.
const LONGEST: usize = 500;

/// How an authorization stands, as the wizard is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "lowercase")]
pub(super) enum Outcome {
    /// Nobody came back yet, or the code is being exchanged.
    Pending,
    /// The platform has a token.
    Generated,
    /// There is no token, and there will be none.
    Failed(Failure),
}

/// Why there is no token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Failure {
    error: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_uri: Option<String>,
}

impl Failure {
    fn own(error: &str, sentence: &str) -> Self {
        Self {
            error: error.to_owned(),
            error_description: Some(sentence.to_owned()),
            error_uri: None,
        }
    }

    /// The person cancelled in the wizard.
    pub(super) fn cancelled() -> Self {
        Self::own("cancelled", "The authorization was cancelled.")
    }

    /// Nobody came back in time.
    pub(super) fn expired() -> Self {
        Self::own("expired", "Nobody came back from the provider within 15 minutes.")
    }

    /// The answer comes from another server than the one that was asked (RFC 9207, section 2.4).
    pub(super) fn issuer_mismatch() -> Self {
        Self::own("issuer_mismatch", "The answer came from another provider.")
    }

    /// The browser came back with neither a code nor an error, or the token endpoint's answer is none.
    pub(super) fn invalid_response(sentence: &str) -> Self {
        Self::own("invalid_response", sentence)
    }

    /// The token endpoint did not answer.
    pub(super) fn unreachable() -> Self {
        Self::own("provider_unreachable", "The provider's token address did not answer.")
    }

    /// The platform could not keep the token.
    pub(super) fn not_kept() -> Self {
        Self::own("relay_error", "The token could not be kept.")
    }

    /// What an OAuth server says (RFC 6749, sections 4.1.2.1 and 5.2): plain text of a sane length,
    /// and only an address that a browser can open.
    pub(super) fn said(error: &str, description: Option<&str>, uri: Option<&str>) -> Self {
        Self {
            error: plain(error),
            error_description: description.map(plain).filter(|text| !text.is_empty()),
            error_uri: uri.filter(|uri| uri.len() <= LONGEST).and_then(web_address),
        }
    }

    /// The same without a text, which a server may repeat in what it says.
    pub(super) fn without(mut self, text: &str) -> Self {
        self.error = self.error.replace(text, "…");
        for said in [&mut self.error_description, &mut self.error_uri] {
            if said.as_ref().is_some_and(|said| said.contains(text)) {
                *said = None;
            }
        }
        self
    }
}

fn plain(text: &str) -> String {
    text.chars().filter(|character| !character.is_control()).take(LONGEST).collect()
}

fn web_address(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    let is_plain = url.username().is_empty() && url.password().is_none();
    (is_plain && ["https", "http"].contains(&url.scheme())).then(|| url.into())
}
