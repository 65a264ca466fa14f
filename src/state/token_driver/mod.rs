//! The token machine of one key at work: the machine, the window, and whoever starts it.

mod attempt_record;
mod config;
mod execute;
mod view;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use reactive_graph::{signal::ArcTrigger, traits::Notify};
use wizard_core::{
    Failure, Fingerprint, Remedy, SaveEvent, SaveState, TokenEnd, TokenEvent, TokenMachine,
    TokenPhase, TokenStatus,
};

pub use self::{
    config::TokenConfig,
    view::{AuthorizationView, ProviderWindow},
};
use crate::{Guard, HostEvent, Io, ProviderPopup, SaveDriver, SecretStore, TokenStarter};

/// The time after its expiry for which the outcome of an attempt may still be had.
const OUTCOME_KEPT_MS: u64 = 60 * 60 * 1_000;

/// Owns the token machine of one key, as [`SaveDriver`] owns the save machine.
pub struct TokenDriver {
    io: Rc<dyn Io>,
    save: Rc<SaveDriver>,
    secret: Rc<SecretStore>,
    machine: RefCell<TokenMachine>,
    config: RefCell<TokenConfig>,
    changed: ArcTrigger,
    popup: RefCell<Option<Box<dyn ProviderPopup>>>,
    /// `true` if the browser let no window open.
    was_blocked: Cell<bool>,
    wake_timer: RefCell<Option<Guard>>,
    /// The starter of what is under way: it is asked about it also when the host says otherwise by
    /// now.
    started_by: RefCell<Option<Rc<dyn TokenStarter>>>,
    /// The attempt that the browser was asked to remember.
    remembered: RefCell<Option<String>>,
    /// The attempt is over, and the platform does not know of its token yet. Until then a reload has
    /// to come back to it.
    forgets_when_told: Cell<bool>,
    /// `true` if the platform has said that there is no token.
    saw_none: Cell<bool>,
    /// The word of `token-state` that the host was told last.
    emitted: Cell<&'static str>,
}

impl TokenDriver {
    pub(crate) fn new(
        config: TokenConfig,
        save: Rc<SaveDriver>,
        secret: Rc<SecretStore>,
        io: Rc<dyn Io>,
    ) -> Rc<Self> {
        Rc::new(Self {
            io,
            save,
            secret,
            machine: RefCell::default(),
            config: RefCell::new(config),
            changed: ArcTrigger::new(),
            popup: RefCell::default(),
            was_blocked: Cell::default(),
            wake_timer: RefCell::default(),
            started_by: RefCell::default(),
            remembered: RefCell::default(),
            forgets_when_told: Cell::default(),
            saw_none: Cell::default(),
            emitted: Cell::new(""),
        })
    }

    /// Returns `true` while a token is under way.
    pub fn is_under_way(&self) -> bool {
        *self.machine.borrow().phase() != TokenPhase::Idle
    }

