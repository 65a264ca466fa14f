//! The parts that the panels are made of.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, HtmlElement, HtmlInputElement};
use wizard_web::{
    dom::{El, el},
    listen::{EventListener, listen},
};

/// The event listeners of a panel. Each holds the panel, so the panel lets go of all of them when
/// it ends: no browser would find out that nobody needs them any more.
#[derive(Clone, Default)]
pub struct Listeners(Rc<RefCell<Vec<EventListener>>>);

impl Listeners {
    /// Listens for an event of an element.
    pub fn on(&self, element: El, event: &'static str, run: impl FnMut(Event) + 'static) -> El {
        self.listen(element.element(), event, run);
        element
    }

    /// Listens for an event.
    pub fn listen(
        &self,
        target: &EventTarget,
        event: &'static str,
        mut run: impl FnMut(Event) + 'static,
    ) {
        let listener = listen(target, event, move |event| run(event.clone()));
        self.0.borrow_mut().push(listener);
    }

    /// Lets go of everything.
    pub fn end(&self) {
        let listeners = self.0.take();
        drop(listeners);
    }

    /// A button that submits nothing.
    pub fn button(&self, text: &str, mut pressed: impl FnMut() + 'static) -> El {
        let button = el("button").attr("type", "button").text(text);
        self.on(button, "click", move |_| pressed())
    }

    /// A box to tick.
    pub fn tick(&self, text: &str, ticked: impl Fn(bool) + 'static) -> El {
        let input = self.on(el("input").attr("type", "checkbox"), "change", move |event| {
            ticked(input_of(&event).is_some_and(|input| input.checked()));
        });
        el("label").class("tick").child(input).text(" ").text(text)
    }
}

/// A control with its label.
pub fn labelled(label: &str, id: &str, control: El) -> El {
    let control = control.attr("id", id).attr("autocomplete", "off").attr("spellcheck", "false");
    el("div").class("field").children([el("label").attr("for", id).text(label), control])
}

/// A name and what it stands for, in a list of them.
pub fn row(name: &str, content: El) -> El {
    el("div").class("row").child(el("dt").text(name)).child(content)
}

/// A text in such a list.
pub fn said(text: &str) -> El {
    el("dd").text(text)
}

/// A sentence that is to be seen.
pub fn note(sentence: &str) -> El {
    el("p").class("note").text(sentence)
}

/// A sentence that is less important.
pub fn help(sentence: &str) -> El {
    el("p").class("help").text(sentence)
}

/// The input that an event happened to.
pub fn input_of(event: &Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}

/// Gives an element the focus.
pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // One that cannot take it leaves it where it is.
        let _ = element.focus();
    }
}

/// Puts other content into a place.
pub fn fill(place: &Element, content: impl IntoIterator<Item = El>) {
    place.set_text_content(None);
    for element in content {
        // Only a node that holds the place itself is refused.
        let _ = place.append_child(element.element());
    }
}
