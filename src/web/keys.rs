//! Enter, as a person means it: an input method takes it too, to end a composition.

use std::cell::Cell;

use web_sys::KeyboardEvent;

const ENTER: &str = "Enter";
/// The key code that browsers give for every key of a composition (UI Events, section 7.3.1).
const COMPOSING: u32 = 229;

/// Returns `true` if a key is Enter, and not the one that ends a composition.
pub fn is_enter(event: &KeyboardEvent) -> bool {
    event.key() == ENTER && !is_of_composition(event)
}

/// Safari ends a composition before the key that does, but says by its code what it was for.
fn is_of_composition(event: &KeyboardEvent) -> bool {
    event.is_composing() || event.key_code() == COMPOSING
}

/// Keeps a form from being submitted by the Enter that ends a composition.
///
/// Between that key and its release nothing else submits a form, unless the person takes the pointer.
#[derive(Debug, Default)]
pub struct SubmitGuard(Cell<bool>);

impl SubmitGuard {
    /// A key is pressed in the form.
    pub fn key_pressed(&self, event: &KeyboardEvent) {
        self.0.set(event.key() == ENTER && is_of_composition(event));
    }

    /// The key is released, or the person does something else.
    pub fn key_released(&self) {
        self.0.set(false);
    }

    /// Returns `true` if a form that is submitted now is not meant to be.
    pub fn is_closed(&self) -> bool {
        self.0.get()
    }
}
