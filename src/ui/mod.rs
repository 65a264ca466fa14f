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
mod problems;
mod shell;
mod status;
mod stepper;
mod steps;
mod summary;
mod table;
mod trouble;
mod words;

use std::{any::Any, rc::Rc};

use leptos::{mount::mount_to, prelude::ArcRwSignal};
use web_sys::HtmlElement;

use crate::app::{Problem, Session};
use control::Control;
use dom::El;
pub use words::host_problem;

/// What is drawn into an element, for as long as this is held.
pub struct Drawn {
    root: HtmlElement,
    /// Ends the effects.
    _mounted: Box<dyn Any>,
}

impl Drop for Drawn {
    fn drop(&mut self) {
        self.root.set_text_content(None);
    }
}

/// Draws a session into an element.
pub fn draw(
    root: &HtmlElement,
    session: Rc<Session>,
    warnings: ArcRwSignal<Vec<Problem>>,
) -> Drawn {
    let control_root = root.clone();
    draw_with(root, move || shell::shell(Control::new(session, control_root), warnings))
}

/// Draws what keeps the wizard from working into an element.
pub fn draw_problems(root: &HtmlElement, problems: &[Problem]) -> Drawn {
    let drawn = problems::problems(problems);
    draw_with(root, move || drawn)
}

fn draw_with(root: &HtmlElement, make: impl FnOnce() -> El + 'static) -> Drawn {
    let parent = root.clone();
    let mounted = mount_to(root.clone(), move || {
        // Only a node that holds its own parent is refused.
        let _ = parent.append_child(&make().into_element());
    });
    Drawn { root: root.clone(), _mounted: Box::new(mounted) }
}
