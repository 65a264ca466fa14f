use super::{Attempt, Outcome, OutcomeSource};
use crate::{Failure, Fingerprint, SaveState};

/// Something that happened on the way to a token.
#[derive(Clone, Debug, PartialEq)]
pub enum TokenEvent {
    /// The person wants a token. The window is opened already, or was blocked.
    Wanted,
    /// The state of saving the settings.
    Saves(SaveState),
    /// The answer to a [`TokenCommand::Begin`], with its number.
    Begun(u64, Result<Attempt, Failure>),
    /// The same, with an authorization URL that carries the client secret.
    BegunUnsafely(u64, Attempt),
    /// The answer to a [`TokenCommand::Poll`], with its number.
    Polled(u64, Result<Outcome, Failure>),
    /// The host page says by itself what became of the attempt of that number.
    Told(u64, Outcome),
    /// The host page will not say what becomes of the attempt of that number.
    Untold(u64),
    /// Now may be a good moment to look: the person came back, the network did, a window called.
    Hinted,
    /// The host page gives its bearer in another way now.
    BearerChanged,
    /// The time of a [`TokenCommand::Wake`] has come.
    Wake,
    /// The person says that they have answered the provider.
    Answered,
    /// The person does not want it any more.
    Cancelled,
    /// An attempt that began before this page was loaded.
    Resumed(Attempt),
}

/// Something to be done on the way to a token.
#[derive(Clone, Debug, PartialEq)]
pub enum TokenCommand {
    /// Send what is unsaved without waiting for more typing, and go on telling
    /// [`TokenEvent::Saves`].
    Flush,
    /// Ask for an authorization URL, with the settings and the client secret. The number names the
    /// attempt from here on.
    Begin(u64),
    /// Remember the attempt over a reload, until [`TokenCommand::Forget`].
    Remember(Attempt),
    /// Send the window to the provider.
    Open(String),
    /// Ask what became of it.
    Poll(u64, OutcomeSource),
    /// Answer with [`TokenEvent::Wake`] at that time, in milliseconds. A later one replaces it.
    Wake {
        /// Milliseconds since 1970.
        at: u64,
    },
    /// Nobody waits for the attempt of that number any more. If there is a token all the same, that
    /// may still be told.
    Abandon(u64, OutcomeSource),
    /// The attempt is over.
    Forget,
    /// The window is not needed any more.
    Close,
    /// There is a token for these settings.
    Generated(Fingerprint),
}
