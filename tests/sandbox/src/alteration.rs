//! What can happen to a real answer on its way to the client.

use axum::body::{Body, to_bytes};
use axum::http::header;
use axum::response::Response;
use serde_json::{Value, json};

use crate::refusal::SERVER_ERROR;

/// Cuts the body off in the middle. The connection ends in good order, so that the client has a
/// whole answer and no JSON.
pub(crate) async fn cut(response: Response) -> Response {
    change(response, |mut body| {
        body.truncate(body.len() / 2);
        body
    })
    .await
}

/// Puts an error beside the data; what is no JSON object stays as it is.
pub(crate) async fn complain(response: Response, field: Option<&str>) -> Response {
    change(response, |body| match serde_json::from_slice(&body) {
        Ok(Value::Object(mut answer)) => {
            let path = field.into_iter().collect::<Vec<_>>();
            let error = json!({ "message": SERVER_ERROR, "path": path, "extensions": {} });
            let errors = answer.entry("errors").or_insert_with(|| json!([]));
            if let Value::Array(errors) = errors {
                errors.push(error);
            }
            Value::Object(answer).to_string().into_bytes()
        }
        _ => body,
    })
    .await
}

async fn change(response: Response, change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> Response {
    let (mut parts, body) = response.into_parts();
    // The answers that meet faults are made in memory: reading them does not fail.
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(change(body.into())))
}
