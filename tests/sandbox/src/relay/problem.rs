//! Refusals of the relay (RFC 9457).

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// A refusal. `code` says what it is, and stays the same when the sentence changes.
#[derive(Debug, Serialize)]
pub(crate) struct Problem {
    title: &'static str,
    status: u16,
    code: &'static str,
    detail: String,
    /// The name of the parameter that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<String>,
}

impl Problem {
    fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            title: status.canonical_reason().unwrap_or_default(),
            status: status.as_u16(),
            code,
            detail: detail.into(),
            parameter: None,
        }
    }

    /// The body is not what the relay takes. The sentence must not quote it: it may hold the secret.
    pub(super) fn bad_request(sentence: &'static str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad-request", sentence)
    }

    /// The page that asks wants people to be sent on to somebody else's page.
    pub(super) fn bad_return_url() -> Self {
        let sentence = "The return URL is not an address of the page that asks.";
        Self::new(StatusCode::BAD_REQUEST, "bad-return-url", sentence)
    }

    /// There is no bearer, or none that is good now.
    pub(crate) fn unauthorized() -> Self {
        let sentence = "The bearer is missing or has expired.";
        Self::new(StatusCode::UNAUTHORIZED, "unauthorized", sentence)
    }

    /// The person may not do this.
    pub(crate) fn forbidden() -> Self {
        let sentence = "You may not generate a token for this connection.";
        Self::new(StatusCode::FORBIDDEN, "forbidden", sentence)
    }

    /// There is no such authorization, or none any more.
    pub(super) fn unknown_attempt() -> Self {
        let sentence = "There is no such authorization, or none any more.";
        Self::new(StatusCode::NOT_FOUND, "unknown-attempt", sentence)
    }

    /// The platform holds nothing for the key.
    pub(super) fn not_saved() -> Self {
        let sentence = "Nothing is saved for this connection yet.";
        Self::new(StatusCode::CONFLICT, "not-saved", sentence)
    }

    /// What the platform holds is no JSON object.
    pub(super) fn unreadable_details() -> Self {
        let sentence = "The details that are saved for this connection cannot be read.";
        Self::new(StatusCode::CONFLICT, "unreadable-details", sentence)
    }

    /// What was sent is not what is saved.
    pub(super) fn details_differ() -> Self {
        let sentence = "What is saved for this connection is not what was sent.";
        Self::new(StatusCode::CONFLICT, "details-differ", sentence)
    }

    /// There is no client ID to ask with.
    pub(super) fn client_id_missing() -> Self {
        let sentence = "The connection has no client ID.";
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "client-id-missing", sentence)
    }

    /// A parameter that only the relay may set.
    pub(super) fn reserved_parameter(name: String) -> Self {
        let sentence = format!("The parameter \"{name}\" is set by the platform itself.");
        let problem = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "reserved-parameter", sentence);
        Self { parameter: Some(name), ..problem }
    }

    /// Too many requests.
    pub(crate) fn rate_limited() -> Self {
        let sentence = "There were too many requests.";
        Self::new(StatusCode::TOO_MANY_REQUESTS, "rate-limited", sentence)
    }

    /// The relay's own fault.
    pub(crate) fn server_error() -> Self {
        let sentence = "The relay has failed.";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "server-error", sentence)
    }

    /// A fault: a relay repeats the client secret that it was sent.
    pub(crate) fn echo(secret: &str) -> Self {
        let sentence = format!("The client secret {secret} is not accepted.");
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "client-secret-refused", sentence)
    }

    /// With `--upstream` the records are elsewhere.
    pub(super) fn no_records() -> Self {
        let sentence = "The sandbox passes /graphql on and holds no records to start from.";
        Self::new(StatusCode::NOT_IMPLEMENTED, "no-records", sentence)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or_default();
        let mut response = (status, Json(self)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        // RFC 6750, section 3.
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
