//! What an answer of the GraphQL API means.
//!
//! The API answers with HTTP 400, 401, 403, 429 and 500 and a GraphQL body, with HTTP 200 and
//! `errors`, and a proxy before it with pages of its own. All of it becomes a value or one
//! [`Failure`] here.

use serde_json::Value;
use wizard_model::{Content, Failure, FailureKind, Record};

/// An answer as it came.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The header `Retry-After` in milliseconds.
    pub retry_after: Option<u64>,
    /// The body.
    pub body: String,
}

/// Codes of the API, which appear in an error's message or beside it, and what they mean.
const CODES: [(&str, FailureKind); 12] = [
    ("UNAUTHORIZED", FailureKind::SignedOut),
    ("INVALID_AUTH_METHOD", FailureKind::SignedOut),
    ("FORBIDDEN", FailureKind::Forbidden),
    ("SPACE_NOT_FOUND", FailureKind::UnknownSpace),
    ("SPACE_IS_DELETED", FailureKind::UnknownSpace),
    ("MISSING_SPACE_ID", FailureKind::UnknownSpace),
    ("IPACK_INSTANCE_ID_INVALID", FailureKind::UnknownInstance),
    ("IPACK_NOT_FOUND_IN_SPACE", FailureKind::UnknownInstance),
    ("ARTIFACT_NOT_IN_SPACE", FailureKind::UnknownInstance),
    ("SYSTEM_ERROR", FailureKind::PlatformDown),
    ("PLATFORM_CALL_ERROR", FailureKind::PlatformDown),
    ("TEMPORARY_ERROR", FailureKind::PlatformDown),
];

/// The longest of the other side's words that are kept, in characters.
const LONGEST_WORDS: usize = 500;

/// The record in the answer to a load.
///
/// # Errors
///
/// What the answer says instead of a record.
pub fn record(reply: &Reply) -> Result<Record, Failure> {
    let value = field(reply, super::document::LOAD)?;
    let details = match value.get("oauthConnectorDetails") {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) => Some(text.clone()),
        // Not documented, but nothing is lost by reading it.
        Some(other) => Some(other.to_string()),
    };
    Ok(Record {
        id: id(&value),
        is_token_generated: value.get("isTokenGenerated") == Some(&Value::Bool(true)),
        content: Content::read(details.as_deref()),
    })
}

/// The record's id in the answer to a save.
///
/// # Errors
///
/// What the answer says instead of an acknowledgement; an answer without a record is none.
pub fn acknowledgement(reply: &Reply) -> Result<Option<String>, Failure> {
    match field(reply, super::document::SAVE)? {
        Value::Null => Err(Failure::of(FailureKind::NoData)),
        value => Ok(id(&value)),
    }
}

fn id(value: &Value) -> Option<String> {
    match value.get("id")? {
        Value::Null => None,
        Value::String(id) => Some(id.clone()),
        other => Some(other.to_string()),
    }
}

/// The value of the operation's field. `null` is a value when nothing speaks of an error.
fn field(reply: &Reply, name: &str) -> Result<Value, Failure> {
    let body = serde_json::from_str::<Value>(&reply.body).ok();
    let Some(body @ Value::Object(_)) = body else {
        return Err(failure(reply, by_status(reply.status, FailureKind::NotJson), None));
    };
    let value = body.get("data").and_then(|data| data.get(name));
    let errors = body.get("errors").and_then(Value::as_array).filter(|errors| !errors.is_empty());
    match (value, errors) {
        // An error beside a record speaks of a part of it that nobody needs here.
        (Some(value), _) if !value.is_null() => Ok(value.clone()),
        (_, Some(errors)) => {
            let errors = errors.as_slice();
            Err(failure(reply, by_errors(reply.status, errors), Some(words(errors))))
        }
        (_, None) if !(200..300).contains(&reply.status) => {
            Err(failure(reply, by_status(reply.status, FailureKind::Refused), None))
        }
        (Some(null), None) => Ok(null.clone()),
        (None, None) => Err(failure(reply, FailureKind::NoData, None)),
    }
}

fn failure(reply: &Reply, kind: FailureKind, said: Option<String>) -> Failure {
    Failure { kind, said, retry_after: reply.retry_after }
}

fn by_errors(status: u16, errors: &[Value]) -> FailureKind {
    let all = Value::from(errors.to_vec()).to_string();
    if let Some((_, kind)) = CODES.into_iter().find(|(code, _)| all.contains(code)) {
        return kind;
    }
    // The documented samples carry no code but these words.
    let otherwise = if all.contains(": Unauthorized") {
        FailureKind::SignedOut
    } else if all.contains(": Server Error") {
        FailureKind::PlatformDown
    } else {
        FailureKind::Refused
    };
    by_status(status, otherwise)
}

fn by_status(status: u16, otherwise: FailureKind) -> FailureKind {
    match (status, otherwise) {
        (401, _) => FailureKind::SignedOut,
        (403, _) => FailureKind::Forbidden,
        (429, _) => FailureKind::RateLimited,
        // A page of a proxy has a sentence of its own.
        (_, FailureKind::NotJson) => FailureKind::NotJson,
        (500.., _) => FailureKind::PlatformDown,
        _ => otherwise,
    }
}

fn words(errors: &[Value]) -> String {
    let messages: Vec<_> =
        errors.iter().filter_map(|error| error.get("message")?.as_str()).collect();
    messages.join(" ").chars().take(LONGEST_WORDS).collect()
}
