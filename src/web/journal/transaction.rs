//! A transaction that may write the edits.

use std::future::Future;

use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    EventTarget, IdbDatabase, IdbKeyRange, IdbObjectStore, IdbTransaction, IdbTransactionMode,
};

use super::StorageError;
use crate::task::promise;

/// The store of the edits: the key of each is a list of the journal's key, the writer and the name.
pub(super) const STORE: &str = "edits";

/// A transaction that is open.
pub(super) struct Transaction {
    transaction: IdbTransaction,
    store: IdbObjectStore,
}

impl Transaction {
    pub(super) fn begin(database: &IdbDatabase) -> Result<Self, StorageError> {
        let transaction =
            database.transaction_with_str_and_mode(STORE, IdbTransactionMode::Readwrite)?;
        let store = transaction.object_store(STORE)?;
        Ok(Self { transaction, store })
    }

    /// All keys and texts in a range, in the order of the keys. The transaction stays open until what
    /// waits for this has run.
    pub(super) async fn read(
        &self,
        range: &IdbKeyRange,
    ) -> Result<Vec<(JsValue, JsValue)>, StorageError> {
        let texts = self.store.get_all_with_key(range)?;
        let keys = self.store.get_all_keys_with_key(range)?;
        // Requests are answered in their order: with the keys, the texts are there as well.
        let answer = end_of(&keys, "success", "error");
        JsFuture::from(answer).await.map_err(|_| self.error())?;
        let keys: Array = keys.result()?.unchecked_into();
        let texts: Array = texts.result()?.unchecked_into();
        Ok(keys.iter().zip(texts.iter()).collect())
    }

    pub(super) fn put(&self, key: &JsValue, text: &str) -> Result<(), StorageError> {
        self.store.put_with_key(&text.into(), key)?;
        Ok(())
    }

    pub(super) fn delete(&self, key: &JsValue) -> Result<(), StorageError> {
        self.store.delete(key)?;
        Ok(())
    }

    /// Commits at once, before anybody waits for the end. After an error nothing of it was written.
    #[expect(deprecated, reason = "web-sys means a method of that name from before the standard's")]
    pub(super) fn commit(self) -> impl Future<Output = Result<(), StorageError>> {
        // The browser would commit by itself, but not if the page goes away before. Older browsers
        // always do it by themselves; a transaction that has failed is over already.
        let _ = self.transaction.commit();
        let end = JsFuture::from(end_of(&self.transaction, "complete", "abort"));
        async move { end.await.map(drop).map_err(|_| self.error()) }
    }

    fn error(&self) -> StorageError {
        StorageError::of(self.transaction.error())
    }
}

/// A promise that is resolved by one event and rejected by another.
pub(super) fn end_of(target: &EventTarget, good: &str, bad: &str) -> Promise {
    let (end, resolve, reject) = promise();
    for (kind, settle) in [(good, resolve), (bad, reject)] {
        // The browser's own function, which holds nothing of ours and need not be removed. Only what is no
        // target of events refuses.
        let _ = target.add_event_listener_with_callback(kind, &settle);
    }
    end
}
