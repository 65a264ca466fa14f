//! Listening to the browser's events.

use std::borrow::Cow;

pub use gloo_events::EventListener;
use gloo_events::EventListenerOptions;
use web_sys::{Event, EventTarget};

/// Listens to the events of one kind until the listener is dropped.
pub fn listen(
    target: &EventTarget,
    kind: impl Into<Cow<'static, str>>,
    run: impl FnMut(&Event) + 'static,
) -> EventListener {
    // Boxed, so that what registers a listener is compiled once.
    listen_boxed(target, kind.into(), Box::new(run))
}

fn listen_boxed(
    target: &EventTarget,
    kind: Cow<'static, str>,
    run: Box<dyn FnMut(&Event)>,
) -> EventListener {
    // gloo's listeners are passive unless they are asked not to be, and `preventDefault` has no effect in
    // a passive one.
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(target, kind, options, run)
}
