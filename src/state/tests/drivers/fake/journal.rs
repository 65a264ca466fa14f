use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

use futures::channel::oneshot;
use wizard_core::Change;
use wizard_state::{IoEvent, IsLive, LocalBoxFuture, TypedAt};
use wizard_web::journal::{Found, StorageError};

/// The way in which the browser's database works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Works,
    /// It answers nothing before it works again.
    Silent,
    Fails,
    /// It fails already while something is handed over.
    FailsAtOnce,
    /// It can be read, and nothing in it moved.
    OnlyRead,
}

/// The database, for all wizards of a browser: key, writer, name, and the text.
pub struct Store {
    entries: RefCell<BTreeMap<(String, String, String), String>>,
    mode: Cell<Mode>,
    waiting: RefCell<Vec<oneshot::Sender<()>>>,
}

impl Store {
    pub fn new() -> Rc<Self> {
        Rc::new(Self {
            entries: RefCell::default(),
            mode: Cell::new(Mode::Works),
            waiting: RefCell::default(),
        })
    }

    pub fn set_mode(&self, mode: Mode) {
        self.mode.set(mode);
        if mode != Mode::Silent {
            for waiting in self.waiting.take() {
                let _ = waiting.send(());
            }
        }
    }

    /// The names of all entries, each with its writer.
    pub fn names(&self) -> Vec<String> {
        self.entries.borrow().keys().map(|(_, writer, name)| format!("{writer} {name}")).collect()
    }

    /// Everything that is written in it, one text after the other.
    pub fn texts(&self) -> String {
        self.entries.borrow().values().cloned().collect()
    }

    pub fn put(&self, key: &str, writer: &str, name: &str, text: &str) {
        let place = (key.to_owned(), writer.to_owned(), name.to_owned());
        self.entries.borrow_mut().insert(place, text.to_owned());
    }

    /// The browser has emptied it.
    pub fn clear(&self) {
        self.entries.borrow_mut().clear();
    }

    async fn turn(&self) {
        while self.mode.get() == Mode::Silent {
            let (sender, receiver) = oneshot::channel();
            self.waiting.borrow_mut().push(sender);
            let _ = receiver.await;
        }
    }
}

/// The journal of one key, under the name of one writer.
pub struct Journal {
    pub store: Rc<Store>,
    pub key: String,
    pub writer: String,
    pub tell: Box<dyn Fn(IoEvent)>,
    pub spawn: Box<dyn Fn(LocalBoxFuture<'static, ()>)>,
    pub waiting: RefCell<Vec<Change>>,
    pub is_running: Cell<bool>,
}

impl Journal {
    pub fn write(self: &Rc<Self>, changes: Vec<Change>) {
        for change in changes {
            let mut waiting = self.waiting.borrow_mut();
            waiting.retain(|other| other.name != change.name);
            waiting.push(change);
        }
        if self.store.mode.get() == Mode::FailsAtOnce {
            return (self.tell)(IoEvent::JournalFailed(StorageError::Full));
        }
        if !self.is_running.replace(true) {
            let journal = Rc::clone(self);
            (self.spawn)(Box::pin(async move { journal.run().await }));
        }
    }

    async fn run(&self) {
        self.store.turn().await;
        self.is_running.set(false);
        if matches!(self.store.mode.get(), Mode::Fails | Mode::FailsAtOnce) {
            return (self.tell)(IoEvent::JournalFailed(StorageError::Full));
        }
        self.commit();
        (self.tell)(IoEvent::JournalSettled);
    }

    fn commit(&self) {
        for change in self.waiting.take() {
            let place = (self.key.clone(), self.writer.clone(), change.name);
            let mut entries = self.store.entries.borrow_mut();
            match change.text {
                Some(text) => entries.insert(place, text),
                None => entries.remove(&place),
            };
        }
    }

    pub fn flush(&self) {
        if matches!(self.store.mode.get(), Mode::Works | Mode::OnlyRead) {
            self.commit();
        }
    }

    pub fn is_settled(&self) -> bool {
        self.waiting.borrow().is_empty() && !self.is_running.get()
    }

    /// As the real one does it: see `wizard_web::journal::Journal::adopt`.
    pub async fn adopt(
        self: Rc<Self>,
        is_live: IsLive,
        typed_at: TypedAt,
    ) -> (Vec<Found>, Result<(), StorageError>) {
        self.store.turn().await;
        let mode = self.store.mode.get();
        if matches!(mode, Mode::Fails | Mode::FailsAtOnce) {
            return (Vec::new(), Err(StorageError::Full));
        }
        self.flush();
        let mut entries = self.store.entries.borrow_mut();
        let (mut found, mut own) = (Vec::new(), Vec::new());
        for ((key, writer, name), text) in &*entries {
            if *key != self.key {
                continue;
            }
            if *writer == self.writer {
                own.push(name.clone());
            } else if !is_live(writer, name) {
                found.push(Found {
                    writer: writer.clone(),
                    name: name.clone(),
                    text: text.clone(),
                });
            }
        }
        if mode == Mode::OnlyRead {
            return (found, Err(StorageError::Full));
        }
        for Found { writer, name, text } in &found {
            let at = typed_at(name, text);
            if at.is_none() {
                continue;
            }
            entries.remove(&(self.key.clone(), writer.clone(), name.clone()));
            let is_newer = |other: &Found| other.name == *name && typed_at(name, &other.text) > at;
            if !(own.contains(name) || found.iter().any(is_newer)) {
                let place = (self.key.clone(), self.writer.clone(), name.clone());
                entries.insert(place, text.clone());
            }
        }
        (found, Ok(()))
    }

    pub fn forget(&self, found: Vec<Found>) {
        let mut entries = self.store.entries.borrow_mut();
        for Found { writer, name, .. } in found {
            entries.remove(&(self.key.clone(), writer, name));
        }
    }
}
