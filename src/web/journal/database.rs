//! The database of the edits, opened when it is first needed and again when it was closed.
//!
//! By hand and not with the crate `idb` (0.6.5): its future of a transaction ends with the event `error` of
//! a request and drops the handler of the event `abort` that the browser sends next, so a full disk throws
//! an exception into the host's page and is not told from other failures. `indexed_db_futures` (0.6.4)
//! writes nothing before somebody polls it, and a page that is being left may not get to that.

use std::{cell::RefCell, rc::Rc};

use gloo_events::EventListener;
use js_sys::{Object, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, IdbDatabase, IdbOpenDbRequest};

use super::{StorageError, transaction, transaction::end_of};
use crate::listen::listen;

const NAME: &str = "spaces-oauth-wizard";

/// Goes up when what is stored changes so that an older wizard could not read it.
const VERSION: u32 = 1;

/// A connection to the database, closed when it is dropped. What was handed over by then is still
/// written.
pub(super) struct Database {
    open: Rc<RefCell<Option<Connection>>>,
    opening: RefCell<Option<Opening>>,
    on_lost: Rc<dyn Fn()>,
}

/// An open connection; dropped, it is closed.
struct Connection {
    database: IdbDatabase,
    _listeners: [EventListener; 2],
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.close();
    }
}

/// An opening that is under way, for all who wait for it.
#[derive(Clone)]
struct Opening {
    request: IdbOpenDbRequest,
    end: Promise,
    _listener: Rc<EventListener>,
}

impl Database {
    /// A database that is not open yet. `on_lost` is called when its connection was ended from elsewhere.
    pub(super) fn new(on_lost: impl Fn() + 'static) -> Self {
        Self { open: Rc::default(), opening: RefCell::default(), on_lost: Rc::new(on_lost) }
    }

    /// The connection, if there is one now.
    pub(super) fn at_hand(&self) -> Option<IdbDatabase> {
        self.open.borrow().as_ref().map(|connection| connection.database.clone())
    }

    /// The connection, once there is one.
    pub(super) async fn opened(&self) -> Result<IdbDatabase, StorageError> {
        if let Some(database) = self.at_hand() {
            return Ok(database);
        }
        let under_way = self.opening.borrow().clone();
        let opening = match under_way {
            Some(opening) => opening,
            None => self.opening.borrow_mut().insert(begin()?).clone(),
        };
        let end = JsFuture::from(opening.end).await;
        // Several may have waited; the first one keeps the connection for all.
        let is_first = self
            .opening
            .borrow_mut()
            .take_if(|now| Object::is(&now.request, &opening.request))
            .is_some();
        if end.is_err() {
            return Err(StorageError::of(opening.request.error()?));
        }
        let database: IdbDatabase = opening.request.result()?.unchecked_into();
        if is_first {
            self.open.replace(Some(self.connection(&database)));
        }
        Ok(database)
    }

    /// Closes the connection; the next one who needs it opens a new one.
    pub(super) fn close(&self) {
        self.open.take();
    }

    fn connection(&self, database: &IdbDatabase) -> Connection {
        // With the first a newer wizard waits for it, with the second the browser has dropped it. Whoever
        // opens it the next time learns what became of it.
        let listeners = ["versionchange", "close"].map(|kind| {
            let (open, on_lost) = (Rc::downgrade(&self.open), Rc::clone(&self.on_lost));
            listen(database, kind, move |_| {
                let connection = open.upgrade().and_then(|open| open.take());
                if connection.is_some() {
                    drop(connection);
                    on_lost();
                }
            })
        });
        Connection { database: database.clone(), _listeners: listeners }
    }
}

fn begin() -> Result<Opening, StorageError> {
    let window = web_sys::window().ok_or(StorageError::Denied)?;
    // Where it is denied, some browsers have none and others throw.
    let factory = window.indexed_db().ok().flatten().ok_or(StorageError::Denied)?;
    let request = factory.open_with_u32(NAME, VERSION)?;
    let listener = Rc::new(listen(&request, "upgradeneeded", create));
    let end = end_of(&request, "success", "error");
    Ok(Opening { request, end, _listener: listener })
}

/// Makes the store in a database that is new.
fn create(event: &Event) {
    let request = event.target().map(JsCast::unchecked_into::<IdbOpenDbRequest>);
    if let Some(Ok(database)) = request.map(|request| request.result()) {
        // A new database has no store of that name, and there is no other reason to refuse.
        let _ = database.unchecked_into::<IdbDatabase>().create_object_store(transaction::STORE);
    }
}
