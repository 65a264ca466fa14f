//! The start of a token's generation, by a relay or by the host page's own function, and its outcome.

use std::rc::Rc;

use futures::future::LocalBoxFuture;
use js_sys::Function;
use serde::Deserialize;
use wizard_core::{Attempt, Failure, FailureKind, Field, Fingerprint, Outcome, OutcomeSource};
use wizard_web::http::{self, Body, Method};

pub use crate::start::StartRequest;
use crate::{
    bearer::Bearer,
    host::{self, without_secret},
    json, reply,
    start::{OutcomeAnswer, StartAnswer},
};

/// The one who starts it.
#[derive(Clone)]
pub enum Starter {
    /// The host page's function `authorize`.
    HostFunction(Function),
    /// The relay at that address.
    Relay(String),
    /// Nobody does.
    None,
}

/// A start that worked.
pub struct Started {
    /// The attempt.
    pub attempt: Attempt,
    /// The outcome, where the host promises to say it; none comes where it does not say after all.
    pub outcome: Option<LocalBoxFuture<'static, Option<Outcome>>>,
    /// True if the client secret is in the authorization URL.
    pub carries_secret: bool,
}

/// Asks whoever starts a token's generation.
pub struct TokenClient {
    starter: Starter,
    bearer: Rc<Bearer>,
}

impl TokenClient {
    /// Asks a starter, with the bearer that the relay asks for.
    pub const fn new(starter: Starter, bearer: Rc<Bearer>) -> Self {
        Self { starter, bearer }
    }

    /// The one who starts it.
    pub const fn starter(&self) -> &Starter {
        &self.starter
    }

    /// The relay's address; empty where there is none.
    pub fn address(&self) -> &str {
        if let Starter::Relay(url) = &self.starter { url } else { "" }
    }

    /// Asks for an authorization URL. This is the one request that carries the client secret.
    ///
    /// # Errors
    ///
    /// The reason why there is none.
    pub async fn start(&self, request: StartRequest<'_>) -> Result<Started, Failure> {
        let (answer, outcome, source) = match &self.starter {
            Starter::HostFunction(function) => {
                let (answer, outcome) = host::start(function, &request).await?;
                let source = match outcome {
                    Some(_) => OutcomeSource::Host { or_field: false },
                    None => OutcomeSource::Nobody,
                };
                (answer, outcome, source)
            }
            Starter::Relay(_) => {
                let mut answer = self.start_at_relay(&request).await?;
                let id = answer.attempt_id.take().ok_or(Failure::of(FailureKind::NoData))?;
                (answer, None, OutcomeSource::Relay(id))
            }
            Starter::None => return Err(Failure::of(FailureKind::Refused)),
        };
        let carries_secret = carries(&answer.authorization_url, &request.secret);
        let attempt = Attempt {
            url: answer.authorization_url,
            client_id: request.details.text(Field::ClientId),
            settings: Fingerprint::of_settings(request.details),
            expires_at: answer.expires_at,
            source,
            is_checked: answer.is_checked,
            brings_back: request.return_url.is_some(),
        };
        Ok(Started { attempt, outcome, carries_secret })
    }

    /// Asks the relay what became of an attempt.
    ///
    /// # Errors
    ///
    /// The reason why there is no answer.
    pub async fn poll(&self, id: &str) -> Result<Outcome, Failure> {
        let body = self.ask(Method::GET, &self.address_of(id), Body::None, "").await?;
        let outcome = read::<OutcomeAnswer>(&body)?.outcome();
        outcome.ok_or(Failure::of(FailureKind::NoData))
    }

    /// Tells the relay that nobody waits for an attempt any more. Whether it has heard does not matter: the
    /// attempt ends by itself.
    pub async fn cancel(&self, id: &str) {
        let _ = self.ask(Method::DELETE, &self.address_of(id), Body::None, "").await;
    }

    async fn start_at_relay(&self, request: &StartRequest<'_>) -> Result<StartAnswer, Failure> {
        let address = format!("{}/authorizations", self.address());
        let body = request.to_json();
        let body = self.ask(Method::POST, &address, Body::Secret(&body), &request.secret).await?;
        read(&body)
    }

    fn address_of(&self, id: &str) -> String {
        let id = String::from(js_sys::encode_uri_component(id));
        format!("{}/authorizations/{id}", self.address())
    }

    /// The body of the relay's answer; after one refusal of the bearer it is asked once more with a fresh
    /// one. No failure repeats the secret that the request carries.
    async fn ask(
        &self,
        method: Method,
        url: &str,
        body: Body<'_>,
        secret: &str,
    ) -> Result<String, Failure> {
        let send = async |token| self.send(method.clone(), url, body, secret, token).await;
        let is_refused =
            |answer: &Result<String, Failure>| answer.as_ref().is_err_and(Failure::refuses_bearer);
        self.bearer.send(send, is_refused).await
    }

    async fn send(
        &self,
        method: Method,
        url: &str,
        body: Body<'_>,
        secret: &str,
        token: Option<String>,
    ) -> Result<String, Failure> {
        let bearer = token.as_ref().map(|token| format!("Bearer {token}"));
        let mut headers = vec![("Accept", "application/json")];
        headers.extend(bearer.as_deref().map(|bearer| ("Authorization", bearer)));
        let reply = http::request(method, url, &headers, body).await?;
        if reply::is_sign_in_page(&reply) {
            return Err(Failure::of(FailureKind::SignInPage));
        }
        if (200..300).contains(&reply.status) {
            return Ok(reply.body);
        }
        // The secret first: one that is cut is not found.
        let mut failure = without_secret(reply::problem(&reply), secret);
        failure.message =
            failure.message.map(|message| reply::fit_to_show(&message, token.as_deref()));
        Err(failure)
    }
}

/// An object in a body.
fn read<'a, T: Deserialize<'a>>(body: &'a str) -> Result<T, Failure> {
    json::object(body).map_err(|error| {
        // A relay may have nothing to say.
        let says_nothing = body.is_empty() || error.is_data();
        Failure::of(if says_nothing { FailureKind::NoData } else { FailureKind::NotJson })
    })
}

/// True if a URL has a secret among its parameters.
fn carries(url: &str, secret: &str) -> bool {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let mut values = form_urlencoded::parse(query.as_bytes()).map(|(_, value)| value);
    !secret.is_empty() && values.any(|value| value == secret)
}

#[cfg(test)]
mod tests {
    use wizard_core::FailureKind;

    use super::{carries, read};
    use crate::start::OutcomeAnswer;

    #[test]
    fn a_secret_is_found_however_it_is_encoded() {
        for url in ["https://p.example/?a=b&c=s+%26", "https://p.example/?c=%73%20%26"] {
            assert!(carries(url, "s &"), "{url}");
        }
        assert!(!carries("https://p.example/?a=s", "s &"));
        assert!(!carries("https://p.example/?a=&b", ""));
        assert!(!carries("https://p.example/s", "s"));
    }

    #[test]
    fn an_answer_is_an_object_or_says_nothing_or_is_no_json() {
        let kind = |body| read::<OutcomeAnswer>(body).map_err(|failure| failure.kind).err();
        assert_eq!(kind(r#"{"state":"pending"}"#), None);
        for nothing in ["", "{}", "[]", "1", r#"{"state":1}"#] {
            assert_eq!(kind(nothing), Some(FailureKind::NoData), "{nothing}");
        }
        for page in ["<html>", "{", "state"] {
            assert_eq!(kind(page), Some(FailureKind::NotJson), "{page}");
        }
    }
}
