//! All connections of an installed pack, each with whether it has an access token, and the way to one of
//! them and back.

mod list;
mod opened;
mod words;

use std::{cell::Cell, rc::Rc};

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;
use wizard_client::{
    bearer::Bearer,
    spaces::{self, Spaces},
};
use wizard_core::{
    Failure, FailureKind, Key, KeyPart, Remedy, SaveState,
    pack::{self, Environment},
};
use wizard_web::{
    dom::{El, el},
    event, memory, page, task,
};

use crate::{
    host::Host,
    parts::{Listeners, fill, focus, help, note},
    text::EN,
};
use opened::Opened;

/// The overview of a pack.
struct Overview {
    host: HtmlElement,
    root: HtmlElement,
    place: El,
    heading: El,
    /// The news of the list, announced also to those who do not see it.
    news: El,
    /// The list.
    content: El,
    listeners: Listeners,
    /// Those of what is in `place`, which go with it.
    inside: Listeners,
    bearer: Rc<Bearer>,
    said: Host,
    pack: String,
    catalog_guid: String,
    /// Shows the connection of three ids below; none without any.
    open: Function,
    /// Says whether the connection that is shown can be left without a loss.
    may_leave: Function,
    /// Sets an attribute by which the element says how things stand.
    mirror: Function,
    shown: Cell<What>,
    /// True if the list needs another bearer than the host has given.
    needs_bearer: Cell<bool>,
    /// The number of times that the platform was asked: answers to earlier questions do not count.
    turn: Cell<u32>,
}

/// The content on screen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    /// Nothing yet, or why there is nothing.
    NoList,
    /// The connections.
    List,
    /// The way back from the one that is shown below.
    Connection,
    /// Nothing any more: the host page has ended it.
    Over,
}

/// An overview that is on screen; dropped, it is gone.
pub struct Shown(Rc<Overview>);

impl Shown {
    /// Lists the connections again, with a fresh bearer.
    pub fn retry(&self) {
        self.0.bearer.release();
        self.load_when_due(|shown| shown != What::Connection);
    }

    /// The host gives its bearer in another way now.
    pub fn bearer_changed(&self) {
        self.0.bearer.changed();
        if self.0.needs_bearer.get() {
            self.load_when_due(|shown| shown == What::NoList);
        }
    }

    fn load_when_due(&self, wants: fn(What) -> bool) {
        let overview = Rc::downgrade(&self.0);
        self.0.bearer.when_due(move || {
            if let Some(overview) = overview.upgrade().filter(|it| wants(it.shown.get())) {
                overview.load();
            }
        });
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        self.0.shown.set(What::Over);
        self.0.listeners.end();
        self.0.inside.end();
        self.0.place.element().remove();
    }
}

/// Draws the overview, or the connection that this tab had open.
pub fn draw(root: &HtmlElement, host: HtmlElement, hands: &JsValue) -> Shown {
    let said = Host::new(host.clone().into());
    // The wizard has found that neither is missing.
    let pack = said.text("integrationPackInstanceId").unwrap_or_default();
    let catalog_guid = said.text("spaceGuid").or_else(page::guid).unwrap_or_default();
    // The custom element's own object has them all.
    let hand = |name: &str| Reflect::get(hands, &name.into()).unwrap_or_default();
    let bearer = Rc::new(Bearer::new(hand("ask").unchecked_into()));
    let overview = Rc::new(Overview {
        host,
        root: root.clone(),
        place: el("div").class("pack"),
        heading: el("h2").class("heading").attr("tabindex", "-1").text(EN.overview),
        news: el("div").attr("role", "status"),
        content: el("div"),
        listeners: Listeners::default(),
        inside: Listeners::default(),
        bearer,
        said,
        pack,
        catalog_guid,
        open: hand("open").unchecked_into(),
        may_leave: hand("mayLeave").unchecked_into(),
        mirror: hand("mirror").unchecked_into(),
        shown: Cell::new(What::NoList),
        needs_bearer: Cell::default(),
        turn: Cell::default(),
    });
    // Only a node that holds its own parent is refused.
    let _ = root.prepend_with_node_1(overview.place.element());
    overview.listen();
    let opened = memory::opened(&overview.pack, &overview.catalog_guid);
    match opened.as_deref().and_then(Opened::read) {
        Some(opened) => overview.show_opened(&opened),
        None => overview.load(),
    }
    Shown(overview)
}

