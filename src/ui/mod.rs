//! What a person sees.
//!
//! A view shows a session's [`View`](crate::app::View) and tells the session what the person does;
//! it decides nothing. Text that comes from elsewhere is only ever a text node.
//!
//! No element inside another is wholly static: each shows at least one value in braces. `view!`
//! makes wholly static ones with `innerHTML`, which Trusted Types refuse.

mod control;
mod field;
mod problems;
mod shell;
mod status;
mod steps;
mod trouble;
mod words;

use std::{any::Any, rc::Rc};

use leptos::{mount::mount_to, prelude::*};
use web_sys::HtmlElement;

use crate::{app::Session, host::Problem};
use control::Control;

/// Draws a session into an element; dropping the handle takes it away.
pub fn mount(
    root: HtmlElement,
    session: Rc<Session>,
    warnings: ArcRwSignal<Vec<Problem>>,
) -> Box<dyn Any> {
    Box::new(mount_to(root, move || {
        let control = Control::new(session);
        view! { <shell::Shell control warnings /> }
    }))
}

/// Draws what keeps the wizard from working into an element; dropping the handle takes it away.
pub fn mount_problems(root: HtmlElement, problems: Vec<Problem>) -> Box<dyn Any> {
    Box::new(mount_to(root, move || view! { <problems::Problems problems /> }))
}
