//! Who starts the generation of a token and knows how it ended: the host page's own function, or a
//! relay. Both speak of the same things, so both are read here.

use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wizard_core::{
    Attempt, Details, Failure, FailureKind, Field, Fingerprint, Key, Outcome, OutcomeSource,
    Refusal, Table, raw_object::RawObject, redact,
};
use wizard_web::http::{self, Body};

use super::{bearer::Bearer, reply};

/// Who starts it.
#[derive(Clone)]
pub enum TokenStarter {
    /// The host page's function `authorize`.
    Host(Function),
    /// The relay at that address.
    Relay(String),
    /// Nobody.
    Nobody,
}

/// What a token is wanted for.
pub struct StartRequest<'a> {
    /// Whose it is.
    pub key: &'a Key,
    /// The settings, as they are saved.
    pub details: &'a Details,
    /// The client secret; empty for a public client (RFC 6749, section 2.1).
    pub secret: String,
    /// Where the browser is to go on to once the provider has sent it back, if it has no window of
    /// its own.
    pub return_url: Option<String>,
}

impl StartRequest<'_> {
    fn to_json(&self) -> String {
        let mut ids = RawObject::default();
        for (name, id) in self.key.members() {
            ids.set_text(name, id);
        }
        let held = RawObject::parse(&self.details.to_json()).unwrap_or_default();
        let mut request = RawObject::default();
        request.set_object("key", &ids);
        for field in Field::ALL {
            request.set_text(field.name(), &self.details.text(field));
        }
        for table in Table::ALL {
            let params = held.get(table.name()).and_then(RawObject::parse).unwrap_or_default();
            request.set_object(table.name(), &params);
        }
        request.set_text("clientSecret", &self.secret);
        if let Some(url) = &self.return_url {
            request.set_text("returnUrl", url);
        }
        request.to_json()
    }
}

/// A start that worked.
pub struct Started {
    /// The attempt.
    pub attempt: Attempt,
    /// The host's promise of the outcome, where it gives one.
    pub outcome: Option<std::pin::Pin<Box<dyn std::future::Future<Output = Option<Outcome>>>>>,
    /// Whether the client secret is in the authorization URL.
    pub carries_secret: bool,
}

/// A request to the relay.
struct Call<'a> {
    method: &'static str,
    url: &'a str,
    body: Body<'a>,
    /// The client secret that it carries, which no answer is to repeat.
    secret: &'a str,
}

impl<'a> Call<'a> {
    /// A request that says all in its method and address.
    const fn about(method: &'static str, url: &'a str) -> Self {
        Self { method, url, body: Body::None, secret: "" }
    }
}

/// How the wizard talks to whoever starts it.
pub struct Relay {
    starter: TokenStarter,
    bearer: Rc<Bearer>,
}

impl Relay {
    /// A way to a starter, with the bearer that the relay asks for.
    pub const fn new(starter: TokenStarter, bearer: Rc<Bearer>) -> Self {
        Self { starter, bearer }
    }

    /// Who starts it.
    pub const fn starter(&self) -> &TokenStarter {
        &self.starter
    }

    /// The relay's address; empty where there is none.
    pub fn address(&self) -> &str {
        if let TokenStarter::Relay(url) = &self.starter { url } else { "" }
    }

    /// Asks for an authorization URL. This is the one request that carries the client secret.
    ///
    /// # Errors
    ///
    /// Why there is none.
    pub async fn start(&self, wish: StartRequest<'_>) -> Result<Started, Failure> {
        let secret = &wish.secret;
        let answer = match &self.starter {
            TokenStarter::Host(function) => {
                // Nothing here holds the request any more while the host takes its time.
                let answer = {
                    let request = js_sys::JSON::parse(&wish.to_json()).unwrap_or_default();
                    function.call1(&JsValue::UNDEFINED, &request)
                };
                let hidden = |error| without(refused(&error), secret);
                let answer = answer.map_err(hidden)?;
                JsFuture::from(Promise::resolve(&answer)).await.map_err(hidden)?
            }
            TokenStarter::Relay(url) => {
                let address = format!("{url}/authorizations");
                let body = wish.to_json();
                let body = Body::Secret(&body);
                self.ask(&Call { method: "POST", url: &address, body, secret }).await?
            }
            TokenStarter::Nobody => return Err(Failure::of(FailureKind::Refused)),
        };
        let url = text(&answer, "authorizationUrl").ok_or(Failure::of(FailureKind::NoData))?;
        let query = url.split_once('?').map_or("", |(_, query)| query);
        let mut query = form_urlencoded::parse(query.as_bytes());
        let carries_secret = !secret.is_empty() && query.any(|(_, value)| value == **secret);
        let outcome = get(&answer, "outcome")
            .filter(|outcome| !(outcome.is_undefined() || outcome.is_null()));
        let source = match (&self.starter, &outcome) {
            (TokenStarter::Relay(_), _) => OutcomeSource::Relay(
                text(&answer, "attemptId").ok_or(Failure::of(FailureKind::NoData))?,
            ),
            (_, Some(_)) => OutcomeSource::Host { or_field: false },
            _ => OutcomeSource::Nobody,
        };
        let attempt = Attempt {
            url,
            client_id: wish.details.text(Field::ClientId),
            settings: Fingerprint::of_settings(wish.details),
            expires_at: time(&get(&answer, "expiresAt").unwrap_or_default()),
            source,
            brings_back: wish.return_url.is_some(),
        };
        let outcome = outcome.map(
            |outcome| -> std::pin::Pin<Box<dyn std::future::Future<Output = Option<Outcome>>>> {
                Box::pin(told(Promise::resolve(&outcome)))
            },
        );
        Ok(Started { attempt, outcome, carries_secret })
    }

