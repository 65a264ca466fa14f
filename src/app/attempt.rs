//! An attempt to generate a token, over a reload.

use wizard_model::{
    Attempt, Fingerprint, Teller,
    members::{self, Members},
};

/// An attempt as the browser keeps it for all its tabs. Nothing in it is secret: whoever asks the relay
/// needs a bearer. The authorization URL is not in it: its `state` is for one tab only.
pub(super) fn text_of(attempt: &Attempt, relay: &str) -> String {
    let mut kept = Members::default();
    match attempt.teller.after_reload() {
        Teller::Relay(id) => {
            kept.set("attemptId", members::literal(&id));
            kept.set("relay", members::literal(relay));
        }
        Teller::Field => kept.set("isInField", "true".to_owned()),
        Teller::Host { .. } | Teller::Nobody => {}
    }
    kept.set("bringsBack", attempt.brings_back.to_string());
    kept.set("clientId", members::literal(&attempt.client_id));
    kept.set("settings", members::literal(&attempt.settings.number().to_string()));
    kept.set("expiresAt", members::literal(&attempt.expires_at.to_string()));
    kept.to_json()
}

/// An attempt that was kept, unless another relay knows of it, or only another tab.
pub(super) fn attempt_of(kept: &str, url: String, relay: &str) -> Option<Attempt> {
    let kept = Members::parse(kept)?;
    let text = |name| kept.get(name).and_then(members::text);
    let number = |name| text(name)?.parse::<u64>().ok();
    let is = |name| kept.get(name) == Some("true");
    let teller = match text("attemptId") {
        Some(id) if text("relay")? == relay => Teller::Relay(id),
        Some(_) => return None,
        None if is("isInField") => Teller::Field,
        None if url.is_empty() => return None,
        None => Teller::Nobody,
    };
    Some(Attempt {
        url,
        client_id: text("clientId")?,
        settings: Fingerprint::from(number("settings")?),
        expires_at: number("expiresAt")?,
        teller,
        brings_back: is("bringsBack"),
    })
}
