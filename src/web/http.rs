//! One request with a time limit.

use gloo_net::http::Request;
use wasm_bindgen::JsValue;
use web_sys::{
    AbortSignal, Headers, ReferrerPolicy, RequestCache, RequestCredentials, RequestInit,
    RequestRedirect,
};
use wizard_core::{Failure, FailureKind};

/// An answer as it came.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The header `Retry-After` in milliseconds.
    pub retry_after: Option<u64>,
    /// The body.
    pub body: String,
}

/// How long a request may take, milliseconds. After that nobody knows how it ended.
const TIME_LIMIT: u32 = 30_000;

/// The largest body that outlives its page, in bytes: the Fetch standard allows 64 KiB for all of
/// a page's such requests together.
const LARGEST_KEEPALIVE: usize = 60 * 1024;

/// What says that a body is JSON.
const JSON: (&str, &str) = ("Content-Type", "application/json");

/// What a request carries.
#[derive(Clone, Copy, Debug)]
pub enum Body<'a> {
    /// Nothing.
    None,
    /// A JSON text.
    Json(&'a str),
    /// A JSON text with something secret in it.
    Secret(&'a str),
}

/// Sends a request, with a JSON text or without a body.
///
/// It goes on when the page goes away, as long as its body is small enough for that.
///
/// # Errors
///
/// What kept an answer from coming.
pub async fn request(
    method: &str,
    url: &str,
    headers: &[(&str, &str)],
    body: Body<'_>,
) -> Result<Reply, Failure> {
    let init = RequestInit::new();
    init.set_method(method);
    init.set_credentials(RequestCredentials::SameOrigin);
    let (json, outlives) = match body {
        Body::None => (None, true),
        Body::Json(json) => (Some(json), outlives_page(json)),
        Body::Secret(json) => {
            // It goes to the address that it is meant for, and nowhere else from there.
            init.set_redirect(RequestRedirect::Error);
            (Some(json), false)
        }
    };
    let kind = json.map(|_| JSON);
    set_headers(&init, headers.iter().chain(&kind))?;
    if let Some(json) = json {
        init.set_body(&JsValue::from_str(json));
    }
    if outlives {
        // web-sys has no setter for it. Where it cannot be set, the request is an ordinary one.
        let _ = js_sys::Reflect::set(&init, &"keepalive".into(), &JsValue::TRUE);
    }
    send(url, &init).await
}

/// Asks a system that is not the platform, with the credentials of these headers and no others: without
/// cookies, which would also let the browser ask the person for a password, to this address and no other
/// that it may lead to, and without a copy of the answer in the browser's cache.
///
/// # Errors
///
/// What kept an answer from coming; a page that the system does not trust hears no more than that.
pub async fn ask_elsewhere(
    method: &str,
    url: &str,
    headers: &[(&str, &str)],
    json: Option<&str>,
) -> Result<Reply, Failure> {
    let init = RequestInit::new();
    init.set_method(method);
    init.set_credentials(RequestCredentials::Omit);
    init.set_redirect(RequestRedirect::Error);
    init.set_cache(RequestCache::NoStore);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    let kind = json.map(|_| JSON);
    set_headers(&init, headers.iter().chain(&kind))?;
    if let Some(json) = json {
        init.set_body(&JsValue::from_str(json));
    }
    send(url, &init).await
}

fn set_headers<'a>(
    init: &RequestInit,
    headers: impl Iterator<Item = &'a (&'a str, &'a str)>,
) -> Result<(), Failure> {
    let all = Headers::new().map_err(|_| unreachable())?;
    for (name, value) in headers {
        // A value that no header can hold: no such request can be made.
        all.set(name, value).map_err(|_| refused(name))?;
    }
    init.set_headers(&all);
    Ok(())
}

/// Whether a request with that body goes on when its page goes away.
pub fn outlives_page(body: &str) -> bool {
    body.len() < LARGEST_KEEPALIVE
}

async fn send(url: &str, init: &RequestInit) -> Result<Reply, Failure> {
    init.set_signal(Some(&AbortSignal::timeout_with_u32(TIME_LIMIT)));
    let request = web_sys::Request::new_with_str_and_init(url, init).map_err(|_| unreachable())?;
    let response = Request::from(request).send().await.map_err(|error| broken(&error))?;
    let status = response.status();
    let retry_after = response.headers().get("Retry-After").as_deref().and_then(milliseconds);
    let body = response.text().await.map_err(|error| broken(&error))?;
    Ok(Reply { status, retry_after, body })
}

/// `Retry-After` in its form of seconds; platforms do not use its other form, a date.
fn milliseconds(seconds: &str) -> Option<u64> {
    seconds.trim().parse::<u64>().ok()?.checked_mul(1_000)
}

fn broken(error: &gloo_net::Error) -> Failure {
    let timed_out =
        matches!(error, gloo_net::Error::JsError(error) if error.name == "TimeoutError");
    if timed_out { Failure::of(FailureKind::TimedOut) } else { unreachable() }
}

fn unreachable() -> Failure {
    failure(FailureKind::Unreachable)
}

/// What it is that nothing came of a question, where the network is not to blame.
pub fn failure(otherwise: FailureKind) -> Failure {
    let online = web_sys::window().is_none_or(|window| window.navigator().on_line());
    Failure::of(if online { otherwise } else { FailureKind::Offline })
}

fn refused(header: &str) -> Failure {
    Failure { message: Some(header.to_owned()), ..Failure::of(FailureKind::Refused) }
}
