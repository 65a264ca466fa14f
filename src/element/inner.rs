//! The wizard of one element: what is on screen, and the sessions that have something unsent.

mod sessions;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::Function;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;
use wizard_client::bearer::Bearer;
use wizard_core::{SaveState, Step};
use wizard_state::Session;
use wizard_web::{
    console, page,
    page_events::{PageEvent, PageEvents},
};

use super::{
    Config, HostProblem, Ready,
    draw::{Drawn, draw_problems, draw_session},
    events,
};
use crate::integrations::Integrations;

/// One element's wizard: the view on screen, and the sessions behind it.
pub(super) struct Inner {
    host: HtmlElement,
    /// The element inside the shadow root that everything is drawn into.
    root: HtmlElement,
    bearer: Rc<Bearer>,
    functions: HostFunctions,
    shown: RefCell<Option<Shown>>,
    /// Ends the signals below, which outlive every view.
    _owner: Owner,
    warnings: RwSignal<Vec<String>>,
    integrations: Integrations,
    /// The problems that were logged last for the page's developers.
    logged: RefCell<Vec<HostProblem>>,
    /// Sessions that left the screen with something unsent.
    leaving: RefCell<Vec<ActiveSession>>,
    page_events: RefCell<Option<PageEvents>>,
    /// `true` once the host page knows that the wizard is there.
    is_ready: Cell<bool>,
    /// The attributes of the key when the page's guid was read last, and that guid.
    page_guid: RefCell<Option<(Ids, Option<String>)>>,
    /// The step that the host asked for last.
    requested_step: Cell<Option<Step>>,
    /// The number of the newest session.
    last_number: Cell<u32>,
}

/// The custom element's own functions.
pub(super) struct HostFunctions {
    /// Gives a promise of the bearer.
    pub(super) request_bearer: Function,
    /// Called when what was still unsent as the element was left has been sent.
    pub(super) on_idle: Function,
    /// Gives what the host page says by a name: the text of an attribute, or a function of the host's.
    pub(super) get_property: Function,
    /// Draws a panel of a name into a place, with the form that it may fill in, once its code is there;
    /// gives a promise of that.
    pub(super) load_panel: Function,
    /// Sets an attribute by which the element says how things stand.
    pub(super) mirror: Function,
}

/// A session that is alive.
#[derive(Clone)]
struct ActiveSession {
    /// The endpoint that it talks to.
    endpoint: String,
    /// Its number in this element: another endpoint may have the same key.
    number: u32,
    session: Rc<Session>,
}

/// The attributes that name a key.
type Ids = [Option<String>; 5];

/// The view on screen, and its session.
struct Shown {
    /// None while the config is not one to work with.
    active: Option<ActiveSession>,
    /// Takes its view off the screen when it is dropped.
    _drawn: Drawn,
}

impl Inner {
    /// The wizard of a host element, drawn into `root`.
    pub(super) fn new(host: HtmlElement, root: HtmlElement, functions: HostFunctions) -> Self {
        let owner = Owner::new();
        let (warnings, integrations) = owner.with(|| {
            let integrations =
                Integrations { import: RwSignal::new(false), health: RwSignal::new(None) };
            (RwSignal::default(), integrations)
        });
        Self {
            host,
            root,
            bearer: Rc::new(Bearer::new(functions.request_bearer.clone())),
            functions,
            shown: RefCell::default(),
            _owner: owner,
            warnings,
            integrations,
            logged: RefCell::default(),
            leaving: RefCell::default(),
            page_events: RefCell::default(),
            is_ready: Cell::default(),
            page_guid: RefCell::default(),
            requested_step: Cell::default(),
            last_number: Cell::default(),
        }
    }

    pub(super) fn configure(self: &Rc<Self>, config: &Config) -> bool {
        // Only a detached document refuses an attribute, and nobody looks at that one.
        let _ = self.root.set_attribute("data-theme", config.theme());
        if self.page_events.borrow().is_none() {
            let page_events = self.listen();
            self.page_events.replace(page_events);
        }
        let guid = self.page_guid(config);
        let ready = config.ready(guid.as_deref(), page::resolve);
        let works = ready.is_ok();
        match ready {
            Ok(ready) => {
                let has = |name: &str| self.function(name).is_some();
                set_if_new(self.integrations.import, config.wants_import(has));
                set_if_new(self.integrations.health, config.health(has));
                self.show(ready);
            }
            // The same problems again are not read out again.
            Err(problems) if self.shows(&problems) => {}
            Err(problems) => {
                self.log_for_developers(&problems);
                self.clear();
                let messages = problems.iter().map(HostProblem::message).collect();
                let drawn = draw_problems(&self.root, messages);
                self.shown.replace(Some(Shown { active: None, _drawn: drawn }));
                self.mirror("save-state", SaveState::Failed.name());
                self.mirror("token-state", "none");
            }
        }
        if !self.is_ready.replace(true) {
            let active = self.active();
            events::dispatch_ready(&self.host, active.as_ref().map(|active| active.session.key()));
        }
        works
    }

