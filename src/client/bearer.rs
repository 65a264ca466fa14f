//! The bearer that the host page gives.

use std::cell::{Cell, RefCell};

use js_sys::{Date, Function, Object, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wizard_core::{Failure, FailureKind};
use wizard_web::http;

use crate::jwt;

/// The time before its end at which a JWT is replaced.
const RENEWAL_LEAD_MS: f64 = 30_000.0;

/// The host page's bearer, as the custom element asks for it.
///
/// It is asked for once at a time, whoever needs it, and rests in memory only.
pub struct Bearer {
    /// Gives a promise of the bearer, rejected when the host throws or takes too long; `undefined`
    /// for a host that signs its requests itself, with a cookie.
    ask: Function,
    held: RefCell<Option<Held>>,
    /// The question that is on its way to the host.
    asked: RefCell<Option<Promise>>,
    /// True if the host gave none when it was asked last.
    gives_none: Cell<bool>,
    /// The number of times that it was forgotten.
    forgotten: Cell<u32>,
}

struct Held {
    token: String,
    /// The time at which it has to be replaced, in milliseconds of wall-clock time; unknown for
    /// tokens that are not JWTs.
    until: Option<f64>,
}

impl Bearer {
    /// A bearer that is asked for with a function of the custom element.
    pub fn new(ask: Function) -> Self {
        Self {
            ask,
            held: RefCell::default(),
            asked: RefCell::default(),
            gives_none: Cell::default(),
            forgotten: Cell::default(),
        }
    }

    /// Forgets the bearer: the platform did not accept it, or the host gives it elsewhere now.
    pub fn forget(&self) {
        self.held.take();
        self.asked.take();
        self.forgotten.set(self.forgotten.get() + 1);
    }

    /// True if a request can leave without asking the host first.
    pub fn is_at_hand(&self) -> bool {
        self.gives_none.get() || self.fresh().is_some()
    }

    /// A bearer that is good for half a minute at least; `None` when the host gives none at all.
    ///
    /// # Errors
    ///
    /// [`FailureKind::NoBearer`] when the host was asked and did not give one, though there is a network.
    pub async fn get(&self) -> Result<Option<String>, Failure> {
        loop {
            if let Some(token) = self.fresh() {
                return Ok(Some(token));
            }
            let forgotten = self.forgotten.get();
            let Some(asked) = self.question()? else { return Ok(None) };
            let answer = JsFuture::from(asked.clone()).await;
            self.asked.borrow_mut().take_if(|now| Object::is(now, &asked));
            // The host gives its bearer in another way by now, so this answer counts no more.
            if self.forgotten.get() != forgotten {
                continue;
            }
            let token = answer.ok().as_ref().and_then(token_in).ok_or_else(no_bearer)?;
            let until = jwt::expiry(&token).map(|end| end - RENEWAL_LEAD_MS);
            self.held.replace(Some(Held { token: token.clone(), until }));
            return Ok(Some(token));
        }
    }

    /// The question that is on its way to the host, or else a new one; none where the host gives none.
    fn question(&self) -> Result<Option<Promise>, Failure> {
        if let Some(asked) = &*self.asked.borrow() {
            return Ok(Some(asked.clone()));
        }
        // Not while anything is borrowed: this is the host's own code.
        let answer = self.ask.call0(&JsValue::UNDEFINED).map_err(|_| no_bearer())?;
        self.gives_none.set(answer.is_undefined());
        if answer.is_undefined() {
            return Ok(None);
        }
        let asked = Promise::resolve(&answer);
        self.asked.replace(Some(asked.clone()));
        Ok(Some(asked))
    }

    fn fresh(&self) -> Option<String> {
        let held = self.held.borrow();
        let held = held.as_ref()?;
        held.until.is_none_or(|until| Date::now() < until).then(|| held.token.clone())
    }
}

/// The bearer in a host's answer. A sign-in page in its place is none (RFC 6750, section 2.1, says
/// what is).
pub fn token_in(answer: &JsValue) -> Option<String> {
    let token = answer.as_string()?.trim().to_owned();
    (!token.is_empty() && token.chars().all(|c| c.is_ascii_graphic())).then_some(token)
}

fn no_bearer() -> Failure {
    http::failure(FailureKind::NoBearer)
}
