//! A folder of host pages, under a path of its own.

use std::path::Path;

use axum::body::Body;
use axum::http::{HeaderValue, Request, Uri, header};
use axum::response::{IntoResponse, Response};
use tower::ServiceExt as _;
use tower_http::services::ServeDir;

use crate::policy::EMBEDDABLE;

const ROOT: &str = "/hosts";

/// What follows the root in a path of a host page.
fn below(path: &str) -> Option<&str> {
    path.strip_prefix(ROOT).filter(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether a path belongs to the host pages.
pub(crate) fn is_host(path: &str) -> bool {
    below(path).is_some()
}

/// Answers a path of theirs.
pub(crate) async fn answer(folder: &Path, mut request: Request<Body>) -> Response {
    let rest = below(request.uri().path()).unwrap_or_default();
    // It begins with a slash, and is a part of an address that was one.
    let file = if matches!(rest, "" | "/") { "/index.html" } else { rest };
    *request.uri_mut() = Uri::try_from(file).unwrap_or_default();
    let folder = ServeDir::new(folder).append_index_html_on_directories(false);
    let mut response = folder.oneshot(request).await.into_response();
    let policy = HeaderValue::from_static(EMBEDDABLE);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}
