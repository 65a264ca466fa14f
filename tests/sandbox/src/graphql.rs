//! `/graphql`: what is checked before a document runs, and how its result is answered.

use std::sync::Arc;

use async_graphql::parser::parse_query;
use async_graphql::parser::types::Selection;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::refusal::{Refusal, UNAUTHORIZED};
use crate::sandbox::Site;
use crate::schema::SpaceGuid;

/// What a request asks for.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The first field of the operation that is to run.
    pub(crate) field: String,
}

impl Asked {
    /// What a body asks for, if it is a GraphQL request.
    pub(crate) fn read(body: &[u8]) -> Option<Self> {
        let request: async_graphql::Request = serde_json::from_slice(body).ok()?;
        let document = parse_query(&request.query).ok()?;
        let mut operations = document.operations.iter();
        let (_, operation) = match &request.operation_name {
            Some(wanted) => operations.find(|(name, _)| name.is_some_and(|name| name == wanted)),
            None => operations.next(),
        }?;
        operation.node.selection_set.node.items.iter().find_map(|item| match &item.node {
            Selection::Field(field) => Some(Self { field: field.node.name.node.to_string() }),
            _ => None,
        })
    }
}

/// Answers `POST /graphql`.
pub(crate) async fn answer(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    execute(&site, &headers, &body).await.unwrap_or_else(IntoResponse::into_response)
}

async fn execute(site: &Site, headers: &HeaderMap, body: &[u8]) -> Result<Response, Refusal> {
    let bad = |message: &str| Refusal::new(StatusCode::BAD_REQUEST, message, None);
    let request: async_graphql::Request = serde_json::from_slice(body)
        .map_err(|error| bad(&format!("The body is not a GraphQL request: {error}.")))?;
    parse_query(&request.query).map_err(|error| Refusal::from_syntax(&error, &request.query))?;

    let asked = Asked::read(body);
    let field = asked.as_ref().map(|asked| asked.field.as_str());
    if !has_bearer(site, headers) {
        return Err(Refusal::new(StatusCode::UNAUTHORIZED, UNAUTHORIZED, field));
    }
    let space = space_guid(headers)?;

    let response = site.schema.execute(request.data(SpaceGuid(space.to_owned()))).await;
    if response.is_err() {
        return Err(Refusal::from_errors(&response.errors));
    }
    Ok(Json(response).into_response())
}

/// Whether a request carries a bearer that is good now (RFC 6750, section 2.1).
pub(crate) fn has_bearer(site: &Site, headers: &HeaderMap) -> bool {
    let bearer = text(headers, "authorization").and_then(|value| value.strip_prefix("Bearer "));
    bearer.is_some_and(|bearer| site.tokens.accept(bearer))
}

/// The `SPACE_GUID` header, or the refusal of a request without one.
pub(crate) fn space_guid(headers: &HeaderMap) -> Result<&str, Refusal> {
    text(headers, "space_guid").filter(|guid| !guid.is_empty()).ok_or_else(|| {
        let message = "MISSING_SPACE_ID: The header SPACE_GUID is missing.";
        Refusal::new(StatusCode::BAD_REQUEST, message, None)
    })
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