    /// The word of the element's attribute `token-state` now.
    pub fn state_word(&self) -> &'static str {
        let machine = self.machine.borrow();
        let token = self.save.with_options_untracked(TokenStatus::of);
        token.word(machine.phase(), machine.end())
    }

    /// The address that the browser is to go on to after the provider; `None` if the provider has a
    /// window of its own.
    fn return_url(&self) -> Option<String> {
        let has_window = self.popup.borrow().is_some();
        self.config.borrow().return_url.clone().filter(|_| !has_window)
    }

    /// Returns `true` if it goes on only with another bearer.
    fn needs_bearer(&self) -> bool {
        let machine = self.machine.borrow();
        match (machine.phase(), machine.end()) {
            (TokenPhase::Waiting(waiting), _) => waiting.needs_bearer(),
            (_, Some(TokenEnd::NotBegun(failure))) => failure.remedy() == Remedy::SignIn,
            _ => false,
        }
    }

    /// The host starts tokens in this way from now on.
    pub(crate) fn set_config(self: &Rc<Self>, config: TokenConfig) {
        let after = Rc::clone(&config.starter);
        let before = self.config.replace(config).starter;
        self.changed.notify();
        // A page may learn only after its loading where its relay is.
        if before.relay_address() != after.relay_address() && !self.is_under_way() {
            self.resume();
        }
    }

    /// The person wants a token, or to see its window. It has to be called in their click: the browser
    /// blocks a window that opens later.
    pub fn authorize(self: &Rc<Self>) {
        if self.is_under_way() {
            return self.show_provider();
        }
        let name = format!("spaces-oauth-wizard/{}", self.io.now().ms);
        let popup = self.io.open_popup(&name);
        self.was_blocked.set(popup.is_none());
        self.popup.replace(popup);
        self.dispatch(TokenEvent::Wanted);
    }

    /// Shows the provider's window. One that is gone is let go, and there is a link in its place.
    fn show_provider(self: &Rc<Self>) {
        self.popup.borrow_mut().take_if(|popup| popup.seems_closed());
        if let Some(popup) = &*self.popup.borrow() {
            popup.show();
        }
        self.dispatch(TokenEvent::Hinted);
    }

    /// Takes in something that happened on the way to a token.
    pub fn dispatch(self: &Rc<Self>, event: TokenEvent) {
        let needed_bearer = self.needs_bearer();
        let now = self.io.now().ms;
        let commands = self.machine.borrow_mut().step(now, event);
        for command in commands {
            self.execute(command);
        }
        self.changed.notify();
        self.tell_host();
        if !needed_bearer && self.needs_bearer() {
            self.io.emit(HostEvent::AuthRequired);
        }
    }

    /// Tells the host the state of the token, if it has changed.
    pub(crate) fn tell_host(&self) {
        let state = self.state_word();
        if self.emitted.replace(state) == state {
            return;
        }
        let error = match self.machine.borrow().end() {
            Some(TokenEnd::Refused(refusal)) => Some(refusal.code.clone()),
            _ => None,
        };
        self.io.emit(HostEvent::Token { state, error });
    }

    /// The host knows the state of the token as it is now.
    pub(crate) fn host_knows(&self) {
        self.emitted.set(self.state_word());
    }

    /// The bearer that the person's sign-in gave is not good any more: the host is asked.
    pub fn ask_for_bearer(self: &Rc<Self>) {
        self.io.emit(HostEvent::AuthRequired);
        self.dispatch(TokenEvent::Hinted);
    }

    /// The person wants the client secret encrypted.
    pub fn encrypt_secret(&self) {
        let encrypt = self.config.borrow().encrypt.clone();
        if let Some(encrypt) = encrypt {
            self.secret.encrypt(&encrypt);
        }
    }

    /// The key is left. What has not begun is not begun any more: nobody would see it. The provider's
    /// answer is waited for as long as somebody may come back.
    pub(crate) fn leave(self: &Rc<Self>) {
        let waits =
            matches!(self.machine.borrow().phase(), TokenPhase::Idle | TokenPhase::Waiting(_));
        if !waits {
            self.dispatch(TokenEvent::Cancelled);
        }
    }

    /// The saving has come on to a state; a token that waits for it goes on with it.
    pub(crate) fn save_came_on(self: &Rc<Self>, state: SaveState) {
        if self.forgets_when_told.get() && !self.owes_flag() {
            self.forgets_when_told.set(false);
            self.forget_attempt();
        }
        let is_saving = matches!(self.machine.borrow().phase(), TokenPhase::Saving { .. });
        if is_saving {
            self.dispatch(TokenEvent::Saves(state));
        }
    }

    fn owes_flag(&self) -> bool {
        self.save.with_untracked(wizard_core::SaveMachine::owes_flag)
    }

    /// Goes on with what was under way when the page was loaded anew.
    pub(crate) fn resume(self: &Rc<Self>) {
        let key = self.save.key();
        let Some(text) = self.io.attempt(key) else { return };
        let starter = Rc::clone(&self.config.borrow().starter);
        let url = self.io.attempt_url(key, &text).unwrap_or_default();
        // Another relay knows nothing of it.
        let attempt = attempt_record::from_text(&text, url, starter.relay_address());
        if let Some(attempt) = attempt {
            self.remembered.replace(Some(text));
            if attempt.expires_at.saturating_add(OUTCOME_KEPT_MS) < self.io.now().ms {
                return self.forget_attempt();
            }
            self.started_by.replace(Some(starter));
            self.dispatch(TokenEvent::Resumed(attempt));
        }
    }

    /// The browser forgets the attempt, unless another tab has noted one of its own since.
    fn forget_attempt(&self) {
        let key = self.save.key();
        let remembered = self.remembered.take();
        if remembered.is_some() && remembered == self.io.attempt(key) {
            self.io.remember_attempt(key, None);
        }
    }

    /// Looks for a token that was generated elsewhere; gives what the platform says, and nothing of a
    /// token that this page has not seen come: it may be that of earlier settings.
    ///
    /// # Errors
    ///
    /// The reason why the platform says nothing.
    pub async fn check_token(self: &Rc<Self>) -> Result<Option<bool>, Failure> {
        let settings = Fingerprint::of_settings(&self.save.saved_details());
        let found = self.io.has_token(self.save.key()).await;
        match found {
            Ok(Some(true)) if !self.saw_none.take() => return Ok(None),
            Ok(Some(true)) => self.save.dispatch(SaveEvent::Generated(settings)),
            Ok(Some(false)) => self.saw_none.set(true),
            _ => {}
        }
        found
    }
}
