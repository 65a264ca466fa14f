//! Work that goes on by itself.

use std::{future::Future, pin::Pin};

use js_sys::{Function, Promise};

/// Runs a future to its end, whatever becomes of the view that began it.
pub fn spawn(future: impl Future<Output = ()> + 'static) {
    // Boxed, so that what runs futures is compiled once.
    let future: Pin<Box<dyn Future<Output = ()>>> = Box::pin(future);
    wasm_bindgen_futures::spawn_local(future);
}

/// A promise, the function that resolves it and the function that rejects it.
pub fn promise() -> (Promise, Function, Function) {
    let mut ends = None;
    let promise = Promise::new(&mut |resolve, reject| ends = Some((resolve, reject)));
    // A promise calls that before its constructor returns.
    let (resolve, reject) = ends.unwrap_or_default();
    (promise, resolve, reject)
}
