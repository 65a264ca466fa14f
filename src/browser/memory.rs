//! What the browser keeps between two visits: the step of each key, the token that is being
//! generated for it, and earlier values of the fields to suggest. Never the client secret, and nothing that anybody would miss: where a
//! browser keeps nothing, the wizard starts at its first step and suggests nothing.

use web_sys::Storage;
use wizard_model::Key;

/// How many values of a field are suggested.
const SUGGESTIONS: usize = 8;

/// The name of the step that a key was left at.
pub fn step(key: &Key) -> Option<String> {
    storage()?.get_item(&step_name(key)).ok()?
}

/// Keeps the step that a key is at.
pub fn keep_step(key: &Key, step: &str) {
    keep(&step_name(key), step);
}

/// What was noted of an attempt to generate a token.
pub fn attempt(key: &Key) -> Option<String> {
    storage()?.get_item(&attempt_name(key)).ok()?
}

/// Notes an attempt to generate a token, over a reload; none forgets it.
pub fn keep_attempt(key: &Key, attempt: Option<&str>) {
    match (attempt, storage()) {
        (Some(attempt), _) => keep(&attempt_name(key), attempt),
        // What is not forgotten is asked for and found to be over.
        (None, Some(storage)) => drop(storage.remove_item(&attempt_name(key))),
        (None, None) => {}
    }
}

/// Earlier values of a field, the newest first.
pub fn suggestions(field: &str) -> Vec<String> {
    let kept = storage().and_then(|storage| storage.get_item(&suggestions_name(field)).ok()?);
    kept.unwrap_or_default().lines().map(ToOwned::to_owned).collect()
}

/// Keeps a value of a field. No control of one line holds a line break, so each has its line.
pub fn keep_suggestion(field: &str, value: &str) {
    if value.is_empty() || value.contains(['\n', '\r']) {
        return;
    }
    let mut values = suggestions(field);
    values.retain(|other| other != value);
    values.insert(0, value.to_owned());
    values.truncate(SUGGESTIONS);
    keep(&suggestions_name(field), &values.join("\n"));
}

/// A key in one text, which no other key has.
pub fn name(key: &Key) -> String {
    key.members().map(|(_, id)| String::from(js_sys::encode_uri_component(id))).join("/")
}

fn step_name(key: &Key) -> String {
    format!("spaces-oauth-wizard/step/{}", name(key))
}

fn attempt_name(key: &Key) -> String {
    format!("spaces-oauth-wizard/attempt/{}", name(key))
}

fn suggestions_name(field: &str) -> String {
    format!("spaces-oauth-wizard/suggestions/{field}")
}

fn keep(name: &str, value: &str) {
    if let Some(storage) = storage() {
        // A full storage keeps the older value.
        let _ = storage.set_item(name, value);
    }
}

/// The browser's storage, unless the person or the page's frame denies it.
fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
