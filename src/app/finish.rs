//! The end of the wizard: what it takes, and the word to the host page.

use std::rc::Rc;

use reactive_graph::traits::WithUntracked;
use wizard_core::{SaveState, Step};

use super::{Held, HostEvent, Session, View};

/// What keeps a person from finishing. The first of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfinished {
    /// Something is missing or wrong in the form.
    Needs,
    /// The platform does not have everything, or nothing yet.
    NotSaved,
    /// An access token is being generated.
    Authorizing,
    /// There is no access token for these settings.
    NoToken,
}

impl View {
    /// What keeps the person from finishing.
    pub fn unfinished(&self) -> Option<Unfinished> {
        if self.needs(Step::Review) > 0 {
            Some(Unfinished::Needs)
        } else if self.state != SaveState::Saved || self.held != Held::Details {
            Some(Unfinished::NotSaved)
        } else if self.is_authorizing() {
            Some(Unfinished::Authorizing)
        } else if self.token.is_lacking() {
            Some(Unfinished::NoToken)
        } else {
            None
        }
    }
}

impl Session {
    /// The person has finished, if nothing keeps them from it; the host page hears of it.
    pub fn finish(self: &Rc<Self>) {
        let (unfinished, token) =
            self.view().with_untracked(|view| (view.unfinished(), view.token_state()));
        if unfinished.is_none() {
            self.tell(HostEvent::Completed { token });
        }
    }
}
