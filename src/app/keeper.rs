//! What a session keeps in the browser, and what it agrees on with the browser's other wizards.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wizard_core::{Entry, JournalIndex, Key, SaveMachine, Unreadable};

use wizard_web::{
    channel::Channel,
    clock::{self, Alarm},
    journal::{self, Found, Journal, StorageError},
    lock::{self, Lock},
    memory, page,
};

/// How long a save waits for the journal, milliseconds: far longer than a database takes that
/// works.
const PATIENCE: u64 = 500;

/// Where edits are kept that the platform does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// In the browser, over reloads and crashes.
    InBrowser,
    /// On this page only: why there is no journal.
    OnPage(StorageError),
}

/// The journal of a key, and the other wizards that may write it.
pub struct Keeper {
    /// The key in one text.
    name: String,
    writer: String,
    journal: Rc<Journal>,
    ledger: RefCell<JournalIndex>,
    kept: Cell<Kept>,
    /// Shows others that what is in the journal under our name is still ours.
    alive: RefCell<Option<Lock>>,
    turn: RefCell<Option<Lock>>,
    channel: RefCell<Option<Channel>>,
    /// What waits for the journal.
    waiting: RefCell<Vec<Function>>,
    /// Entries that cannot be read, and why not.
    unreadable: RefCell<Vec<(Found, Unreadable)>>,
    /// What was taken in and is still under the name of whoever wrote it.
    not_moved: RefCell<Vec<Found>>,
    /// Whether it has let the others know of it.
    is_there: Cell<bool>,
    /// Whether others may take over what is in the journal, so that nothing is to be added to it.
    has_left: Cell<bool>,
}

impl Keeper {
    /// A keeper for a key. `failed`, `settled` and `lost` hear how the journal fares.
    pub fn new(
        key: &Key,
        failed: impl Fn(StorageError) + 'static,
        settled: impl Fn() + 'static,
        lost: impl Fn() + 'static,
    ) -> Self {
        let (name, writer) = (memory::name(key), journal::writer());
        Self {
            journal: Journal::new(&name, writer.clone(), failed, settled, lost),
            name,
            ledger: RefCell::new(JournalIndex::new(writer.clone())),
            writer,
            kept: Cell::new(Kept::InBrowser),
            alive: RefCell::default(),
            turn: RefCell::default(),
            channel: RefCell::default(),
            waiting: RefCell::default(),
            unreadable: RefCell::default(),
            not_moved: RefCell::default(),
            is_there: Cell::default(),
            has_left: Cell::default(),
        }
    }

    /// Where edits are kept now.
    pub fn kept(&self) -> Kept {
        self.kept.get()
    }

    /// Why there are entries that cannot be read, if there are any.
    pub fn unreadable(&self) -> Option<Unreadable> {
        self.unreadable.borrow().first().map(|(_, why)| *why)
    }

    /// Lets the browser's other wizards know of this one, and `heard` of their saves of the key.
    pub async fn appear(&self, heard: impl Fn() + 'static) {
        if self.is_there.replace(true) {
            return;
        }
        let name = self.name.clone();
        let channel = Channel::open(move |saved| {
            if saved == name {
                heard();
            }
        });
        self.channel.replace(channel);
        let alive = lock::acquire(&alive(&self.writer)).await;
        if self.is_there.get() {
            self.alive.replace(alive);
        }
    }

