//! What the log must not show: client secrets, and codes that could be worth a token.

use serde_json::Value;
use url::form_urlencoded;

use crate::{hdp, openint, provider, relay};

const HIDDEN: &str = "…";
const NOT_KEPT: &str = "(not kept, since it is no JSON object)";
const NOT_TAKEN: &str = "(not kept, since nothing is taken here)";

/// What the queries to Hybrid Data Pipeline and to `OpenInt` are documented to hold.
const KNOWN: [&str; 6] =
    ["tenantId", "tenantName", "user", "include_secrets", "refresh_policy", "expand"];

/// The body of a request as the log may hold it.
pub(crate) fn body(path: &str, body: &[u8]) -> String {
    if relay::is_relay(path) && !body.is_empty() {
        return match serde_json::from_slice(body) {
            Ok(mut value @ Value::Object(_)) => {
                hide_secrets(&mut value);
                value.to_string()
            }
            // Any text could be a secret where nothing says what it is.
            _ => NOT_KEPT.to_owned(),
        };
    }
    if takes_none(path) && !body.is_empty() {
        return NOT_TAKEN.to_owned();
    }
    if path == provider::TOKEN {
        return form(body, &["client_secret", "code", "code_verifier", "client_assertion"]);
    }
    String::from_utf8_lossy(body).into_owned()
}

/// The query of a request as the log may hold it.
pub(crate) fn query(path: &str, query: &str) -> String {
    let text = query.as_bytes();
    if relay::is_callback(path) {
        return form(text, &["code"]);
    }
    let names: Vec<_> = form_urlencoded::parse(text).map(|(name, _)| name).collect();
    let unknown: Vec<&str> =
        names.iter().map(AsRef::as_ref).filter(|name| !KNOWN.contains(name)).collect();
    if takes_none(path) && !unknown.is_empty() {
        return form(text, &unknown);
    }
    query.to_owned()
}

/// Whether a path belongs to a system that takes credentials in a header and nothing in a body: what
/// comes another way came by mistake, and could be a credential.
fn takes_none(path: &str) -> bool {
    hdp::is_hdp(path) || openint::is_openint(path)
}

fn form(text: &[u8], hidden: &[&str]) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(text) {
        let value = if hidden.contains(&&*name) { HIDDEN.into() } else { value };
        form.append_pair(&name, &value);
    }
    form.finish()
}

fn hide_secrets(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                if name.to_ascii_lowercase().contains("secret") {
                    *value = HIDDEN.into();
                } else {
                    hide_secrets(value);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(hide_secrets),
        Value::String(_) | Value::Number(_) | Value::Bool(_) | Value::Null => {}
    }
}
