//! Work that goes on by itself.

use std::{future::Future, pin::Pin};

/// Runs a future to its end, whatever becomes of the view that began it.
pub fn spawn(future: impl Future<Output = ()> + 'static) {
    // Boxed, so that what runs futures is compiled once.
    let future: Pin<Box<dyn Future<Output = ()>>> = Box::pin(future);
    wasm_bindgen_futures::spawn_local(future);
}
