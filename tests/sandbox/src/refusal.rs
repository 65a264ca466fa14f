//! Errors in the form that the platform's documents show: an HTTP status with a GraphQL body.

use async_graphql::{PathSegment, ServerError};
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// What the platform says when its back end does not let a bearer in.
pub(crate) const UNAUTHORIZED: &str = "Downstream Execution Error: Unauthorized";
/// What the platform says when its back end fails.
pub(crate) const SERVER_ERROR: &str = "Downstream Execution Error: Server Error";

/// An answer with errors and no data.
#[derive(Debug)]
pub(crate) struct Refusal {
    status: StatusCode,
    errors: Vec<Value>,
}

impl Refusal {
    /// One error, at a field if one is known.
    pub(crate) fn new(status: StatusCode, message: &str, field: Option<&str>) -> Self {
        let error = match field {
            Some(field) => json!({ "message": message, "path": [field], "extensions": {} }),
            None => json!({ "message": message, "extensions": {} }),
        };
        Self { status, errors: vec![error] }
    }

    /// HTTP 400 for what the GraphQL schema or a resolver did not take.
    pub(crate) fn from_errors(errors: &[ServerError]) -> Self {
        Self { status: StatusCode::BAD_REQUEST, errors: errors.iter().map(error).collect() }
    }

    /// HTTP 400 for a document that is no GraphQL, in the words of the documents' sample.
    pub(crate) fn from_syntax(error: &async_graphql::parser::Error, query: &str) -> Self {
        let position = error.positions().next().unwrap_or_default();
        let found = query
            .lines()
            .nth(position.line.saturating_sub(1))
            .and_then(|line| line.chars().nth(position.column.saturating_sub(1)));
        let message = match found {
            Some(found) => format!("Syntax Error: Unexpected \"{found}\"."),
            None => "Syntax Error: Unexpected <EOF>.".to_owned(),
        };
        let locations = [json!({ "line": position.line, "column": position.column })];
        let error = json!({ "message": message, "locations": locations, "extensions": {} });
        Self { status: StatusCode::BAD_REQUEST, errors: vec![error] }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.status, Json(json!({ "data": null, "errors": self.errors }))).into_response()
    }
}

fn error(error: &ServerError) -> Value {
    let mut value = json!({ "message": error.message });
    if !error.locations.is_empty() {
        let locations = error.locations.iter();
        value["locations"] =
            locations.map(|at| json!({ "line": at.line, "column": at.column })).collect();
    }
    if !error.path.is_empty() {
        let segments = error.path.iter();
        value["path"] = segments
            .map(|segment| match segment {
                PathSegment::Field(name) => json!(name),
                PathSegment::Index(index) => json!(index),
            })
            .collect();
    }
    value["extensions"] = json!({});
    value
}
