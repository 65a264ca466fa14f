//! Errors in the form of HDP's documents.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// An error. The code is a text or a number, as in the documents.
#[derive(Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    code: Value,
    message: String,
}

impl Problem {
    fn new(status: StatusCode, code: impl Into<Value>, message: impl Into<String>) -> Self {
        Self { status, code: code.into(), message: message.into() }
    }

    /// The login is unknown or locked, or the password is wrong: which of these is not said.
    pub(crate) fn unauthorized() -> Self {
        let sentence = "The login ID or the password is wrong.";
        Self::new(StatusCode::UNAUTHORIZED, 222_206_401, sentence)
    }

    /// The login has no permission, or none for this tenant.
    pub(crate) fn forbidden() -> Self {
        let sentence = "The user does not have permission for this operation.";
        Self::new(StatusCode::FORBIDDEN, 222_206_403, sentence)
    }

    /// The documented one.
    pub(super) fn unknown_application(id: &str) -> Self {
        let sentence = format!("Invalid OAuthApplicationId: {id}");
        Self::new(StatusCode::NOT_FOUND, "222207711", sentence)
    }

    /// There is nothing at this address.
    pub(super) fn unknown_address() -> Self {
        Self::new(StatusCode::NOT_FOUND, 222_206_404, "There is nothing at this address.")
    }

    /// `user` names nobody.
    pub(super) fn unknown_user(name: &str) -> Self {
        let sentence = format!("There is no user {name}.");
        Self::new(StatusCode::BAD_REQUEST, 222_206_400, sentence)
    }

    /// Too many requests.
    pub(crate) fn rate_limited() -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, 222_206_429, "There were too many requests.")
    }

    /// HDP's own fault.
    pub(crate) fn server_error() -> Self {
        let sentence = "The server has failed.";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, 222_206_500, sentence)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let message = json!({ "lang": "en-US", "value": self.message });
        let body = json!({ "error": { "code": self.code, "message": message } });
        let mut response = (self.status, Json(body)).into_response();
        // RFC 9110, section 11.6.1. A page that sends its own credentials along with a request to its
        // own origin gets the browser's dialog for it.
        if self.status == StatusCode::UNAUTHORIZED {
            let challenge = HeaderValue::from_static("Basic realm=\"hdp\", charset=\"UTF-8\"");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }
}
