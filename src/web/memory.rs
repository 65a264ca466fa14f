//! Small things that rest in the browser between two visits: the step of each key, the token that is being
//! generated for it, the connection that a pack's overview has open, and earlier values of the fields to
//! suggest. Never the client secret, and nothing that anybody would miss: where a browser keeps nothing,
//! the wizard starts at its first step and suggests nothing.
//!
//! Names and values are read by later versions, too: `tests/web/memory.rs` holds them to the letter.

use web_sys::Storage;
use wizard_core::Key;

/// The number of a field's values that are kept.
const MOST_SUGGESTIONS: usize = 8;

/// The name of the step that a key was left at.
pub fn step(key: &Key) -> Option<String> {
    storage()?.get_item(&step_name(key)).ok()?
}

/// Keeps the step that a key is at.
pub fn keep_step(key: &Key, step: &str) {
    keep(&step_name(key), step);
}

/// The note of an attempt to generate a token.
pub fn attempt(key: &Key) -> Option<String> {
    storage()?.get_item(&attempt_name(key)).ok()?
}

/// The authorization URL of an attempt, as [`attempt`] gives it, that this tab has begun.
pub fn attempt_url(key: &Key, attempt: &str) -> Option<String> {
    let kept = tab_storage()?.get_item(&attempt_name(key)).ok()??;
    kept.strip_prefix(attempt).map(ToOwned::to_owned)
}

/// Notes an attempt to generate a token, over a reload, and its authorization URL for this tab; none
/// forgets both.
pub fn keep_attempt(key: &Key, attempt: Option<(&str, &str)>) {
    let name = attempt_name(key);
    let storages = [storage(), tab_storage()];
    // The URL says which attempt it is of: another tab may have noted another one since.
    let values = attempt.map(|(attempt, url)| [attempt.to_owned(), format!("{attempt}{url}")]);
    for (place, storage) in storages.into_iter().enumerate() {
        // A full storage keeps nothing, and what is not forgotten is asked for and found to be over.
        let _ = match (storage, &values) {
            (Some(storage), Some(values)) => storage.set_item(&name, &values[place]),
            (Some(storage), None) => storage.remove_item(&name),
            (None, _) => Ok(()),
        };
    }
}

/// The connection of a pack that this tab's overview has open, as [`keep_opened`] got it.
pub fn opened(pack: &str, catalog_guid: &str) -> Option<String> {
    tab_storage()?.get_item(&opened_name(pack, catalog_guid)).ok()?
}

/// Keeps the connection of a pack that this tab's overview has open, over a reload and the way back from a
/// provider; none for the overview itself.
pub fn keep_opened(pack: &str, catalog_guid: &str, opened: Option<&str>) {
    let Some(storage) = tab_storage() else { return };
    let name = opened_name(pack, catalog_guid);
    // A full storage keeps nothing, and the overview shows.
    let _ = match opened {
        Some(opened) => storage.set_item(&name, opened),
        None => storage.remove_item(&name),
    };
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
    values.truncate(MOST_SUGGESTIONS);
    keep(&suggestions_name(field), &values.join("\n"));
}

/// A key in one text, which no other key has.
pub fn name(key: &Key) -> String {
    let ids = key.members().map(|(_, id)| String::from(js_sys::encode_uri_component(id)));
    ids.join("/")
}

fn step_name(key: &Key) -> String {
    format!("spaces-oauth-wizard/step/{}", name(key))
}

fn attempt_name(key: &Key) -> String {
    format!("spaces-oauth-wizard/attempt/{}", name(key))
}

fn opened_name(pack: &str, catalog_guid: &str) -> String {
    let [guid, pack] = [catalog_guid, pack].map(js_sys::encode_uri_component);
    format!("spaces-oauth-wizard/opened/{guid}/{pack}")
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

/// The same for this tab alone.
fn tab_storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}
