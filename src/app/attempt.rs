//! An attempt to generate a token over a reload.

use wizard_model::{
    Attempt, Fingerprint, Teller,
    members::{self, Members},
};

/// An attempt as the browser keeps it. Nothing in it is secret: whoever asks the relay needs a bearer.
pub(super) fn text_of(attempt: &Attempt, relay: &str) -> Option<String> {
    let Teller::Relay(id) = &attempt.teller else { return None };
    let mut kept = Members::default();
    kept.set("attemptId", members::literal(id));
    kept.set("relay", members::literal(relay));
    kept.set("url", members::literal(&attempt.url));
    kept.set("clientId", members::literal(&attempt.client_id));
    kept.set("settings", members::literal(&attempt.settings.number().to_string()));
    kept.set("expiresAt", members::literal(&attempt.expires_at.to_string()));
    Some(kept.to_json())
}

/// An attempt that was kept, unless another relay knows of it.
pub(super) fn attempt_of(kept: &str, relay: &str) -> Option<Attempt> {
    let kept = Members::parse(kept)?;
    let text = |name| kept.get(name).and_then(members::text);
    let number = |name| text(name)?.parse::<u64>().ok();
    if relay.is_empty() || text("relay")? != relay {
        return None;
    }
    Some(Attempt {
        url: text("url")?,
        client_id: text("clientId")?,
        settings: Fingerprint::from(number("settings")?),
        expires_at: number("expiresAt")?,
        teller: Teller::Relay(text("attemptId")?),
    })
}
