//! The authorization endpoint (RFC 6749, section 3.1): a page that asks, and the way back.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use url::Url;

use crate::fault::{Fault, Kind};
use crate::html::{self, escape};
use crate::parameters::Parameters;
use crate::pkce;
use crate::sandbox::Site;

use super::AUTHORIZE;
use super::consents::Asked;

/// Why nobody is asked.
enum Refusal {
    /// The browser must not be sent anywhere (RFC 6749, section 4.1.2.1).
    Page(&'static str),
    /// The client is told.
    Back {
        redirect_uri: String,
        state: Option<String>,
        error: &'static str,
        description: &'static str,
    },
}

const MISMATCH: &str = "The redirect URI is not one of those that are registered for this app.";
const EXPIRED: &str = "This link has expired.";

/// Answers `GET /oauth2/authorize`: asks.
pub(super) async fn ask(State(site): State<Arc<Site>>, request: Request<Body>) -> Response {
    let fault = request.extensions().get::<Fault>();
    match fault.map(|fault| fault.fault) {
        Some(Kind::RedirectMismatch) => return wrong(MISMATCH),
        Some(Kind::ExpiredLink) => return wrong(EXPIRED),
        _ => {}
    }
    let query = request.uri().query().unwrap_or_default();
    let asked = match read(&site, &Parameters::read(query.as_bytes())) {
        Ok(asked) => asked,
        Err(Refusal::Page(sentence)) => return wrong(sentence),
        Err(Refusal::Back { redirect_uri, state, error, description }) => {
            let said = [("error", error), ("error_description", description)];
            return back(&site, &redirect_uri, state.as_deref(), &said);
        }
    };
    match fault {
        Some(fault) if fault.fault == Kind::Refuse => {
            let said = [
                ("error", Some(fault.error.as_deref().unwrap_or("access_denied"))),
                ("error_description", fault.error_description.as_deref()),
                ("error_uri", fault.error_uri.as_deref()),
            ];
            let said: Vec<_> =
                said.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
            back(&site, &asked.redirect_uri, asked.state.as_deref(), &said)
        }
        _ => question(&site, asked),
    }
}

/// Answers `POST /oauth2/authorize`: what the person has said.
pub(super) async fn decide(State(site): State<Arc<Site>>, body: Bytes) -> Response {
    let form = Parameters::read(&body);
    let asked = form.get("ticket").and_then(|ticket| site.consents.answered(ticket));
    let Some(asked) = asked else {
        return wrong("This page was answered before, or has waited too long.");
    };
    let (redirect_uri, state) = (asked.redirect_uri.clone(), asked.state.clone());
    if form.get("answer") == Some("yes") {
        let code = site.consents.code(asked);
        back(&site, &redirect_uri, state.as_deref(), &[("code", &code)])
    } else {
        let description = "The person said no.";
        let said = [("error", "access_denied"), ("error_description", description)];
        back(&site, &redirect_uri, state.as_deref(), &said)
    }
}

/// The request, or what is wrong with it. The redirect URI comes first: before it is known to be
/// right, nothing may be sent there.
fn read(site: &Site, parameters: &Parameters) -> Result<Asked, Refusal> {
    if parameters.repeat_one_of(&["client_id", "redirect_uri"]) {
        return Err(Refusal::Page("The request says twice who asks."));
    }
    let Some(client_id) = parameters.get("client_id") else {
        return Err(Refusal::Page("The request does not say which app asks."));
    };
    let redirect_uri = parameters.get("redirect_uri").unwrap_or_default();
    if !site.consents.is_registered(redirect_uri) {
        return Err(Refusal::Page(MISMATCH));
    }
    let state = parameters.get("state").map(str::to_owned);
    let back = |error, description| {
        let (redirect_uri, state) = (redirect_uri.to_owned(), state.clone());
        Err(Refusal::Back { redirect_uri, state, error, description })
    };
    let single = ["response_type", "state", "scope", "code_challenge", "code_challenge_method"];
    if parameters.repeat_one_of(&single) {
        return back("invalid_request", "A parameter stands there twice.");
    }
    match parameters.get("response_type") {
        Some("code") => {}
        None => return back("invalid_request", "response_type is missing."),
        Some(_) => return back("unsupported_response_type", "Only codes are given."),
    }
    let challenge = parameters.get("code_challenge").unwrap_or_default();
    if parameters.get("code_challenge_method") != Some(pkce::METHOD) || challenge.len() != 43 {
        return back("invalid_request", "A code challenge by S256 is needed.");
    }
    Ok(Asked {
        client_id: client_id.to_owned(),
        redirect_uri: redirect_uri.to_owned(),
        scope: parameters.get("scope").map(str::to_owned),
        challenge: challenge.to_owned(),
        state: state.clone(),
    })
}

/// The page that asks.
fn question(site: &Site, asked: Asked) -> Response {
    let scope = asked.scope.as_deref().map_or_else(String::new, |scope| {
        format!("<p>It asks for: <code>{}</code></p>\n", escape(scope))
    });
    let client = escape(&asked.client_id);
    // Browsers hold the way back from a form to the form's policy as well.
    let way_back = Url::parse(&asked.redirect_uri).map(|url| url.origin().ascii_serialization());
    let directives = format!("form-action 'self' {}", way_back.unwrap_or_default());
    let ticket = site.consents.ask(asked);
    let body = format!(
        "<p>The app with the client ID <code>{client}</code> wants to work with your data.</p>\n\
         {scope}<form method=\"post\" action=\"{AUTHORIZE}\">\n\
         <input type=\"hidden\" name=\"ticket\" value=\"{ticket}\">\n\
         <button name=\"answer\" value=\"yes\">Connect</button>\n\
         <button name=\"answer\" value=\"no\">No thanks</button>\n</form>"
    );
    html::page_with(StatusCode::OK, "Connect to the sandbox's provider?", &body, &directives)
}

/// A page of the provider's own, from which nothing leads back.
fn wrong(sentence: &str) -> Response {
    let body = format!("<p>{}</p>", escape(sentence));
    html::page(StatusCode::BAD_REQUEST, "The provider cannot go on", &body)
}

/// Sends the browser back with an answer, the state and the issuer (RFC 6749, sections 4.1.2 and
/// 4.1.2.1; RFC 9207, section 2).
fn back(site: &Site, redirect_uri: &str, state: Option<&str>, said: &[(&str, &str)]) -> Response {
    let Ok(mut url) = Url::parse(redirect_uri) else { return wrong(MISMATCH) };
    url.query_pairs_mut()
        .extend_pairs(said)
        .extend_pairs(state.map(|state| ("state", state)))
        .append_pair("iss", site.consents.issuer());
    (StatusCode::SEE_OTHER, [(header::LOCATION, String::from(url))]).into_response()
}