impl Overview {
    /// Whoever is online again sees what could not be listed, and whoever comes back to a page that the
    /// browser has kept sees how it is now.
    fn listen(self: &Rc<Self>) {
        let Some(window) = web_sys::window() else { return };
        for (event, stale) in [("online", What::NoList), ("pageshow", What::List)] {
            let overview = Rc::clone(self);
            self.listeners.listen(&window, event, move |event| {
                let is_new = Reflect::get(&event, &"persisted".into()) == Ok(JsValue::FALSE);
                if overview.shown.get() == stale && !is_new {
                    overview.load();
                }
            });
        }
    }

    /// Lists the connections.
    fn load(self: &Rc<Self>) {
        self.shown.set(What::NoList);
        let turn = self.turn.get().wrapping_add(1);
        self.turn.set(turn);
        self.mirror("loading");
        let had_focus = self.place.element().matches(":focus-within").unwrap_or_default();
        self.inside.end();
        fill(self.news.element(), [help(EN.overview_loading)]);
        fill(self.content.element(), []);
        fill(self.place.element(), [self.heading.clone(), self.news.clone(), self.content.clone()]);
        if had_focus {
            focus(self.heading.element());
        }
        let overview = Rc::clone(self);
        task::spawn(async move {
            let found = overview.ask().await;
            if overview.turn.get() == turn && overview.shown.get() == What::NoList {
                overview.show(found);
            }
        });
    }

    /// The API, where the host page has it now.
    fn spaces(&self) -> Spaces {
        let endpoint = self.said.text("endpoint");
        let endpoint = endpoint.or_else(|| Some(spaces::endpoint(&self.said.text("platformUrl")?)));
        let endpoint = endpoint.as_deref().and_then(page::resolve);
        // The wizard has found that it is not missing.
        Spaces::new(endpoint.unwrap_or_default(), Rc::clone(&self.bearer))
    }

    async fn ask(&self) -> Result<Vec<Environment>, Failure> {
        let (spaces, guid) = (self.spaces(), &self.catalog_guid);
        let environments = pack::attached(&spaces.environments(guid).await?, &self.pack);
        if environments.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<_> = environments.iter().map(|named| named.id.as_str()).collect();
        let held = spaces.extensions(guid, &self.pack, &ids).await?;
        // Without them only names are missing.
        let processes = spaces.processes(guid, &self.pack).await.unwrap_or_default();
        Ok(pack::overview(&environments, &pack::processes(&processes), &held))
    }

    fn show(self: &Rc<Self>, found: Result<Vec<Environment>, Failure>) {
        let remedy = found.as_ref().err().map(Failure::remedy);
        self.needs_bearer.set(remedy == Some(Remedy::SignIn));
        match found {
            Ok(environments) => {
                self.shown.set(What::List);
                self.mirror(SaveState::Saved.name());
                let sentence = if environments.is_empty() {
                    note(EN.overview_nothing_attached)
                } else {
                    el("p").class("intro").text(EN.overview_intro)
                };
                fill(self.news.element(), [sentence]);
                let list = list::list(self, &environments);
                fill(self.content.element(), list.into_iter().chain([self.again()]));
            }
            Err(failure) => {
                let said = failure.message.as_ref().map(|said| help(said));
                let sentence = note(words::failure(&failure));
                fill(self.news.element(), [sentence].into_iter().chain(said));
                fill(self.content.element(), [self.again()]);
                let state = match (failure.remedy(), failure.kind) {
                    (Remedy::SignIn, _) => SaveState::SignedOut,
                    (_, FailureKind::Offline) => SaveState::Offline,
                    _ => SaveState::Failed,
                };
                self.mirror(state.name());
                if state == SaveState::SignedOut {
                    event::dispatch(&self.host, "wizard-auth-required", false, None, &[]);
                }
            }
        }
    }

