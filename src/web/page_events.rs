//! The moments in a page's life at which typing may end.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, EventTarget, PageTransitionEvent, VisibilityState};

use super::task::{listen, unlisten};

/// Something that happened to the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageEvent {
    /// It is no longer seen, and may never be again.
    Hidden,
    /// Somebody looks at it.
    Shown,
    /// It is left, for good or until somebody goes back to it.
    Left,
    /// Somebody went back to it, and it goes on where it was left.
    Back,
    /// The network is back.
    Online,
}

/// Listens to the page until it is dropped.
pub struct PageEvents {
    /// Held for its listeners.
    _listeners: Vec<Listener>,
}

impl PageEvents {
    /// Tells `happened` what happens to the page; before the page is left, `may_leave` says
    /// whether nothing would be lost, or else the browser asks the person.
    pub fn listen(
        happened: impl Fn(PageEvent) + Clone + 'static,
        may_leave: impl Fn() -> bool + 'static,
    ) -> Option<Self> {
        let window = web_sys::window()?;
        let document = window.document()?;
        let seen = {
            let (document, happened) = (document.clone(), happened.clone());
            move |_: Event| match document.visibility_state() {
                VisibilityState::Hidden => happened(PageEvent::Hidden),
                _ => happened(PageEvent::Shown),
            }
        };
        let tell = |happening| {
            let happened = happened.clone();
            move |_: Event| happened(happening)
        };
        let back = {
            let happened = happened.clone();
            move |event: Event| {
                if event.unchecked_into::<PageTransitionEvent>().persisted() {
                    happened(PageEvent::Back);
                }
            }
        };
        let leaving = move |event: Event| {
            if !may_leave() {
                event.prevent_default();
            }
        };
        Some(Self {
            _listeners: vec![
                Listener::new(&document, "visibilitychange", seen),
                Listener::new(&document, "freeze", tell(PageEvent::Hidden)),
                Listener::new(&window, "focus", tell(PageEvent::Shown)),
                Listener::new(&window, "pagehide", tell(PageEvent::Left)),
                Listener::new(&window, "pageshow", back),
                Listener::new(&window, "online", tell(PageEvent::Online)),
                Listener::new(&window, "beforeunload", leaving),
            ],
        })
    }
}

struct Listener {
    target: EventTarget,
    kind: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    fn new(
        target: &EventTarget,
        kind: &'static str,
        happened: impl FnMut(Event) + 'static,
    ) -> Self {
        let closure = Closure::<dyn FnMut(Event)>::new(happened);
        listen(target, kind, closure.as_ref().unchecked_ref());
        Self { target: target.clone(), kind, closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        unlisten(&self.target, self.kind, self.closure.as_ref().unchecked_ref());
    }
}
