use std::{
    cell::{Cell, RefCell},
    ptr,
    rc::Rc,
};

use js_sys::Function;
use reactive_graph::{signal::ArcRwSignal, traits::Set};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::HtmlElement;
use wizard_core::{Event, Key, Rules, SaveState, Secret, Step, TokenEvent};

use super::{Config, Ready, events};
use crate::{
    app::{HostEvent, Problem, Session, TokenConfig},
    client::{
        bearer::Bearer,
        relay::{Relay, TokenStarter},
        spaces::Spaces,
    },
    ui,
};
use wizard_web::{
    page,
    page_events::{PageEvent, PageEvents},
};

/// One element's wizard: the custom element holds it and tells it what its page says.
#[wasm_bindgen]
pub struct Wizard(Rc<Inner>);

struct Inner {
    host: HtmlElement,
    /// The element inside the shadow root that everything is drawn into.
    root: HtmlElement,
    bearer: Rc<Bearer>,
    rested: Function,
    /// Gives what the host page says by a name: the text of an attribute, or a function.
    said: Function,
    /// Draws a panel that is not the wizard's own, once its code is there.
    panel: Function,
    shown: RefCell<Option<Shown>>,
    warnings: ArcRwSignal<Vec<Problem>>,
    /// What the page's developers were told last.
    told: RefCell<Vec<Problem>>,
    /// Sessions that left the screen with something unsent, with the endpoint that they talk to.
    leaving: RefCell<Vec<(String, Rc<Session>)>>,
    life: RefCell<Option<PageEvents>>,
    /// Whether the host page knows that the wizard is there.
    is_ready: Cell<bool>,
    /// The step that the host asked for last.
    asked_step: Cell<Option<Step>>,
}

/// What is on screen.
struct Shown {
    /// None while the config is not one to work with.
    session: Option<(String, Rc<Session>)>,
    /// Takes its view off the screen when it is dropped.
    _view: ui::Drawn,
}

#[wasm_bindgen]
impl Wizard {
    /// A wizard for a host element, drawn into `root`. `ask` gives a promise of the bearer; `rested`
    /// is called when what was still unsent after [`Wizard::leave`] has been sent; `said` gives the text of
    /// an attribute or the host's function of a name, if there is one; `panel` draws a panel of a name into a place, with
    /// the form that it may fill in, and gives a promise of that.
    #[wasm_bindgen(constructor)]
    pub fn new(
        host: HtmlElement,
        root: HtmlElement,
        ask: Function,
        rested: Function,
        said: Function,
        panel: Function,
    ) -> Self {
        let bearer = Rc::new(Bearer::new(ask));
        Self(Rc::new(Inner {
            host,
            root,
            bearer,
            rested,
            said,
            panel,
            shown: RefCell::default(),
            warnings: ArcRwSignal::default(),
            told: RefCell::default(),
            leaving: RefCell::default(),
            life: RefCell::default(),
            is_ready: Cell::default(),
            asked_step: Cell::default(),
        }))
    }

    /// Takes in the element's attributes.
    ///
    /// A change of the key sends the old key's edits at once, under the old key. Without a connection
    /// nothing is drawn: the pack's overview goes there. Says whether nothing keeps the wizard from working.
    pub fn configure(&self) -> bool {
        self.0.configure(&Config::read(|name| self.0.said(name)?.as_string()))
    }

    /// Tries again at once what did not work, with a fresh bearer.
    pub fn retry(&self) {
        self.0.bearer.forget();
        for session in self.0.sessions() {
            session.happen(Event::Retry);
            session.token_happens(TokenEvent::Hinted);
        }
    }

    /// The host gives its bearer in another way now.
    #[wasm_bindgen(js_name = bearerChanged)]
    pub fn bearer_changed(&self) {
        self.0.bearer.forget();
        for session in self.0.sessions() {
            if session.state() == SaveState::SignedOut {
                session.happen(Event::Retry);
            }
            session.token_happens(TokenEvent::Hinted);
        }
    }

