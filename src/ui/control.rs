use std::rc::Rc;

use leptos::prelude::*;
use wizard_model::{Event, Step};

use crate::app::{Session, View};

/// A view's hand on its session. It is copied into every handler and ends with the view, while
/// the session may go on.
#[derive(Clone, Copy)]
pub(super) struct Control {
    session: StoredValue<Rc<Session>, LocalStorage>,
    /// What is on screen.
    pub(super) view: RwSignal<View>,
    /// The step that is on screen.
    pub(super) step: RwSignal<Step>,
}

impl Control {
    /// A hand on a session, for the current view.
    pub(super) fn new(session: Rc<Session>) -> Self {
        let (view, step) = (session.view().into(), session.step().into());
        Self { session: StoredValue::new_local(session), view, step }
    }

    /// Tells the session what happened; a view that is gone has nothing to tell.
    pub(super) fn happen(self, event: Event) {
        if let Some(session) = self.session.try_get_value() {
            session.happen(event);
        }
    }

    /// Goes to a step.
    pub(super) fn go_to(self, step: Step) {
        if let Some(session) = self.session.try_get_value() {
            session.go_to(step);
        }
    }

    /// Hands the client secret over.
    pub(super) fn set_secret(self, secret: String) {
        if let Some(session) = self.session.try_get_value() {
            session.set_secret(secret);
        }
    }

    /// The client secret, as far as it was typed.
    pub(super) fn secret(self) -> String {
        self.session.try_get_value().map(|session| session.secret()).unwrap_or_default()
    }
}
