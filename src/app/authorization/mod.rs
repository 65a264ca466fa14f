//! A session's way to an access token: the machine, the window, and whoever starts it.

mod commands;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::Function;
use wizard_core::{
    End, Event, Failure, Fingerprint, Phase, Remedy, TokenEvent, TokenMachine, Waiting,
};

use super::{HostEvent, Session, attempt::attempt_of};
use crate::{
    client::relay::{Relay, TokenStarter},
    text::EN,
};
use wizard_web::{
    clock::{self, Alarm},
    memory,
    popup::Popup,
};

/// How long after that an outcome may still be had, milliseconds.
const REMEMBERED: u64 = 60 * 60 * 1_000;

/// What the host page gives for it.
#[derive(Clone)]
pub struct TokenConfig {
    /// Who starts it.
    pub relay: Rc<Relay>,
    /// The redirect URI that has to be registered with the provider, or the attribute that is missing
    /// for it.
    pub redirect_uri: Result<String, &'static str>,
    /// Where people are brought back to who answer the provider in the page's own tab, if they are.
    pub return_url: Option<String>,
    /// The host's function that encrypts the client secret, if it has one.
    pub encrypt: Option<Function>,
}

/// The way to a token of one session.
pub struct Authorization {
    machine: RefCell<TokenMachine>,
    way: RefCell<TokenConfig>,
    popup: RefCell<Option<Popup>>,
    /// Whether the browser let none open.
    was_blocked: Cell<bool>,
    alarm: RefCell<Option<Alarm>>,
    /// Who started what is under way: it is asked about it also when the host says otherwise by now.
    starter: RefCell<Option<Rc<Relay>>>,
    /// What the browser was asked to remember of it.
    noted: RefCell<Option<String>>,
    /// The attempt is over, and the platform does not know of its token yet. Until then a reload
    /// has to come back to it.
    forgets_when_told: Cell<bool>,
    /// Whether the platform has said that there is no token.
    saw_none: Cell<bool>,
}

/// What a person can see of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authorizing {
    /// How far it has come.
    pub phase: Phase,
    /// How it ended the last time.
    pub end: Option<End>,
    /// Whether this page can start it.
    pub has_starter: bool,
    /// The provider's window, as far as this page knows.
    pub window: ProviderWindow,
    /// Whether the provider may be showing an error of which nobody else hears.
    pub is_in_doubt: bool,
    /// The redirect URI to register, or the attribute that is missing for it.
    pub redirect_uri: Result<String, &'static str>,
}

/// The provider's window, as far as a page can know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProviderWindow {
    /// It can be shown.
    Shown,
    /// It was closed, or the provider has isolated it, or it is one of a page before this one.
    Gone,
    /// The browser has let none open.
    Blocked,
}

impl Authorization {
    pub(super) fn new(way: TokenConfig) -> Self {
        Self {
            machine: RefCell::default(),
            way: RefCell::new(way),
            popup: RefCell::default(),
            was_blocked: Cell::default(),
            alarm: RefCell::default(),
            starter: RefCell::default(),
            noted: RefCell::default(),
            forgets_when_told: Cell::default(),
            saw_none: Cell::default(),
        }
    }

    /// Whether the beginning of the attempt of that number is still waited for.
    fn awaits(&self, number: u64) -> bool {
        self.machine.borrow().awaits(number)
    }

    /// Whether a token is under way.
    pub fn is_under_way(&self) -> bool {
        *self.machine.borrow().phase() != Phase::Idle
    }

    /// Whether the host page encrypts the client secret.
    pub fn encrypts(&self) -> bool {
        self.way.borrow().encrypt.is_some()
    }

    /// Whether it goes on only with another bearer.
    fn needs_bearer(&self) -> bool {
        let machine = self.machine.borrow();
        match (machine.phase(), machine.end()) {
            (Phase::Waiting(waiting), _) => waiting.needs_bearer(),
            (_, Some(End::NotBegun(failure))) => failure.remedy() == Remedy::SignIn,
            _ => false,
        }
    }

    /// Where the browser is to go on to after the provider; nowhere if that has a window of its own.
    fn return_url(&self) -> Option<String> {
        let has_window = self.popup.borrow().is_some();
        self.way.borrow().return_url.clone().filter(|_| !has_window)
    }

    /// What can be seen of it now.
    pub fn seen(&self) -> Authorizing {
        let (machine, way, popup) = (self.machine.borrow(), self.way.borrow(), self.popup.borrow());
        let now = clock::now().ms;
        let waiting = match machine.phase() {
            Phase::Waiting(waiting) => Some(waiting),
            _ => None,
        };
        let was_looked_at = waiting.map_or(0, Waiting::answers) > 0;
        Authorizing {
            phase: machine.phase().clone(),
            end: machine.end().cloned(),
            has_starter: !matches!(way.relay.starter(), TokenStarter::Nobody),
            window: match &*popup {
                // A window that seems closed changes words only, and after a look at the server.
                Some(popup) if !(was_looked_at && popup.seems_closed()) => ProviderWindow::Shown,
                None if self.was_blocked.get() => ProviderWindow::Blocked,
                _ => ProviderWindow::Gone,
            },
            is_in_doubt: waiting.is_some_and(|waiting| waiting.is_in_doubt(now)),
            redirect_uri: way.redirect_uri.clone(),
        }
    }
}

