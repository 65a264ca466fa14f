use wizard_core::{Content, SaveMachine, SaveState, Token};

use crate::Session;

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
    /// The reason why the person cannot finish a session now, if there is one.
    pub fn of(session: &Session) -> Option<Self> {
        let save = session.save();
        let has_details = |machine: &SaveMachine| {
            machine.record().is_some_and(|record| matches!(record.content, Content::Details(_)))
        };
        if save.peek_checks().needs_in_all() > 0 {
            Some(Self::Needs)
        } else if save.state() != SaveState::Saved || !save.peek(has_details) {
            Some(Self::NotSaved)
        } else if session.token().is_under_way() {
            Some(Self::Authorizing)
        } else if save.peek_with_rules(Token::of).is_lacking() {
            Some(Self::NoToken)
        } else {
            None
        }
    }
}
