//! A panic: the end of all wizards of a page, which share their code.

use std::{cell::RefCell, panic};

use js_sys::Function;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

thread_local! {
    static HANDLER: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Calls a function with the place in the code where a panic comes from, before anything else stops. The
/// panic's message is not passed on: it may repeat something that somebody has typed.
#[wasm_bindgen(js_name = onPanic)]
pub fn on_panic(handler: Function) {
    HANDLER.with(|cell| cell.replace(Some(handler)));
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        HANDLER.with(|cell| {
            // Once: the handler may panic again.
            let handler = cell.try_borrow_mut().ok().and_then(|mut handler| handler.take());
            if let Some(handler) = handler {
                let _ = handler.call1(&JsValue::UNDEFINED, &place.into());
            }
        });
    }));
}
