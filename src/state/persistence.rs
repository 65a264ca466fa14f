//! The journal of one key, and what is agreed on with the browser's other wizards.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use futures::channel::oneshot;
use wizard_core::{Entry, JournalIndex, Key, SaveMachine, Unreadable};
use wizard_web::journal::{Found, StorageError};

use crate::{Guard, Io};

/// The time that a save waits for the journal, in milliseconds: far longer than a database takes
/// that works.
const JOURNAL_WRITE_LIMIT: u64 = 500;

/// The place where edits are kept that the platform does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditStorage {
    /// In the browser, over reloads and crashes.
    Browser,
    /// On this page only, because there is no journal.
    Page(StorageError),
}

/// Keeps what a save machine has unsaved in the journal, and takes turns with other wizards.
pub(crate) struct Persistence {
    io: Rc<dyn Io>,
    key: Key,
    writer: String,
    index: RefCell<JournalIndex>,
    storage: Cell<EditStorage>,
    /// Shows others that what is in the journal under our name is still ours.
    alive_lock: RefCell<Option<Guard>>,
    write_lock: RefCell<Option<Guard>>,
    channel: RefCell<Option<Guard>>,
    /// Saves that wait for the journal.
    waiting: RefCell<Vec<oneshot::Sender<()>>>,
    /// Entries that cannot be read, and the reason.
    unreadable: RefCell<Vec<(Found, Unreadable)>>,
    /// Entries that were taken over on disk when this wizard had left already.
    set_aside: RefCell<Vec<Found>>,
    /// Entries that were taken in and could not be taken over on disk.
    not_moved: RefCell<Vec<Found>>,
    /// `true` if the other wizards know of this one.
    is_announced: Cell<bool>,
    /// `true` if others may take over what is in the journal, so that nothing is to be added to it.
    has_left: Cell<bool>,
}

impl Persistence {
    pub(crate) fn new(key: &Key, io: Rc<dyn Io>) -> Self {
        let writer = io.writer();
        Self {
            io,
            key: key.clone(),
            index: RefCell::new(JournalIndex::new(writer.clone())),
            writer,
            storage: Cell::new(EditStorage::Browser),
            alive_lock: RefCell::default(),
            write_lock: RefCell::default(),
            channel: RefCell::default(),
            waiting: RefCell::default(),
            unreadable: RefCell::default(),
            set_aside: RefCell::default(),
            not_moved: RefCell::default(),
            is_announced: Cell::default(),
            has_left: Cell::default(),
        }
    }

    pub(crate) fn storage(&self) -> EditStorage {
        self.storage.get()
    }

    /// The reason why there are entries that cannot be read, if there are any.
    pub(crate) fn unreadable(&self) -> Option<Unreadable> {
        self.unreadable.borrow().first().map(|(_, why)| *why)
    }

    /// Lets the browser's other wizards know of this one, and this one of their saves.
    pub(crate) async fn announce(&self) {
        if self.is_announced.replace(true) {
            return;
        }
        self.channel.replace(self.io.join_channel(&self.key));
        let lock = self.io.acquire_lock(&alive_lock(&self.writer)).await;
        if self.is_announced.get() {
            self.alive_lock.replace(lock);
        }
    }

    /// Takes over what wizards left in the journal that are gone; under the write lock also the saves
    /// that they have in flight.
    pub(crate) async fn restore(&self, under_lock: bool) -> Vec<Entry> {
        if self.has_left.get() && !under_lock {
            return Vec::new();
        }
        // Without Web Locks nobody knows who is there. What is taken over from a wizard that lives
        // is saved by both.
        let held = self.io.held_locks().await.unwrap_or_default();
        // One that has left takes over nothing but what its own save could be overtaken by.
        let takes_edits = !self.has_left.get();
        let is_live = move |writer: &str, name: &str| {
            let is_astray = under_lock && Entry::is_in_flight(name);
            !is_astray && (!takes_edits || held.contains(&alive_lock(writer)))
        };
        let typed_at = |name: &str, text: &str| Entry::read(name, text).ok().map(|entry| entry.at);
        let (found, end) = self.io.adopt_journal(Box::new(is_live), Box::new(typed_at)).await;
        match end {
            Err(error) => self.storage.set(EditStorage::Page(error)),
            // It may have been late.
            Ok(()) if self.io.is_journal_settled() => self.storage.set(EditStorage::Browser),
            Ok(()) => {}
        }
        // Edits wait for whoever comes next, be it this wizard.
        let (found, later): (Vec<_>, Vec<_>) = if takes_edits && self.has_left.get() {
            found.into_iter().partition(|found| Entry::is_in_flight(&found.name))
        } else {
            (found, Vec::new())
        };
        self.set_aside.borrow_mut().extend(later);
        let set_aside = if self.has_left.get() { Vec::new() } else { self.set_aside.take() };
        let mut entries = Vec::new();
        for found in set_aside.into_iter().chain(found) {
            match Entry::read(&found.name, &found.text) {
                Ok(_) if self.not_moved.borrow().contains(&found) => {}
                Ok(entry) => {
                    entries.push(entry);
                    if end.is_ok() {
                        self.index.borrow_mut().found([found.name]);
                    } else {
                        self.not_moved.borrow_mut().push(found);
                    }
                }
                Err(why) => self.note_unreadable(found, why),
            }
        }
        entries
    }

