//! The platform's callback, where the OAuth server sends the browser back to (RFC 6749, section
//! 4.1.2).

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::html;
use crate::parameters::Parameters;
use crate::policy::OPENER_POLICY;
use crate::sandbox::Site;

use super::attempts::{Back, Waiting};
use super::exchange;
use super::outcome::{Failure, Outcome};
use super::settings::Settings;

/// What a browser that is back shows. There is no more to it: the wizard learns from the relay how it
/// went, and why.
#[derive(Clone, Copy)]
enum Page {
    Generated,
    Declined,
    Failed,
    TooLate,
    Unknown,
}

impl Page {
    const ALL: [Self; 4] = [Self::Generated, Self::Declined, Self::Failed, Self::TooLate];

    /// The last segment of its address; that of an unknown state has none.
    fn name(self) -> &'static str {
        match self {
            Self::Generated => "generated",
            Self::Declined => "declined",
            Self::Failed => "failed",
            Self::TooLate => "too-late",
            Self::Unknown => "",
        }
    }

    fn response(self) -> Response {
        let (status, title, sentence) = match self {
            Self::Generated => {
                (StatusCode::OK, "The token was generated", "You can close this window.")
            }
            Self::Declined => (
                StatusCode::OK,
                "No token was generated",
                "Access was refused, and nothing was changed. You can close this window.",
            ),
            Self::Failed => (
                StatusCode::OK,
                "No token was generated",
                "The wizard says why. You can close this window.",
            ),
            Self::TooLate => (
                StatusCode::OK,
                "No token was generated",
                "This took too long, or it was cancelled in the wizard. You can close this window \
                 and start again there.",
            ),
            Self::Unknown => (
                StatusCode::BAD_REQUEST,
                "Nothing to do here",
                "This sign-in is not known, or it is over already. The wizard shows whether there \
                 is a token. You can close this window.",
            ),
        };
        let mut response = html::page(status, title, &format!("<p>{sentence}</p>"));
        keep_hold(&mut response);
        response
    }
}

/// Answers the browser that is back. Its address holds the code, so it goes on to one without.
pub(super) async fn answer(
    State(site): State<Arc<Site>>,
    method: Method,
    Path(account): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    // A look without a browser behind it must not use up the state.
    if method != Method::GET {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let parameters = Parameters::read(query.unwrap_or_default().as_bytes());
    let is_ours = account == site.relay.account_id
        && !parameters.repeat_one_of(&["state", "code", "error", "iss"]);
    let Some(state) = parameters.get("state").filter(|_| is_ours) else {
        return Page::Unknown.response();
    };
    let page = match site.relay.attempts.come_back(state) {
        Back::Unknown => return Page::Unknown.response(),
        Back::TooLate => Page::TooLate,
        Back::Expected(id, mut waiting) => {
            let return_url = waiting.return_url.take();
            let page = end(&site, &id, waiting, &parameters).await;
            if let Some(url) = return_url {
                return go_on(&url);
            }
            page
        }
    };
    // Relative, since a proxy may have put something before the path.
    let location = format!("callback/{}", page.name());
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response();
    keep_hold(&mut response);
    response
}

/// Answers the page that the browser went on to.
pub(super) async fn page(Path((_, name)): Path<(String, String)>) -> Response {
    let page = Page::ALL.into_iter().find(|page| page.name() == name);
    page.unwrap_or(Page::Unknown).response()
}

/// Ends the authorization, and says what the browser is to show.
async fn end(site: &Arc<Site>, id: &str, waiting: Box<Waiting>, parameters: &Parameters) -> Page {
    let key = waiting.key.clone();
    let settings = waiting.settings.clone();
    let judged = match judge(site, parameters) {
        Ok(code) => {
            let (site, code) = (Arc::clone(site), code.to_owned());
            let exchange = move || {
                exchange::run(&site.relay.server, &waiting, &site.relay.redirect_uri, &code)
            };
            tokio::task::spawn_blocking(exchange).await.unwrap_or_else(|_| Err(Failure::not_kept()))
        }
        Err(failure) => Err(failure),
    };
    let is_declined = parameters.get("error") == Some("access_denied");
    let outcome = site.relay.attempts.finish(id, || match judged {
        Ok(()) => keep(site, &key, &settings),
        Err(failure) => Outcome::Failed(failure),
    });
    match outcome {
        Some(Outcome::Generated) => Page::Generated,
        Some(Outcome::Failed(failure)) if failure == Failure::cancelled() => Page::TooLate,
        _ if is_declined => Page::Declined,
        _ => Page::Failed,
    }
}

/// The code, or why there is none.
fn judge<'a>(site: &Site, parameters: &'a Parameters) -> Result<&'a str, Failure> {
    let issuer = site.relay.server.issuer.as_deref();
    if issuer.is_some() && parameters.get("iss") != issuer {
        return Err(Failure::issuer_mismatch());
    }
    match (parameters.get("error"), parameters.get("code")) {
        (Some(error), _) => {
            let [description, uri] =
                ["error_description", "error_uri"].map(|name| parameters.get(name));
            Err(Failure::said(error, description, uri))
        }
        (None, Some(code)) => Ok(code),
        (None, None) => Err(Failure::invalid_response("The provider sent no code.")),
    }
}

/// Writes down that the connection has a token; and in the record, unless somebody has saved other
/// settings meanwhile: the token is not for those.
fn keep(site: &Site, key: &crate::records::Key, settings: &Settings) -> Outcome {
    let keep = || {
        site.records.keep_token(key)?;
        let details = site.records.get(key)?.and_then(|record| record.oauth_connector_details);
        match details {
            Some(details) if Settings::read(&details).as_ref() == Some(settings) => {
                site.records.set_generated(key, &details)
            }
            _ => Ok(()),
        }
    };
    match keep() {
        Ok(()) => Outcome::Generated,
        Err::<_, rusqlite::Error>(_) => Outcome::Failed(Failure::not_kept()),
    }
}

/// Sends the browser on to the page that began. No redirect: the policy of the provider's page, which
/// lists where its form may lead to, counts for a chain of those.
fn go_on(url: &str) -> Response {
    let link = format!("<p><a href=\"{}\">Go on in the wizard</a></p>", html::escape(url));
    let mut response = html::page(StatusCode::OK, "You are being sent back", &link);
    if let Ok(refresh) = HeaderValue::from_str(&format!("0; url={url}")) {
        response.headers_mut().insert(header::REFRESH, refresh);
    }
    response
}

/// With the policy of other pages, the window's opener could take it for closed.
fn keep_hold(response: &mut Response) {
    response.headers_mut().insert(OPENER_POLICY, HeaderValue::from_static("unsafe-none"));
}
