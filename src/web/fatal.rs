//! A panic: the end of all wizards of a page, which share their code.

use std::{cell::RefCell, panic};

use js_sys::Function;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

thread_local! {
    static TELL: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Calls a function with the place in the code where a panic comes from, before anything else stops. What
/// the panic says is not passed on: it may repeat what somebody has typed.
#[wasm_bindgen(js_name = onPanic)]
pub fn on_panic(tell: Function) {
    TELL.with(|cell| cell.replace(Some(tell)));
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        TELL.with(|cell| {
            // Once: what is told may panic again.
            if let Some(tell) = cell.try_borrow_mut().ok().and_then(|mut tell| tell.take()) {
                let _ = tell.call1(&JsValue::UNDEFINED, &place.into());
            }
        });
    }));
}
