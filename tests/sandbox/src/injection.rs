//! Lets a request meet the faults that are set for it.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Request, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::{Extension, Json};
use serde_json::{Value, json};

use crate::alteration;
use crate::cors::FromProxy;
use crate::fault::{Fault, Kind};
use crate::faults::Plan;
use crate::policy::OPENER_POLICY;
use crate::refusal::{Refusal, SERVER_ERROR, UNAUTHORIZED};
use crate::relay::{self, Problem};
use crate::sandbox::Site;
use crate::server::Role;
use crate::{hdp, openint, provider, routes};

const PROXY_PAGE: &str = "<!doctype html>
<html><head><title>502 Bad Gateway</title></head>
<body><h1>502 Bad Gateway</h1><p>The proxy got no answer.</p></body></html>
";

/// The answer to a request, or none where the connection is to be closed.
pub(crate) async fn answer(
    role: Role,
    site: &Arc<Site>,
    mut parts: Parts,
    body: Bytes,
    field: Option<&str>,
    plan: Plan,
) -> Option<Response> {
    let Plan { faults, mut released } = plan;
    let path = parts.uri.path().to_owned();
    let mut headers = Vec::new();
    for fault in faults {
        match fault.fault {
            Kind::Delay => {
                let time = Duration::from_millis(fault.milliseconds.unwrap_or_default());
                tokio::time::sleep(time).await;
            }
            // Fails only when the sandbox is gone: then the request goes on too.
            Kind::Hold => released.changed().await.unwrap_or_default(),
            Kind::Drop => return None,
            Kind::DropReply => {
                run(role, site, parts, body).await;
                return None;
            }
            Kind::Truncated => {
                return Some(alteration::cut(run(role, site, parts, body).await).await);
            }
            Kind::ErrorsBesideData => {
                return Some(alteration::complain(run(role, site, parts, body).await, field).await);
            }
            Kind::OpenerPolicy => headers.push((OPENER_POLICY, "same-origin")),
            Kind::FrameOptions => headers.push(("x-frame-options", "DENY")),
            // The provider looks at it itself, since what it does depends on the request.
            Kind::RedirectMismatch | Kind::ExpiredLink | Kind::Refuse | Kind::NoToken => {
                parts.extensions.insert(fault);
                break;
            }
            _ if relay::is_relay(&path) => return Some(wrong_answer_of_the_relay(&fault, &body)),
            _ if hdp::is_hdp(&path) => return Some(wrong_answer_of_hdp(&fault)),
            _ if openint::is_openint(&path) => return Some(wrong_answer_of_openint(&fault)),
            _ => return Some(wrong_answer(&fault, field)),
        }
    }
    let mut response = run(role, site, parts, body).await;
    for (name, value) in headers {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    Some(response)
}

async fn run(role: Role, site: &Arc<Site>, parts: Parts, body: Bytes) -> Response {
    let request = Request::from_parts(parts, Body::from(body));
    match role {
        Role::Platform => routes::answer(site, request).await,
        Role::Provider => provider::answer(site, request).await,
    }
}

fn wrong_answer(fault: &Fault, field: Option<&str>) -> Response {
    let refusal = |status, message| Refusal::new(status, message, field).into_response();
    match fault.fault {
        Kind::Unauthorized => refusal(StatusCode::UNAUTHORIZED, UNAUTHORIZED),
        Kind::Forbidden => refusal(StatusCode::FORBIDDEN, "Downstream Execution Error: Forbidden"),
        Kind::RateLimited => {
            let message = "Downstream Execution Error: Too Many Requests";
            come_back(fault, refusal(StatusCode::TOO_MANY_REQUESTS, message))
        }
        Kind::Errors => refusal(StatusCode::OK, SERVER_ERROR),
        // Where such a code appears is not documented; the documented samples have a message only.
        Kind::UnknownSpace => refusal(StatusCode::OK, "SPACE_NOT_FOUND: There is no such Space."),
        Kind::UnknownInstance => {
            refusal(StatusCode::OK, "IPACK_INSTANCE_ID_INVALID: No such pack is installed.")
        }
        Kind::DataNull => Json(json!({ "data": null })).into_response(),
        Kind::Html => proxy_page(),
        _ => refusal(StatusCode::INTERNAL_SERVER_ERROR, SERVER_ERROR),
    }
}

/// The same in the relay's words; what only GraphQL knows is an error of the server.
fn wrong_answer_of_the_relay(fault: &Fault, body: &[u8]) -> Response {
    match fault.fault {
        Kind::Unauthorized => Problem::unauthorized().into_response(),
        Kind::Forbidden => Problem::forbidden().into_response(),
        Kind::RateLimited => come_back(fault, Problem::rate_limited().into_response()),
        Kind::DataNull => Json(json!({})).into_response(),
        Kind::Html => proxy_page(),
        Kind::Echo => echo(body).into_response(),
        _ => Problem::server_error().into_response(),
    }
}

/// The one refusal that quotes the body, as no relay should.
fn echo(body: &[u8]) -> Problem {
    let asked: Value = serde_json::from_slice(body).unwrap_or_default();
    Problem::echo(asked["clientSecret"].as_str().unwrap_or_default())
}

/// The same in the words of Hybrid Data Pipeline.
fn wrong_answer_of_hdp(fault: &Fault) -> Response {
    match fault.fault {
        Kind::Unauthorized => hdp::Problem::unauthorized().into_response(),
        Kind::Forbidden => hdp::Problem::forbidden().into_response(),
        Kind::RateLimited => come_back(fault, hdp::Problem::rate_limited().into_response()),
        Kind::DataNull => Json(json!({})).into_response(),
        Kind::Html => proxy_page(),
        _ => hdp::Problem::server_error().into_response(),
    }
}

/// The same in the words of `OpenInt`.
fn wrong_answer_of_openint(fault: &Fault) -> Response {
    match fault.fault {
        Kind::Unauthorized => openint::Problem::unauthorized().into_response(),
        Kind::Forbidden => openint::Problem::forbidden().into_response(),
        Kind::RateLimited => come_back(fault, openint::Problem::rate_limited().into_response()),
        Kind::DataNull => Json(json!({})).into_response(),
        Kind::Html => proxy_page(),
        _ => openint::Problem::server_error().into_response(),
    }
}

fn proxy_page() -> Response {
    (StatusCode::BAD_GATEWAY, Extension(FromProxy), Html(PROXY_PAGE)).into_response()
}

/// Adds `Retry-After` if the fault says one.
fn come_back(fault: &Fault, mut response: Response) -> Response {
    if let Some(seconds) = fault.retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}
