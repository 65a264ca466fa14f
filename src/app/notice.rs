use wizard_core::{ControlId, Failure, SaveState, Step};

/// Something that the host page may want to know.
#[derive(Clone, Debug)]
pub enum HostEvent {
    /// How things stand has changed.
    State(SaveState),
    /// The platform's record is on screen.
    Loaded {
        /// Whether the platform holds anything for the key.
        found: bool,
        /// What the record says of a token.
        is_token_generated: bool,
    },
    /// The person edited a control.
    Changed(ControlId),
    /// The platform has acknowledged a save.
    Saved {
        /// The record's id on the platform.
        id: Option<String>,
    },
    /// A save did not work.
    SaveFailed {
        /// Why.
        failure: Failure,
        /// Whether the wizard tries again by itself.
        tries_again: bool,
    },
    /// Nothing goes on before the host gives another bearer.
    AuthRequired,
    /// The way to a token has come on.
    Token {
        /// The word of the element's attribute `token-state`.
        state: &'static str,
        /// The provider's code, where it said no.
        error: Option<String>,
    },
    /// The person has finished: everything is saved, and there is a token if one is needed.
    Completed {
        /// The word of the element's attribute `token-state`.
        token: &'static str,
    },
    /// The person went to another step.
    Step(Step),
}
