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
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Document, Element, Event, HtmlElement, Node};

/// An element that is being put together.
#[derive(Clone)]
pub(super) struct El(Element);

/// A new element.
pub(super) fn el(tag: &str) -> El {
    El(document().create_element(tag).expect("a tag of our own is a valid name"))
}

/// A button that submits nothing.
pub(super) fn button(text: &str, pressed: impl FnMut() + 'static) -> El {
    let mut pressed = pressed;
    el("button").attr("type", "button").text(text).on("click", move |_| pressed())
}

fn document() -> Document {
    let window = web_sys::window().expect("a wizard is drawn by a page");
    window.document().expect("a page has a document")
}

impl El {
    /// The element itself.
    pub(super) fn into_element(self) -> Element {
        self.0
    }

    /// Sets an attribute.
    pub(super) fn attr(self, name: &str, value: &str) -> Self {
        set_attribute(&self.0, name, Some(value));
        self
    }

    /// Sets the classes.
    pub(super) fn class(self, classes: &str) -> Self {
        self.attr("class", classes)
    }

    /// Adds a text; only ever as text.
    pub(super) fn text(self, text: &str) -> Self {
        self.append(&document().create_text_node(text));
        self
    }

    /// Adds an element.
    pub(super) fn child(self, child: Self) -> Self {
        self.children([child])
    }

    /// Adds elements.
    pub(super) fn children(self, children: impl IntoIterator<Item = Self>) -> Self {
        for child in children {
            self.append(&child.0);
        }
        self
    }

    /// An attribute that follows what `value` reads; none without a value.
    pub(super) fn attr_of(
        self,
        name: &'static str,
        value: impl Fn() -> Option<String> + 'static,
    ) -> Self {
        let element = self.0.clone();
        follow(value, move |value| set_attribute(&element, name, value.as_deref()));
        self
    }

    /// A class that is there as long as `holds` does.
    pub(super) fn class_if(self, class: &'static str, holds: impl Fn() -> bool + 'static) -> Self {
        let element = self.0.clone();
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
    pub(super) fn text_of(self, text: impl Fn() -> String + 'static) -> Self {
        let node = document().create_text_node("");
        self.append(&node);
        follow(move || Some(text()), move |text| node.set_data(&text.unwrap_or_default()));
        self
    }

    /// Sets the control's value; one that it has already is left alone, and typing keeps its place.
    pub(super) fn value(self, value: &str) -> Self {
        set_value(&self.0, value);
        self
    }

    /// The control's value follows what `value` reads; without one it is left alone.
    pub(super) fn value_of(self, value: impl Fn() -> Option<String> + 'static) -> Self {
        let element = self.0.clone();
        follow(value, move |value| {
            if let Some(value) = value {
                set_value(&element, &value);
            }
        });
        self
    }

    /// Listens for an event for as long as the element is drawn.
    pub(super) fn on(self, event: &str, happened: impl FnMut(Event) + 'static) -> Self {
        self.listen(event, Closure::new(happened))
    }

    fn listen(self, event: &str, closure: Closure<dyn FnMut(Event)>) -> Self {
        let function = closure.as_ref().unchecked_ref();
        // Only a target that is no EventTarget refuses.
        let _ = self.0.add_event_listener_with_callback(event, function);
        StoredValue::new_local(closure);
        self
    }

    /// Adds a place whose content is made anew whenever `key` reads another text, and is empty
    /// where `make` makes nothing.
    pub(super) fn slot(
        self,
        key: impl Fn() -> String + 'static,
        make: impl Fn() -> Option<Self> + 'static,
    ) -> Self {
        // Boxed here, so that what fills a slot is compiled once.
        self.fill_slot(Box::new(move || Some(key())), Box::new(make))
    }

    fn fill_slot(
        self,
        key: Box<dyn Fn() -> Option<String>>,
        make: Box<dyn Fn() -> Option<Self>>,
    ) -> Self {
        let anchor: Node = document().create_text_node("").into();
        self.append(&anchor);
        let outer = Owner::current().unwrap_or_default();
        let mut shown: Option<(Owner, Option<Self>)> = None;
        follow(key, move |_| {
            let mut had_focus = false;
            if let Some((owner, content)) = shown.take() {
                // Off the page before its listeners end: what has the focus is left by that.
                if let Some(content) = content {
                    had_focus = content.0.matches(":focus-within").unwrap_or_default();
                    content.0.remove();
                }
                owner.cleanup();
            }
            let owner = outer.child();
            let content = untrack(|| owner.with(&*make));
            if let (Some(content), Some(parent)) = (&content, anchor.parent_node()) {
                // The anchor is the parent's child.
                let _ = parent.insert_before(&content.0, Some(&anchor));
            }
            shown = Some((owner, content));
            if had_focus {
                focus_heading(&anchor);
            }
        });
        self
    }

    /// Fills the element with one element for each number that `keys` reads, in their order. One
    /// that stays keeps its element, with the focus and all.
    pub(super) fn list(
        self,
        keys: impl Fn() -> Vec<u32> + 'static,
        make: impl Fn(u32) -> Self + 'static,
    ) -> Self {
        let parent = self.0.clone();
        let outer = Owner::current().unwrap_or_default();
        let shown: Rc<RefCell<Vec<(u32, Owner, Self)>>> = Rc::default();
        effect(move || {
            let keys = keys();
            let mut shown = shown.borrow_mut();
            shown.retain(|(key, owner, element)| {
                let stays = keys.contains(key);
                if !stays {
                    element.0.remove();
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
                let next = shown.get(place).map(|(_, _, element)| element.0.unchecked_ref());
                // What comes next is a child of the list.
                let _ = parent.insert_before(&item.2.0, next);
                shown.insert(place, item);
            }
        });
        self
    }

    fn append(&self, node: &Node) {
        // Only a node that holds the element itself is refused.
        let _ = self.0.append_child(node);
    }
}

fn set_value(element: &Element, value: &str) {
    let (name, value) = (JsValue::from("value"), JsValue::from(value));
    let before = js_sys::Reflect::get(element, &name);
    if !before.is_ok_and(|before| js_sys::Object::is(&before, &value)) {
        // Every control takes a text.
        let _ = js_sys::Reflect::set(element, &name, &value);
    }
}

fn set_attribute(element: &Element, name: &str, value: Option<&str>) {
    // Only a name that is none is refused.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
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