    /// Whether what is shown can be left without a loss.
    #[wasm_bindgen(js_name = mayLeave)]
    pub fn may_leave(&self) -> bool {
        self.0.sessions().iter().all(|session| session.may_leave())
    }

    /// Sends what is unsent without waiting for more typing.
    pub fn settle(&self) {
        self.0.settle();
    }

    /// The element is gone from its page. What is unsent is still sent; says whether nothing was,
    /// so that the wizard can be freed.
    pub fn leave(&self) -> bool {
        self.0.clear();
        self.0.leaving.borrow().is_empty()
    }
}

impl Inner {
    fn configure(self: &Rc<Self>, config: &Config) -> bool {
        // Only a detached document refuses an attribute, and nobody looks at that one.
        let _ = self.root.set_attribute("data-theme", config.theme());
        if self.life.borrow().is_none() {
            let life = self.listen();
            self.life.replace(life);
        }
        let ready = config.ready(page::guid().as_deref(), page::resolve);
        let works = ready.is_ok();
        match ready {
            Ok(mut ready) => {
                let has = |name: &str| self.function(name).is_some();
                ready.rules.import = config.import(has);
                ready.rules.health = config.health(has);
                self.show(ready);
            }
            Err(problems) => {
                self.tell_developers(&problems);
                self.clear();
                let view = ui::draw_problems(&self.root, &problems);
                self.shown.replace(Some(Shown { session: None, _view: view }));
                let _ = self.host.set_attribute("save-state", SaveState::Failed.name());
                let _ = self.host.set_attribute("token-state", "none");
            }
        }
        if !self.is_ready.replace(true) {
            let session = self.shown_session();
            events::tell_ready(&self.host, session.as_ref().map(|(_, session)| session.key()));
        }
        works
    }

    fn show(self: &Rc<Self>, ready: Ready) {
        self.tell_developers(&ready.warnings);
        if ready.is_of_pack() {
            return self.clear();
        }
        self.warnings.set(ready.warnings);
        let way = self.way(ready.relay, ready.return_url, ready.redirect_uri);
        let asked_before = self.asked_step.replace(ready.step);
        if let Some((endpoint, session)) = self.shown_session()
            && endpoint == ready.endpoint
            && *session.key() == ready.key
        {
            session.set_rules(ready.rules);
            session.set_way(way);
            // An attribute that stays as it was does not take the person back to its step.
            if let Some(step) = ready.step.filter(|_| asked_before != ready.step) {
                session.show_step(step);
            }
            return;
        }
        self.clear();
        let session = self.session(&ready.endpoint, &ready.key, ready.rules, way);
        if let Some(step) = ready.step {
            session.show_step(step);
        }
        let view = ui::draw(&self.root, &self.panel, Rc::clone(&session), self.warnings.clone());
        let shown = Shown { session: Some((ready.endpoint, Rc::clone(&session))), _view: view };
        self.shown.replace(Some(shown));
        // The host is told of changes only, and this may be another key than before.
        let _ = self.host.set_attribute("token-state", session.token_state());
        session.open();
    }

    /// Puts what is wrong with the element's attributes where developers look, once.
    fn tell_developers(&self, problems: &[Problem]) {
        let before = self.told.replace(problems.to_vec());
        for problem in problems.iter().filter(|problem| !before.contains(problem)) {
            let sentence = format!("<spaces-oauth-wizard>: {}", ui::host_problem(problem));
            web_sys::console::warn_1(&sentence.into());
        }
    }

    /// The session of a key: the one that still has something to send, so that no two save the
    /// same record side by side, or a new one.
    fn session(
        self: &Rc<Self>,
        endpoint: &str,
        key: &Key,
        rules: Rules,
        way: TokenConfig,
    ) -> Rc<Session> {
        let is_it = |(at, session): &(String, Rc<Session>)| at == endpoint && session.key() == key;
        let place = self.leaving.borrow().iter().position(is_it);
        if let Some(place) = place {
            // What follows may tell the host, which may look at those that are leaving.
            let session = self.leaving.borrow_mut().swap_remove(place).1;
            session.set_rules(rules);
            session.set_way(way);
            return session;
        }
        let spaces = Spaces::new(endpoint.to_owned(), Rc::clone(&self.bearer));
        let inner = Rc::downgrade(self);
        Session::new(key.clone(), spaces, rules, way, move |session, notice| {
            if let Some(inner) = inner.upgrade() {
                inner.tell(session, &notice);
            }
        })
    }

