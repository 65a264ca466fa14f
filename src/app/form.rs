//! The form in the hands of a panel whose code is not the wizard's own.

use std::rc::Rc;

use reactive_graph::traits::WithUntracked;
use wasm_bindgen::prelude::wasm_bindgen;
use wizard_core::{ControlId, Event, Field, Row, RowId, Table, check::Part};

use super::{Session, View};

/// The parameter that scopes are sent in (RFC 6749, section 3.3).
const SCOPE: &str = "scope";

/// The form of one key, for a panel that fills it in. What it fills in is saved as if the person had
/// typed it.
#[wasm_bindgen]
pub struct Form(Rc<Session>);

/// What was filled in last.
#[derive(Default)]
pub(super) struct Filled {
    /// Where, what was there before, and what was put there.
    texts: Vec<(ControlId, String, String)>,
    row: Option<RowId>,
    /// How often the client secret had become another one by then.
    secret: Option<u32>,
}

impl Form {
    /// The form of a session.
    pub const fn of(session: Rc<Session>) -> Self {
        Self(session)
    }
}

#[wasm_bindgen]
impl Form {
    /// The client id, as it is now.
    #[wasm_bindgen(js_name = clientId)]
    pub fn client_id(&self) -> String {
        self.text(ControlId::Field(Field::ClientId))
    }

    /// The parameter `scope` of the authorization request, as it is now.
    pub fn scope(&self) -> String {
        let row = self.scope_row();
        row.map(|row| self.text(ControlId::Value(Table::Authorization, row))).unwrap_or_default()
    }

    /// Whether the host page lets a part of the form be shown.
    pub fn shows(&self, part: &str) -> bool {
        let shows = |part| self.read(|view| view.screen.rules.shows(part));
        Part::named(part).is_some_and(shows)
    }

    /// Why nothing can be filled in now: `authorizing`, `read-only`, or nothing.
    pub fn obstacle(&self) -> String {
        let obstacle = self.read(|view| match view.is_read_only() {
            _ if view.is_authorizing() => "authorizing",
            true => "read-only",
            false => "",
        });
        obstacle.to_owned()
    }

    /// A client secret that may be filled in. It is forgotten whenever the one that was typed is.
    #[wasm_bindgen(js_name = offerSecret)]
    pub fn offer_secret(&self, secret: String) {
        self.0.offer_secret(secret);
    }

    /// Fills in what is given, and leaves the rest as it is. Says whether there was a client secret to
    /// fill in, where one is wanted.
    pub fn fill(&self, client_id: Option<String>, scope: Option<String>, secret: bool) -> bool {
        self.0.filled().take();
        if let Some(text) = client_id {
            self.replace(ControlId::Field(Field::ClientId), text);
        }
        if let Some(text) = scope {
            let row = self.scope_row().unwrap_or_else(|| self.new_scope_row());
            self.replace(ControlId::Value(Table::Authorization, row), text);
        }
        let taken = secret.then(|| self.0.take_offered_secret());
        self.0.filled().borrow_mut().secret = taken.flatten();
        self.0.happen(Event::Flush);
        !secret || taken.flatten().is_some()
    }

    /// Whether something was filled in that can be taken back.
    #[wasm_bindgen(js_name = hasFilled)]
    pub fn has_filled(&self) -> bool {
        let filled = self.0.filled().borrow();
        !filled.texts.is_empty() || filled.secret.is_some()
    }

    /// Takes back what was filled in last, as far as it is still there. Says whether a client secret was
    /// among it: one that was there before was not kept.
    #[wasm_bindgen(js_name = takeBack)]
    pub fn take_back(&self) -> bool {
        let filled = self.0.filled().take();
        let mut is_whole = true;
        for (place, before, after) in filled.texts {
            if self.text(place) == after {
                self.0.happen(Event::Typed { place, text: before });
            } else {
                is_whole = false;
            }
        }
        if let Some(row) = filled.row.filter(|_| is_whole) {
            self.0.happen(Event::RowRemoved(Table::Authorization, row));
        }
        if let Some(change) = filled.secret {
            self.0.take_back_secret(change);
        }
        self.0.happen(Event::Flush);
        filled.secret.is_some()
    }
}

impl Form {
    fn read<T>(&self, read: impl FnOnce(&View) -> T) -> T {
        self.0.view().with_untracked(read)
    }

    fn text(&self, place: ControlId) -> String {
        self.read(|view| view.text(place).to_owned())
    }

    fn replace(&self, place: ControlId, text: String) {
        let before = self.text(place);
        self.0.filled().borrow_mut().texts.push((place, before, text.clone()));
        self.0.happen(Event::Typed { place, text });
    }

    fn row(&self, find: impl FnOnce(&[Row]) -> Option<RowId>) -> Option<RowId> {
        self.read(|view| find(view.rows(Table::Authorization)))
    }

    fn scope_row(&self) -> Option<RowId> {
        let is_scope = |row: &&Row| row.key == SCOPE && !row.is_fixed();
        self.row(|rows| rows.iter().find(is_scope).map(|row| row.id))
    }

    fn new_scope_row(&self) -> RowId {
        self.0.happen(Event::RowAdded(Table::Authorization));
        let newest = self.row(|rows| rows.iter().map(|row| row.id).max());
        self.0.filled().borrow_mut().row = newest;
        let row = newest.unwrap_or(RowId(0));
        let place = ControlId::Key(Table::Authorization, row);
        self.0.happen(Event::Typed { place, text: SCOPE.to_owned() });
        row
    }
}
