//! The moments in a page's life at which typing may end.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Event, PageTransitionEvent, VisibilityState};

use crate::listen::listen;

/// Something that happened to the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageEvent {
    /// It is no longer seen, and may never be again.
    Hidden,
    /// It is seen.
    Shown,
    /// It is left, for good or until somebody goes back to it.
    Left,
    /// Somebody went back to it, and it goes on where it was left.
    Back,
    /// The network is back.
    Online,
}

/// The listeners to the page's life; dropped, they are removed.
pub struct PageEvents {
    _listeners: [EventListener; 7],
}

impl PageEvents {
    /// Gives `on_event` what happens to the page. Before the page is left, the browser asks the person
    /// unless `may_leave` is true: something would be lost.
    pub fn listen(
        on_event: impl Fn(PageEvent) + Clone + 'static,
        may_leave: impl Fn() -> bool + 'static,
    ) -> Option<Self> {
        let window = web_sys::window()?;
        let document = window.document()?;
        let visibility = {
            let (document, on_event) = (document.clone(), on_event.clone());
            move |_: &Event| match document.visibility_state() {
                VisibilityState::Hidden => on_event(PageEvent::Hidden),
                _ => on_event(PageEvent::Shown),
            }
        };
        let back = {
            let on_event = on_event.clone();
            move |event: &Event| {
                // A page that is loaded anew has this event as well.
                if event.dyn_ref().is_some_and(PageTransitionEvent::persisted) {
                    on_event(PageEvent::Back);
                }
            }
        };
        let leaving = move |event: &Event| {
            if !may_leave() {
                event.prevent_default();
            }
        };
        let happens = |what| {
            let on_event = on_event.clone();
            move |_: &Event| on_event(what)
        };
        Some(Self {
            _listeners: [
                listen(&document, "visibilitychange", visibility),
                listen(&document, "freeze", happens(PageEvent::Hidden)),
                listen(&window, "focus", happens(PageEvent::Shown)),
                listen(&window, "pagehide", happens(PageEvent::Left)),
                listen(&window, "pageshow", back),
                listen(&window, "online", happens(PageEvent::Online)),
                listen(&window, "beforeunload", leaving),
            ],
        })
    }
}
