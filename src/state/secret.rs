//! The client secret's one place.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use reactive_graph::{
    signal::ArcRwSignal,
    traits::{Get, GetUntracked, Set, Track},
};
use wizard_core::{SecretState, redact};
use zeroize::{Zeroize, Zeroizing};

use crate::{Guard, Io, LocalBoxFuture};

/// The time that a page may be out of sight before it forgets the secret, in milliseconds.
const AWAY_LIMIT: u64 = 10 * 60 * 1_000;

/// The host's function that encrypts a client secret; none when it did not work.
pub type Encrypt = Rc<dyn Fn(&str) -> LocalBoxFuture<'static, Option<String>>>;

/// Holds the client secret in memory, and nothing here writes it anywhere.
///
/// This copy is wiped when it is replaced, as are those that a request for a token is made of. There are
/// others that nobody can wipe: the control's own text, the browser's copy of the request, and what is
/// left in memory where a text has moved as it grew.
pub struct SecretStore {
    io: Rc<dyn Io>,
    text: RefCell<Zeroizing<String>>,
    /// A secret that a panel has brought, and the person may fill in.
    offered: RefCell<Zeroizing<String>>,
    state: ArcRwSignal<SecretState>,
    /// `true` if what was typed cannot be taken, and nothing is held in its place.
    is_refused: Cell<bool>,
    /// The text in the control that nobody typed, until the person has looked at it.
    filled: RefCell<Option<Zeroizing<String>>>,
    /// The number of times that it has changed.
    version: Cell<u32>,
    away_timer: RefCell<Option<Guard>>,
    /// Until when the page may be out of sight, on the wall clock: no timer runs in a page that is
    /// frozen, nor on a machine that sleeps.
    away_until: Cell<Option<u64>>,
}

impl SecretStore {
    pub(crate) fn new(io: Rc<dyn Io>) -> Rc<Self> {
        Rc::new(Self {
            io,
            text: RefCell::default(),
            offered: RefCell::default(),
            state: ArcRwSignal::new(SecretState::None),
            is_refused: Cell::default(),
            filled: RefCell::default(),
            version: Cell::default(),
            away_timer: RefCell::default(),
            away_until: Cell::default(),
        })
    }

    /// The state of the secret, and again whenever it changes, also to another text.
    pub fn state(&self) -> SecretState {
        self.state.get()
    }

    /// The state of the secret now.
    pub fn state_untracked(&self) -> SecretState {
        self.state.get_untracked()
    }

    /// Reads the secret, without a copy of it.
    pub fn with<T>(&self, read: impl FnOnce(&str) -> T) -> T {
        read(&self.text.borrow())
    }

    /// Takes over what was typed; it changes no save state.
    pub fn set(&self, text: String) {
        let state = if text.is_empty() { SecretState::None } else { SecretState::Typed };
        self.replace(text, state);
    }

    /// What was typed cannot be taken: nothing is held, and the control keeps its text.
    pub fn refuse(&self) {
        self.replace_with(String::new(), SecretState::None, true);
    }

    /// Returns `true` if what was typed last could not be taken, and again whenever the secret changes.
    pub fn is_refused(&self) -> bool {
        self.state.track();
        self.is_refused.get()
    }

    /// A text has come into the control that nobody typed. It is no secret to work with before the person has
    /// looked at it, and hidden as one where somebody repeats it.
    pub fn fill(&self, text: String) {
        self.filled.replace(Some(Zeroizing::new(text)));
        self.state.set(self.state_untracked());
    }

    /// The person wants what was filled in.
    pub fn keep_filled(&self) {
        let filled = self.filled.take();
        if let Some(mut text) = filled {
            self.set(std::mem::take(&mut *text));
        }
    }

    /// The person does not want what was filled in, or its control is gone.
    pub fn take_out_filled(&self) {
        let filled = self.filled.take();
        if filled.is_some() {
            self.state.set(self.state_untracked());
        }
    }

    /// Returns `true` if a text is in the control that nobody typed, and again whenever the secret changes.
    pub fn is_filled(&self) -> bool {
        self.state.track();
        self.filled.borrow().is_some()
    }

    fn replace(&self, text: String, state: SecretState) {
        self.replace_with(text, state, false);
    }

    fn replace_with(&self, text: String, state: SecretState, is_refused: bool) {
        // What was there is wiped by being dropped.
        drop(self.text.replace(Zeroizing::new(text)));
        self.version.set(self.version.get().wrapping_add(1));
        self.is_refused.set(is_refused);
        self.filled.take();
        self.state.set(state);
    }

    /// Forgets the secret, and says why.
    pub fn forget(&self, why: SecretState) {
        self.offered.borrow_mut().zeroize();
        let is_empty = self.with(str::is_empty);
        let is_in_control = self.is_refused.get() || self.filled.borrow().is_some();
        if !is_empty || is_in_control || self.state_untracked() == SecretState::Encrypting {
            self.replace(String::new(), why);
        }
    }

    /// A text without the secret, whoever repeated it.
    pub fn redact(&self, text: &mut String) {
        self.with(|secret| redact(text, secret));
        if let Some(filled) = &*self.filled.borrow() {
            redact(text, filled);
        }
    }

    /// Keeps a secret that may take the place of the one that is there.
    pub fn offer(&self, secret: String) {
        drop(self.offered.replace(Zeroizing::new(secret)));
    }

    /// Fills in the secret that was offered, if it is still there; gives the version that it has then.
    pub(crate) fn take_offered(&self) -> Option<u32> {
        let mut secret = self.offered.take();
        if secret.is_empty() {
            return None;
        }
        self.set(std::mem::take(&mut *secret));
        Some(self.version.get())
    }

    /// Forgets the secret, unless it is another one by now.
    pub(crate) fn take_back(&self, version: u32) {
        if self.version.get() == version {
            self.set(String::new());
        }
    }

    /// Nobody looks at the page, or somebody does again.
    pub(crate) fn page_seen(self: &Rc<Self>, is_seen: bool) {
        let now = self.io.now().wall;
        if is_seen {
            self.away_timer.take();
            if self.away_until.take().is_some_and(|until| until <= now) {
                self.forget(SecretState::Away);
            }
        } else if self.away_until.get().is_none() {
            self.away_until.set(Some(now + AWAY_LIMIT));
            let store = Rc::downgrade(self);
            let forget = move || {
                if let Some(store) = store.upgrade() {
                    store.forget(SecretState::Away);
                }
            };
            let at = self.io.now().ms + AWAY_LIMIT;
            self.away_timer.replace(Some(self.io.wake_at(at, Box::new(forget))));
        }
    }

    /// Lets the host page encrypt the secret, as Spaces does; what was typed is forgotten at once.
    pub(crate) fn encrypt(self: &Rc<Self>, encrypt: &Encrypt) {
        let answer = self.with(|text| encrypt(text));
        self.replace(String::new(), SecretState::Encrypting);
        let version = self.version.get();
        let store = Rc::clone(self);
        self.io.spawn(Box::pin(async move {
            let encrypted = answer.await.filter(|text| !text.is_empty());
            // The person may have begun anew meanwhile, and it may have been forgotten.
            if store.version.get() == version {
                match encrypted {
                    Some(text) => store.replace(text, SecretState::Encrypted),
                    None => store.replace(String::new(), SecretState::NotEncrypted),
                }
            }
        }));
    }
}
