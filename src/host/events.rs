//! What the host page hears: `CustomEvent`s that bubble and leave the shadow tree, and the mirrored
//! `save-state`. None of them ever carries a secret.

use serde_json::{Map, Value, json};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};
use wizard_model::Key;

use crate::app::Notice;

/// Tells a host page about a notice of a key's session.
pub fn tell(host: &HtmlElement, key: &Key, notice: &Notice) {
    match notice {
        // Only a detached document refuses an attribute, and nobody looks at that one.
        Notice::State(state) => drop(host.set_attribute("save-state", state.name())),
        Notice::Loaded { found, is_token_generated } => {
            let plain = json!({ "found": found, "isTokenGenerated": is_token_generated });
            dispatch(host, "wizard-loaded", Some(key), plain);
        }
        Notice::Changed(field) => {
            dispatch(host, "wizard-change", Some(key), json!({ "name": field.name() }));
        }
        Notice::Saved { id } => dispatch(host, "wizard-saved", Some(key), json!({ "id": id })),
        Notice::SaveFailed { failure, tries_again } => {
            let plain = json!({
                "reason": failure.kind.name(),
                "message": failure.said,
                "triesAgain": tries_again,
            });
            dispatch(host, "wizard-save-failed", Some(key), plain);
        }
        Notice::AuthRequired => dispatch(host, "wizard-auth-required", Some(key), json!({})),
        Notice::Step(step) => {
            dispatch(host, "wizard-step", Some(key), json!({ "step": step.name() }));
        }
    }
}

/// Tells a host page that the wizard is on it: with a record's key, or with none while the page
/// says too little for one.
pub fn tell_ready(host: &HtmlElement, key: Option<&Key>) {
    dispatch(host, "wizard-ready", key, json!({ "version": env!("CARGO_PKG_VERSION") }));
}

fn dispatch(host: &HtmlElement, name: &str, key: Option<&Key>, plain: Value) {
    let mut detail = Map::new();
    if let Some(key) = key {
        let ids = key.members().into_iter().map(|(name, id)| (name.to_owned(), Value::from(id)));
        detail.insert("key".to_owned(), Value::Object(ids.collect()));
    }
    if let Value::Object(plain) = plain {
        detail.extend(plain);
    }
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    let detail = js_sys::JSON::parse(&Value::Object(detail).to_string());
    init.set_detail(&detail.unwrap_or(JsValue::NULL));
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        // An exception in a listener is reported by the browser; it is no failure of ours.
        let _ = host.dispatch_event(&event);
    }
}
