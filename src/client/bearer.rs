//! Where the bearer comes from, and how long it is used.

use std::cell::{Cell, RefCell};

use js_sys::{Date, Function, Object, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wizard_core::{Failure, FailureKind};
use wizard_web::{http, token};

/// How long before its end a JWT is replaced, milliseconds.
const BEFORE_THE_END: f64 = 30_000.0;

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
    /// Whether the host gave none when it was asked last.
    gives_none: Cell<bool>,
    /// How often it was forgotten.
    forgotten: Cell<u32>,
}

struct Held {
    token: String,
    /// When it has to be replaced, in milliseconds of wall-clock time; unknown for other tokens
    /// than JWTs.
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

    /// Whether a request can leave without asking the host first.
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
            let pending = self.asked.borrow().clone();
            let asked = match pending {
                Some(asked) => asked,
                None => match self.ask.call0(&JsValue::UNDEFINED) {
                    Ok(answer) => {
                        self.gives_none.set(answer.is_undefined());
                        if answer.is_undefined() {
                            return Ok(None);
                        }
                        self.asked.borrow_mut().insert(Promise::resolve(&answer)).clone()
                    }
                    Err(_) => return Err(http::failure(FailureKind::NoBearer)),
                },
            };
            let answer = JsFuture::from(asked.clone()).await;
            if self.asked.borrow().as_ref().is_some_and(|now| Object::is(now, &asked)) {
                self.asked.take();
            }
            // The host gives its bearer in another way by now, so this answer counts no more.
            if self.forgotten.get() != forgotten {
                continue;
            }
            let token = answer
                .ok()
                .as_ref()
                .and_then(token::bearer)
                .ok_or_else(|| http::failure(FailureKind::NoBearer))?;
            let until = token::expiry(&token).map(|end| end - BEFORE_THE_END);
            self.held.replace(Some(Held { token: token.clone(), until }));
            return Ok(Some(token));
        }
    }

    fn fresh(&self) -> Option<String> {
        let held = self.held.borrow();
        let held = held.as_ref()?;
        held.until.is_none_or(|until| Date::now() < until).then(|| held.token.clone())
    }
}
