//! The client secret's one place.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wizard_core::{Event, Secret, redact};

use super::Session;
use wizard_web::{
    clock::{self, Alarm},
    task,
};

/// How long a page may be out of sight before it forgets the secret, milliseconds.
const PATIENCE: u64 = 10 * 60 * 1_000;

/// The client secret, in memory and nowhere else. No other part of the program holds it, and nothing
/// here writes it anywhere.
#[derive(Default)]
pub(super) struct SecretCell {
    text: RefCell<String>,
    /// One that a panel has brought, and the person may fill in.
    offered: RefCell<String>,
    state: Cell<Secret>,
    /// How often it became another one.
    changes: Cell<u32>,
    alarm: RefCell<Option<Alarm>>,
    /// Until when the page may be out of sight, on the wall clock: no timer runs in a page that is
    /// frozen, nor on a machine that sleeps.
    until: Cell<Option<u64>>,
}

impl SecretCell {
    pub(super) const fn state(&self) -> Secret {
        self.state.get()
    }

    fn set(&self, text: String, state: Secret) {
        wipe(self.text.replace(text));
        self.state.set(state);
        self.changes.set(self.changes.get().wrapping_add(1));
    }

    /// A text without the secret, whoever repeated it.
    pub(super) fn redact(&self, text: &mut String) {
        redact(text, &self.text.borrow());
    }
}

/// What is freed stays in the memory until something else is written there.
fn wipe(secret: String) {
    let mut bytes = secret.into_bytes();
    bytes.fill(0);
    std::hint::black_box(&bytes);
}

impl Session {
    /// A client secret that may take the place of the one that is there.
    pub(super) fn offer_secret(&self, secret: String) {
        wipe(self.secret_cell().offered.replace(secret));
    }

    /// Takes the secret that was offered, if it is still there; gives how often it has changed by then.
    pub(super) fn take_offered_secret(&self) -> Option<u32> {
        let secret = self.secret_cell().offered.take();
        if secret.is_empty() {
            return None;
        }
        self.set_secret(secret);
        Some(self.secret_cell().changes.get())
    }

    /// Forgets the secret, unless it is another one by now.
    pub(super) fn take_back_secret(&self, change: u32) {
        if self.secret_cell().changes.get() == change {
            self.set_secret(String::new());
        }
    }

    /// The client secret, from the control's own hand; it changes no save state.
    pub fn set_secret(&self, text: String) {
        let state = if text.is_empty() { Secret::None } else { Secret::Typed };
        self.secret_cell().set(text, state);
        self.refresh();
    }

    /// Forgets the client secret, and why.
    pub fn forget_secret(&self, why: Secret) {
        self.offer_secret(String::new());
        if !self.secret().is_empty() || self.secret_cell().state() == Secret::Encrypting {
            self.secret_cell().set(String::new(), why);
            self.refresh();
        }
    }

    /// Forgets the rows that look like secrets, which nobody has said they are not.
    pub fn forget_quarantined(self: &Rc<Self>) {
        for (table, row) in self.quarantined() {
            self.happen(Event::RowRemoved(table, row));
        }
    }

    /// The client secret, for its control to show again after a change of step, and for the one
    /// request that carries it.
    pub fn secret(&self) -> String {
        self.secret_cell().text.borrow().clone()
    }

    /// Nobody looks at the page, or somebody does again.
    pub fn secret_seen(self: &Rc<Self>, is_seen: bool) {
        let session = Rc::downgrade(self);
        let away = move || {
            if let Some(session) = session.upgrade() {
                session.forget_secret(Secret::Away);
            }
        };
        let cell = self.secret_cell();
        let now = clock::wall();
        if is_seen {
            cell.alarm.take();
            if cell.until.take().is_some_and(|until| until <= now) {
                self.forget_secret(Secret::Away);
            }
        } else if cell.until.get().is_none() {
            cell.until.set(Some(now + PATIENCE));
            cell.alarm.replace(Some(Alarm::at(clock::now().ms + PATIENCE, away)));
        }
    }

    /// Lets the host page encrypt the secret, as Spaces does; what was typed is forgotten at once.
    pub fn encrypt_secret(self: &Rc<Self>, encrypt: &Function) {
        let text = self.secret();
        self.secret_cell().set(String::new(), Secret::Encrypting);
        let change = self.secret_cell().changes.get();
        self.refresh();
        let answer = encrypt.call1(&JsValue::UNDEFINED, &text.into());
        let session = Rc::clone(self);
        task::spawn(async move {
            let encrypted = match answer {
                Ok(answer) => JsFuture::from(Promise::resolve(&answer)).await.ok(),
                Err(_) => None,
            };
            let encrypted = encrypted.and_then(|encrypted| encrypted.as_string());
            let cell = session.secret_cell();
            // The person may have begun anew meanwhile, and it may have been forgotten.
            if cell.changes.get() == change {
                match encrypted.filter(|text| !text.is_empty()) {
                    Some(text) => cell.set(text, Secret::Encrypted),
                    None => cell.set(String::new(), Secret::NotEncrypted),
                }
                session.refresh();
            }
        });
    }
}
