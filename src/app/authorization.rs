//! A session's way to an access token: the machine, the window, and whoever starts it.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::Function;
use wizard_model::{
    End, Event, Failure, Fingerprint, Outcome, Phase, Remedy, Secret, Teller, TokenCommand,
    TokenEvent, TokenMachine, Waiting,
};

use super::{
    Notice, Session,
    attempt::{attempt_of, text_of},
};
use crate::{
    api::relay::{self, Begun, Relay, Starter, Wish},
    text::EN,
};
use wizard_browser::{
    clock::{self, Alarm},
    memory,
    popup::Popup,
    task,
};

/// How long a person can answer the provider where nobody says otherwise, milliseconds.
const LIFETIME: u64 = 15 * 60 * 1_000;
/// How long after that an outcome may still be had, milliseconds.
const REMEMBERED: u64 = 60 * 60 * 1_000;

/// What the host page gives for it.
#[derive(Clone)]
pub struct Way {
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
    way: RefCell<Way>,
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
    pub(super) fn new(way: Way) -> Self {
        Self {
            machine: RefCell::default(),
            way: RefCell::new(way),
            popup: RefCell::default(),
            was_blocked: Cell::default(),
            alarm: RefCell::default(),
            starter: RefCell::default(),
            noted: RefCell::default(),
            forgets_when_told: Cell::default(),
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
            has_starter: !matches!(way.relay.starter(), Starter::Nobody),
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
    pub fn set_way(self: &Rc<Self>, way: Way) {
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
            self.tell(Notice::AuthRequired);
        }
    }

    /// The bearer that the person's sign-in gave is not good any more: the host is asked.
    pub fn ask_for_bearer(self: &Rc<Self>) {
        self.tell(Notice::AuthRequired);
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
        let url = memory::attempt_url(self.key()).unwrap_or_default();
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

    /// Whether the connection's field on the platform is known to be empty, so that it will tell when
    /// there is a token.
    async fn lacks_token(&self) -> bool {
        let mut found = self.has_token().await;
        if found.is_err() {
            found = self.has_token().await;
        }
        found == Ok(Some(false))
    }

    /// Looks whether the connection has a token that was generated elsewhere; says what the platform
    /// says.
    ///
    /// # Errors
    ///
    /// Why it says nothing.
    pub async fn look_for_token(self: &Rc<Self>) -> Result<Option<bool>, Failure> {
        let settings = Fingerprint::of_settings(&self.saved_details());
        let found = self.has_token().await;
        if found == Ok(Some(true)) {
            self.happen(Event::Generated(settings));
        }
        found
    }

    /// Nobody waits for an attempt any more. Whether there is a token all the same, the relay knows.
    async fn give_up(self: &Rc<Self>, relay: &Relay, number: u64, id: &str) {
        relay.cancel(id).await;
        if relay.look(id).await == Ok(Outcome::Generated) {
            self.token_happens(TokenEvent::Told(number, Outcome::Generated));
        }
    }

    /// Asks for an authorization URL, with the settings as they are saved and the client secret.
    async fn begin_token(self: &Rc<Self>, relay: &Relay, number: u64) {
        let is_relay = !relay.address().is_empty();
        // The platform itself says when there is a token; of a second one it cannot.
        let or_field = !is_relay && self.lacks_token().await;
        if !self.authorization().awaits(number) {
            return;
        }
        let details = self.saved_details();
        let (key, secret) = (self.key(), self.secret());
        // Whoever is brought back is told only what somebody can be asked.
        let return_url = self.authorization().return_url().filter(|_| is_relay || or_field);
        let begun = relay.begin(Wish { key, details: &details, secret, return_url }).await;
        let Begun { mut attempt, outcome, carries_secret } = match begun {
            Ok(begun) => begun,
            Err(failure) => {
                self.token_happens(TokenEvent::Begun(number, Err(failure)));
                // Perhaps somebody has saved other settings meanwhile.
                return self.happen(Event::Elsewhere);
            }
        };
        if attempt.expires_at == 0 {
            attempt.expires_at = clock::now().ms + LIFETIME;
        }
        match &mut attempt.teller {
            Teller::Host { or_field: tells_later } => *tells_later = or_field,
            teller @ Teller::Nobody if or_field => *teller = Teller::Field,
            _ => {}
        }
        if carries_secret {
            return self.token_happens(TokenEvent::BegunUnsafely(number, attempt));
        }
        // It was used, and nobody here needs it any more.
        if self.authorization().awaits(number) {
            self.forget_secret(Secret::Used);
        }
        if let Some(outcome) = outcome {
            let session = Rc::clone(self);
            task::spawn(async move {
                let told = relay::told(outcome).await;
                session.token_happens(match told {
                    Some(outcome) => TokenEvent::Told(number, outcome),
                    None => TokenEvent::Untold(number),
                });
            });
        }
        self.token_happens(TokenEvent::Begun(number, Ok(attempt)));
    }

    fn obey_token(self: &Rc<Self>, command: TokenCommand) {
        let authorization = self.authorization();
        let session = Rc::clone(self);
        let started = authorization.starter.borrow().clone();
        let relay = started.unwrap_or_else(|| Rc::clone(&authorization.way.borrow().relay));
        match command {
            TokenCommand::Settle => self.happen(Event::Settle),
            TokenCommand::Begin(number) => {
                let relay = Rc::clone(&authorization.way.borrow().relay);
                authorization.starter.replace(Some(Rc::clone(&relay)));
                task::spawn(async move { session.begin_token(&relay, number).await });
            }
            TokenCommand::Remember(attempt) => {
                let kept = text_of(&attempt, relay.address());
                memory::keep_attempt(self.key(), Some((&kept, &attempt.url)));
                authorization.noted.replace(Some(kept));
            }
            TokenCommand::Open(url) => {
                let mut popup = authorization.popup.borrow_mut();
                match popup.as_ref().filter(|popup| !popup.seems_closed()) {
                    Some(popup) => popup.go(&url),
                    None => *popup = None,
                }
            }
            TokenCommand::Look(number, Teller::Relay(id)) => task::spawn(async move {
                let answer = relay.look(&id).await;
                session.token_happens(TokenEvent::Looked(number, answer));
            }),
            TokenCommand::Look(number, Teller::Field) => task::spawn(async move {
                let answer = session.has_token().await.map(|has_token| match has_token {
                    Some(true) => Outcome::Generated,
                    _ => Outcome::Pending,
                });
                session.token_happens(TokenEvent::Looked(number, answer));
            }),
            TokenCommand::Abandon(number, Teller::Relay(id)) => {
                task::spawn(async move { session.give_up(&relay, number, &id).await });
            }
            // Nobody can be asked or told.
            TokenCommand::Look(..) | TokenCommand::Abandon(..) => {}
            TokenCommand::Wake { at } => {
                let wake = move || session.token_happens(TokenEvent::Wake);
                authorization.alarm.replace(Alarm::at(at, wake));
            }
            TokenCommand::Forget => {
                authorization.forgets_when_told.set(self.owes_flag());
                if !self.owes_flag() {
                    self.forget_attempt();
                }
                authorization.alarm.take();
            }
            TokenCommand::Close => {
                if let Some(popup) = authorization.popup.take() {
                    popup.close();
                }
            }
            TokenCommand::Generated(settings) => self.happen(Event::Generated(settings)),
        }
    }
}
