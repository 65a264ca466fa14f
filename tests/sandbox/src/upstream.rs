//! Passes `/graphql` on to a real platform.

use std::fs;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::graphql::space_guid;
use crate::options::Upstream;
use crate::sandbox::Site;

/// The bearer of the token file as it is now, or a sentence on why there is none.
pub(crate) fn bearer(upstream: &Upstream) -> Result<String, String> {
    let file = upstream.token_file.display();
    let text = fs::read_to_string(&upstream.token_file)
        .map_err(|error| format!("The token file {file} cannot be read: {error}."))?;
    match text.trim() {
        "" => Err(format!("The token file {file} is empty.")),
        bearer => Ok(bearer.to_owned()),
    }
}

/// Answers `POST /graphql` with what the platform answers.
pub(crate) async fn answer(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(upstream) = site.upstream.clone() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // The bearer is ours to add, so this header is what keeps foreign pages out: no page may send it
    // across origins unasked.
    let space = match space_guid(&headers) {
        Ok(space) => space.to_owned(),
        Err(refusal) => return refusal.into_response(),
    };
    let passed = tokio::task::spawn_blocking(move || pass(&upstream, &space, &body)).await;
    match passed {
        Ok(Ok(response)) => response,
        Ok(Err(message)) => (StatusCode::BAD_GATEWAY, message).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn pass(upstream: &Upstream, space: &str, body: &[u8]) -> Result<Response, String> {
    let bearer = bearer(upstream)?;
    let failed = |error: ureq::Error| format!("{} did not answer: {error}.", upstream.url);
    let agent: ureq::Agent =
        ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build().into();
    let mut answer = agent
        .post(&upstream.url)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json")
        .header("Authorization", format!("Bearer {bearer}"))
        .header("SPACE_GUID", space)
        .send(body)
        .map_err(failed)?;
    let text = answer.body_mut().read_to_vec().map_err(failed)?;
    let mut response = (answer.status(), text).into_response();
    for name in [header::CONTENT_TYPE, header::RETRY_AFTER] {
        if let Some(value) = answer.headers().get(&name) {
            response.headers_mut().insert(name, value.clone());
        }
    }
    Ok(response)
}
