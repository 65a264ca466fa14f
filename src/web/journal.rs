//! What was typed and the platform does not have yet, kept in the browser.
//!
//! Every edit has a key (what it belongs to), a writer (whose it is; one for each wizard on screen)
//! and a name (which part of the record), and is a text.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::{Array, Math, Object};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbKeyRange, IdbTransaction};
use wizard_core::Change;

pub use super::database::StorageError;
use super::{
    database::{self, Database},
    task::{end_of, spawn},
};

/// An edit that another writer left behind.
#[derive(Debug, PartialEq, Eq)]
pub struct Found {
    /// Whose it was.
    pub writer: String,
    /// Which part of the record it is about.
    pub name: String,
    /// What was written.
    pub text: String,
}

/// The edits of one key, written under the name of one writer.
///
/// It lives on until everything handed over has been written or has failed, whoever drops it.
pub struct Journal {
    key: JsValue,
    writer: String,
    failed: Box<dyn Fn(StorageError)>,
    settled: Box<dyn Fn()>,
    database: Database,
    /// Whether what waits is written once the database is open.
    opens: Cell<bool>,
    /// What no transaction has taken yet, each name once.
    waiting: RefCell<Vec<Change>>,
    /// The transactions under way, each with what to write again if it fails.
    running: RefCell<Vec<(IdbTransaction, Vec<Change>)>>,
}

impl Journal {
    /// A journal that opens its database when it is first needed.
    ///
    /// `failed` hears each time that a write did not work; what was to be written waits for the
    /// next one then. `settled` hears when everything handed over has been written, and `lost` when
    /// the browser has closed the database, perhaps because it was emptied.
    pub fn new(
        key: &str,
        writer: String,
        failed: impl Fn(StorageError) + 'static,
        settled: impl Fn() + 'static,
        lost: impl Fn() + 'static,
    ) -> Rc<Self> {
        Rc::new(Self {
            key: key.into(),
            writer,
            failed: Box::new(failed),
            settled: Box::new(settled),
            database: Database::new(lost),
            opens: Cell::default(),
            waiting: RefCell::default(),
            running: RefCell::default(),
        })
    }

    /// Takes over what writers left behind that are not live any more, and returns it, in an order
    /// that is always the same.
    ///
    /// `typed_at` tells when an edit of a name and a text was made, if the text is readable. What is
    /// readable is this writer's from then on, also on disk; the rest stays where it is. Of several
    /// edits of one name this writer's stays, or else the newest.
    ///
    /// With it comes how that ended; in the case of a [`StorageError`] nothing is changed on disk.
    pub async fn adopt(
        self: &Rc<Self>,
        is_live: &dyn Fn(&str, &str) -> bool,
        typed_at: &dyn Fn(&str, &str) -> Option<u64>,
    ) -> (Vec<Found>, Result<(), StorageError>) {
        let mut found = Vec::new();
        let end = self.take_over(is_live, typed_at, &mut found).await;
        (found, end)
    }

    async fn take_over(
        self: &Rc<Self>,
        is_live: &dyn Fn(&str, &str) -> bool,
        typed_at: &dyn Fn(&str, &str) -> Option<u64>,
        found: &mut Vec<Found>,
    ) -> Result<(), StorageError> {
        let database = self.database.opened().await?;
        // What waits would otherwise remove or replace what is taken over here.
        self.flush();
        let (transaction, store) = database::begin(&database)?;
        // Keys are ordered: shorter ones come first, and an array comes after every string.
        let first = Array::of2(&self.key, &"".into());
        let last = Array::of2(&self.key, &Array::new());
        let range = IdbKeyRange::bound(&first, &last)?;
        let texts = store.get_all_with_key(&range)?;
        let keys = store.get_all_keys_with_key(&range)?;
        // Requests are answered in their order: with the keys, the texts are there as well.
        let answer = end_of(&keys, "success", "error");
        // The transaction stays open until what waits for its answer has run.
        if JsFuture::from(answer).await.is_err() {
            return Err(database::why(&transaction));
        }
        let keys: Array = keys.result()?.unchecked_into();
        let texts: Array = texts.result()?.unchecked_into();
        let mut own = Vec::new();
        for (key, text) in keys.iter().zip(texts.iter()) {
            // All in the range are.
            let parts: &Array = key.unchecked_ref();
            let (writer, name) = (parts.get(1).as_string(), parts.get(2).as_string());
            // What is made otherwise is not from here, and stays.
            let (Some(writer), Some(name), Some(text)) = (writer, name, text.as_string()) else {
                continue;
            };
            if writer == self.writer {
                own.push(name);
            } else if !is_live(&writer, &name) {
                found.push(Found { writer, name, text });
            }
        }
        for Found { writer, name, text } in &*found {
            let at = typed_at(name, text);
            if at.is_none() {
                continue;
            }
            store.delete(&self.key_of(writer, name))?;
            let is_newer = |other: &Found| other.name == *name && typed_at(name, &other.text) > at;
            if !(own.contains(name) || found.iter().any(is_newer)) {
                store.put_with_key(&text.into(), &self.key_of(&self.writer, name))?;
            }
        }
        match JsFuture::from(database::end(&transaction)).await {
            Ok(_) => Ok(()),
            Err(_) => Err(database::why(&transaction)),
        }
    }

