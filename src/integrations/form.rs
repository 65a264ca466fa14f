//! The form in the hands of a panel whose code is not the wizard's own.

use std::rc::Rc;

use wasm_bindgen::prelude::wasm_bindgen;
use wizard_core::{ControlId, Failure, Field, Part, Remedy};
use wizard_state::Session;

/// The form of one key, for a panel that fills it in. What it fills in is saved as if the person had
/// typed it.
#[wasm_bindgen]
pub struct Form(Rc<Session>);

impl Form {
    /// The form of a session.
    pub const fn new(session: Rc<Session>) -> Self {
        Self(session)
    }
}

#[wasm_bindgen]
impl Form {
    /// The client id, as it is now.
    #[wasm_bindgen(js_name = clientId)]
    pub fn client_id(&self) -> String {
        self.0.save().text(ControlId::Field(Field::ClientId))
    }

    /// The parameter `scope` of the authorization request, as it is now.
    pub fn scope(&self) -> String {
        self.0.fill().scope()
    }

    /// Returns `true` if the host page lets a part of the form be shown.
    pub fn shows(&self, part: &str) -> bool {
        let shows = |part| self.0.save().with_options_untracked(|_, options| options.shows(part));
        Part::named(part).is_some_and(shows)
    }

    /// The reason why nothing can be filled in now: `authorizing`, `read-only`, or nothing.
    pub fn obstacle(&self) -> String {
        let remedy = self.0.save().with_untracked(|machine| machine.failure().map(Failure::remedy));
        let obstacle = if self.0.token().is_under_way() {
            "authorizing"
        } else if remedy == Some(Remedy::ReadOnly) {
            "read-only"
        } else {
            ""
        };
        obstacle.to_owned()
    }

    /// Keeps a client secret that may be filled in. It is forgotten whenever the one that was typed is.
    #[wasm_bindgen(js_name = offerSecret)]
    pub fn offer_secret(&self, secret: String) {
        self.0.secret().offer(secret);
    }

    /// Fills in what is given, and leaves the rest as it is. Returns `false` if a client secret was wanted
    /// and none is there to fill in.
    pub fn fill(&self, client_id: Option<String>, scope: Option<String>, secret: bool) -> bool {
        self.0.fill().fill(client_id, scope, secret)
    }

    /// Returns `true` if something was filled in that can be taken back.
    #[wasm_bindgen(js_name = hasFilled)]
    pub fn has_filled(&self) -> bool {
        self.0.fill().has_filled()
    }

    /// Takes back what was filled in last, as far as it is still there. Returns `true` if a client secret
    /// was among it: one that was there before was not kept.
    #[wasm_bindgen(js_name = takeBack)]
    pub fn take_back(&self) -> bool {
        self.0.fill().take_back()
    }
}