    fn note_unreadable(&self, found: Found, why: Unreadable) {
        let mut unreadable = self.unreadable.borrow_mut();
        // It is found again at each look.
        if unreadable.iter().all(|(other, _)| *other != found) {
            unreadable.push((found, why));
        }
    }

    /// Removes what cannot be read.
    pub(crate) async fn forget_unreadable(&self) {
        let found = self.unreadable.take().into_iter().map(|(found, _)| found).collect();
        self.io.forget_journal(found).await;
    }

    /// Brings the journal up to what a machine has unsaved.
    pub(crate) fn write(&self, machine: &SaveMachine) {
        let mut changes = self.index.borrow_mut().changes(machine, self.io.now().wall);
        if self.has_left.get() {
            // What the platform has got goes, and whoever comes next has to know of a save in flight;
            // what else was added would be taken over by nobody.
            changes.retain(|change| change.text.is_none() || Entry::is_in_flight(&change.name));
        }
        if !changes.is_empty() {
            self.io.write_journal(changes);
        }
    }

    /// Returns `true` if everything unsaved is in the journal.
    pub(crate) fn holds_all(&self) -> bool {
        self.storage() == EditStorage::Browser && self.io.is_journal_settled()
    }

    /// A write did not work.
    pub(crate) fn failed(&self, error: StorageError) {
        self.storage.set(EditStorage::Page(error));
        self.stop_waiting();
    }

    /// The journal holds everything.
    pub(crate) fn settled(&self) {
        self.storage.set(EditStorage::Browser);
        self.stop_waiting();
    }

    fn stop_waiting(&self) {
        for waiting in self.waiting.take() {
            // A save that nobody waits for any more has gone on already.
            let _ = waiting.send(());
        }
    }

    /// Waits until the journal holds what a save is about to carry: else a crash could bring back what
    /// is older than what the platform has got. A page that is on its way out waits for nothing.
    pub(crate) async fn before_save(self: &Rc<Self>) {
        let is_leaving = self.has_left.get() || self.io.is_page_hidden();
        if self.io.is_journal_settled() || self.storage() != EditStorage::Browser || is_leaving {
            return;
        }
        let (sender, settled) = oneshot::channel();
        self.waiting.borrow_mut().push(sender);
        let persistence = Rc::clone(self);
        let at = self.io.now().ms + JOURNAL_WRITE_LIMIT;
        let _timer = self.io.wake_at(at, Box::new(move || persistence.stop_waiting()));
        // A sender that is gone has nothing to wait for either.
        let _ = settled.await;
    }

    /// Waits until this wizard alone may write the record.
    pub(crate) async fn lock(&self) {
        let name = format!("spaces-oauth-wizard/save/{}", self.io.key_name(&self.key));
        let lock = self.io.acquire_lock(&name).await;
        self.write_lock.replace(lock);
    }

    /// Lets others write it.
    pub(crate) fn unlock(&self) {
        self.write_lock.take();
    }

    /// Tells the other wizards that the record is another one now.
    pub(crate) fn announce_save(&self) {
        let channel = self.channel.borrow();
        // One that has left has no channel of its own any more.
        let other = if channel.is_none() { self.io.join_channel(&self.key) } else { None };
        if let Some(channel) = channel.as_ref().or(other.as_ref()) {
            self.io.announce_save(channel, &self.key);
        }
    }

    /// The page or the key is left: what is not in the journal goes there now, for whoever comes next. A
    /// page that holds a lock or a channel comes back only if nobody wanted either.
    pub(crate) fn leave(&self) {
        self.io.flush_journal();
        self.stop_waiting();
        self.has_left.set(true);
        self.is_announced.set(false);
        self.channel.take();
        self.alive_lock.take();
    }

    /// The key is on screen again. What was in the journal may have been taken over meanwhile.
    pub(crate) fn come_back(&self) {
        if self.has_left.replace(false) {
            self.index.borrow_mut().doubt();
        }
    }

    /// The browser may have emptied the journal.
    pub(crate) fn lost(&self, machine: &SaveMachine) {
        self.index.borrow_mut().doubt();
        self.write(machine);
    }
}

/// The name of the lock that a writer holds as long as it is there.
fn alive_lock(writer: &str) -> String {
    format!("spaces-oauth-wizard/alive/{writer}")
}
