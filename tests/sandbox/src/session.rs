//! What a host gives its page: the bearer, and the connections to choose from. And how a host gets a
//! bearer from the platform.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use serde_json::{Value, json};

use crate::sample::{CONNECTIONS, DemoConnection};
use crate::sandbox::Site;
use crate::{relay, upstream};

/// Answers `GET /auth/jwt/generate/{accountId}`: a JWT as text for any well-formed API token.
pub(crate) async fn generate(State(site): State<Arc<Site>>, headers: HeaderMap) -> Response {
    if is_api_token(&headers) {
        return site.tokens.issue().into_response();
    }
    let message = "The platform takes Basic authentication with BOOMI_TOKEN.<user>:<API token>.\n";
    (StatusCode::UNAUTHORIZED, message).into_response()
}

/// Answers `GET /session/token`: the bearer as text.
pub(crate) async fn token(State(site): State<Arc<Site>>) -> Response {
    match &site.upstream {
        None => site.tokens.issue().into_response(),
        Some(upstream) => match upstream::bearer(upstream) {
            Ok(bearer) => bearer.into_response(),
            Err(message) => (StatusCode::BAD_GATEWAY, message).into_response(),
        },
    }
}

/// Answers `GET /session/connections`.
pub(crate) async fn connections() -> Json<[DemoConnection; 4]> {
    Json(CONNECTIONS)
}

/// Answers `GET /session/host`: what a page has to tell the wizard for the redirect URI and the relay.
pub(crate) async fn host(State(site): State<Arc<Site>>) -> Json<Value> {
    Json(json!({
        "platformUrl": site.relay.platform_url(),
        "accountId": site.relay.account_id(),
        "relayUrl": relay::ROOT,
    }))
}

/// What a request shows in Basic authentication (RFC 7617): a name, a colon and a password.
pub(crate) fn basic(headers: &HeaderMap) -> Option<String> {
    let value = headers.get("authorization")?.to_str().ok()?;
    String::from_utf8(STANDARD.decode(value.strip_prefix("Basic ")?).ok()?).ok()
}

fn is_api_token(headers: &HeaderMap) -> bool {
    basic(headers).is_some_and(|credentials| {
        credentials
            .strip_prefix("BOOMI_TOKEN.")
            .and_then(|rest| rest.split_once(':'))
            .is_some_and(|(user, token)| !user.is_empty() && !token.is_empty())
    })
}