    /// Takes over what wizards left in the journal that are gone; in our turn also what they have
    /// on their way.
    pub async fn restore(&self, in_turn: bool) -> Vec<Entry> {
        if self.has_left.get() {
            return Vec::new();
        }
        // Without Web Locks nobody knows who is there. What is taken over from a wizard that lives
        // is saved by both.
        let held = lock::held_names().await.unwrap_or_default();
        let is_live = |writer: &str, name: &str| {
            !(in_turn && Entry::is_in_flight(name)) && held.contains(&alive(writer))
        };
        let typed_at = |name: &str, text: &str| Entry::read(name, text).ok().map(|entry| entry.at);
        let (found, end) = self.journal.adopt(&is_live, &typed_at).await;
        if let Err(trouble) = end {
            self.kept.set(Kept::OnPage(trouble));
        }
        if self.has_left.get() {
            // It waits for whoever comes next.
            return Vec::new();
        }
        let mut entries = Vec::new();
        for found in found {
            match Entry::read(&found.name, &found.text) {
                // It was taken in already, and could not be taken over on disk.
                Ok(_) if self.not_moved.borrow().contains(&found) => {}
                Ok(entry) => {
                    entries.push(entry);
                    if end.is_ok() {
                        self.ledger.borrow_mut().found([found.name]);
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
        // It is found again each time that we look.
        if unreadable.iter().all(|(other, _)| *other != found) {
            unreadable.push((found, why));
        }
    }

    /// Removes what cannot be read.
    pub async fn forget_unreadable(&self) {
        let found = self.unreadable.take();
        // What could not be removed is spoken of the next time.
        let _ = self.journal.forget(found.iter().map(|(found, _)| found)).await;
    }

    /// Brings the journal up to what a machine has unsaved.
    pub fn keep(&self, machine: &SaveMachine) {
        let mut changes = self.ledger.borrow_mut().changes(machine, clock::now().ms);
        if self.has_left.get() {
            // What the platform has got goes, and whoever comes next has to know of a save on its
            // way; what else was added would be taken over by nobody.
            changes.retain(|change| change.text.is_none() || Entry::is_in_flight(&change.name));
        }
        if !changes.is_empty() {
            self.journal.write(changes);
        }
    }

    /// Whether everything unsaved is in the journal.
    pub fn holds_all(&self) -> bool {
        self.kept() == Kept::InBrowser && self.journal.is_settled()
    }

    /// A write did not work.
    pub fn failed(&self, trouble: StorageError) {
        self.kept.set(Kept::OnPage(trouble));
        self.go_on();
    }

    /// The journal holds everything.
    pub fn settled(&self) {
        self.kept.set(Kept::InBrowser);
        self.go_on();
    }

    fn go_on(&self) {
        for go_on in self.waiting.take() {
            // What resolves a promise throws nothing.
            let _ = go_on.call0(&JsValue::UNDEFINED);
        }
    }

    /// Waits until the journal holds what a save is about to carry: else a crash could bring back
    /// what is older than what the platform has got. A page that is on its way out waits for
    /// nothing.
    pub async fn before_save(&self) {
        let is_leaving = self.has_left.get() || page::is_hidden();
        if self.journal.is_settled() || self.kept() != Kept::InBrowser || is_leaving {
            return;
        }
        let mut alarm = None;
        let settled = Promise::new(&mut |go_on, _| {
            let late = go_on.clone();
            self.waiting.borrow_mut().push(go_on);
            alarm = Some(Alarm::at(clock::now().ms + PATIENCE, move || {
                let _ = late.call0(&JsValue::UNDEFINED);
            }));
        });
        // It is never rejected.
        let _ = JsFuture::from(settled).await;
    }

    /// Waits until it is our turn to write the record.
    pub async fn lock(&self) {
        let turn = lock::acquire(&format!("spaces-oauth-wizard/save/{}", self.name)).await;
        self.turn.replace(turn);
    }

    /// Others may write it.
    pub fn unlock(&self) {
        self.turn.take();
    }

    /// Tells the other wizards that the record is another one now.
    pub fn tell_saved(&self) {
        if let Some(channel) = &*self.channel.borrow() {
            channel.post(&self.name);
        }
    }

    /// The page or the key is left: what is not in the journal goes there now, for whoever comes
    /// next. A page that holds a lock or a channel comes back only if nobody wanted either.
    pub fn leave(&self) {
        self.journal.flush();
        self.go_on();
        self.has_left.set(true);
        self.is_there.set(false);
        self.channel.take();
        self.alive.take();
    }

    /// The key is on screen again. What was in the journal may have been taken over meanwhile.
    pub fn come_back(&self) {
        if self.has_left.replace(false) {
            self.ledger.borrow_mut().doubt();
        }
    }

    /// The browser may have emptied the journal.
    pub fn lost(&self, machine: &SaveMachine) {
        self.ledger.borrow_mut().doubt();
        self.keep(machine);
    }
}

/// The lock that a writer holds as long as it is there.
fn alive(writer: &str) -> String {
    format!("spaces-oauth-wizard/alive/{writer}")
}
