//! Edits that other writers left behind.

use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbKeyRange;

use super::{Journal, StorageError, transaction::Transaction};

/// An edit that another writer left behind.
#[derive(Debug, PartialEq, Eq)]
pub struct Found {
    /// The writer.
    pub writer: String,
    /// The part of the record that it is about.
    pub name: String,
    /// The text that was written.
    pub text: String,
}

impl Journal {
    /// Takes over what writers left behind that are not live any more, and returns it, in an order
    /// that is always the same.
    ///
    /// `typed_at` gives the time at which an edit of a name and a text was made, if the text is readable.
    /// Readable edits are this writer's from then on, also on disk; the others stay where they are. Of
    /// several edits of one name this writer's stays, or else the newest.
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
        let transaction = Transaction::begin(&database)?;
        let mut own = Vec::new();
        for (key, text) in transaction.read(&self.range()?).await? {
            // What is made otherwise is not from here, and stays.
            let Some(edit) = read(&key, &text) else { continue };
            if edit.writer == self.writer {
                own.push(edit.name);
            } else if !is_live(&edit.writer, &edit.name) {
                found.push(edit);
            }
        }
        for Found { writer, name, text } in &*found {
            let at = typed_at(name, text);
            if at.is_none() {
                continue;
            }
            transaction.delete(&self.key_of(writer, name))?;
            let is_newer = |other: &Found| other.name == *name && typed_at(name, &other.text) > at;
            if !(own.contains(name) || found.iter().any(is_newer)) {
                transaction.put(&self.key_of(&self.writer, name), text)?;
            }
        }
        transaction.commit().await
    }

    /// Removes what [`Journal::adopt`] has found and left where it was.
    ///
    /// # Errors
    ///
    /// The [`StorageError`]; nothing is removed then.
    pub async fn forget(&self, found: impl Iterator<Item = &Found>) -> Result<(), StorageError> {
        let transaction = Transaction::begin(&self.database.opened().await?)?;
        for Found { writer, name, .. } in found {
            transaction.delete(&self.key_of(writer, name))?;
        }
        transaction.commit().await
    }

    /// The range of the journal's key. Keys are ordered: shorter ones come first, and a list comes after
    /// every text.
    fn range(&self) -> Result<IdbKeyRange, JsValue> {
        let first = Array::of2(&self.key, &"".into());
        let last = Array::of2(&self.key, &Array::new());
        IdbKeyRange::bound(&first, &last)
    }
}

/// An edit as it is stored; `None` where it is something else. All keys in the range are lists.
fn read(key: &JsValue, text: &JsValue) -> Option<Found> {
    let parts: &Array = key.unchecked_ref();
    let (writer, name) = (parts.get(1).as_string()?, parts.get(2).as_string()?);
    Some(Found { writer, name, text: text.as_string()? })
}
