//! The messages that go into the machine and come out of it.

use super::{Entry, MergePath, ResolvedConflict, Side};
use crate::{ControlId, Failure, Fingerprint, Record, RowId, Table};

/// The moment when something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds on a clock that only goes forward, from any beginning. It may stand still while the machine
    /// sleeps: waits go by it.
    pub ms: u64,
    /// Milliseconds since 1970 on the wall clock, which goes on while the machine sleeps, and jumps when
    /// somebody sets it. What others read goes by it.
    pub wall: u64,
    /// A fresh random number below 1,000: it spreads the retries of many browsers.
    pub jitter: u64,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum SaveEvent {
    /// The key came on screen: what does the platform hold?
    Open,
    /// The entries that an earlier wizard of this browser left in the journal for the key. Also none, and
    /// also where there is no journal: before that, nobody knows that everything is saved.
    Restored(Vec<Entry>),
    /// A control got the focus, or none has it.
    Focused(Option<ControlId>),
    /// A control got a new text by the person's hand.
    Typed {
        /// The control.
        control: ControlId,
        /// Its whole text.
        text: String,
    },
    /// A control got a text that no JSON can carry: half of a character is missing.
    Refused(ControlId),
    /// A control that the person has not been in got a text: the browser or a password manager has filled it
    /// in.
    Filled {
        /// The control.
        control: ControlId,
        /// Its whole text.
        text: String,
    },
    /// The person wants what was filled in there.
    FilledKept(ControlId),
    /// The person does not want it.
    FilledTakenOut(ControlId),
    /// The person wants another row in a table.
    RowAdded(Table),
    /// The person takes a row away.
    RowRemoved(Table, RowId),
    /// The person says that a row holds no secret, whatever it looks like.
    MarkedNotSecret(Table, RowId),
    /// Several parameters were pasted into a row.
    Pasted {
        /// The row's table.
        table: Table,
        /// The row.
        row: RowId,
        /// The parameters' keys and values.
        params: Vec<(String, String)>,
    },
    /// The person wants the rows back as they were before they pasted parameters into a row.
    PasteUndone(Table, RowId),
    /// The person keeps what they pasted: they have left the step.
    PasteRead,
    /// No reason to wait for more typing: the field lost the focus, the step or the key is left,
    /// or the page is hidden.
    Flush,
    /// The time of a [`SaveCommand::Wake`] has come.
    Wake,
    /// The answer to [`SaveCommand::Lock`].
    Locked,
    /// The answer to [`SaveCommand::Load`].
    Loaded(Result<Record, Failure>),
    /// The answer to [`SaveCommand::Save`], with the record's id when the platform gave one.
    Saved(Result<Option<String>, Failure>),
    /// Another wizard of this browser has saved the record.
    Elsewhere,
    /// The person looks at the page again.
    Shown,
    /// The person or the host wants another try, now.
    Retry,
    /// The browser says that the network is back.
    Online,
    /// A server has said that a token was generated with these settings.
    Generated(Fingerprint),
    /// The person wants the platform's record back.
    Discard,
    /// The person wants to start over where malformed details stand.
    StartOver,
    /// The person chooses whose value a setting gets that both sides changed.
    Chosen(MergePath, Side),
    /// The person wants a value that was not chosen after all.
    Swapped(ResolvedConflict),
    /// The person does not want what was not chosen.
    ResolvedRead,
    /// The person has read what was restored, and keeps it.
    RestoredRead,
    /// The person does not want what was restored.
    RestoredDiscarded,
}

impl SaveEvent {
    /// Returns `true` if it changes what is on screen by the person's hand.
    pub(super) const fn edits(&self) -> bool {
        let is_typed = matches!(
            self,
            Self::Typed { .. } | Self::Refused(_) | Self::Pasted { .. } | Self::FilledKept(_)
        );
        let is_of_rows =
            matches!(self, Self::RowAdded(_) | Self::RowRemoved(..) | Self::MarkedNotSecret(..));
        is_typed || is_of_rows || self.replaces()
    }

    /// Returns `true` if it puts other values in the place of what is on screen.
    pub const fn replaces(&self) -> bool {
        matches!(
            self,
            Self::Discard
                | Self::StartOver
                | Self::Chosen(..)
                | Self::Swapped(_)
                | Self::RestoredDiscarded
        )
    }
}

/// Something to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum SaveCommand {
    /// Wait until this wizard is the only one of its browser that may write the key's record, and
    /// answer with [`SaveEvent::Locked`].
    Lock,
    /// Let others write the key's record.
    Unlock,
    /// Ask the platform for the record and answer with [`SaveEvent::Loaded`].
    Load,
    /// Send this and answer with [`SaveEvent::Saved`].
    Save(Save),
    /// Answer with [`SaveEvent::Wake`] at that time, in milliseconds. A later one replaces it.
    Wake {
        /// Milliseconds, as in [`Now::ms`].
        at: u64,
    },
}

/// The content of a save beside the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Save {
    /// The text for `oauthConnectorDetails`.
    pub details: String,
    /// The client id as it stands in the details.
    pub client_id: String,
    /// True if a token was generated with exactly these settings.
    pub is_token_generated: bool,
}
