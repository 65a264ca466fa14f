//! The boundary: everything that a wizard does outside of itself.

use std::{any::Any, rc::Rc};

pub use futures::future::LocalBoxFuture;
use wizard_client::token::{StartRequest, Started};
use wizard_core::{Change, Failure, Key, Now, Outcome, Record, Save};
use wizard_web::journal::{Found, StorageError};

use crate::HostEvent;

/// A timer, a lock or a channel, given back when it is dropped.
pub type Guard = Box<dyn Any>;

/// Says of a writer and an entry's name if that writer is still there.
pub type IsLive = Box<dyn Fn(&str, &str) -> bool>;

/// The time of an entry of a name and a text, milliseconds since 1970; none if it cannot be read.
pub type TypedAt = Box<dyn Fn(&str, &str) -> Option<u64>>;

/// Something that comes from outside without having been asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IoEvent {
    /// The journal could not write.
    JournalFailed(StorageError),
    /// The journal holds everything that was handed over.
    JournalSettled,
    /// The browser has closed the journal, and may have emptied it.
    JournalLost,
    /// Another wizard of this browser has saved the record.
    SavedElsewhere,
}

/// Clock, platform, journal, browser and host page of one wizard.
///
/// No method calls back before it returns, but [`Io::emit`]: the host's own code runs in there.
pub trait Io {
    // The clock.

    /// This moment, on both clocks.
    fn now(&self) -> Now;
    /// The wall clock as RFC 3339 writes it.
    fn timestamp(&self) -> String;
    /// Calls `wake` at a time of [`Io::now`], unless the guard is dropped before.
    fn wake_at(&self, ms: u64, wake: Box<dyn FnOnce()>) -> Guard;
    /// Runs a future to its end, whatever becomes of the view that began it.
    fn spawn(&self, future: LocalBoxFuture<'static, ()>);

    // The platform.

    /// The address of the platform's API.
    fn endpoint(&self) -> String;
    /// The record of a key.
    fn load(&self, key: &Key) -> LocalBoxFuture<'static, Result<Record, Failure>>;
    /// Writes a key's record; gives its id where the platform says it.
    fn save(
        &self,
        key: &Key,
        save: Save,
    ) -> LocalBoxFuture<'static, Result<Option<String>, Failure>>;
    /// Returns `true` if a save would leave at once and outlive its page.
    fn outlives_page(&self, key: &Key, save: &Save) -> bool;
    /// Asks whether the connection's field on the platform holds a token; `None` where it does not say.
    fn has_token(&self, key: &Key) -> LocalBoxFuture<'static, Result<Option<bool>, Failure>>;

    // The journal of the key, written under the name of one writer.

    /// The name that this wizard writes under.
    fn writer(&self) -> String;
    /// Hands changes over.
    fn write_journal(&self, changes: Vec<Change>);
    /// Lets no change wait for another: the page may be gone in a moment.
    fn flush_journal(&self);
    /// Returns `true` if everything handed over has been written.
    fn is_journal_settled(&self) -> bool;
    /// Takes over what writers left behind for whom `is_live` is false; see
    /// [`wizard_web::journal::Journal::adopt`].
    fn adopt_journal(
        &self,
        is_live: IsLive,
        typed_at: TypedAt,
    ) -> LocalBoxFuture<'static, (Vec<Found>, Result<(), StorageError>)>;
    /// Removes entries that [`Io::adopt_journal`] has found and left where they were.
    fn forget_journal(&self, entries: Vec<Found>) -> LocalBoxFuture<'static, ()>;

    // The browser's other wizards.

    /// A key in one text, which no other key has.
    fn key_name(&self, key: &Key) -> String;
    /// Waits for a lock that one page of the origin holds at a time; `None` where there are no locks.
    fn acquire_lock(&self, name: &str) -> LocalBoxFuture<'static, Option<Guard>>;
    /// The names of all locks that are held; `None` where nobody knows.
    fn held_locks(&self) -> LocalBoxFuture<'static, Option<Vec<String>>>;
    /// Listens for [`IoEvent::SavedElsewhere`] until the guard is dropped.
    fn join_channel(&self, key: &Key) -> Option<Guard>;
    /// Tells the other wizards, by a channel of [`Io::join_channel`], that a key's record is another one
    /// now.
    fn announce_save(&self, channel: &Guard, key: &Key);

    // The page.

    /// Tells `listener` what comes from outside.
    fn listen(&self, listener: Rc<dyn Fn(IoEvent)>);
    /// Returns `true` if nobody sees the page.
    fn is_page_hidden(&self) -> bool;
    /// The browser's name for itself.
    fn browser_name(&self) -> String;
    /// Opens an empty window of that name, which a browser allows only within a person's click.
    fn open_popup(&self, name: &str) -> Option<Box<dyn ProviderPopup>>;

    // What the browser remembers, as far as it does.

    /// The step that the key was left at.
    fn step(&self, key: &Key) -> Option<String>;
    /// Remembers that step.
    fn remember_step(&self, key: &Key, step: &str);
    /// The attempt to generate a token that is under way for a key.
    fn attempt(&self, key: &Key) -> Option<String>;
    /// The authorization URL of that attempt, if this tab began it.
    fn attempt_url(&self, key: &Key, attempt: &str) -> Option<String>;
    /// Remembers an attempt and its authorization URL; none forgets both.
    fn remember_attempt(&self, key: &Key, attempt: Option<(&str, &str)>);
    /// Remembers a field's final text, to be suggested.
    fn remember_suggestion(&self, field: &str, text: &str);

    // The host page.

    /// Tells the host page.
    fn emit(&self, event: HostEvent);
}

/// The window in which the provider asks the person.
pub trait ProviderPopup {
    /// Sends it to an address.
    fn go(&self, url: &str);
    /// Brings it to the front.
    fn show(&self);
    /// Closes it.
    fn close(&self);
    /// Returns `true` if its handle says that it is closed; a provider that isolates its pages takes the
    /// handle away while the window is open.
    fn seems_closed(&self) -> bool;
}

/// Starts the generation of a token, and knows how it ended.
pub trait TokenStarter {
    /// Returns `true` if anybody can start one.
    fn can_start(&self) -> bool;
    /// The relay's address; empty where there is no relay.
    fn relay_address(&self) -> &str;
    /// Asks for an authorization URL. This is the one request that carries the client secret.
    fn start<'a>(
        &'a self,
        request: StartRequest<'a>,
    ) -> LocalBoxFuture<'a, Result<Started, Failure>>;
    /// Asks what became of an attempt.
    fn poll<'a>(&'a self, id: &'a str) -> LocalBoxFuture<'a, Result<Outcome, Failure>>;
    /// Says that nobody waits for an attempt any more.
    fn cancel<'a>(&'a self, id: &'a str) -> LocalBoxFuture<'a, ()>;
}
