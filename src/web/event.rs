//! The events for a host page: `CustomEvent`s that bubble and leave the shadow tree.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, EventTarget};
use wizard_core::Key;

/// Dispatches an event with plain data and perhaps a key. A page can cancel a question, which makes this
/// false; of other events it is always true.
pub fn dispatch(
    target: &EventTarget,
    name: &str,
    is_question: bool,
    key: Option<JsValue>,
    plain: &[(&str, JsValue)],
) -> bool {
    let detail = Object::new();
    if let Some(key) = key {
        set(&detail, "key", &key);
    }
    for (name, value) in plain {
        set(&detail, name, value);
    }
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_cancelable(is_question);
    init.set_detail(&detail);
    let event = CustomEvent::new_with_event_init_dict(name, &init);
    // An exception in a listener is reported by the browser; it is no failure of ours.
    event.and_then(|event| target.dispatch_event(&event)).unwrap_or(true)
}

/// A key as the host page gets it.
pub fn key(key: &Key) -> JsValue {
    let object = Object::new();
    for (name, id) in key.members() {
        set(&object, name, &id.into());
    }
    object.into()
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // Only a frozen object refuses, and these are new.
    let _ = Reflect::set(object, &name.into(), value);
}
