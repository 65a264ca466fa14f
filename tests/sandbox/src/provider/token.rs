//! The token endpoint (RFC 6749, section 3.2).

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{Extensions, HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::fault::{Fault, Kind};
use crate::parameters::Parameters;
use crate::sandbox::Site;
use crate::{pkce, random};

use super::client::{Client, Unclear};

/// Answers `POST /oauth2/token`.
pub(super) async fn answer(
    State(site): State<Arc<Site>>,
    extensions: Extensions,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    match extensions.get::<Fault>() {
        Some(fault) if fault.fault == Kind::Refuse => {
            let mut refusal =
                Refusal::new(fault.error.as_deref().unwrap_or("invalid_client"), None);
            refusal.description.clone_from(&fault.error_description);
            refusal.uri.clone_from(&fault.error_uri);
            return refusal.into_response();
        }
        Some(fault) if fault.fault == Kind::NoToken => {
            return Json(json!({ "token_type": "Bearer" })).into_response();
        }
        _ => {}
    }
    match exchange(&site, &headers, &body) {
        Ok(token) => ([(header::PRAGMA, "no-cache")], Json(token)).into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

/// The token reply (RFC 6749, section 5.1), after all that the client has to show.
fn exchange(site: &Site, headers: &HeaderMap, body: &[u8]) -> Result<Value, Refusal> {
    let form = Parameters::read(body);
    let single = ["grant_type", "code", "redirect_uri", "client_id", "code_verifier"];
    if form.repeat_one_of(&single) {
        return Err(Refusal::new("invalid_request", Some("A parameter stands there twice.")));
    }
    let client = Client::read(headers, &form).map_err(|unclear| match unclear {
        Unclear::Missing => Refusal::new("invalid_client", Some("The app does not say who it is.")),
        Unclear::Twice => Refusal::new("invalid_request", Some("The app says who it is twice.")),
    })?;
    if !site.consents.is_right(&client.secret) {
        return Err(Refusal::new("invalid_client", Some("The client secret is wrong.")));
    }
    let missing =
        |name: &str| Refusal::new("invalid_request", Some(&format!("{name} is missing.")));
    let required = |name| form.get(name).ok_or_else(|| missing(name));
    if required("grant_type")? != "authorization_code" {
        return Err(Refusal::new("unsupported_grant_type", None));
    }
    let code = required("code")?;
    let redirect_uri = required("redirect_uri")?;
    let verifier = required("code_verifier")?;
    let wrong = |sentence| Err(Refusal::new("invalid_grant", Some(sentence)));
    let Some(asked) = site.consents.redeem(code) else {
        return wrong("The code is not known, was used or has expired.");
    };
    if asked.client_id != client.id {
        return wrong("The code was given to another app.");
    }
    if asked.redirect_uri != redirect_uri {
        return wrong("The redirect URI is another one than before.");
    }
    // RFC 7636, section 4.6.
    if asked.challenge != pkce::challenge(verifier) {
        return wrong("The code verifier does not fit.");
    }
    let mut token = json!({
        "access_token": random::text(),
        "token_type": "Bearer",
        "expires_in": 3600,
        "refresh_token": random::text(),
    });
    if let Some(scope) = asked.scope {
        token["scope"] = scope.into();
    }
    Ok(token)
}

/// An error of the token endpoint (RFC 6749, section 5.2).
struct Refusal {
    error: String,
    description: Option<String>,
    uri: Option<String>,
}

impl Refusal {
    fn new(error: &str, description: Option<&str>) -> Self {
        Self { error: error.to_owned(), description: description.map(str::to_owned), uri: None }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let is_client = self.error == "invalid_client";
        let mut body = json!({ "error": self.error });
        for (name, value) in [("error_description", self.description), ("error_uri", self.uri)] {
            if let Some(value) = value {
                body[name] = value.into();
            }
        }
        let status = if is_client { StatusCode::UNAUTHORIZED } else { StatusCode::BAD_REQUEST };
        let mut response = (status, Json(body)).into_response();
        if is_client {
            let scheme = HeaderValue::from_static("Basic realm=\"token\"");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, scheme);
        }
        response
    }
}
