//! The sessions of an element: the one on screen, and those that left it with something unsent.

use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wizard_client::{
    spaces::Spaces,
    token::{Starter, TokenClient},
};
use wizard_core::{Failure, FormOptions, Key, Remedy, SaveEvent, SaveMachine, TokenEvent};
use wizard_state::{
    Encrypt, HostEvent, LocalBoxFuture, Session, TokenConfig,
    browser::{BrowserIo, PopupText},
};

use super::{super::events, ActiveSession, Inner};
use crate::i18n::EN;

impl Inner {
    /// The session of a key: the one that still has something to send, so that no two save the same record
    /// side by side, or a new one.
    pub(super) fn session_for(
        self: &Rc<Self>,
        endpoint: String,
        key: &Key,
        options: FormOptions,
        config: TokenConfig,
    ) -> ActiveSession {
        let is_it =
            |active: &ActiveSession| active.endpoint == endpoint && active.session.key() == key;
        let place = self.leaving.borrow().iter().position(is_it);
        if let Some(place) = place {
            // What follows may tell the host, which may look at those that are leaving.
            let active = self.leaving.borrow_mut().swap_remove(place);
            active.session.set_options(options);
            active.session.set_token_config(config);
            return active;
        }
        let number = self.last_number.get().wrapping_add(1);
        self.last_number.set(number);
        let spaces = Spaces::new(endpoint.clone(), Rc::clone(&self.bearer));
        let popup_text = PopupText { title: EN.opening, text: EN.opening_text };
        let emit = {
            let (inner, key) = (Rc::downgrade(self), key.clone());
            move |event: HostEvent| {
                if let Some(inner) = inner.upgrade() {
                    inner.emit(number, &key, &event);
                }
            }
        };
        let io = Rc::new(BrowserIo::new(key, spaces, popup_text, emit));
        ActiveSession { endpoint, number, session: Session::new(key.clone(), options, config, io) }
    }

    /// The way in which tokens are started here: the host's own function comes first.
    pub(super) fn token_config(
        &self,
        relay: Option<String>,
        return_url: Option<String>,
        redirect_uri: Result<String, &'static str>,
    ) -> TokenConfig {
        let starter = match (self.function("authorize"), relay) {
            (Some(authorize), _) => Starter::HostFunction(authorize),
            (None, Some(relay)) => Starter::Relay(relay),
            (None, None) => Starter::None,
        };
        let starter = Rc::new(TokenClient::new(starter, Rc::clone(&self.bearer)));
        let encrypt = self.function("encryptSecret").map(encrypt_with);
        TokenConfig { starter, redirect_uri, return_url, encrypt }
    }

    /// Tells the host page of an event of a session.
    fn emit(&self, number: u32, key: &Key, event: &HostEvent) {
        let is_shown = self.active().is_some_and(|active| active.number == number);
        let mirror = |name: &str, state: &str| {
            // The element mirrors the states of the key that it shows, and of no other.
            if is_shown {
                self.mirror(name, state);
            }
        };
        events::dispatch_host_event(&self.host, key, event, mirror);
        if !is_shown {
            self.drop_finished();
        }
    }

    /// Forgets sessions that have left and have nothing more to do.
    pub(super) fn drop_finished(&self) {
        let mut leaving = self.leaving.borrow_mut();
        leaving.retain(|active| !active.session.can_be_dropped());
        let is_last = leaving.is_empty();
        drop(leaving);
        if is_last && self.shown.borrow().is_none() {
            // The custom element's own function throws nothing.
            let _ = self.functions.on_idle.call0(&JsValue::UNDEFINED);
        }
    }

    /// The session on screen.
    pub(super) fn active(&self) -> Option<ActiveSession> {
        self.shown.borrow().as_ref().and_then(|shown| shown.active.clone())
    }

    /// Returns `true` if no session that has left the screen has anything to send.
    pub(in crate::element) fn is_idle(&self) -> bool {
        self.leaving.borrow().is_empty()
    }

    /// Tries again what did not work, with a bearer that is asked for now.
    pub(in crate::element) fn retry(self: &Rc<Self>) {
        self.bearer.release();
        let inner = Rc::downgrade(self);
        self.bearer.when_due(move || {
            for session in inner.upgrade().iter().flat_map(|inner| inner.sessions()) {
                session.dispatch(SaveEvent::Retry);
                session.token().dispatch(TokenEvent::Hinted);
            }
        });
    }

    /// Tries again what lacks a bearer, since the host gives it in another way now.
    pub(in crate::element) fn bearer_changed(self: &Rc<Self>) {
        self.bearer.changed();
        let inner = Rc::downgrade(self);
        self.bearer.when_due(move || {
            for session in inner.upgrade().iter().flat_map(|inner| inner.sessions()) {
                // Not by its state: a conflict may hide that nobody is signed in.
                let remedy = |machine: &SaveMachine| machine.failure().map(Failure::remedy);
                if session.save().with_untracked(remedy) == Some(Remedy::SignIn) {
                    session.dispatch(SaveEvent::Retry);
                }
                session.token().dispatch(TokenEvent::BearerChanged);
            }
        });
    }

    /// Takes what is on screen off it and sends what it has unsent.
    pub(in crate::element) fn clear(&self) {
        let Some(shown) = self.shown.take() else { return };
        if let Some(active) = shown.active {
            active.session.leave();
            active.session.forget_secrets();
            let mut leaving = self.leaving.borrow_mut();
            leaving.retain(|active| !active.session.can_be_dropped());
            if !active.session.can_be_dropped() {
                leaving.push(active);
            }
        }
    }

    pub(in crate::element) fn may_leave(&self) -> bool {
        self.sessions().iter().all(|session| session.save().may_leave())
    }

    pub(in crate::element) fn flush(&self) {
        for session in self.sessions() {
            session.dispatch(SaveEvent::Flush);
        }
    }

    pub(in crate::element) fn sessions(&self) -> Vec<Rc<Session>> {
        let shown = self.active();
        let leaving = self.leaving.borrow();
        shown.iter().chain(leaving.iter()).map(|active| Rc::clone(&active.session)).collect()
    }
}

/// The host's function as one that takes and gives texts.
fn encrypt_with(function: Function) -> Encrypt {
    Rc::new(move |secret: &str| -> LocalBoxFuture<'static, Option<String>> {
        let answer = function.call1(&JsValue::UNDEFINED, &secret.into());
        Box::pin(async move {
            let encrypted = JsFuture::from(Promise::resolve(&answer.ok()?)).await.ok()?;
            encrypted.as_string()
        })
    })
}
