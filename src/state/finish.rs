use wizard_core::{Content, SaveMachine, SaveState, TokenStatus};

use crate::{SaveDriver, TokenDriver};

/// The reason why a person cannot finish; the first of several.
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

impl Unfinished {
    /// The reason why the person cannot finish now, if there is one; and again, for a memo, whenever that
    /// may have changed.
    pub fn of(save: &SaveDriver, token: &TokenDriver) -> Option<Self> {
        let has_details = |machine: &SaveMachine| {
            machine.record().is_some_and(|record| matches!(record.content, Content::Details(_)))
        };
        if save.checks().needs_in_all() > 0 {
            Some(Self::Needs)
        } else if save.with(SaveMachine::state) != SaveState::Saved || !save.with(has_details) {
            Some(Self::NotSaved)
        } else if token.view().is_under_way() {
            Some(Self::Authorizing)
        } else if save.with_options(TokenStatus::of).is_lacking() {
            Some(Self::NoToken)
        } else {
            None
        }
    }
}
