//! Elements that are being put together. Text that comes from elsewhere is only ever a text node.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{Document, Element, Node};

use wizard_core::neutralize_bidi;

/// An element that is being put together.
#[derive(Clone)]
pub struct El(Element);

/// Tags and classes of which each is a part that a host page's style sheet can reach: `::part(button)`.
/// They are in the contract; all others may change.
pub const PARTS: [&str; 20] = [
    "button", "error", "field", "heading", "help", "input", "intro", "label", "link", "moves",
    "note", "panel", "primary", "row", "shell", "status", "step", "steps", "textarea", "trouble",
];

/// A new element.
///
/// # Panics
///
/// If the tag is not a valid name.
pub fn el(tag: &str) -> El {
    let element = El(document().create_element(tag).expect("a tag of our own is a valid name"));
    element.add_parts(tag);
    element
}

/// A new text, which shows as [`neutralize_bidi`] says.
pub fn text_node(text: &str) -> web_sys::Text {
    document().create_text_node(&neutralize_bidi(text))
}

fn document() -> Document {
    let window = web_sys::window().expect("a wizard is drawn by a page");
    window.document().expect("a page has a document")
}

impl AsRef<Element> for El {
    fn as_ref(&self) -> &Element {
        &self.0
    }
}

impl El {
    /// The element itself.
    pub const fn element(&self) -> &Element {
        &self.0
    }

    /// Sets an attribute.
    #[must_use]
    pub fn attr(self, name: &str, value: &str) -> Self {
        set_attribute(&self.0, name, Some(value));
        self
    }

    /// Sets the classes.
    #[must_use]
    pub fn class(self, classes: &str) -> Self {
        self.add_parts(classes);
        self.attr("class", classes)
    }

    fn add_parts(&self, names: &str) {
        let mut parts = self.0.get_attribute("part").unwrap_or_default();
        for name in names.split(' ').filter(|name| PARTS.contains(name)) {
            parts = parts + " " + name;
        }
        if !parts.is_empty() {
            set_attribute(&self.0, "part", Some(parts.trim_start()));
        }
    }

    /// Adds a text; only ever as text.
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        self.append(&text_node(text));
        self
    }

    /// Adds an element.
    #[must_use]
    pub fn child(self, child: Self) -> Self {
        self.children([child])
    }

    /// Adds elements.
    #[must_use]
    pub fn children(self, children: impl IntoIterator<Item = Self>) -> Self {
        for child in children {
            self.append(&child.0);
        }
        self
    }

    /// Sets the control's value; one that it has already is left alone, and typing keeps its place.
    #[must_use]
    pub fn value(self, value: &str) -> Self {
        set_value(&self.0, value);
        self
    }

    /// Adds a node.
    pub fn append(&self, node: &Node) {
        // Only a node that holds the element itself is refused.
        let _ = self.0.append_child(node);
    }
}

/// Sets a control's value, unless it has it already.
pub fn set_value(element: &Element, value: &str) {
    let (name, value) = (JsValue::from("value"), JsValue::from(value));
    let before = Reflect::get(element, &name);
    if !before.is_ok_and(|before| Object::is(&before, &value)) {
        // Every control takes a text.
        let _ = Reflect::set(element, &name, &value);
    }
}

/// Sets an attribute, or removes it.
pub fn set_attribute(element: &Element, name: &str, value: Option<&str>) {
    // Only a name that is none is refused.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}
