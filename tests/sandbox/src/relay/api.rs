//! What the wizard asks the relay.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};
use url::Url;

use crate::clock::rfc_3339;
use crate::graphql::has_bearer;
use crate::random;
use crate::records::Key;
use crate::sandbox::Site;

use super::attempts::{LIFETIME, Waiting};
use super::outcome::Outcome;
use super::secret::Secret;
use super::settings::Settings;
use super::{AUTHORIZATIONS, Problem, authorization, exchange};

/// Answers `POST /relay/authorizations`.
pub(super) async fn begin(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    check(&site, &headers)?;
    let asked = Asked::read(&body, &headers)?;
    let settings = saved(&site, &asked.key)?;
    if settings != asked.settings {
        return Err(Problem::details_differ());
    }
    if settings.client_id.is_empty() {
        return Err(Problem::client_id_missing());
    }
    let waiting = Waiting {
        key: asked.key,
        settings,
        secret: asked.secret,
        verifier: random::text(),
        return_url: asked.return_url,
    };
    let state = random::text();
    let url = authorization::url(
        &site.relay.server,
        &waiting.settings,
        &site.relay.redirect_uri,
        &state,
        &waiting.verifier,
    )
    .map_err(Problem::reserved_parameter)?;
    exchange::allowed(&waiting, &site.relay.redirect_uri).map_err(Problem::reserved_parameter)?;

    let (id, expires) = site.relay.attempts.begin(state, waiting);
    forget_in_time(&site);
    let body = json!({
        "attemptId": id,
        "authorizationUrl": url.as_str(),
        "expiresAt": rfc_3339(expires),
    });
    let location = format!("{AUTHORIZATIONS}/{id}");
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(body)).into_response())
}

/// Answers `GET /relay/authorizations/{attemptId}`.
pub(super) async fn outcome(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<Outcome>, Problem> {
    check(&site, &headers)?;
    site.relay.attempts.outcome(&id).map(Json).ok_or_else(Problem::unknown_attempt)
}

/// Answers `DELETE /relay/authorizations/{attemptId}`.
pub(super) async fn cancel(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    check(&site, &headers)?;
    if site.relay.attempts.cancel(&id) {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Problem::unknown_attempt())
    }
}

fn check(site: &Site, headers: &HeaderMap) -> Result<(), Problem> {
    if site.upstream.is_some() {
        Err(Problem::no_records())
    } else if has_bearer(site, headers) {
        Ok(())
    } else {
        Err(Problem::unauthorized())
    }
}

/// What the platform holds for a key.
fn saved(site: &Site, key: &Key) -> Result<Settings, Problem> {
    let record = site.records.get(key).map_err(|_| Problem::server_error())?;
    let details = record.and_then(|record| record.oauth_connector_details).unwrap_or_default();
    if details.is_empty() {
        return Err(Problem::not_saved());
    }
    Settings::read(&details).ok_or_else(Problem::unreadable_details)
}

/// Drops the secret at the end of the 15 minutes also where nobody asks any more.
fn forget_in_time(site: &Arc<Site>) {
    let site = Arc::downgrade(site);
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_secs(LIFETIME + 1)).await;
        if let Some(site) = site.upgrade() {
            site.relay.attempts.sweep();
        }
    });
}

/// The body of the request that begins an authorization.
struct Asked {
    key: Key,
    settings: Settings,
    secret: Option<Secret>,
    return_url: Option<String>,
}

impl Asked {
    /// No refusal quotes the body, since the secret is in it.
    fn read(body: &[u8], headers: &HeaderMap) -> Result<Self, Problem> {
        let mut members: Map<String, Value> = serde_json::from_slice(body)
            .map_err(|_| Problem::bad_request("The body is not a JSON object."))?;
        let secret = match members.remove("clientSecret") {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Secret::new(text),
            Some(_) => return Err(Problem::bad_request("The client secret is not a text.")),
        };
        let return_url = match members.remove("returnUrl") {
            None | Some(Value::Null) => None,
            Some(Value::String(url)) if is_of_origin(&url, headers) => Some(url),
            Some(_) => return Err(Problem::bad_return_url()),
        };
        let key = members.remove("key").unwrap_or_default();
        let key = serde_json::from_value(key)
            .map_err(|_| Problem::bad_request("The key does not hold the five ids as texts."))?;
        Ok(Self { key, settings: Settings::of(&members), secret, return_url })
    }
}

/// Whether an address is the asking page's own: nobody else is to send people anywhere (RFC 9700,
/// section 4.11). A page cannot choose its `Origin`.
fn is_of_origin(url: &str, headers: &HeaderMap) -> bool {
    let origin = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    Url::parse(url).is_ok_and(|url| origin == Some(url.origin().ascii_serialization().as_str()))
}
