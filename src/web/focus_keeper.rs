//! The focus of a person whose focused element is taken away.

use std::{cell::RefCell, rc::Rc};

use gloo_timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{
    Element, Event, FocusEvent, HtmlElement, MutationObserver, MutationObserverInit, Node,
};

use super::listen::{EventListener, listen};

/// Moves the focus to a place nearby when the element that has it is removed, until it is dropped. Without
/// that a person who works by keyboard is back at the top of the host's page.
pub struct FocusKeeper {
    observer: MutationObserver,
    _removed: Closure<dyn FnMut(Array)>,
    _listeners: [EventListener; 2],
}

impl FocusKeeper {
    /// Keeps the focus inside `root`, on what `nearby` finds. None in a browser that observes no elements.
    pub fn new(root: &Element, nearby: impl Fn() -> Option<HtmlElement> + 'static) -> Option<Self> {
        let holder: Rc<RefCell<Option<Node>>> = Rc::default();
        let focused = {
            let holder = Rc::clone(&holder);
            move |event: &Event| {
                holder.replace(event.target().and_then(|target| target.dyn_into().ok()));
            }
        };
        let left = {
            let holder = Rc::clone(&holder);
            move |event: &Event| {
                // Some browsers send this event also for what is being removed, and in the same task.
                let goes_on = event.unchecked_ref::<FocusEvent>().related_target().is_some();
                if !goes_on {
                    let holder = Rc::clone(&holder);
                    Timeout::new(0, move || forget_connected(&holder)).forget();
                }
            }
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
        observer.observe_with_options(root, &init).ok()?;
        let listeners = [listen(root, "focusin", focused), listen(root, "focusout", left)];
        Some(Self { observer, _removed: removed, _listeners: listeners })
    }
}

/// The person has left an element that is still there: whatever becomes of it is not about the focus.
fn forget_connected(holder: &RefCell<Option<Node>>) {
    let is_there = holder.borrow().as_ref().is_some_and(Node::is_connected);
    if is_there {
        holder.take();
    }
}

impl Drop for FocusKeeper {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
