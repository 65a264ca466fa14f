//! Where the bearer comes from, and how long it is used.

use std::cell::RefCell;

use js_sys::{Array, Date, Function, Object, Promise, Reflect};
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::HtmlElement;
use wizard_model::{Failure, FailureKind};

use super::http;

/// How long the host may take to give a bearer, milliseconds.
const TIME_LIMIT: i32 = 10_000;

/// How long before its end a JWT is replaced, milliseconds.
const BEFORE_THE_END: f64 = 30_000.0;

/// The host page's bearer: its function `getToken`, or else what its `token-url` answers. A host
/// with neither is taken to sign its requests by itself, with a cookie.
///
/// It is asked for once at a time, whoever needs it, and rests in memory only.
pub struct Bearer {
    host: HtmlElement,
    token_url: RefCell<Option<String>>,
    held: RefCell<Option<Held>>,
    /// The question that is on its way to the host.
    asked: RefCell<Option<Promise>>,
}

struct Held {
    token: String,
    /// When it has to be replaced, in milliseconds of wall-clock time; unknown for other tokens
    /// than JWTs.
    until: Option<f64>,
}

impl Bearer {
    /// The bearer of a host page whose element is `host`.
    pub fn new(host: HtmlElement) -> Self {
        Self {
            host,
            token_url: RefCell::default(),
            held: RefCell::default(),
            asked: RefCell::default(),
        }
    }

    /// Sets where a host without script gives its bearer.
    pub fn set_token_url(&self, url: Option<String>) {
        if *self.token_url.borrow() != url {
            self.token_url.replace(url);
            self.forget();
        }
    }

    /// Forgets the bearer: the platform did not accept it, or the host gives it elsewhere now.
    pub fn forget(&self) {
        self.held.take();
        self.asked.take();
    }

    /// A bearer that is good for half a minute at least; `None` when the host gives none at all.
    ///
    /// # Errors
    ///
    /// [`FailureKind::NoBearer`] when the host was asked and did not give one.
    pub async fn get(&self) -> Result<Option<String>, Failure> {
        if let Some(token) = self.fresh() {
            return Ok(Some(token));
        }
        let pending = self.asked.borrow().clone();
        let asked = match pending {
            Some(asked) => asked,
            None => match self.ask() {
                Some(asked) => self.asked.borrow_mut().insert(asked).clone(),
                None => return Ok(None),
            },
        };
        let answer = JsFuture::from(asked.clone()).await;
        // Only the question that was awaited is answered; forget() may have begun another since.
        let is_current = self.asked.borrow().as_ref().is_some_and(|now| Object::is(now, &asked));
        if is_current {
            self.asked.take();
        }
        let token = answer
            .ok()
            .and_then(|token| token.as_string())
            .map(|token| token.trim().to_owned())
            // A sign-in page in the token's place is none (RFC 6750, section 2.1, says what is).
            .filter(|token| !token.is_empty() && token.chars().all(|c| c.is_ascii_graphic()))
            .ok_or_else(|| Failure::of(FailureKind::NoBearer))?;
        let until = expiry(&token).map(|end| end - BEFORE_THE_END);
        self.held.replace(Some(Held { token: token.clone(), until }));
        Ok(Some(token))
    }

    fn fresh(&self) -> Option<String> {
        let held = self.held.borrow();
        let held = held.as_ref()?;
        held.until.is_none_or(|until| Date::now() < until).then(|| held.token.clone())
    }

    /// Asks the host, with a time limit; `None` when there is nobody to ask.
    fn ask(&self) -> Option<Promise> {
        let function = Reflect::get(&self.host, &"getToken".into()).ok();
        let answer = match function.and_then(|value| value.dyn_into::<Function>().ok()) {
            Some(function) => match function.call0(&self.host) {
                Ok(answer) => Promise::resolve(&answer),
                Err(thrown) => Promise::reject(&thrown),
            },
            None => fetched(self.token_url.borrow().clone()?),
        };
        Some(Promise::race(&Array::of2(&answer, &time_limit())))
    }
}

fn fetched(url: String) -> Promise {
    future_to_promise(async move {
        match http::get(&url).await {
            Ok(reply) if (200..300).contains(&reply.status) => Ok(reply.body.into()),
            _ => Err(JsValue::UNDEFINED),
        }
    })
}

/// A promise that is rejected when the host has taken too long.
fn time_limit() -> Promise {
    Promise::new(&mut |_, reject| {
        let Some(window) = web_sys::window() else { return };
        let late = Closure::once_into_js(move || reject.call0(&JsValue::UNDEFINED));
        // Without a timer the host has no limit, which is no reason to refuse its bearer.
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(
            late.unchecked_ref(),
            TIME_LIMIT,
        );
    })
}

/// The end of a JWT's life (`exp`, RFC 7519, section 4.1.4) in milliseconds.
fn expiry(token: &str) -> Option<f64> {
    #[derive(Deserialize)]
    struct Claims {
        exp: f64,
    }
    let payload = token.split('.').nth(1)?.replace('-', "+").replace('_', "/");
    let claims = web_sys::window()?.atob(&payload).ok()?;
    let claims: Claims = serde_json::from_str(&claims).ok()?;
    Some(claims.exp * 1_000.0)
}