impl Session {
    /// The host starts tokens in this way from now on.
    pub fn set_way(self: &Rc<Self>, way: TokenConfig) {
        let after = Rc::clone(&way.relay);
        let before = self.authorization().way.replace(way).relay;
        self.refresh();
        // A page may learn only after its loading where its relay is.
        if before.address() != after.address() && !self.authorization().is_under_way() {
            self.resume_token();
        }
    }

    /// The person wants a token. It has to be called in their click: the browser blocks a window
    /// that opens later.
    pub fn authorize(self: &Rc<Self>) {
        let authorization = self.authorization();
        if authorization.is_under_way() {
            return self.show_provider();
        }
        let name = format!("spaces-oauth-wizard/{}", clock::now().ms);
        let opened = Popup::open(&name, EN.opening, EN.opening_text);
        authorization.was_blocked.set(opened.is_none());
        authorization.popup.replace(opened);
        self.token_happens(TokenEvent::Wanted);
    }

    /// Shows the provider's window. One that is gone is let go, and there is a link in its place.
    fn show_provider(self: &Rc<Self>) {
        let popup = &self.authorization().popup;
        popup.borrow_mut().take_if(|popup| popup.seems_closed());
        if let Some(popup) = &*popup.borrow() {
            popup.show();
        }
        self.token_happens(TokenEvent::Hinted);
    }

    /// Takes in something that happened on the way to a token.
    pub fn token_happens(self: &Rc<Self>, event: TokenEvent) {
        let authorization = self.authorization();
        let needed_bearer = authorization.needs_bearer();
        let now = clock::now().ms;
        let commands = authorization.machine.borrow_mut().step(now, event);
        for command in commands {
            self.obey_token(command);
        }
        self.refresh();
        if !needed_bearer && authorization.needs_bearer() {
            self.tell(HostEvent::AuthRequired);
        }
    }

    /// The bearer that the person's sign-in gave is not good any more: the host is asked.
    pub fn ask_for_bearer(self: &Rc<Self>) {
        self.tell(HostEvent::AuthRequired);
        self.token_happens(TokenEvent::Hinted);
    }

    /// The person wants the client secret encrypted.
    pub fn encrypt(self: &Rc<Self>) {
        let encrypt = self.authorization().way.borrow().encrypt.clone();
        if let Some(encrypt) = encrypt {
            self.encrypt_secret(&encrypt);
        }
    }

    /// The key is left. What has not begun is not begun any more: nobody would see it. The provider's
    /// answer is waited for as long as somebody may come back.
    pub(super) fn leave_token(self: &Rc<Self>) {
        let waits = matches!(
            self.authorization().machine.borrow().phase(),
            Phase::Idle | Phase::Waiting(_)
        );
        if !waits {
            self.token_happens(TokenEvent::Cancelled);
        }
    }

    /// The saving has come on; a token that waits for it goes on with it.
    pub(super) fn settings_saved(self: &Rc<Self>) {
        let authorization = self.authorization();
        if authorization.forgets_when_told.get() && !self.owes_flag() {
            authorization.forgets_when_told.set(false);
            self.forget_attempt();
        }
        let is_saving = matches!(authorization.machine.borrow().phase(), Phase::Saving { .. });
        if is_saving {
            self.token_happens(TokenEvent::Saves(self.state()));
        }
    }

    /// Goes on with what was under way when the page was loaded anew.
    pub(super) fn resume_token(self: &Rc<Self>) {
        let authorization = self.authorization();
        let Some(kept) = memory::attempt(self.key()) else { return };
        let relay = Rc::clone(&authorization.way.borrow().relay);
        let url = memory::attempt_url(self.key(), &kept).unwrap_or_default();
        // Another relay knows nothing of it.
        if let Some(attempt) = attempt_of(&kept, url, relay.address()) {
            authorization.noted.replace(Some(kept));
            if attempt.expires_at.saturating_add(REMEMBERED) < clock::now().ms {
                return self.forget_attempt();
            }
            authorization.starter.replace(Some(relay));
            self.token_happens(TokenEvent::Resumed(attempt));
        }
    }

    /// The browser forgets the attempt, unless another tab has noted one of its own since.
    fn forget_attempt(&self) {
        let noted = self.authorization().noted.take();
        if noted.is_some() && noted == memory::attempt(self.key()) {
            memory::keep_attempt(self.key(), None);
        }
    }

    /// Looks whether the connection has a token that was generated elsewhere; says what the platform
    /// says, and nothing of a token that this page has not seen come: it may be that of earlier settings.
    ///
    /// # Errors
    ///
    /// Why it says nothing.
    pub async fn look_for_token(self: &Rc<Self>) -> Result<Option<bool>, Failure> {
        let settings = Fingerprint::of_settings(&self.saved_details());
        let found = self.has_token().await;
        let saw_none = &self.authorization().saw_none;
        match found {
            Ok(Some(true)) if !saw_none.take() => return Ok(None),
            Ok(Some(true)) => self.happen(Event::Generated(settings)),
            Ok(Some(false)) => saw_none.set(true),
            _ => {}
        }
        found
    }
}
