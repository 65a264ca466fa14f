//! What the host page hears: `CustomEvent`s that bubble and leave the shadow tree, and the mirrored
//! `save-state`. None of them ever carries a secret.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};
use wizard_model::Key;

use crate::app::Notice;

/// Tells a host page about a notice of a key's session. The element mirrors the states of the key that
/// it shows, and of no other.
pub fn tell(host: &HtmlElement, key: &Key, notice: &Notice, is_shown: bool) {
    let mirror = |name: &str, state: &str| {
        if is_shown {
            // Only a detached document refuses an attribute, and nobody looks at that one.
            let _ = host.set_attribute(name, state);
        }
    };
    let text = |text: &Option<String>| text.as_ref().map_or(JsValue::NULL, JsValue::from);
    match notice {
        Notice::State(state) => mirror("save-state", state.name()),
        Notice::Loaded { found, is_token_generated } => {
            let plain =
                [("found", (*found).into()), ("isTokenGenerated", (*is_token_generated).into())];
            dispatch(host, "wizard-loaded", Some(key), &plain);
        }
        Notice::Changed(place) => {
            dispatch(host, "wizard-change", Some(key), &[("name", place.name().into())]);
        }
        Notice::Saved { id } => dispatch(host, "wizard-saved", Some(key), &[("id", text(id))]),
        Notice::SaveFailed { failure, tries_again } => {
            let plain = [
                ("reason", failure.kind.name().into()),
                ("message", text(&failure.said)),
                ("triesAgain", (*tries_again).into()),
            ];
            dispatch(host, "wizard-save-failed", Some(key), &plain);
        }
        Notice::AuthRequired => dispatch(host, "wizard-auth-required", Some(key), &[]),
        Notice::Token { state, error } => {
            mirror("token-state", state);
            let plain = [("state", (*state).into()), ("error", text(error))];
            dispatch(host, "wizard-token", Some(key), &plain);
        }
        Notice::Completed { token } => {
            dispatch(host, "wizard-completed", Some(key), &[("token", (*token).into())]);
        }
        Notice::Step(step) => {
            dispatch(host, "wizard-step", Some(key), &[("step", step.name().into())]);
        }
    }
}

/// Tells a host page that the wizard is on it: with a record's key, or with none while the page
/// says too little for one.
pub fn tell_ready(host: &HtmlElement, key: Option<&Key>) {
    dispatch(host, "wizard-ready", key, &[("version", env!("CARGO_PKG_VERSION").into())]);
}

fn dispatch(host: &HtmlElement, name: &str, key: Option<&Key>, plain: &[(&str, JsValue)]) {
    let detail = Object::new();
    if let Some(key) = key {
        let ids = key.members().map(|(name, id)| (name, JsValue::from(id)));
        set(&detail, "key", &object(&ids));
    }
    for (name, value) in plain {
        set(&detail, name, value);
    }
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(&detail);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        // An exception in a listener is reported by the browser; it is no failure of ours.
        let _ = host.dispatch_event(&event);
    }
}

fn object(members: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in members {
        set(&object, name, value);
    }
    object
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // Only a frozen object refuses, and these are new.
    let _ = Reflect::set(object, &name.into(), value);
}