    /// A button that lists the connections again, with a fresh bearer.
    fn again(self: &Rc<Self>) -> El {
        let overview = Rc::clone(self);
        let button = self.inside.button(EN.overview_again, move || {
            overview.bearer.release();
            overview.load();
        });
        el("div").class("actions").child(button)
    }

    /// The person wants a connection, and is shown it unless the host page does that itself.
    fn open(self: &Rc<Self>, opened: &Opened) {
        let [env, process, connection] = &opened.0;
        let key = Key {
            integration_pack_instance_id: self.pack.clone(),
            env_id: env.id.clone(),
            process_id: process.id.clone(),
            connection_id: connection.id.clone(),
            catalog_guid: self.catalog_guid.clone(),
        };
        if !self.goes_to(event::key(&key)) {
            return;
        }
        memory::keep_opened(&self.pack, &self.catalog_guid, Some(&opened.to_json()));
        self.show_opened(opened);
        page::focus_soon(self.root.clone().into(), ".shell .heading".to_owned());
    }

    fn show_opened(self: &Rc<Self>, opened: &Opened) {
        self.shown.set(What::Connection);
        self.show_way(opened, false);
        let ids = Object::new();
        let parts = [KeyPart::EnvId, KeyPart::ProcessId, KeyPart::ConnectionId];
        for (part, named) in parts.into_iter().zip(&opened.0) {
            // A new object takes every member.
            let _ = Reflect::set(&ids, &part.attribute().into(), &JsValue::from(&named.id));
        }
        self.call_open(&ids);
    }

    /// The way back, which asks first where something would be lost.
    fn show_way(self: &Rc<Self>, opened: &Opened, asks: bool) {
        self.inside.end();
        let overview = Rc::clone(self);
        let way = el("nav").attr("aria-label", EN.overview_where);
        let names = el("ol").children(opened.0.iter().map(|named| el("li").text(&named.name)));
        let opened = opened.clone();
        let acts = if asks {
            let stay = {
                let (overview, opened) = (Rc::clone(self), opened.clone());
                self.inside.button(EN.overview_stay, move || {
                    overview.show_way(&opened, false);
                    overview.focus_way();
                })
            };
            let leave = self.inside.button(EN.overview_leave, move || overview.close());
            [note(EN.overview_loss), el("div").class("actions").children([stay, leave])]
        } else {
            let back = self.inside.button(EN.overview_back, move || {
                let may_leave = overview.may_leave.call0(&JsValue::UNDEFINED);
                if may_leave.is_ok_and(|may| may.is_falsy()) {
                    overview.show_way(&opened, true);
                    overview.focus_way();
                } else {
                    overview.close();
                }
            });
            [back.class("link"), names]
        };
        fill(self.place.element(), [way.children(acts)]);
    }

    fn focus_way(&self) {
        if let Ok(Some(button)) = self.place.element().query_selector("button") {
            focus(&button);
        }
    }

    /// The person wants the overview again, and gets it unless the host page shows them something else.
    fn close(self: &Rc<Self>) {
        if !self.goes_to(JsValue::NULL) {
            return;
        }
        memory::keep_opened(&self.pack, &self.catalog_guid, None);
        self.call_open(&JsValue::UNDEFINED);
        self.load();
    }

    fn call_open(&self, ids: &JsValue) {
        // The custom element's own function throws nothing.
        let _ = self.open.call1(&JsValue::UNDEFINED, ids);
    }

    /// Tells the host page which connection is to be shown, and says whether that is left to the overview.
    fn goes_to(&self, key: JsValue) -> bool {
        let is_left = event::dispatch(&self.host, "wizard-open", true, Some(key), &[]);
        is_left && self.shown.get() != What::Over
    }

    fn mirror(&self, save_state: &str) {
        for (name, state) in [("save-state", save_state), ("token-state", "none")] {
            // The custom element's own function throws nothing.
            let _ = self.mirror.call2(&JsValue::UNDEFINED, &name.into(), &state.into());
        }
    }
}
