//! What a person sees.
//!
//! It shows a session's [`View`](crate::app::View) and tells the session what the person does; it
//! decides nothing. Text that comes from elsewhere is only ever a text node.

mod ask;
mod choices;
mod control;
mod dom;
mod entry;
mod field;
mod more;
mod notes;
mod panel;
mod problems;
mod redirect;
mod shell;
mod status;
mod stepper;
mod steps;
mod summary;
mod table;
mod trouble;
mod words;

use std::rc::Rc;

use any_spawner::Executor;
use js_sys::Function;
use reactive_graph::{owner::Owner, signal::ArcRwSignal};
use web_sys::HtmlElement;

use crate::app::{Problem, Session};
use control::Control;
use dom::El;
pub use words::host_problem;

/// What is drawn into an element, for as long as this is held.
pub struct Drawn {
    drawn: El,
    /// Ends the effects.
    _owner: Owner,
}

impl Drop for Drawn {
    fn drop(&mut self) {
        self.drawn.element().remove();
    }
}

/// Draws a session into an element. `panel` draws what is not loaded with the wizard: it takes its name,
/// its place and a [`Form`](crate::app::Form), and gives a promise.
pub fn draw(
    root: &HtmlElement,
    panel: &Function,
    session: Rc<Session>,
    warnings: ArcRwSignal<Vec<Problem>>,
) -> Drawn {
    let page = (root.clone(), panel.clone());
    draw_with(root, move || shell::shell(Control::new(session, page), warnings))
}

/// Draws what keeps the wizard from working into an element.
pub fn draw_problems(root: &HtmlElement, problems: &[Problem]) -> Drawn {
    let drawn = problems::problems(problems);
    draw_with(root, move || drawn)
}

fn draw_with(root: &HtmlElement, make: impl FnOnce() -> El) -> Drawn {
    // What runs effects is the same for all wizards; only the first one can say what it is.
    let _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let drawn = owner.with(make);
    // Only a node that holds its own parent is refused.
    let _ = root.append_child(drawn.element());
    Drawn { drawn, _owner: owner }
}
