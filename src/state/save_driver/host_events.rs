//! The host events that follow from an event of the save machine.

use wizard_core::{ControlId, Failure, Remedy, SaveEvent, SaveMachine, SaveState};

use crate::HostEvent;

/// The facts that decide what a host is told, before an event and after it.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    state: SaveState,
    is_loaded: bool,
    has_edits: bool,
    tries_again: bool,
    remedy: Option<Remedy>,
}

impl Facts {
    pub(super) fn of(machine: &SaveMachine) -> Self {
        Self {
            state: machine.state(),
            is_loaded: machine.is_loaded(),
            has_edits: machine.has_edits(),
            tries_again: machine.retry_at().is_some(),
            remedy: machine.failure().map(Failure::remedy),
        }
    }
}

/// The subject of an event, for the host.
pub(super) enum Subject {
    Edit(ControlId),
    Load(Option<Failure>),
    Save(Result<Option<String>, Failure>),
    Other,
}

impl Subject {
    pub(super) fn of(event: &SaveEvent) -> Self {
        match event {
            SaveEvent::Typed { control, .. }
            | SaveEvent::Refused(control)
            | SaveEvent::FilledKept(control) => Self::Edit(*control),
            SaveEvent::RowRemoved(table, row)
            | SaveEvent::MarkedNotSecret(table, row)
            | SaveEvent::PasteUndone(table, row)
            | SaveEvent::Pasted { table, row, .. } => Self::Edit(ControlId::Key(*table, *row)),
            SaveEvent::Loaded(answer) => Self::Load(answer.as_ref().err().cloned()),
            SaveEvent::Saved(answer) => Self::Save(answer.clone()),
            _ => Self::Other,
        }
    }

    /// Returns `true` for an answer of the platform.
    pub(super) const fn is_answer(&self) -> bool {
        matches!(self, Self::Load(_) | Self::Save(_))
    }

    const fn is_failure(&self) -> bool {
        matches!(self, Self::Load(Some(_)) | Self::Save(Err(_)))
    }

    /// The host events, in the order in which they are emitted.
    pub(super) fn host_events(
        self,
        before: &Facts,
        after: &Facts,
        machine: &SaveMachine,
        was_asked_for: bool,
    ) -> Vec<HostEvent> {
        let mut events = Vec::new();
        if before.state != after.state {
            events.push(HostEvent::SaveState(after.state));
        }
        // A look that the wizard takes by itself while nobody is signed in is no news.
        let is_news = was_asked_for || before.remedy != Some(Remedy::SignIn);
        let signs_in = self.is_failure() && after.remedy == Some(Remedy::SignIn) && is_news;
        events.extend(self.own_event(before, after, machine));
        if signs_in {
            events.push(HostEvent::AuthRequired);
        }
        events
    }

    fn own_event(self, before: &Facts, after: &Facts, machine: &SaveMachine) -> Option<HostEvent> {
        let failed = |failure| HostEvent::SaveFailed { failure, tries_again: after.tries_again };
        match self {
            Self::Edit(control) => Some(HostEvent::Changed(control)),
            // A look at what others did is no news, but the first answer is, and one after a failure.
            Self::Load(None) if !before.is_loaded || before.remedy.is_some() => {
                let record = machine.record()?;
                Some(HostEvent::Loaded {
                    found: record.content != wizard_core::Content::Nothing,
                    is_token_generated: record.is_token_generated,
                })
            }
            // It was read in order to be written.
            Self::Load(Some(failure)) if after.is_loaded && after.has_edits => {
                Some(failed(failure))
            }
            Self::Load(_) | Self::Other => None,
            Self::Save(Ok(id)) => Some(HostEvent::Saved { id }),
            // Nothing has failed yet.
            Self::Save(Err(_)) if after.remedy.is_none() => None,
            Self::Save(Err(failure)) => Some(failed(failure)),
        }
    }
}
