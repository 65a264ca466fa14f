//! Connections of `OpenInt`, from its own API or from the host page.

use std::cell::RefCell;

use js_sys::{Date, Function, Object};
use wasm_bindgen::JsValue;
use wizard_client::{bearer, jwt, retry::ask_again};
use wizard_core::openint::{self, Connection};
use wizard_web::http::{self, Method};

use super::{ApiError, json_of, segment};
use crate::{
    host::{Address, Host},
    text::EN,
};

/// The host page's function that gives a connection, without what is secret in it.
const CONNECTION: &str = "getOpenIntConnection";
/// The host page's function that gives a customer token.
const TOKEN: &str = "getOpenIntToken";
/// The address of the API.
const API: &str = "https://api.openint.dev/v1";
/// The time for which the API is left alone after too many requests if it names none, in
/// milliseconds.
const RATE_LIMITED: u64 = 60_000;
/// The longest that a token in a browser should be good for, milliseconds.
const LONGEST_LIFE: f64 = 24.0 * 60.0 * 60.0 * 1_000.0;

/// A way to the connections.
pub struct OpenInt {
    host: Host,
    /// The customer token, for as long as the panel lives.
    token: RefCell<Option<Token>>,
}

/// A customer token, and the host page's function that gave it.
struct Token {
    text: String,
    source: Function,
}

impl OpenInt {
    /// A way to the connections that the host page says.
    pub const fn new(host: Host) -> Self {
        Self { host, token: RefCell::new(None) }
    }

    /// Forgets the token.
    pub fn forget(&self) {
        self.token.take();
    }

    /// Returns `true` if the API can be asked to check a connection. A host page that gives
    /// connections itself checks them itself.
    pub fn can_check(&self) -> bool {
        !self.host.has(CONNECTION)
    }

    /// A connection as it is now. This refreshes no token, and asks for none.
    ///
    /// # Errors
    ///
    /// The reason why there is none, and the time for which the API wants to be left alone, in
    /// milliseconds.
    pub async fn connection(&self, id: &str) -> Result<Connection, (ApiError, Option<u64>)> {
        let json = if self.host.has(CONNECTION) {
            let answer = self.host.call(CONNECTION, &id.into()).await;
            json_of(&answer.map_err(|silence| (ApiError::Host(silence), None))?)
        } else {
            // Nothing about secrets: the API takes every text for yes.
            let path = format!("/connection/{}?expand=connector&refresh_policy=none", segment(id));
            Some(self.ask(Method::GET, &path, None).await?)
        };
        json.and_then(|json| Connection::read(&json)).ok_or((ApiError::NotReadable, None))
    }

    /// Lets `OpenInt` check a connection. How it is then, [`OpenInt::connection`] says: this answer may be of
    /// before.
    ///
    /// # Errors
    ///
    /// The reason why it did not, and the time for which the API wants to be left alone, in
    /// milliseconds.
    pub async fn check(&self, id: &str) -> Result<(), (ApiError, Option<u64>)> {
        // OpenInt wants every POST to have a JSON body, also where nothing is in it.
        let path = format!("/connection/{}/check", segment(id));
        self.ask(Method::POST, &path, Some("{}")).await.map(drop)
    }

    /// Asks the API; after one refusal of the token, once more with a fresh one.
    async fn ask(
        &self,
        method: Method,
        path: &str,
        body: Option<&str>,
    ) -> Result<String, (ApiError, Option<u64>)> {
        ask_again(
            async || self.send(method.clone(), path, body).await,
            |answer| matches!(answer, Err((ApiError::Refused(401, _), _))),
            || self.forget(),
        )
        .await
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&str>,
    ) -> Result<String, (ApiError, Option<u64>)> {
        let base = match self.host.address("openintUrl") {
            Address::None => API.to_owned(),
            Address::Of(url) => url,
            Address::Unsafe(_) => return Err((ApiError::Unsafe, None)),
        };
        let token = self.token().await.map_err(|error| (error, None))?;
        let bearer = format!("Bearer {token}");
        let headers = [("Accept", "application/json"), ("Authorization", &bearer)];
        let reply = http::ask_elsewhere(method, &format!("{base}{path}"), &headers, body).await;
        let reply = reply.map_err(|failure| (failure.into(), None))?;
        if reply.status == 200 {
            return Ok(reply.body);
        }
        // No page of another origin can read Retry-After unless the server says so, which this one does not.
        let asked = reply.retry_after.or((reply.status == 429).then_some(RATE_LIMITED));
        // Its words may hold what it was asked and where it failed: only the status is shown.
        Err((ApiError::Refused(reply.status, None), asked))
    }

    async fn token(&self) -> Result<String, ApiError> {
        let source = self.host.function(TOKEN).ok_or(ApiError::NoToken)?;
        // A host page that sets another function speaks of another customer.
        let is_current = |held: &&Token| Object::is(&held.source, &source);
        if let Some(held) = self.token.borrow().as_ref().filter(is_current) {
            return Ok(held.text.clone());
        }
        let answer = self.host.call(TOKEN, &JsValue::UNDEFINED).await.map_err(ApiError::Host)?;
        let token = bearer::token_in(&answer).ok_or(ApiError::NoToken)?;
        if openint::is_server_key(&token) {
            return Err(ApiError::ServerKey);
        }
        let life = jwt::life(&token).and_then(|life| life.usable_ms(Date::now()));
        if life.is_some_and(|life| life > LONGEST_LIFE) {
            web_sys::console::warn_1(&EN.health_long_token.into());
        }
        self.token.replace(Some(Token { text: token.clone(), source }));
        Ok(token)
    }
}