    /// Asks what became of an attempt.
    ///
    /// # Errors
    ///
    /// Why there is no answer.
    pub async fn poll(&self, id: &str) -> Result<Outcome, Failure> {
        let answer = self.ask(&Call::about("GET", &self.address_of(id))).await?;
        outcome(&answer).ok_or(Failure::of(FailureKind::NoData))
    }

    /// Nobody waits for an attempt any more. Whether the relay has heard it does not matter: the
    /// attempt ends by itself.
    pub async fn cancel(&self, id: &str) {
        let _ = self.ask(&Call::about("DELETE", &self.address_of(id))).await;
    }

    fn address_of(&self, id: &str) -> String {
        let id = String::from(js_sys::encode_uri_component(id));
        format!("{}/authorizations/{id}", self.address())
    }

    /// Asks the relay; after one refusal of the bearer, once more with a fresh one.
    async fn ask(&self, call: &Call<'_>) -> Result<JsValue, Failure> {
        let mut was_refused = false;
        loop {
            let answer = self.send(call).await;
            match &answer {
                Err(failure) if failure.kind == FailureKind::SignedOut && !was_refused => {
                    was_refused = true;
                    self.bearer.forget();
                }
                _ => return answer,
            }
        }
    }

    async fn send(&self, call: &Call<'_>) -> Result<JsValue, Failure> {
        let token = self.bearer.get().await?;
        let bearer = token.as_ref().map(|token| format!("Bearer {token}"));
        let mut headers = vec![("Accept", "application/json")];
        headers.extend(bearer.as_deref().map(|bearer| ("Authorization", bearer)));
        let reply = http::request(call.method, call.url, &headers, call.body).await?;
        if !(200..300).contains(&reply.status) {
            // The secret first: one that is cut is not found.
            let mut failure = without(reply::problem(&reply), call.secret);
            if let Some(said) = &mut failure.message {
                *said = reply::fit_to_show(said, token.as_deref());
            }
            return Err(failure);
        }
        if reply.body.is_empty() {
            return Ok(JsValue::UNDEFINED);
        }
        js_sys::JSON::parse(&reply.body).map_err(|_| Failure::of(FailureKind::NotJson))
    }
}

/// What a host's promise of the outcome came to; none where it did not say.
pub async fn told(outcome_of: Promise) -> Option<Outcome> {
    let told = outcome(&JsFuture::from(outcome_of).await.ok()?);
    told.filter(|outcome| *outcome != Outcome::Pending)
}

/// Whether it looks like a code and not like whatever a server may have put there; the host page
/// hears of it.
fn is_code(code: &str) -> bool {
    code.len() <= 64
        && code.bytes().all(|byte| byte == b'_' || byte == b'-' || byte.is_ascii_alphanumeric())
}

fn outcome(answer: &JsValue) -> Option<Outcome> {
    Some(match text(answer, "state")?.as_str() {
        "pending" => Outcome::Pending,
        "generated" => Outcome::Generated,
        "failed" => Outcome::Failed(Refusal {
            code: text(answer, "error").filter(|code| is_code(code)).unwrap_or_default(),
            description: text(answer, "errorDescription"),
            uri: text(answer, "errorUri"),
        }),
        _ => return None,
    })
}

/// A time as RFC 3339 writes it, as a number of milliseconds or as a date; 0 for none.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "what is no time becomes 0, and fractions do not matter"
)]
fn time(value: &JsValue) -> u64 {
    js_sys::Date::new(value).get_time() as u64
}

fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    // What is no object has no members.
    Reflect::get(object, &name.into()).ok()
}

fn text(object: &JsValue, name: &str) -> Option<String> {
    get(object, name)?.as_string()
}

/// A failure whose words do not repeat a secret.
fn without(mut failure: Failure, secret: &str) -> Failure {
    if let Some(said) = &mut failure.message {
        redact(said, secret);
    }
    failure
}

/// What a host's function has thrown.
fn refused(error: &JsValue) -> Failure {
    let said = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    Failure { message: said.or_else(|| error.as_string()), ..Failure::of(FailureKind::Refused) }
}
