//! An attempt to generate a token, over a reload.

use wizard_core::{
    Attempt, Fingerprint, OutcomeSource,
    raw_object::{self, RawObject},
};

/// An attempt as the browser keeps it for all its tabs. Nothing in it is secret: whoever asks the relay
/// needs a bearer. The authorization URL is not in it: its `state` is for one tab only.
pub(super) fn text_of(attempt: &Attempt, relay: &str) -> String {
    let mut kept = RawObject::default();
    match attempt.source.after_reload() {
        OutcomeSource::Relay(id) => {
            kept.set("attemptId", raw_object::literal(&id));
            kept.set("relay", raw_object::literal(relay));
        }
        OutcomeSource::Field => kept.set("isInField", "true".to_owned()),
        OutcomeSource::Host { .. } | OutcomeSource::Nobody => {}
    }
    kept.set("bringsBack", attempt.brings_back.to_string());
    kept.set("clientId", raw_object::literal(&attempt.client_id));
    kept.set("settings", raw_object::literal(&attempt.settings.number().to_string()));
    kept.set("expiresAt", raw_object::literal(&attempt.expires_at.to_string()));
    kept.to_json()
}

/// An attempt that was kept, unless another relay knows of it, or only another tab.
pub(super) fn attempt_of(kept: &str, url: String, relay: &str) -> Option<Attempt> {
    let kept = RawObject::parse(kept)?;
    let text = |name| kept.get(name).and_then(raw_object::text);
    let number = |name| text(name)?.parse::<u64>().ok();
    let is = |name| kept.get(name) == Some("true");
    let source = match text("attemptId") {
        Some(id) if text("relay")? == relay => OutcomeSource::Relay(id),
        Some(_) => return None,
        None if is("isInField") => OutcomeSource::Field,
        None if url.is_empty() => return None,
        None => OutcomeSource::Nobody,
    };
    Some(Attempt {
        url,
        client_id: text("clientId")?,
        settings: Fingerprint::from(number("settings")?),
        expires_at: number("expiresAt")?,
        source,
        brings_back: is("bringsBack"),
    })
}
