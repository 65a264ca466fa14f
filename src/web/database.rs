//! The database of the edits, opened when it is first needed and again when it was closed.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Event, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbTransaction, IdbTransactionMode,
};

use super::task::{end_of, listen, unlisten};

const NAME: &str = "spaces-oauth-wizard";

/// Goes up when what is stored changes so that an older wizard could not read it.
const VERSION: u32 = 1;

const STORE: &str = "edits";

/// What ends a connection from elsewhere.
const ENDS: [&str; 2] = ["versionchange", "close"];

/// Why the browser did not keep something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// It has no database for this page: the person or the page's frame denies it.
    Denied,
    /// There is no room left.
    Full,
    /// A newer wizard has been here and changed the database.
    OtherVersion,
    /// Anything else; a disk that fails, for example.
    Broken,
}

impl From<JsValue> for StorageError {
    fn from(error: JsValue) -> Self {
        let name = Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
        match name.unwrap_or_default().as_str() {
            "SecurityError" | "InvalidStateError" => Self::Denied,
            "QuotaExceededError" => Self::Full,
            "VersionError" => Self::OtherVersion,
            _ => Self::Broken,
        }
    }
}

/// A connection to the database, closed when it is dropped. What was handed over by then is still
/// written.
pub(super) struct Database {
    open: Rc<RefCell<Option<IdbDatabase>>>,
    /// The opening that is under way, and the promise of its end.
    opening: RefCell<Option<(IdbOpenDbRequest, Promise)>>,
    listener: Closure<dyn FnMut(Event)>,
}

impl Database {
    /// `lost` hears when the connection was ended from elsewhere.
    pub(super) fn new(lost: impl Fn() + 'static) -> Self {
        let open = Rc::new(RefCell::<Option<IdbDatabase>>::default());
        let database = Rc::clone(&open);
        let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            if event.type_() == "upgradeneeded" {
                create(&event);
            } else if let Some(database) = database.take() {
                // A newer wizard waits for it, or the browser has dropped it. Whoever opens it the
                // next time is told what became of it.
                database.close();
                lost();
            }
        });
        Self { open, opening: RefCell::default(), listener }
    }

    /// The connection, if there is one now.
    pub(super) fn at_hand(&self) -> Option<IdbDatabase> {
        self.open.borrow().clone()
    }

    /// The connection, once there is one.
    pub(super) async fn opened(&self) -> Result<IdbDatabase, StorageError> {
        if let Some(database) = self.at_hand() {
            return Ok(database);
        }
        let under_way = self.opening.borrow().clone();
        let (request, end) = match under_way {
            Some(opening) => opening,
            None => self.opening.borrow_mut().insert(self.begin()?).clone(),
        };
        let end = JsFuture::from(end).await;
        // Several may have waited; the first one keeps the connection for all.
        let is_first =
            self.opening.borrow().as_ref().is_some_and(|(now, _)| Object::is(now, &request));
        if is_first {
            self.opening.take();
        }
        if end.is_err() {
            return Err(JsValue::from(request.error()?).into());
        }
        let database: IdbDatabase = request.result()?.unchecked_into();
        if is_first {
            for end in ENDS {
                listen(&database, end, self.listener());
            }
            self.open.replace(Some(database.clone()));
        }
        Ok(database)
    }

    fn begin(&self) -> Result<(IdbOpenDbRequest, Promise), StorageError> {
        let window = web_sys::window().ok_or(StorageError::Denied)?;
        // Where it is denied, some browsers have none and others throw.
        let factory = window.indexed_db().ok().flatten().ok_or(StorageError::Denied)?;
        let request = factory.open_with_u32(NAME, VERSION)?;
        listen(&request, "upgradeneeded", self.listener());
        let end = end_of(&request, "success", "error");
        Ok((request, end))
    }

    /// Closes the connection; the next one who needs it opens a new one.
    pub(super) fn close(&self) {
        if let Some(database) = self.open.take() {
            for end in ENDS {
                unlisten(&database, end, self.listener());
            }
            database.close();
        }
    }

    fn listener(&self) -> &Function {
        self.listener.as_ref().unchecked_ref()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.close();
    }
}

/// Makes the store in a database that is new.
fn create(event: &Event) {
    let request = event.target().map(JsCast::unchecked_into::<IdbOpenDbRequest>);
    if let Some(Ok(database)) = request.map(|request| request.result()) {
        // A new database has no store of that name, and there is no other reason to refuse.
        let _ = database.unchecked_into::<IdbDatabase>().create_object_store(STORE);
    }
}

/// Begins a transaction that may write.
pub(super) fn begin(database: &IdbDatabase) -> Result<(IdbTransaction, IdbObjectStore), JsValue> {
    let transaction =
        database.transaction_with_str_and_mode(STORE, IdbTransactionMode::Readwrite)?;
    let store = transaction.object_store(STORE)?;
    Ok((transaction, store))
}

/// Ends a transaction: a promise that is rejected when nothing of it was written.
#[expect(deprecated, reason = "web-sys means a method of that name from before the standard's")]
pub(super) fn end(transaction: &IdbTransaction) -> Promise {
    // The browser would commit by itself, but not if the page goes away before. Older browsers
    // always do it by themselves; a transaction that has failed is over already.
    let _ = transaction.commit();
    end_of(transaction, "complete", "abort")
}

/// Why a transaction wrote nothing.
pub(super) fn why(transaction: &IdbTransaction) -> StorageError {
    JsValue::from(transaction.error()).into()
}
