use wizard_core::{ControlId, Failure, SaveState, Step};

/// Something that the host page may want to know. None of it ever carries a secret.
#[derive(Clone, Debug, PartialEq)]
pub enum HostEvent {
    /// The save state, which the element mirrors in `save-state`.
    SaveState(SaveState),
    /// The platform's record is on screen.
    Loaded {
        /// `true` if the platform holds anything for the key.
        found: bool,
        /// The record's `isTokenGenerated`.
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
        /// The reason.
        failure: Failure,
        /// `true` if the next try comes by itself.
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
