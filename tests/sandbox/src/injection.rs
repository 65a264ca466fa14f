//! Lets a request meet the faults that are set for it.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::body::{Body, Bytes};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Request, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde_json::json;

use crate::alteration;
use crate::fault::{Fault, Kind};
use crate::faults::Plan;
use crate::refusal::{Refusal, SERVER_ERROR, UNAUTHORIZED};
use crate::routes;
use crate::sandbox::Site;

const PROXY_PAGE: &str = "<!doctype html>
<html><head><title>502 Bad Gateway</title></head>
<body><h1>502 Bad Gateway</h1><p>The proxy got no answer.</p></body></html>
";

/// The answer to a request, or none where the connection is to be closed.
pub(crate) async fn answer(
    site: &Arc<Site>,
    parts: Parts,
    body: Bytes,
    field: Option<&str>,
    plan: Plan,
) -> Option<Response> {
    let Plan { faults, mut released } = plan;
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
                run(site, parts, body).await;
                return None;
            }
            Kind::Truncated => return Some(alteration::cut(run(site, parts, body).await).await),
            Kind::ErrorsBesideData => {
                return Some(alteration::complain(run(site, parts, body).await, field).await);
            }
            _ => return Some(wrong_answer(&fault, field)),
        }
    }
    Some(run(site, parts, body).await)
}

async fn run(site: &Arc<Site>, parts: Parts, body: Bytes) -> Response {
    routes::answer(site, Request::from_parts(parts, Body::from(body))).await
}

fn wrong_answer(fault: &Fault, field: Option<&str>) -> Response {
    let refusal = |status, message| Refusal::new(status, message, field).into_response();
    match fault.fault {
        Kind::Unauthorized => refusal(StatusCode::UNAUTHORIZED, UNAUTHORIZED),
        Kind::Forbidden => refusal(StatusCode::FORBIDDEN, "Downstream Execution Error: Forbidden"),
        Kind::RateLimited => {
            let mut response = refusal(
                StatusCode::TOO_MANY_REQUESTS,
                "Downstream Execution Error: Too Many Requests",
            );
            if let Some(seconds) = fault.retry_after {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            }
            response
        }
        Kind::Errors => refusal(StatusCode::OK, SERVER_ERROR),
        // Where such a code appears is not documented; the documented samples have a message only.
        Kind::UnknownSpace => refusal(StatusCode::OK, "SPACE_NOT_FOUND: There is no such Space."),
        Kind::UnknownInstance => {
            refusal(StatusCode::OK, "IPACK_INSTANCE_ID_INVALID: No such pack is installed.")
        }
        Kind::DataNull => Json(json!({ "data": null })).into_response(),
        Kind::Html => (StatusCode::BAD_GATEWAY, Html(PROXY_PAGE)).into_response(),
        _ => refusal(StatusCode::INTERNAL_SERVER_ERROR, SERVER_ERROR),
    }
}