    /// The Space's guid in the page's address. It is read when the element begins with a key, and again when
    /// its attributes name another one: what the page does with its address meanwhile is about other things.
    fn page_guid(&self, config: &Config) -> Option<String> {
        let mut read = self.page_guid.borrow_mut();
        let ids = config.ids();
        match &*read {
            Some((before, guid @ Some(_))) if *before == ids => guid.clone(),
            _ => {
                let guid = page::guid();
                *read = Some((ids, guid.clone()));
                guid
            }
        }
    }

    fn show(self: &Rc<Self>, ready: Ready) {
        let hints = FUNCTIONS.iter().filter_map(|name| self.function_as_attribute(name));
        let told: Vec<_> = ready.warnings.iter().cloned().chain(hints).collect();
        self.log_for_developers(&told);
        if ready.is_of_pack() {
            return self.clear();
        }
        set_if_new(self.warnings, ready.warnings.iter().map(HostProblem::message).collect());
        let config = self.token_config(ready.relay, ready.return_url, ready.redirect_uri);
        let requested_before = self.requested_step.replace(ready.step);
        if let Some(ActiveSession { endpoint, session, .. }) = self.active()
            && endpoint == ready.endpoint
            && *session.key() == ready.key
        {
            session.set_options(ready.options);
            session.set_token_config(config);
            // An attribute that stays as it was does not take the person back to its step.
            if let Some(step) = ready.step.filter(|_| requested_before != ready.step) {
                session.show_step(step);
            }
            return;
        }
        self.clear();
        let active = self.session_for(ready.endpoint, &ready.key, ready.options, config);
        let session = Rc::clone(&active.session);
        if let Some(step) = ready.step {
            session.show_step(step);
        }
        let drawn = draw_session(
            &self.root,
            self.functions.load_panel.clone(),
            Rc::clone(&session),
            self.integrations,
            self.warnings.into(),
        );
        self.shown.replace(Some(Shown { active: Some(active), _drawn: drawn }));
        // The host is told of changes only, and this may be another key than before.
        self.mirror("token-state", session.token().state_word());
        session.open();
    }

    /// Returns `true` if these problems are on screen.
    fn shows(&self, problems: &[HostProblem]) -> bool {
        let has_problems = self.shown.borrow().as_ref().is_some_and(|shown| shown.active.is_none());
        has_problems && *self.logged.borrow() == problems
    }

    /// Puts what is wrong with the element's attributes where developers look, once.
    fn log_for_developers(&self, problems: &[HostProblem]) {
        let before = self.logged.replace(problems.to_vec());
        for problem in problems.iter().filter(|problem| !before.contains(problem)) {
            console::tell(&problem.message());
        }
    }

    /// Says in an attribute of the element how things stand.
    pub(super) fn mirror(&self, name: &str, state: &str) {
        // The custom element's own function throws nothing.
        let _ = self.functions.mirror.call2(&JsValue::UNDEFINED, &name.into(), &state.into());
    }

    /// The host's function of a name, if it has one.
    pub(super) fn function(&self, name: &str) -> Option<Function> {
        self.host_property(name)?.dyn_into().ok()
    }

    /// The problem that a function of the host's is an attribute, as frameworks make of what they do not know.
    fn function_as_attribute(&self, name: &'static str) -> Option<HostProblem> {
        let attributes = [name.to_ascii_lowercase(), kebab_case(name)];
        let is_text = |name: &String| self.host.has_attribute(name);
        attributes.iter().any(is_text).then_some(HostProblem::FunctionAsAttribute(name))
    }

    pub(super) fn host_property(&self, name: &str) -> Option<JsValue> {
        self.functions.get_property.call1(&JsValue::UNDEFINED, &name.into()).ok()
    }

    fn listen(self: &Rc<Self>) -> Option<PageEvents> {
        let happened = {
            let inner = Rc::downgrade(self);
            move |event| {
                let Some(inner) = inner.upgrade() else { return };
                for session in inner.sessions() {
                    match event {
                        PageEvent::Hidden => session.page_hidden(),
                        PageEvent::Shown => session.page_shown(),
                        PageEvent::Online => session.online(),
                        PageEvent::Left => session.page_left(),
                        PageEvent::Back => session.page_back(),
                    }
                }
            }
        };
        let inner = Rc::downgrade(self);
        let may_leave = move || inner.upgrade().is_none_or(|inner| inner.may_leave());
        PageEvents::listen(happened, may_leave)
    }
}

/// The properties that are functions of the host page's.
const FUNCTIONS: [&str; 6] = [
    "getToken",
    "authorize",
    "encryptSecret",
    "getHdpApplications",
    "getOpenIntToken",
    "getOpenIntConnection",
];

/// A property's name as an attribute's.
fn kebab_case(name: &str) -> String {
    name.chars().fold(String::new(), |mut kebab, c| {
        if c.is_ascii_uppercase() {
            kebab.push('-');
        }
        kebab.push(c.to_ascii_lowercase());
        kebab
    })
}

/// Sets a signal, unless it has that value: what is on screen stays then.
fn set_if_new<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|before| *before != value) {
        signal.set(value);
    }
}
