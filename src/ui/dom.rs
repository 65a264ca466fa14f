//! Elements, and what in them follows the session.
//!
//! Why not `view!`? It gives each element a type of its own, down to its last attribute, and the
//! code that builds, changes and drops it is made for each of those types: it came to 40 kB
//! (brotli) more for this form than these few functions, which know one type of element and take
//! their closures boxed. What follows the session are Leptos' effects, and their owners end them.

use std::{cell::RefCell, rc::Rc};

use reactive_graph::{
    effect::RenderEffect,
    graph::untrack,
    owner::{Owner, StoredValue},
};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, Node};
use wizard_core::neutralize_bidi;

pub(super) use wizard_web::dom::{El, el};
use wizard_web::{
    dom::{set_attribute, set_value, text_node},
    listen::listen,
};

/// A button that submits nothing.
pub(super) fn button(text: &str, pressed: impl FnMut() + 'static) -> El {
    let mut pressed = pressed;
    el("button").attr("type", "button").text(text).on("click", move |_| pressed())
}

/// What of an element follows the session, and what the person does with it.
pub(super) trait Follows: AsRef<Element> + Sized {
    /// An attribute that follows what `value` reads; none without a value.
    fn attr_of(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        let element = self.as_ref().clone();
        follow(value, move |value| set_attribute(&element, name, value.as_deref()));
        self
    }

    /// A class that is there as long as `holds` does.
    fn class_if(self, class: &'static str, holds: impl Fn() -> bool + 'static) -> Self {
        let element = self.as_ref().clone();
        follow(
            move || holds().then(String::new),
            move |is_there| {
                // Refused are only names with blanks.
                let _ = element.class_list().toggle_with_force(class, is_there.is_some());
            },
        );
        self
    }

    /// Adds a text that follows what `text` reads.
    fn text_of(self, text: impl Fn() -> String + 'static) -> Self {
        let node = text_node("");
        // Only a node that holds the element itself is refused.
        let _ = self.as_ref().append_child(&node);
        follow(
            move || Some(text()),
            move |text| node.set_data(&neutralize_bidi(&text.unwrap_or_default())),
        );
        self
    }

    /// The control's value follows what `value` reads; without one it is left alone.
    fn value_of(self, value: impl Fn() -> Option<String> + 'static) -> Self {
        let element = self.as_ref().clone();
        follow(value, move |value| {
            if let Some(value) = value {
                set_value(&element, &value);
            }
        });
        self
    }

    /// Listens for an event for as long as the element is drawn.
    fn on(self, event: &'static str, mut happened: impl FnMut(Event) + 'static) -> Self {
        let listener = listen(self.as_ref(), event, move |event| happened(event.clone()));
        StoredValue::new_local(listener);
        self
    }

    /// Adds a place whose content is made anew whenever `key` reads another text, and is empty
    /// where `make` makes nothing.
    fn slot(
        self,
        key: impl Fn() -> String + 'static,
        make: impl Fn() -> Option<El> + 'static,
    ) -> Self {
        // Boxed here, so that what fills a slot is compiled once.
        fill_slot(self.as_ref(), Box::new(move || Some(key())), Box::new(make));
        self
    }

    /// Fills the element with one element for each number that `keys` reads, in their order. One
    /// that stays keeps its element, with the focus and all.
    fn list(
        self,
        keys: impl Fn() -> Vec<u32> + 'static,
        make: impl Fn(u32) -> El + 'static,
    ) -> Self {
        let parent = self.as_ref().clone();
        let outer = Owner::current().unwrap_or_default();
        let shown: Rc<RefCell<Vec<(u32, Owner, El)>>> = Rc::default();
        effect(move || {
            let keys = keys();
            let mut shown = shown.borrow_mut();
            shown.retain(|(key, owner, element)| {
                let stays = keys.contains(key);
                if !stays {
                    element.element().remove();
                    owner.cleanup();
                }
                stays
            });
            for (place, key) in keys.into_iter().enumerate() {
                let at = shown.iter().position(|(other, ..)| *other == key);
                if at == Some(place) {
                    continue;
                }
                let item = if let Some(at) = at {
                    shown.remove(at)
                } else {
                    let owner = outer.child();
                    let element = untrack(|| owner.with(|| make(key)));
                    (key, owner, element)
                };
                let next =
                    shown.get(place).map(|(_, _, element)| element.element().unchecked_ref());
                // What comes next is a child of the list.
                let _ = parent.insert_before(item.2.element(), next);
                shown.insert(place, item);
            }
        });
        self
    }
}

impl Follows for El {}

fn fill_slot(
    parent: &Element,
    key: Box<dyn Fn() -> Option<String>>,
    make: Box<dyn Fn() -> Option<El>>,
) {
    let anchor: Node = text_node("").into();
    // Only a node that holds the parent itself is refused.
    let _ = parent.append_child(&anchor);
    let outer = Owner::current().unwrap_or_default();
    let mut shown: Option<(Owner, Option<El>)> = None;
    follow(key, move |_| {
        let mut had_focus = false;
        if let Some((owner, content)) = shown.take() {
            // Off the page before its listeners end: what has the focus is left by that.
            if let Some(content) = content {
                had_focus = content.element().matches(":focus-within").unwrap_or_default();
                content.element().remove();
            }
            owner.cleanup();
        }
        let owner = outer.child();
        let content = untrack(|| owner.with(&*make));
        if let (Some(content), Some(parent)) = (&content, anchor.parent_node()) {
            // The anchor is the parent's child.
            let _ = parent.insert_before(content.element(), Some(&anchor));
        }
        shown = Some((owner, content));
        if had_focus {
            focus_heading(&anchor);
        }
    });
}

/// What had the focus is gone. Without this a person who works by keyboard is back at the top of
/// the host's page.
fn focus_heading(near: &Node) {
    let shell = near.parent_element().and_then(|parent| parent.closest(".shell").ok()?);
    // What tells how things went on is nearer than the heading.
    let heading = shell.and_then(|shell| {
        shell.query_selector(".goes-on").ok()?.or_else(|| shell.query_selector("h2").ok()?)
    });
    if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
        // A heading that cannot take the focus leaves it where it is.
        let _ = heading.focus();
    }
}

/// Runs `change` with what `read` reads, whenever that is something else than before.
fn follow(
    read: impl Fn() -> Option<String> + 'static,
    change: impl FnMut(Option<String>) + 'static,
) {
    // Boxed here, so that what follows is compiled once.
    follow_boxed(Box::new(read), Box::new(change));
}

fn follow_boxed(read: Box<dyn Fn() -> Option<String>>, mut change: Box<dyn FnMut(Option<String>)>) {
    let mut before = None;
    effect(move || {
        let now = read();
        if before.as_ref() != Some(&now) {
            before = Some(now.clone());
            change(now);
        }
    });
}

/// Runs now, and again whenever a signal changes that it has read, until the owner ends.
pub(super) fn effect(mut run: impl FnMut() + 'static) {
    StoredValue::new_local(RenderEffect::new(move |_: Option<()>| run()));
}
