//! Work that goes on by itself.

use std::{future::Future, pin::Pin};

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::EventTarget;

/// Runs a future to its end, whatever becomes of the view that began it.
pub fn spawn(future: impl Future<Output = ()> + 'static) {
    // Boxed, so that what runs futures is compiled once.
    let future: Pin<Box<dyn Future<Output = ()>>> = Box::pin(future);
    wasm_bindgen_futures::spawn_local(future);
}

/// A function that the browser calls once, or never; then the browser frees what it holds.
pub fn once(run: impl FnOnce() + 'static) -> Function {
    let mut run = Some(run);
    let closure = Closure::<dyn FnMut()>::new(move || {
        if let Some(run) = run.take() {
            run();
        }
    });
    closure.into_js_value().unchecked_into()
}

/// A promise, what resolves it and what rejects it. What many need is compiled once.
pub fn promise() -> (Promise, Function, Function) {
    let mut ends = None;
    let promise = Promise::new(&mut |resolve, reject| ends = Some((resolve, reject)));
    // It has been called by now.
    let (resolve, reject) = ends.unwrap_or_default();
    (promise, resolve, reject)
}

/// Tells a listener of events.
pub fn listen(target: &EventTarget, kind: &str, listener: &Function) {
    // Only a target that is no EventTarget refuses.
    let _ = target.add_event_listener_with_callback(kind, listener);
}

/// Tells it no more.
pub fn unlisten(target: &EventTarget, kind: &str, listener: &Function) {
    let _ = target.remove_event_listener_with_callback(kind, listener);
}

/// A promise that ends well with one event and badly with another.
pub fn end_of(target: &EventTarget, good: &str, bad: &str) -> Promise {
    let (end, resolve, reject) = promise();
    listen(target, good, &resolve);
    listen(target, bad, &reject);
    end
}
