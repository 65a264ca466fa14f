//! One request with a time limit.

pub use gloo_net::http::Method;
use gloo_net::http::{Headers, Request, RequestBuilder, Response};
use js_sys::{Date, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestInit, RequestRedirect,
    ResponseType, TextDecoder, TextDecoderOptions,
};
use wizard_core::{Failure, FailureKind, REQUEST_TIMEOUT_MS};

use crate::{
    clock,
    keepalive::{self, Room},
};

/// An answer as it came.
#[derive(Clone, Debug, Default)]
pub struct Reply {
    /// The HTTP status; [`REDIRECT`] where it led elsewhere, of which a page hears no more.
    pub status: u16,
    /// The header `Retry-After` in milliseconds.
    pub retry_after: Option<u64>,
    /// The body, in the charset that its header names.
    pub body: String,
    /// True if the body is no text in that charset: there are replacement characters in it that the server
    /// did not send.
    pub is_garbled: bool,
}

/// The status of an answer that led elsewhere (Fetch, "opaque-redirect filtered response").
pub const REDIRECT: u16 = 0;

/// The body of a request.
#[derive(Clone, Copy, Debug)]
pub enum Body<'a> {
    /// Nothing.
    None,
    /// A JSON text that asks.
    Question(&'a str),
    /// A JSON text that is to arrive, also when its page goes away.
    Json(&'a str),
    /// A JSON text with something secret in it.
    Secret(&'a str),
}

/// The time within which a browser refuses a request that has no room.
const REFUSED_WITHIN_MS: u64 = 100;

/// The longest wait that a server can ask for: after an hour it is asked again.
const LONGEST_RETRY_AFTER_MS: u64 = 60 * 60 * 1_000;

/// Sends a request to the platform or to a relay, with a JSON text or without a body.
///
/// It goes on when the page goes away, unless it only asks, or its body is large or secret.
///
/// # Errors
///
/// The reason why no answer came.
pub async fn request(
    method: Method,
    url: &str,
    headers: &[(&str, &str)],
    body: Body<'_>,
) -> Result<Reply, Failure> {
    let has_json = !matches!(body, Body::None);
    let request =
        builder(method, url, headers, has_json)?.credentials(RequestCredentials::SameOrigin);
    let room = match body {
        Body::Json(json) => Room::take(json),
        _ => None,
    };
    let sent_at = clock::now().ms;
    let reply = send(match body {
        Body::None => outliving(request, None),
        Body::Json(json) if room.is_some() => outliving(request, Some(json)),
        // A request that carries a secret ends with the page that has it.
        Body::Json(json) | Body::Question(json) | Body::Secret(json) => request.body(json).ok(),
    })
    .await;
    match (reply, room) {
        (Err(failure), Some(_))
            if failure.kind == FailureKind::Unreachable
                && clock::now().ms.saturating_sub(sent_at) <= REFUSED_WITHIN_MS =>
        {
            keepalive::note_refusal();
            Err(Failure::of(FailureKind::NoRoom))
        }
        (reply, _) => reply,
    }
}

/// Asks a system that is not the platform, with the credentials of these headers and no others: without
/// cookies, which would also let the browser ask the person for a password, and without a copy of the
/// answer in the browser's cache.
///
/// # Errors
///
/// The reason why no answer came; a page that the system does not trust hears no more than that.
pub async fn ask_elsewhere(
    method: Method,
    url: &str,
    headers: &[(&str, &str)],
    json: Option<&str>,
) -> Result<Reply, Failure> {
    let request = builder(method, url, headers, json.is_some())?
        .credentials(RequestCredentials::Omit)
        .redirect(RequestRedirect::Error)
        .cache(RequestCache::NoStore)
        .referrer_policy(ReferrerPolicy::NoReferrer);
    send(match json {
        Some(json) => request.body(json).ok(),
        None => request.build().ok(),
    })
    .await
}

/// True if a request with that body goes on when its page goes away.
pub fn outlives_page(body: &str) -> bool {
    keepalive::fits(body)
}

/// The failure of a kind, or that there is no network where the browser says so.
pub fn failure(kind: FailureKind) -> Failure {
    let is_online = web_sys::window().is_none_or(|window| window.navigator().on_line());
    Failure::of(if is_online { kind } else { FailureKind::Offline })
}

fn builder(
    method: Method,
    url: &str,
    headers: &[(&str, &str)],
    has_json: bool,
) -> Result<RequestBuilder, Failure> {
    let (address, query) = url.split_once('?').unwrap_or((url, ""));
    let query: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
    let request = RequestBuilder::new(address)
        .method(method)
        // As pairs: gloo ends an address that has a query already with an `&`.
        .query(query.iter().map(|(name, value)| (name.as_ref(), value)))
        .headers(all_headers(headers, has_json)?)
        // What it carries is for this address. Browsers withhold `Authorization` from another one that this
        // may lead to, and neither `SPACE_GUID` nor the body. That it leads elsewhere is to be seen.
        .redirect(RequestRedirect::Manual)
        // After that nobody knows how it ended.
        .abort_signal(Some(&AbortSignal::timeout_with_u32(REQUEST_TIMEOUT_MS)));
    Ok(request)
}

fn all_headers(headers: &[(&str, &str)], has_json: bool) -> Result<Headers, Failure> {
    // Not gloo's own setter, which panics at a value that no header can hold.
    let all = web_sys::Headers::new().map_err(|_| unreachable())?;
    let content_type = has_json.then_some(("Content-Type", "application/json"));
    for (name, value) in headers.iter().copied().chain(content_type) {
        all.set(name, value).map_err(|_| refused(name))?;
    }
    Ok(Headers::from_raw(all))
}

/// A request that goes on when its page goes away; an ordinary one where a browser does not know of that.
fn outliving(request: RequestBuilder, json: Option<&str>) -> Option<Request> {
    let init = RequestInit::new();
    // Neither gloo nor web-sys has a setter for it.
    let _ = Reflect::set(&init, &"keepalive".into(), &JsValue::TRUE);
    if let Some(json) = json {
        // Here and not in the builder: a body that one request takes over from another may be a stream to the
        // browser, and a stream does not outlive its page.
        init.set_body(&json.into());
    }
    let request = web_sys::Request::from(request.build().ok()?);
    web_sys::Request::new_with_request_and_init(&request, &init).map(Request::from).ok()
}

/// Sends a request; there is none where its address cannot be one of a request.
async fn send(request: Option<Request>) -> Result<Reply, Failure> {
    let (request, window) = request.zip(web_sys::window()).ok_or_else(unreachable)?;
    // Not gloo's own `send`: it panics where a host's own `fetch` rejects with something that is no `Error`.
    let response = JsFuture::from(window.fetch_with_request(&request.into())).await;
    let response = response.and_then(JsCast::dyn_into::<web_sys::Response>).map_err(|error| {
        let name = error.dyn_ref().map(js_sys::Error::name).map(String::from);
        broken(&name.unwrap_or_default())
    })?;
    let is_redirect = response.type_() == ResponseType::Opaqueredirect;
    let response = Response::from(response);
    if is_redirect {
        return Ok(Reply { status: REDIRECT, ..Reply::default() });
    }
    let headers = response.headers();
    let sent_at = headers.get("Date").map(|date| Date::parse(&date)).filter(|date| !date.is_nan());
    let retry_after = headers.get("Retry-After").and_then(|wait| retry_after_ms(&wait, sent_at));
    let content_type = headers.get("Content-Type").unwrap_or_default();
    let status = response.status();
    let bytes = response.binary().await.map_err(|error| {
        // What else there is depends on what other crates use of gloo.
        if let gloo_net::Error::JsError(error) = error {
            broken(&error.name)
        } else {
            unreachable()
        }
    })?;
    let (body, is_garbled) = text_of(&bytes, &content_type);
    Ok(Reply { status, retry_after, body, is_garbled })
}

/// A body's text, and whether it is none in its charset.
fn text_of(bytes: &[u8], content_type: &str) -> (String, bool) {
    // A name that no browser knows is as good as none.
    let decode = |label: &str, fatal: bool| {
        let options = TextDecoderOptions::new();
        options.set_fatal(fatal);
        let decoder = TextDecoder::new_with_label_and_options(label, &options).ok()?;
        decoder.decode_with_u8_array(bytes).ok()
    };
    let charset = charset_of(content_type).filter(|it| TextDecoder::new_with_label(it).is_ok());
    let charset = charset.as_deref().unwrap_or("utf-8");
    match decode(charset, true) {
        Some(text) => (text, false),
        None => (decode(charset, false).unwrap_or_default(), true),
    }
}

/// The charset in a content type (RFC 9110, section 8.3.1).
fn charset_of(content_type: &str) -> Option<String> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let is_it = name.trim().eq_ignore_ascii_case("charset");
        is_it.then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// The wait that `Retry-After` asks for, in seconds or until a date (RFC 9110, section 10.2.3). The date is
/// one of the server's clock, and so is `sent_at`; this machine's may be wrong.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a date that is over asks for no wait, and fractions do not matter"
)]
fn retry_after_ms(value: &str, sent_at: Option<f64>) -> Option<u64> {
    let value = value.trim();
    let is_number = value.bytes().all(|byte| byte == b'.' || byte.is_ascii_digit())
        && value.split('.').count() <= 2;
    // The browser's own reader of numbers: Rust's brings tables along that weigh more than all of this.
    let seconds = js_sys::parse_float(value);
    let seconds = (is_number && !seconds.is_nan()).then_some(seconds);
    let wait = seconds.map(|seconds| (seconds * 1_000.0) as u64).or_else(|| {
        let date = Date::parse(value);
        let is_date = !date.is_nan() && value.contains(|c: char| c.is_ascii_alphabetic());
        is_date.then(|| (date - sent_at.unwrap_or_else(Date::now)) as u64)
    });
    wait.map(|wait| wait.min(LONGEST_RETRY_AFTER_MS))
}

/// The failure of a request without an answer, or of an answer that broke off, by the error's name.
fn broken(error_name: &str) -> Failure {
    match error_name {
        "TimeoutError" => Failure::of(FailureKind::TimedOut),
        _ => unreachable(),
    }
}

fn unreachable() -> Failure {
    failure(FailureKind::Unreachable)
}

/// The failure of a request that no browser sends, with the header's name.
fn refused(header: &str) -> Failure {
    Failure { message: Some(header.to_owned()), ..Failure::of(FailureKind::Refused) }
}
