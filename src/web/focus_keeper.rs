//! The focus of a person whose focused element is taken away.

use std::{cell::RefCell, rc::Rc};

use js_sys::Array;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{
    Element, Event, FocusEvent, HtmlElement, MutationObserver, MutationObserverInit, Node,
};

use super::task::{listen, once, unlisten};

/// Moves the focus to a place nearby when the element that has it is removed, until it is dropped. Without
/// that a person who works by keyboard is back at the top of the host's page.
pub struct FocusKeeper {
    root: Element,
    observer: MutationObserver,
    focused: Closure<dyn FnMut(Event)>,
    left: Closure<dyn FnMut(Event)>,
    _removed: Closure<dyn FnMut(Array)>,
}

impl FocusKeeper {
    /// Keeps the focus inside `root`, on what `nearby` finds.
    pub fn new(root: Element, nearby: impl Fn() -> Option<HtmlElement> + 'static) -> Option<Self> {
        let holder: Rc<RefCell<Option<Node>>> = Rc::default();
        let focused = {
            let holder = Rc::clone(&holder);
            Closure::<dyn FnMut(Event)>::new(move |event: Event| {
                holder.replace(event.target().and_then(|target| target.dyn_into().ok()));
            })
        };
        let left = {
            let holder = Rc::clone(&holder);
            Closure::<dyn FnMut(Event)>::new(move |event: Event| {
                // Some browsers send this event also for what is being removed, and in the same task.
                let holder = Rc::clone(&holder);
                let forget = once(move || {
                    if holder.borrow().as_ref().is_some_and(Node::is_connected) {
                        holder.take();
                    }
                });
                let goes_on = event.unchecked_into::<FocusEvent>().related_target().is_some();
                if let Some(window) = web_sys::window().filter(|_| !goes_on) {
                    // Without a timer the page is on its way out.
                    let _ = window.set_timeout_with_callback(&forget);
                }
            })
        };
        let removed = {
            let holder = Rc::clone(&holder);
            Closure::<dyn FnMut(Array)>::new(move |_| {
                let is_gone = holder.borrow().as_ref().is_some_and(|node| !node.is_connected());
                if is_gone {
                    holder.take();
                    if let Some(element) = nearby() {
                        // What cannot take the focus leaves it where it is.
                        let _ = element.focus();
                    }
                }
            })
        };
        let observer = MutationObserver::new(removed.as_ref().unchecked_ref()).ok()?;
        let init = MutationObserverInit::new();
        init.set_child_list(true);
        init.set_subtree(true);
        observer.observe_with_options(&root, &init).ok()?;
        listen(&root, "focusin", focused.as_ref().unchecked_ref());
        listen(&root, "focusout", left.as_ref().unchecked_ref());
        Some(Self { root, observer, focused, left, _removed: removed })
    }
}

impl Drop for FocusKeeper {
    fn drop(&mut self) {
        self.observer.disconnect();
        unlisten(&self.root, "focusin", self.focused.as_ref().unchecked_ref());
        unlisten(&self.root, "focusout", self.left.as_ref().unchecked_ref());
    }
}
