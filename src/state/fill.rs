//! A form that a panel fills in, and takes back.

use std::{cell::RefCell, rc::Rc};

use wizard_core::{ControlId, Field, Row, RowId, SaveEvent, Table};

use crate::{SaveDriver, SecretStore};

/// The parameter that scopes are sent in (RFC 6749, section 3.3).
const SCOPE: &str = "scope";

/// Fills in the form for a panel. It is saved as if the person had typed it.
pub struct FormFill {
    save: Rc<SaveDriver>,
    secret: Rc<SecretStore>,
    filled: RefCell<Filled>,
}

/// The texts and the secret that were filled in last, so that they can be taken back.
#[derive(Default)]
struct Filled {
    /// The control, its text before, and the text that was put there.
    texts: Vec<(ControlId, String, String)>,
    /// The row that was added for a text.
    row: Option<RowId>,
    /// The version that the client secret had then.
    secret: Option<u32>,
}

impl FormFill {
    pub(crate) fn new(save: Rc<SaveDriver>, secret: Rc<SecretStore>) -> Self {
        Self { save, secret, filled: RefCell::default() }
    }

    /// Fills in what is given, and leaves the rest as it is. Returns `false` if a client secret was wanted
    /// and none is there to fill in.
    pub fn fill(&self, client_id: Option<String>, scope: Option<String>, secret: bool) -> bool {
        self.filled.take();
        if let Some(text) = client_id {
            self.fill_in(ControlId::Field(Field::ClientId), text);
        }
        if let Some(text) = scope {
            let row = self.scope_row().unwrap_or_else(|| self.new_scope_row());
            self.fill_in(ControlId::Value(Table::Authorization, row), text);
        }
        let taken = if secret { self.secret.take_offered() } else { None };
        self.filled.borrow_mut().secret = taken;
        self.save.dispatch(SaveEvent::Flush);
        !secret || taken.is_some()
    }

    /// Returns `true` if something was filled in that can be taken back.
    pub fn has_filled(&self) -> bool {
        let filled = self.filled.borrow();
        !filled.texts.is_empty() || filled.secret.is_some()
    }

    /// Takes back what was filled in last, as far as it is still there. Returns `true` if a client secret
    /// was among it: one that was there before was not kept.
    pub fn take_back(&self) -> bool {
        let filled = self.filled.take();
        for (control, before, after) in filled.texts {
            match control {
                _ if self.save.text(control) != after => {}
                ControlId::Value(table, row) if filled.row == Some(row) => {
                    // It came with the text. Under another key it is the person's own.
                    if self.save.text(ControlId::Key(table, row)) == SCOPE {
                        self.save.dispatch(SaveEvent::RowRemoved(table, row));
                    }
                }
                _ => self.save.dispatch(SaveEvent::Typed { control, text: before }),
            }
        }
        if let Some(version) = filled.secret {
            self.secret.take_back(version);
        }
        self.save.dispatch(SaveEvent::Flush);
        filled.secret.is_some()
    }

    /// The parameter `scope` of the authorization request, as it is now.
    pub fn scope(&self) -> String {
        let text = |row| self.save.text(ControlId::Value(Table::Authorization, row));
        self.scope_row().map(text).unwrap_or_default()
    }

    fn fill_in(&self, control: ControlId, text: String) {
        let before = self.save.text(control);
        self.filled.borrow_mut().texts.push((control, before, text.clone()));
        self.save.dispatch(SaveEvent::Typed { control, text });
    }

    fn scope_row(&self) -> Option<RowId> {
        let is_scope = |row: &&Row| row.key == SCOPE && !row.is_fixed();
        self.save.with_untracked(|machine| {
            machine.rows(Table::Authorization).all().iter().find(is_scope).map(|row| row.id)
        })
    }

    fn new_scope_row(&self) -> RowId {
        self.save.dispatch(SaveEvent::RowAdded(Table::Authorization));
        let newest = self.save.with_untracked(|machine| {
            machine.rows(Table::Authorization).all().iter().map(|row| row.id).max()
        });
        self.filled.borrow_mut().row = newest;
        let row = newest.unwrap_or(RowId(0));
        let control = ControlId::Key(Table::Authorization, row);
        self.save.dispatch(SaveEvent::Typed { control, text: SCOPE.to_owned() });
        row
    }
}
