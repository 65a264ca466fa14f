//! The journal: what was typed and the platform does not have yet, kept in the browser.
//!
//! Every edit has a key (what it belongs to), a writer (one for each wizard on screen) and a name (a part
//! of the record), and is a text.

mod adopt;
mod database;
mod error;
mod transaction;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::{Array, Math};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbDatabase;
use wizard_core::Change;

pub use self::{adopt::Found, error::StorageError};
use self::{database::Database, transaction::Transaction};
use crate::task::spawn;

/// The edits of one key, written under the name of one writer.
///
/// It lives on until everything handed over has been written or has failed, whoever drops it.
pub struct Journal {
    key: JsValue,
    writer: String,
    on_failed: Box<dyn Fn(StorageError)>,
    on_settled: Box<dyn Fn()>,
    database: Database,
    /// True while the database is being opened to write what waits.
    opens: Cell<bool>,
    /// Changes that no transaction has taken yet, each name once.
    waiting: RefCell<Vec<Change>>,
    /// The transactions under way by their numbers, each with what to write again if it fails.
    running: RefCell<Vec<(u64, Vec<Change>)>>,
    /// The number of transactions that have begun.
    begun: Cell<u64>,
}

impl Journal {
    /// A journal that opens its database when it is first needed.
    ///
    /// `on_failed` is called each time that a write did not work; what was to be written waits for the
    /// next one then. `on_settled` is called when everything handed over has been written, and `on_lost`
    /// when the browser has closed the database, perhaps because it was emptied.
    pub fn new(
        key: &str,
        writer: String,
        on_failed: impl Fn(StorageError) + 'static,
        on_settled: impl Fn() + 'static,
        on_lost: impl Fn() + 'static,
    ) -> Rc<Self> {
        Rc::new(Self {
            key: key.into(),
            writer,
            on_failed: Box::new(on_failed),
            on_settled: Box::new(on_settled),
            database: Database::new(on_lost),
            opens: Cell::default(),
            waiting: RefCell::default(),
            running: RefCell::default(),
            begun: Cell::default(),
        })
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

    /// True if nothing waits and nothing is being written.
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
                    Err(error) => (journal.on_failed)(error),
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
                return (self.on_failed)(error);
            }
        };
        let end = transaction.commit();
        for (_, older) in &mut *self.running.borrow_mut() {
            for change in &changes {
                remove(older, &change.name);
            }
        }
        let number = self.begun.get();
        self.begun.set(number + 1);
        self.running.borrow_mut().push((number, changes));
        let journal = Rc::clone(self);
        spawn(async move {
            let end = end.await;
            journal.ended(number, end);
        });
    }

    fn hand_over(
        &self,
        database: &IdbDatabase,
        changes: &[Change],
    ) -> Result<Transaction, StorageError> {
        let transaction = Transaction::begin(database)?;
        for Change { name, text } in changes {
            let key = self.key_of(&self.writer, name);
            match text {
                Some(text) => transaction.put(&key, text)?,
                None => transaction.delete(&key)?,
            }
        }
        Ok(transaction)
    }

    fn ended(self: &Rc<Self>, number: u64, end: Result<(), StorageError>) {
        let changes = {
            let mut running = self.running.borrow_mut();
            let place = running.iter().position(|(running, _)| *running == number);
            place.map(|place| running.remove(place).1).unwrap_or_default()
        };
        // What came in meanwhile has not been tried yet. What has failed is not tried again for
        // its own sake: it would fail again, and again.
        let is_new = !self.waiting.borrow().is_empty();
        if let Err(error) = end {
            let newer = self.waiting.replace(changes);
            put_before(&mut self.waiting.borrow_mut(), newer);
            (self.on_failed)(error);
        }
        if is_new {
            self.proceed();
        }
        if self.is_settled() {
            (self.on_settled)();
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
