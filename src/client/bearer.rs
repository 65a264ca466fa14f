//! The bearer that the host page gives.

use std::cell::{Cell, RefCell};

use js_sys::{Function, JSON, Object, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wizard_core::{
    Failure, FailureKind,
    bearer::{self, AskPace},
};
use wizard_web::{
    clock::{self, Alarm},
    console, http,
};

use crate::{jwt, start};

/// The host page's bearer, as the custom element asks for it.
///
/// It is asked for once at a time, whoever needs it, and rests in memory only.
pub struct Bearer {
    /// Gives a promise of `{ name, answer }`, the bearer and the name of its source, rejected when the host
    /// throws or takes too long; `undefined` for a host that signs its requests itself, with a cookie.
    ask: Function,
    held: RefCell<Option<Held>>,
    /// The question that is on its way to the host.
    asked: RefCell<Option<Promise>>,
    /// True if the host gave none when it was asked last.
    gives_none: Cell<bool>,
    /// The number of times that the host said that it gives its bearer in another way.
    changes: Cell<u32>,
    /// The number of the host's answers so far.
    answers: Cell<u32>,
    /// The answer that was refused last.
    refused: Cell<Option<u32>>,
    pace: RefCell<AskPace>,
    /// Asks again once the pace allows it.
    again: RefCell<Option<Alarm>>,
}

/// A bearer for one request.
#[derive(Clone)]
struct Granted {
    /// The token; none where the host page signs its requests itself.
    token: Option<String>,
    /// The answer of the host's that it is from.
    number: u32,
}

struct Held {
    granted: Granted,
    /// The time when it came.
    came: Moment,
    /// The milliseconds for which it may be used; unknown for tokens that are not JWTs.
    usable: Option<f64>,
}

/// A moment on both clocks. One jumps when somebody sets it, the other one may stand still while the
/// machine sleeps.
struct Moment {
    wall: f64,
    steady: f64,
}

impl Bearer {
    /// A bearer that is asked for with a function of the custom element.
    pub fn new(ask: Function) -> Self {
        Self {
            ask,
            held: RefCell::default(),
            asked: RefCell::default(),
            gives_none: Cell::default(),
            changes: Cell::default(),
            answers: Cell::default(),
            refused: Cell::default(),
            pace: RefCell::default(),
            again: RefCell::default(),
        }
    }

    /// The host gives its bearer in another way now. The next question is for that; a question that is on
    /// its way is answered all the same.
    pub fn changed(&self) {
        self.held.take();
        self.changes.set(self.changes.get().wrapping_add(1));
    }

    /// Somebody says that it is to be tried anew, with a bearer that is asked for now.
    pub fn release(&self) {
        self.held.take();
        self.asked.take();
        self.pace.borrow_mut().release(clock::now().ms);
    }

    /// Calls `ask` as soon as a question may follow the last refusal: at once, or after a pause. A later call
    /// takes the place of one that still waits.
    pub fn when_due(&self, ask: impl FnOnce() + 'static) {
        let next = self.pace.borrow().next();
        if next <= clock::now().ms {
            self.again.take();
            ask();
        } else {
            self.again.replace(Some(Alarm::at(next, ask)));
        }
    }

    /// True if a request can leave without asking the host first.
    pub fn is_at_hand(&self) -> bool {
        self.gives_none.get() || self.fresh().is_some()
    }

    /// Sends a request with a bearer; after a refusal once more with a fresh one, since it may have ended on
    /// the way. Where the one before was refused as well, that is not why.
    ///
    /// # Errors
    ///
    /// [`FailureKind::NoBearer`] when the host was asked and did not give one, though there is a network.
    pub async fn send<T>(
        &self,
        send: impl AsyncFn(Option<String>) -> Result<T, Failure>,
        is_refused: impl Fn(&Result<T, Failure>) -> bool,
    ) -> Result<T, Failure> {
        let mut tries_again = !self.pace.borrow().is_refused();
        loop {
            let granted = self.get().await?;
            let answer = send(granted.token).await;
            if !is_refused(&answer) {
                if answer.is_ok() {
                    self.pace.borrow_mut().accepted(clock::now().ms);
                }
                return answer;
            }
            self.forget(granted.number);
            if !tries_again {
                self.refused(granted.number);
                return answer;
            }
            tries_again = false;
        }
    }

    /// A bearer that is good for half a minute at least.
    async fn get(&self) -> Result<Granted, Failure> {
        if let Some(granted) = self.fresh() {
            return Ok(granted);
        }
        let changes = self.changes.get();
        let Some(asked) = self.question()? else {
            return Ok(Granted { token: None, number: self.answers.get() });
        };
        let answer = JsFuture::from(asked.clone()).await;
        // Others may have waited for it, too.
        let is_first = self.asked.borrow_mut().take_if(|now| Object::is(now, &asked)).is_some();
        if is_first {
            self.answers.set(self.answers.get().wrapping_add(1));
        }
        let token = answer.ok().and_then(|answer| Self::token_of(&answer));
        let Some(token) = token else {
            if is_first {
                self.pace.borrow_mut().refused(clock::now().ms);
            }
            return Err(http::failure(FailureKind::NoBearer));
        };
        let usable = jwt::life(&token).map(|life| life.usable_ms(js_sys::Date::now()));
        let granted = Granted { token: Some(token), number: self.answers.get() };
        // The answer of the function that was asked counts for those who wait; what the host set meanwhile is
        // asked the next time. A question that was given up is not to answer later ones either.
        if is_first && self.changes.get() == changes {
            let held =
                Held { granted: granted.clone(), came: Moment::now(), usable: usable.flatten() };
            self.held.replace(Some(held));
        }
        Ok(granted)
    }

    /// The question that is on its way to the host, or else a new one; none where the host gives none.
    fn question(&self) -> Result<Option<Promise>, Failure> {
        if let Some(asked) = &*self.asked.borrow() {
            return Ok(Some(asked.clone()));
        }
        // Not while anything is borrowed: this is the host's own code.
        let answer = self.ask.call0(&JsValue::UNDEFINED).map_err(|_| {
            self.pace.borrow_mut().refused(clock::now().ms);
            http::failure(FailureKind::NoBearer)
        })?;
        self.gives_none.set(answer.is_undefined());
        if answer.is_undefined() {
            self.answers.set(self.answers.get().wrapping_add(1));
            return Ok(None);
        }
        let asked = Promise::resolve(&answer);
        self.asked.replace(Some(asked.clone()));
        Ok(Some(asked))
    }

    /// The token in the answer to a question, which names its source. What is none is told to the page's
    /// developers.
    fn token_of(given: &JsValue) -> Option<String> {
        let answer = start::get(given, "answer");
        let token = token_in(&answer);
        if token.is_none() {
            let name = start::get(given, "name").as_string().unwrap_or_default();
            let found = answer.js_typeof().as_string().unwrap_or_default();
            console::tell(&format!("{name} gave no bearer but something else ({found})."));
        }
        token
    }

    fn fresh(&self) -> Option<Granted> {
        let held = self.held.borrow();
        let held = held.as_ref()?;
        let is_fresh = held.usable.is_none_or(|usable| held.came.elapsed_ms() < usable);
        is_fresh.then(|| held.granted.clone())
    }

    /// The platform did not accept that answer, so it is not given again.
    fn forget(&self, number: u32) {
        self.held.borrow_mut().take_if(|held| held.granted.number == number);
    }

    /// Notes a refusal; several requests may have had the same bearer.
    fn refused(&self, number: u32) {
        if self.refused.replace(Some(number)) != Some(number) {
            self.pace.borrow_mut().refused(clock::now().ms);
        }
    }
}

impl Moment {
    fn now() -> Self {
        Self { wall: js_sys::Date::now(), steady: clock::steady() }
    }

    /// The milliseconds since then, by the clock that says more.
    fn elapsed_ms(&self) -> f64 {
        let now = Self::now();
        (now.wall - self.wall).max(now.steady - self.steady)
    }
}

/// The bearer in a host's answer, which may be a text or an object.
pub fn token_in(answer: &JsValue) -> Option<String> {
    let text = answer.as_string().or_else(|| {
        let json = answer.is_object().then(|| JSON::stringify(answer).ok())?;
        json?.as_string()
    });
    bearer::token_in(&text?)
}
