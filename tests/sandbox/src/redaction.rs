//! What the log must not show: client secrets, and codes that could be worth a token.

use serde_json::Value;
use url::form_urlencoded;

use crate::{provider, relay};

const HIDDEN: &str = "…";
const NOT_KEPT: &str = "(not kept, since it is no JSON object)";

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
    if path == provider::TOKEN {
        return form(body, &["client_secret", "code", "code_verifier", "client_assertion"]);
    }
    String::from_utf8_lossy(body).into_owned()
}

/// The query of a request as the log may hold it.
pub(crate) fn query(path: &str, query: &str) -> String {
    if relay::is_callback(path) { form(query.as_bytes(), &["code"]) } else { query.to_owned() }
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
