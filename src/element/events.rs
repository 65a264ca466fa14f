//! The events of a session for the host page, and the mirrored `save-state`. None of it ever
//! carries a secret.
//!
//! The details are flat objects of a few texts, so they are put together by hand: `serde-wasm-bindgen` would
//! bring a second serializer for them.

use wasm_bindgen::JsValue;
use web_sys::HtmlElement;
use wizard_core::Key;
use wizard_web::event;

use wizard_state::HostEvent;

/// Tells a host page about an event of a key's session; `mirror` sets an attribute of the element.
pub fn dispatch_host_event(
    host: &HtmlElement,
    key: &Key,
    event: &HostEvent,
    mirror: impl Fn(&str, &str),
) {
    let text = |text: &Option<String>| text.as_ref().map_or(JsValue::NULL, JsValue::from);
    match event {
        HostEvent::SaveState(state) => mirror("save-state", state.name()),
        HostEvent::Loaded { found, is_token_generated } => {
            let plain =
                [("found", (*found).into()), ("isTokenGenerated", (*is_token_generated).into())];
            dispatch(host, "wizard-loaded", Some(key), &plain);
        }
        HostEvent::Changed(control) => {
            dispatch(host, "wizard-change", Some(key), &[("name", control.name().into())]);
        }
        HostEvent::Saved { id } => dispatch(host, "wizard-saved", Some(key), &[("id", text(id))]),
        HostEvent::SaveFailed { failure, tries_again } => {
            let plain = [
                ("reason", failure.kind.name().into()),
                ("message", text(&failure.message)),
                ("triesAgain", (*tries_again).into()),
            ];
            dispatch(host, "wizard-save-failed", Some(key), &plain);
        }
        HostEvent::AuthRequired => dispatch(host, "wizard-auth-required", Some(key), &[]),
        HostEvent::Token { state, error } => {
            mirror("token-state", state);
            let plain = [("state", (*state).into()), ("error", text(error))];
            dispatch(host, "wizard-token", Some(key), &plain);
        }
        HostEvent::Completed { token } => {
            dispatch(host, "wizard-completed", Some(key), &[("token", (*token).into())]);
        }
        HostEvent::Step(step) => {
            dispatch(host, "wizard-step", Some(key), &[("step", step.name().into())]);
        }
    }
}

/// Tells a host page that the wizard is on it: with a record's key, or with none while the page
/// says too little for one.
pub fn dispatch_ready(host: &HtmlElement, key: Option<&Key>) {
    dispatch(host, "wizard-ready", key, &[("version", env!("CARGO_PKG_VERSION").into())]);
}

fn dispatch(host: &HtmlElement, name: &str, key: Option<&Key>, plain: &[(&str, JsValue)]) {
    event::dispatch(host, name, false, key.map(event::key), plain);
}
