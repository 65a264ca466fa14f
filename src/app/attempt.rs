//! An attempt to generate a token, over a reload.

use serde::{Deserialize, Serialize};
use wizard_core::{Attempt, Fingerprint, OutcomeSource};

/// An attempt as the browser keeps it for all its tabs. Nothing in it is secret: whoever asks the relay
/// needs a bearer. The authorization URL is not in it: its `state` is for one tab only.
///
/// Large numbers are texts, which JavaScript reads to the last digit.
#[derive(Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Stored {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    attempt_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    relay: Option<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    is_in_field: bool,
    #[serde(default)]
    brings_back: bool,
    client_id: String,
    settings: String,
    expires_at: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
const fn is_false(it: &bool) -> bool {
    !*it
}

/// An attempt as text, which [`attempt_of`] reads.
pub(super) fn text_of(attempt: &Attempt, relay: &str) -> String {
    let mut stored = Stored {
        brings_back: attempt.brings_back,
        client_id: attempt.client_id.clone(),
        settings: attempt.settings.number().to_string(),
        expires_at: attempt.expires_at.to_string(),
        ..Stored::default()
    };
    match attempt.source.after_reload() {
        OutcomeSource::Relay(id) => {
            stored.attempt_id = Some(id);
            stored.relay = Some(relay.to_owned());
        }
        OutcomeSource::Field => stored.is_in_field = true,
        OutcomeSource::Host { .. } | OutcomeSource::Nobody => {}
    }
    serde_json::to_string(&stored).unwrap_or_default()
}

/// An attempt that was kept, unless another relay knows of it, or only another tab.
pub(super) fn attempt_of(stored: &str, url: String, relay: &str) -> Option<Attempt> {
    let stored: Stored = serde_json::from_str(stored).ok()?;
    let source = match stored.attempt_id {
        Some(id) if stored.relay.as_deref() == Some(relay) => OutcomeSource::Relay(id),
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
        brings_back: stored.brings_back,
    })
}

#[cfg(test)]
mod tests {
    use wizard_core::{Attempt, Fingerprint, OutcomeSource};

    use super::{attempt_of, text_of};

    const URL: &str = "https://provider.example/";

    fn attempt(source: OutcomeSource, brings_back: bool) -> Attempt {
        Attempt {
            url: URL.to_owned(),
            client_id: "A \"b\"".to_owned(),
            settings: Fingerprint::from(u64::MAX),
            expires_at: 1_700_000_000_000,
            source,
            brings_back,
        }
    }

    /// What browsers hold of earlier builds, to the byte.
    #[test]
    fn what_is_kept_is_written_and_read_as_it_always_was() {
        let rest = r#""clientId":"A \"b\"","settings":"18446744073709551615","expiresAt":"1700000000000"}"#;
        let relay = attempt(OutcomeSource::Relay("7".to_owned()), true);
        let text = format!(r#"{{"attemptId":"7","relay":"https://r","bringsBack":true,{rest}"#);
        assert_eq!(text_of(&relay, "https://r"), text);
        assert_eq!(attempt_of(&text, URL.to_owned(), "https://r"), Some(relay));
        assert_eq!(attempt_of(&text, URL.to_owned(), "https://other"), None);

        let field = attempt(OutcomeSource::Field, false);
        let text = format!(r#"{{"isInField":true,"bringsBack":false,{rest}"#);
        assert_eq!(text_of(&field, ""), text);
        assert_eq!(attempt_of(&text, URL.to_owned(), ""), Some(field));

        let nobody = attempt(OutcomeSource::Nobody, false);
        let text = format!(r#"{{"bringsBack":false,{rest}"#);
        assert_eq!(text_of(&nobody, ""), text);
        assert_eq!(attempt_of(&text, URL.to_owned(), ""), Some(nobody));
        assert_eq!(attempt_of(&text, String::new(), ""), None, "only another tab knows of it");
        for damaged in ["", "{}", &text.replace("17000", "x")] {
            assert_eq!(attempt_of(damaged, URL.to_owned(), ""), None, "{damaged}");
        }
    }
}
