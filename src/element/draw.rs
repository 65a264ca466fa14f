//! Draws the wizard's views into an element.

use std::{any::Any, rc::Rc};

use js_sys::Function;
use leptos::{mount::mount_to, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use wizard_core::{Problem, SaveEvent};
use wizard_state::{Session, WizardState};
use wizard_web::focus_keeper::FocusKeeper;

use crate::{
    components::{Focus, HostProblems},
    integrations::{Integrations, PanelLoader},
    steps::WizardShell,
};

/// The view on screen, for as long as it is held.
pub struct Drawn {
    /// Takes the view off the screen, and then ends its signals.
    _view: Box<dyn Any>,
    _focus: Option<FocusKeeper>,
}

/// Draws a session into an element. `load_panel` draws what is not loaded with the wizard; see
/// [`PanelLoader`].
pub fn draw_session(
    root: &HtmlElement,
    load_panel: Function,
    session: Rc<Session>,
    integrations: Integrations,
    warnings: Signal<Vec<String>>,
) -> Drawn {
    take_back_refused(&session);
    let place = root.clone();
    let view = mount_to(root.clone(), move || {
        provide_contexts(place, load_panel, session, integrations);
        view! { <WizardShell warnings /> }
    });
    let nearby = {
        let root = root.clone();
        move || {
            // What tells how things went on is nearer than the heading.
            let progress = root.query_selector("div:not([hidden]) > div > .authorize > .progress");
            let found =
                progress.ok().flatten().or_else(|| root.query_selector("h2").ok().flatten());
            found?.dyn_into().ok()
        }
    };
    let focus = FocusKeeper::new(root, nearby);
    Drawn { _view: Box::new(view), _focus: focus }
}

/// Provides what the components of a session that is drawn into `root` find in their context.
pub fn provide_contexts(
    root: HtmlElement,
    load_panel: Function,
    session: Rc<Session>,
    integrations: Integrations,
) {
    let wizard = WizardState::new(session);
    provide_context(wizard);
    provide_context(Focus::new(root, wizard));
    provide_context(PanelLoader(StoredValue::new_local(load_panel)));
    provide_context(integrations);
}

/// A text that was not taken went with the control that it was typed into.
fn take_back_refused(session: &Session) {
    let refused = session.save().checks_untracked();
    let refused = refused.iter().filter(|it| it.problem == Problem::HalfCharacter);
    for control in refused.map(|finding| finding.control) {
        let text = session.save().text(control);
        session.dispatch(SaveEvent::Typed { control, text });
    }
}

/// Draws what keeps the wizard from working into an element.
pub fn draw_problems(root: &HtmlElement, messages: Vec<String>) -> Drawn {
    let view = mount_to(root.clone(), move || view! { <HostProblems messages /> });
    Drawn { _view: Box::new(view), _focus: None }
}
