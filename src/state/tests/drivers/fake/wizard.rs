use std::rc::Rc;

use wizard_core::{ControlId, Field, FormOptions, Key, RowId, SaveEvent, SaveState, Table};
use wizard_state::{Encrypt, Session, TokenConfig};

use super::{browser::Browser, io::FakeIo, starter::Starter};

pub const BASE_URL: ControlId = ControlId::Field(Field::BaseUrl);
pub const COMPANY_ID: ControlId = ControlId::Field(Field::CompanyId);
pub const CLIENT_ID: ControlId = ControlId::Field(Field::ClientId);

/// A key that has nothing in common with that of another connection.
pub fn key(connection: &str) -> Key {
    Key {
        integration_pack_instance_id: "9341452451293689".to_owned(),
        env_id: "environment".to_owned(),
        process_id: "process".to_owned(),
        connection_id: connection.to_owned(),
        catalog_guid: "guid".to_owned(),
    }
}

/// A key in one text.
pub fn name_of(key: &Key) -> String {
    key.members().map(|(_, id)| id).join("/")
}

/// A session and its boundary.
pub struct Wizard {
    pub io: Rc<FakeIo>,
    pub session: Rc<Session>,
    browser: Rc<Browser>,
}

impl Wizard {
    pub fn new(browser: &Rc<Browser>, name: &str, key: &Key, starter: &Rc<Starter>) -> Self {
        Self::with_io(browser, FakeIo::new(browser, name, key), key, Self::config(starter))
    }

    /// A wizard whose host gives that config.
    pub fn with_io(browser: &Rc<Browser>, io: Rc<FakeIo>, key: &Key, config: TokenConfig) -> Self {
        let session =
            Session::new(key.clone(), FormOptions::default(), config, Rc::clone(&io) as _);
        Self { io, session, browser: Rc::clone(browser) }
    }

    pub fn config(starter: &Rc<Starter>) -> TokenConfig {
        TokenConfig {
            starter: Rc::clone(starter) as _,
            redirect_uri: Ok("https://platform.example/callback".to_owned()),
            return_url: None,
            encrypt: None,
        }
    }

    /// The host encrypts secrets in this way.
    pub fn encrypts(&self, starter: &Rc<Starter>, encrypt: Encrypt) {
        let encrypt = Some(encrypt);
        self.session.set_token_config(TokenConfig { encrypt, ..Self::config(starter) });
    }

    /// The person types, and nothing else has happened yet.
    pub fn types(&self, control: ControlId, text: &str) {
        self.session.dispatch(SaveEvent::Typed { control, text: text.to_owned() });
    }

    pub fn text(&self, control: ControlId) -> String {
        self.session.save().text(control)
    }

    pub fn state(&self) -> SaveState {
        self.session.save().state()
    }

    /// Types into an empty row at the end of a table.
    pub fn adds_row(&self, table: Table, key: &str, value: &str) -> RowId {
        self.session.dispatch(SaveEvent::RowAdded(table));
        let row = *self.rows(table).last().expect("it was just added");
        self.types(ControlId::Key(table, row), key);
        self.types(ControlId::Value(table, row), value);
        row
    }

    pub fn rows(&self, table: Table) -> Vec<RowId> {
        self.session
            .save()
            .with_untracked(|machine| machine.rows(table).all().iter().map(|row| row.id).collect())
    }

    /// Types what a connector needs, and all of it is saved.
    pub fn fills_in(&self) {
        self.types(BASE_URL, "https://api.example/");
        self.types(CLIENT_ID, "A");
        self.session.dispatch(SaveEvent::Flush);
        self.browser.settle();
        assert_eq!(self.state(), SaveState::Saved);
    }

    /// Nobody holds it any more but what it has under way.
    pub fn forget(self) {
        drop(self.session);
        self.browser.settle();
    }

    /// Its page is gone from one moment to the next.
    pub fn crash(self) {
        self.io.crash();
        drop(self.session);
        self.browser.settle();
    }
}
