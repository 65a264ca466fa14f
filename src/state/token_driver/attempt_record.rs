//! An attempt to generate a token as the browser keeps it over a reload, for all its tabs.

use serde::{Deserialize, Serialize};
use wizard_core::{Attempt, Fingerprint, OutcomeSource};

/// The stored form of an attempt. Nothing in it is secret: whoever asks the relay needs a bearer.
/// The authorization URL is not in it: its `state` is for one tab only.
///
/// Numbers are texts, because JavaScript reads 64 bits of a number as something else.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Stored {
    #[serde(skip_serializing_if = "Option::is_none")]
    attempt_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    relay: Option<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    is_in_field: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    is_checked: bool,
    #[serde(default)]
    brings_back: bool,
    client_id: String,
    settings: String,
    expires_at: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

/// The text that is stored for an attempt that the relay at an address has begun.
pub(super) fn to_text(attempt: &Attempt, relay: &str) -> String {
    let source = attempt.source.after_reload();
    let is_in_field = source == OutcomeSource::Field;
    let attempt_id = match source {
        OutcomeSource::Relay(id) => Some(id),
        _ => None,
    };
    let stored = Stored {
        relay: attempt_id.as_ref().map(|_| relay.to_owned()),
        attempt_id,
        is_in_field,
        is_checked: attempt.is_checked,
        brings_back: attempt.brings_back,
        client_id: attempt.client_id.clone(),
        settings: attempt.settings.number().to_string(),
        expires_at: attempt.expires_at.to_string(),
    };
    // Texts and flags can always be written.
    serde_json::to_string(&stored).unwrap_or_default()
}

/// The attempt of a stored text, unless another relay knows of it, or only another tab.
pub(super) fn from_text(text: &str, url: String, relay: &str) -> Option<Attempt> {
    let stored: Stored = serde_json::from_str(text).ok()?;
    let source = match stored.attempt_id {
        Some(id) if stored.relay? == relay => OutcomeSource::Relay(id),
        Some(_) => return None,
        None if stored.is_in_field => OutcomeSource::Field,
        None if url.is_empty() => return None,
        None => OutcomeSource::Nobody,
    };
    Some(Attempt {
        url,
        client_id: stored.client_id,
        settings: Fingerprint::from(stored.settings.parse::<u64>().ok()?),
        expires_at: stored.expires_at.parse().ok()?,
        source,
        is_checked: stored.is_checked,
        brings_back: stored.brings_back,
    })
}

#[cfg(test)]
mod tests {
    use super::{from_text, to_text};
    use wizard_core::{Attempt, Fingerprint, OutcomeSource};

    const RELAY: &str = "https://relay.example";

    fn attempt(source: OutcomeSource) -> Attempt {
        Attempt {
            url: "https://provider.example/?state=s".to_owned(),
            client_id: "ä\"A".to_owned(),
            settings: Fingerprint::from(u64::MAX),
            expires_at: 1_795_000_000_000,
            source,
            is_checked: false,
            brings_back: true,
        }
    }

    /// The texts that version 0.1.0 has left in browsers, byte for byte.
    const STORED: [&str; 3] = [
        r#"{"attemptId":"a/1","relay":"https://relay.example","bringsBack":true,"clientId":"ä\"A","settings":"18446744073709551615","expiresAt":"1795000000000"}"#,
        r#"{"isInField":true,"bringsBack":true,"clientId":"ä\"A","settings":"18446744073709551615","expiresAt":"1795000000000"}"#,
        r#"{"bringsBack":true,"clientId":"ä\"A","settings":"18446744073709551615","expiresAt":"1795000000000"}"#,
    ];

    /// The source of each attempt's outcome.
    fn sources() -> [OutcomeSource; 3] {
        [OutcomeSource::Relay("a/1".to_owned()), OutcomeSource::Field, OutcomeSource::Nobody]
    }

    #[test]
    fn what_was_stored_is_read_and_written_as_it_was() {
        for (text, source) in STORED.into_iter().zip(sources()) {
            let attempt = attempt(source);
            assert_eq!(to_text(&attempt, RELAY), text);
            assert_eq!(from_text(text, attempt.url.clone(), RELAY), Some(attempt));
        }
    }

    #[test]
    fn an_attempt_of_another_relay_or_only_of_another_tab_is_none() {
        let url = || "https://provider.example/".to_owned();
        assert_eq!(from_text(STORED[0], url(), "https://other.example"), None);
        assert_eq!(from_text(STORED[2], String::new(), RELAY), None);
        assert_eq!(from_text("{}", url(), RELAY), None);
        assert_eq!(from_text("", url(), RELAY), None);
    }

    #[test]
    fn what_a_host_has_promised_is_gone_with_the_page() {
        let promised = attempt(OutcomeSource::Host { or_field: true });
        assert_eq!(to_text(&promised, ""), STORED[1]);
        let promised = attempt(OutcomeSource::Host { or_field: false });
        assert_eq!(to_text(&promised, ""), STORED[2]);
    }
}