    /// How tokens are started here: the host's own function comes first.
    fn way(
        &self,
        relay: Option<String>,
        return_url: Option<String>,
        redirect_uri: Result<String, &'static str>,
    ) -> TokenConfig {
        let starter = match (self.function("authorize"), relay) {
            (Some(authorize), _) => TokenStarter::Host(authorize),
            (None, Some(relay)) => TokenStarter::Relay(relay),
            (None, None) => TokenStarter::Nobody,
        };
        let relay = Rc::new(Relay::new(starter, Rc::clone(&self.bearer)));
        TokenConfig { relay, redirect_uri, return_url, encrypt: self.function("encryptSecret") }
    }

    /// The host's function of a name, if it has one.
    fn function(&self, name: &str) -> Option<Function> {
        self.said(name)?.dyn_into().ok()
    }

    fn said(&self, name: &str) -> Option<JsValue> {
        self.said.call1(&JsValue::UNDEFINED, &name.into()).ok()
    }

    fn tell(&self, session: &Session, notice: &HostEvent) {
        // Not by its key: one of another endpoint may have the same.
        let is_shown =
            self.shown_session().is_some_and(|(_, shown)| ptr::eq(Rc::as_ptr(&shown), session));
        events::tell(&self.host, session.key(), notice, is_shown);
        if !is_shown {
            self.rest();
        }
    }

    /// Forgets sessions that have left and have nothing more to do.
    fn rest(&self) {
        let mut leaving = self.leaving.borrow_mut();
        leaving.retain(|(_, session)| !session.is_done());
        let is_last = leaving.is_empty();
        drop(leaving);
        if is_last && self.shown.borrow().is_none() {
            // The custom element's own function throws nothing.
            let _ = self.rested.call0(&JsValue::UNDEFINED);
        }
    }

    fn shown_session(&self) -> Option<(String, Rc<Session>)> {
        self.shown.borrow().as_ref().and_then(|shown| shown.session.clone())
    }

    /// Takes what is on screen off it and sends what it has unsent.
    fn clear(&self) {
        let Some(shown) = self.shown.take() else { return };
        if let Some((endpoint, session)) = shown.session {
            session.leave();
            session.forget_secret(Secret::None);
            session.forget_quarantined();
            let mut leaving = self.leaving.borrow_mut();
            leaving.retain(|(_, session)| !session.is_done());
            if !session.is_done() {
                leaving.push((endpoint, session));
            }
        }
    }

    fn settle(&self) {
        for session in self.sessions() {
            session.happen(Event::Flush);
        }
    }

    fn sessions(&self) -> Vec<Rc<Session>> {
        let shown = self.shown_session();
        let leaving = self.leaving.borrow();
        shown.iter().chain(leaving.iter()).map(|(_, session)| Rc::clone(session)).collect()
    }

    fn listen(self: &Rc<Self>) -> Option<PageEvents> {
        let happened = {
            let inner = Rc::downgrade(self);
            move |happening| {
                let Some(inner) = inner.upgrade() else { return };
                for session in inner.sessions() {
                    match happening {
                        PageEvent::Hidden => {
                            session.happen(Event::Flush);
                            session.secret_seen(false);
                        }
                        PageEvent::Shown => {
                            session.happen(Event::Shown);
                            session.secret_seen(true);
                            session.token_happens(TokenEvent::Hinted);
                        }
                        PageEvent::Online => {
                            session.happen(Event::Online);
                            session.token_happens(TokenEvent::Hinted);
                        }
                        PageEvent::Left => session.page_left(),
                        PageEvent::Back => session.page_back(),
                    }
                }
            }
        };
        let inner = Rc::downgrade(self);
        let may_leave = move || inner.upgrade().is_none_or(|inner| Wizard(inner).may_leave());
        PageEvents::listen(happened, may_leave)
    }
}
