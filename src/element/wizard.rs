use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;
use wizard_core::{SaveEvent, SaveState, TokenEvent};

use super::{
    Config,
    inner::{HostFunctions, Inner},
};

/// One element's wizard: the custom element holds it and tells it what its page says.
#[wasm_bindgen]
pub struct Wizard(Rc<Inner>);

#[wasm_bindgen]
impl Wizard {
    /// A wizard for a host element, drawn into `root`.
    ///
    /// `HostFunctions` says what the functions are for.
    #[wasm_bindgen(constructor)]
    pub fn new(
        host: HtmlElement,
        root: HtmlElement,
        request_bearer: Function,
        on_idle: Function,
        get_property: Function,
        load_panel: Function,
    ) -> Self {
        let functions = HostFunctions { request_bearer, on_idle, get_property, load_panel };
        Self(Rc::new(Inner::new(host, root, functions)))
    }

    /// Takes in the element's attributes.
    ///
    /// A change of the key sends the old key's edits at once, under the old key. Without a connection
    /// nothing is drawn: the pack's overview goes there. Returns `true` if nothing keeps the wizard from working.
    pub fn configure(&self) -> bool {
        self.0.configure(&Config::read(|name| self.0.host_property(name)?.as_string()))
    }

    /// Tries again at once what did not work, with a fresh bearer.
    pub fn retry(&self) {
        self.0.forget_bearer();
        for session in self.0.sessions() {
            session.dispatch(SaveEvent::Retry);
            session.token().dispatch(TokenEvent::Hinted);
        }
    }

    /// The host gives its bearer in another way now.
    #[wasm_bindgen(js_name = bearerChanged)]
    pub fn bearer_changed(&self) {
        self.0.forget_bearer();
        for session in self.0.sessions() {
            if session.save().state() == SaveState::SignedOut {
                session.dispatch(SaveEvent::Retry);
            }
            session.token().dispatch(TokenEvent::Hinted);
        }
    }

    /// Returns `true` if what is shown can be left without a loss.
    #[wasm_bindgen(js_name = mayLeave)]
    pub fn may_leave(&self) -> bool {
        self.0.may_leave()
    }

    /// Sends what is unsent without waiting for more typing.
    pub fn flush(&self) {
        self.0.flush();
    }

    /// The element is gone from its page. What is unsent is still sent; returns `true` if nothing was, so
    /// that the wizard can be freed.
    pub fn leave(&self) -> bool {
        self.0.clear();
        self.0.is_idle()
    }
}
