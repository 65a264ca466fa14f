//! Errors in the form of `OpenInt`'s documents.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// An error; its code is a name.
#[derive(Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    code: &'static str,
    message: &'static str,
    /// What else stands there.
    more: Vec<(&'static str, Value)>,
    stack: Option<&'static str>,
}

impl Problem {
    fn new(status: StatusCode, code: &'static str, message: &'static str) -> Self {
        Self { status, code, message, more: Vec::new(), stack: None }
    }

    /// A parameter is not what the service takes.
    pub(super) fn bad_request(parameter: &str, sentence: &str) -> Self {
        let issue = json!({ "code": "custom", "path": [parameter], "message": sentence });
        let mut problem =
            Self::new(StatusCode::BAD_REQUEST, "BAD_REQUEST", "Input validation failed");
        problem.more.push(("issues", json!([issue])));
        problem
    }

    /// The token is none, or has expired.
    pub(crate) fn unauthorized() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "UNAUTHORIZED", "The token is not valid")
    }

    /// Nobody has logged in, or nobody who may.
    pub(crate) fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, "FORBIDDEN", "Authentication required")
    }

    /// A POST without a JSON body.
    pub(super) fn unsupported() -> Self {
        let (code, message) = ("UNSUPPORTED_MEDIA_TYPE", "Missing content-type header");
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, code, message)
    }

    /// There is no such connection.
    pub(super) fn unknown_connection() -> Self {
        Self::new(StatusCode::NOT_FOUND, "NOT_FOUND", "Connection not found")
    }

    /// There is nothing at this address.
    pub(super) fn unknown_address() -> Self {
        Self::new(StatusCode::NOT_FOUND, "NOT_FOUND", "Not found")
    }

    /// What was to be answered does not fit the schema, and stands in the error.
    pub(super) fn wrong_output(output: Value) -> Self {
        let (code, message) = ("INTERNAL_SERVER_ERROR", "Output validation failed");
        let mut problem = Self::new(StatusCode::INTERNAL_SERVER_ERROR, code, message);
        let issue = json!({ "code": "invalid_type", "path": ["status"], "message": "Required" });
        problem.more.push(("output_issues", json!([issue])));
        problem.more.push(("output", output));
        problem.stack = Some("Error: Output validation failed\n    at handler (/srv/app.js:1:1)");
        problem
    }

    /// Too many requests.
    pub(crate) fn rate_limited() -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "TOO_MANY_REQUESTS", "Too many requests")
    }

    /// The service's own fault.
    pub(crate) fn server_error() -> Self {
        let (code, message) = ("INTERNAL_SERVER_ERROR", "The service has failed");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, code, message)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut body = json!({
            "message": self.message,
            "code": self.code,
            "data": { "code": self.code, "httpStatus": self.status.as_u16(), "path": "connection" },
        });
        if let Some(stack) = self.stack {
            body["data"]["stack"] = stack.into();
        }
        for (name, value) in self.more {
            body[name] = value;
        }
        (self.status, Json(body)).into_response()
    }
}