    /// Removes what [`Journal::adopt`] has found and left where it was.
    ///
    /// # Errors
    ///
    /// The [`StorageError`]; nothing is removed then.
    pub async fn forget(&self, found: impl Iterator<Item = &Found>) -> Result<(), StorageError> {
        let (transaction, store) = database::begin(&self.database.opened().await?)?;
        for Found { writer, name, .. } in found {
            store.delete(&self.key_of(writer, name))?;
        }
        match JsFuture::from(database::end(&transaction)).await {
            Ok(_) => Ok(()),
            Err(_) => Err(database::why(&transaction)),
        }
    }

    /// Hands over changes, each in place of an earlier one of its name.
    ///
    /// They are on their way when this returns, unless the database is still to be opened or other
    /// changes are on theirs. What failed before goes along with them.
    pub fn write(self: &Rc<Self>, changes: Vec<Change>) {
        put_before(&mut self.waiting.borrow_mut(), changes);
        self.proceed();
    }

    /// Lets no change wait for another: the page may be gone in a moment.
    pub fn flush(self: &Rc<Self>) {
        match self.database.at_hand() {
            Some(database) if !self.waiting.borrow().is_empty() => self.begin(&database),
            _ => {}
        }
    }

    /// Whether nothing waits and nothing is being written.
    pub fn is_settled(&self) -> bool {
        self.waiting.borrow().is_empty() && self.running.borrow().is_empty()
    }

    /// Writes what waits, unless something is being written.
    fn proceed(self: &Rc<Self>) {
        if self.waiting.borrow().is_empty() || !self.running.borrow().is_empty() {
            return;
        }
        if let Some(database) = self.database.at_hand() {
            self.begin(&database);
        } else if !self.opens.replace(true) {
            let journal = Rc::clone(self);
            spawn(async move {
                let opened = journal.database.opened().await;
                journal.opens.set(false);
                match opened {
                    Ok(_) => journal.proceed(),
                    Err(trouble) => (journal.failed)(trouble),
                }
            });
        }
    }

    fn begin(self: &Rc<Self>, database: &IdbDatabase) {
        let changes = self.waiting.take();
        let transaction = match self.hand_over(database, &changes) {
            Ok(transaction) => transaction,
            Err(error) => {
                self.waiting.replace(changes);
                // The connection may be the reason, so the next write opens a new one.
                self.database.close();
                return (self.failed)(error.into());
            }
        };
        let end = database::end(&transaction);
        for (_, older) in &mut *self.running.borrow_mut() {
            for change in &changes {
                remove(older, &change.name);
            }
        }
        self.running.borrow_mut().push((transaction.clone(), changes));
        let journal = Rc::clone(self);
        spawn(async move {
            let is_done = JsFuture::from(end).await.is_ok();
            journal.ended(&transaction, is_done);
        });
    }

    fn hand_over(
        &self,
        database: &IdbDatabase,
        changes: &[Change],
    ) -> Result<IdbTransaction, JsValue> {
        let (transaction, store) = database::begin(database)?;
        for Change { name, text } in changes {
            let key = self.key_of(&self.writer, name);
            match text {
                Some(text) => store.put_with_key(&text.into(), &key)?,
                None => store.delete(&key)?,
            };
        }
        Ok(transaction)
    }

    fn ended(self: &Rc<Self>, transaction: &IdbTransaction, is_done: bool) {
        let changes = {
            let mut running = self.running.borrow_mut();
            let place = running.iter().position(|(running, _)| Object::is(running, transaction));
            place.map(|place| running.remove(place).1).unwrap_or_default()
        };
        // What came in meanwhile has not been tried yet. What has failed is not tried again for
        // its own sake: it would fail again, and again.
        let is_new = !self.waiting.borrow().is_empty();
        if !is_done {
            let newer = self.waiting.replace(changes);
            put_before(&mut self.waiting.borrow_mut(), newer);
            (self.failed)(database::why(transaction));
        }
        if is_new {
            self.proceed();
        }
        if self.is_settled() {
            (self.settled)();
        }
    }

    fn key_of(&self, writer: &str, name: &str) -> JsValue {
        Array::of3(&self.key, &writer.into(), &name.into()).unchecked_into()
    }
}

/// A name for a writer that no other has.
pub fn writer() -> String {
    // Pages that are not secure have no `randomUUID`. No name has to be secret, and those that
    // meet in one browser are few.
    [(); 2].map(|()| Math::random().to_bits().to_string()).join("-")
}

/// Puts newer changes in the place of older ones.
fn put_before(older: &mut Vec<Change>, newer: Vec<Change>) {
    for change in newer {
        remove(older, &change.name);
        older.push(change);
    }
}

fn remove(changes: &mut Vec<Change>, name: &str) {
    changes.retain(|change| change.name != name);
}
