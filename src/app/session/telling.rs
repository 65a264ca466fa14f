//! What the host page is told of a session.

use wizard_core::{ControlId, End, Event, Failure};

use super::{Session, View};
use crate::app::{Held, HostEvent};

/// What an event was about, for the host.
pub(super) enum About {
    Edit(ControlId),
    Load(Option<Failure>),
    Save(Result<Option<String>, Failure>),
    Else,
}

impl About {
    /// What is told of an event that has been taken in.
    pub(super) fn of(event: &Event) -> Self {
        match event {
            Event::Typed { place, .. } | Event::Refused(place) => Self::Edit(*place),
            Event::RowRemoved(table, row)
            | Event::MarkedNotSecret(table, row)
            | Event::Pasted { table, row, .. } => Self::Edit(ControlId::Key(*table, *row)),
            Event::Loaded(answer) => Self::Load(answer.as_ref().err().cloned()),
            Event::Saved(answer) => Self::Save(answer.clone()),
            _ => Self::Else,
        }
    }
}

impl Session {
    /// Tells of an event, by how things stood before it and how they stand now.
    pub(super) fn tell_about(&self, about: About, before: &View, view: &View) {
        match about {
            About::Edit(place) => self.tell(HostEvent::Changed(place)),
            About::Load(failure) => match failure {
                // A look at what others did is no news, but the first answer is, and one after a
                // failure.
                None if before.held == Held::Unknown || before.failure.is_some() => {
                    let machine = self.machine.borrow();
                    let record = machine.record();
                    let is_token_generated = record.is_some_and(|record| record.is_token_generated);
                    drop(machine);
                    let found = view.held != Held::Nothing;
                    self.tell(HostEvent::Loaded { found, is_token_generated });
                }
                // It was read in order to be written.
                Some(failure) if view.held != Held::Unknown && view.has_edits => {
                    self.tell_failed(failure, view);
                }
                _ => {}
            },
            About::Save(Ok(id)) => self.tell(HostEvent::Saved { id }),
            About::Save(Err(failure)) => self.tell_failed(failure, view),
            About::Else => {}
        }
    }

    fn tell_failed(&self, failure: Failure, view: &View) {
        self.tell(HostEvent::SaveFailed { failure, tries_again: view.tries_again });
    }

    pub(in crate::app) fn tell(&self, notice: HostEvent) {
        (self.listener)(self, notice);
    }

    /// Tells how things stand with the token, if that has changed.
    pub(super) fn tell_token(&self, before: &View, view: &View) {
        let state = view.token_state();
        if before.token_state() != state {
            let error = match &view.authorizing.end {
                Some(End::Refused(refusal)) => Some(refusal.code.clone()),
                _ => None,
            };
            self.tell(HostEvent::Token { state, error });
        }
    }
}
