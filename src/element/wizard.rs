use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

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
        mirror: Function,
    ) -> Self {
        let functions = HostFunctions { request_bearer, on_idle, get_property, load_panel, mirror };
        Self(Rc::new(Inner::new(host, root, functions)))
    }

    /// Takes in the element's attributes.
    ///
    /// A change of the key sends the old key's edits at once, under the old key. Without a connection
    /// nothing is drawn: the pack's overview goes there. Returns `true` if nothing keeps the wizard from working.
    pub fn configure(&self) -> bool {
        self.0.configure(&Config::read(|name| self.0.host_property(name)?.as_string()))
    }

    /// Tries again at once what did not work, with a fresh bearer. A host that says so all the time, and has
    /// no bearer that is accepted, is heard from time to time.
    pub fn retry(&self) {
        self.0.retry();
    }

    /// The host gives its bearer in another way now.
    #[wasm_bindgen(js_name = bearerChanged)]
    pub fn bearer_changed(&self) {
        self.0.bearer_changed();
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
