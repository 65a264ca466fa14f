//! What an answer of the GraphQL API means.
//!
//! The API answers with HTTP 400, 401, 403, 429 and 500 and a GraphQL body, with HTTP 200 and
//! `errors`, and a proxy before it with pages of its own. All of it becomes a value or one
//! [`Failure`] here.

use wizard_core::{
    Content, Failure, FailureKind, Record,
    raw_object::{self, RawObject},
};

use super::document;
use wizard_web::http::Reply;

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

/// Members of a record that an error must not have taken away.
const NEEDED: [&str; 2] = ["oauthConnectorDetails", "isTokenGenerated"];

/// The longest of the other side's words that are kept, in characters.
const LONGEST_WORDS: usize = 500;

/// The record in the answer to a load.
///
/// # Errors
///
/// What the answer says instead of a record.
pub fn record(reply: &Reply) -> Result<Record, Failure> {
    let Some(record) = object(reply, document::LOAD)? else { return Ok(Record::nothing()) };
    let details = match record.get("oauthConnectorDetails") {
        // It was asked for. What does not say so does not say that nothing is there.
        None => return Err(failure(reply, FailureKind::NoData, None)),
        Some("null") => None,
        // Something else than a string is not documented, but nothing is lost by reading it.
        Some(json) => Some(raw_object::text(json).unwrap_or_else(|| json.to_owned())),
    };
    Ok(Record {
        id: id(&record),
        is_token_generated: record.get("isTokenGenerated") == Some("true"),
        content: Content::read(details.as_deref()),
    })
}

/// The record's id in the answer to a save.
///
/// # Errors
///
/// What the answer says instead of an acknowledgement; an answer without a record is none.
pub fn acknowledgement(reply: &Reply) -> Result<Option<String>, Failure> {
    match object(reply, document::SAVE)? {
        None => Err(failure(reply, FailureKind::NoData, None)),
        Some(record) => Ok(id(&record)),
    }
}

fn id(record: &RawObject) -> Option<String> {
    let json = record.get("id").filter(|json| *json != "null")?;
    Some(raw_object::text(json).unwrap_or_else(|| json.to_owned()))
}

/// Whether an answer says in place of the operation's field that the bearer is not good.
pub fn refuses_bearer(reply: &Reply, name: &str) -> bool {
    field(reply, name).is_err_and(|failure| failure.kind == FailureKind::SignedOut)
}

/// The list in the operation's field.
///
/// # Errors
///
/// What the answer says instead.
pub fn list(reply: &Reply, name: &str) -> Result<Vec<RawObject>, Failure> {
    let found = field(reply, name)?.and_then(|json| RawObject::list(&json));
    found.ok_or_else(|| failure(reply, FailureKind::NoData, None))
}

/// What a server says instead of what it was asked for, where it says it as RFC 9457 wants it.
pub fn problem(reply: &Reply) -> Failure {
    let said = RawObject::parse(&reply.body).and_then(|problem| {
        problem.get("detail").or_else(|| problem.get("title")).and_then(raw_object::text)
    });
    failure(reply, by_status(reply.status, FailureKind::Refused), said)
}

/// The object in the operation's field; none where it is `null` and nothing speaks of an error.
fn object(reply: &Reply, name: &str) -> Result<Option<RawObject>, Failure> {
    let Some(json) = field(reply, name)? else { return Ok(None) };
    let object = RawObject::parse(&json);
    object.map(Some).ok_or_else(|| failure(reply, FailureKind::NoData, None))
}

/// Whether a value is what was asked for, with errors beside it. They speak of a part of a record: of one that
/// is needed, or of none here. Of a list they may speak of what is missing; that nothing is there they do
/// not say.
fn is_good(json: &str, has_errors: bool) -> bool {
    if !has_errors {
        return json != "null";
    }
    match RawObject::parse(json) {
        Some(record) => NEEDED.iter().all(|name| record.get(name) != Some("null")),
        None => RawObject::list(json).is_some_and(|list| !list.is_empty()),
    }
}

/// The value in the operation's field, as JSON, if it is good; none where it is `null` and nothing speaks of
/// an error.
fn field(reply: &Reply, name: &str) -> Result<Option<String>, Failure> {
    let Some(body) = RawObject::parse(&reply.body) else {
        let is_cut = reply.body.trim_start().starts_with('{');
        let kind = match reply.body.trim() {
            _ if is_cut => FailureKind::Truncated,
            // A status without a word says what it says.
            "" if reply.status >= 400 => FailureKind::Refused,
            _ => FailureKind::NotJson,
        };
        return Err(failure(reply, by_status(reply.status, kind), None));
    };
    let data = body.get("data").and_then(RawObject::parse);
    let value = data.as_ref().and_then(|data| data.get(name));
    let errors = body.get("errors").filter(|errors| !is_empty(errors));
    let has_errors = errors.is_some();
    let is_accepted = (200..300).contains(&reply.status);
    if let Some(json) = value.filter(|json| is_accepted && is_good(json, has_errors)) {
        return Ok(Some(json.to_owned()));
    }
    if let Some(errors) = errors {
        return Err(failure(reply, by_errors(reply.status, errors), Some(words(errors))));
    }
    if !is_accepted {
        return Err(failure(reply, by_status(reply.status, FailureKind::Refused), None));
    }
    match value {
        Some("null") => Ok(None),
        _ => Err(failure(reply, FailureKind::NoData, None)),
    }
}

/// Whether a list of errors has none.
fn is_empty(errors: &str) -> bool {
    matches!(errors.split_ascii_whitespace().collect::<String>().as_str(), "[]" | "null")
}

fn failure(reply: &Reply, kind: FailureKind, message: Option<String>) -> Failure {
    Failure { kind, message, status: Some(reply.status), retry_after: reply.retry_after }
}

fn by_errors(status: u16, errors: &str) -> FailureKind {
    let has = |part: &str| errors.contains(part);
    if let Some((_, kind)) = CODES.into_iter().find(|(code, _)| has(code)) {
        return kind;
    }
    // The documented samples carry no code but these words.
    let otherwise = if has(": Unauthorized") {
        FailureKind::SignedOut
    } else if has(": Server Error") {
        FailureKind::PlatformDown
    } else {
        FailureKind::Refused
    };
    by_status(status, otherwise)
}

fn by_status(status: u16, otherwise: FailureKind) -> FailureKind {
    match (status, otherwise) {
        (401, _) => FailureKind::SignedOut,
        // A firewall's page speaks of what was sent, not of the person.
        (403, FailureKind::NotJson) => otherwise,
        (403, _) => FailureKind::Forbidden,
        (413, _) => FailureKind::TooLarge,
        (429, _) => FailureKind::RateLimited,
        // What a proxy sends has a sentence of its own.
        (_, FailureKind::NotJson | FailureKind::Truncated) => otherwise,
        (500.., _) => FailureKind::PlatformDown,
        _ => otherwise,
    }
}

/// The messages of the errors, or else the errors as they are.
fn words(errors: &str) -> String {
    let list = RawObject::list(errors).unwrap_or_default();
    let message = |error: &RawObject| error.get("message").and_then(raw_object::text);
    let messages: Vec<_> = list.iter().filter_map(message).collect();
    if messages.is_empty() { errors.to_owned() } else { messages.join(" ") }
}

/// The other side's words without a bearer that they repeat, and no longer than anybody reads. In
/// this order: a bearer that is cut is not found.
pub fn fit_to_show(said: &str, bearer: Option<&str>) -> String {
    let bearer = bearer.filter(|bearer| !bearer.is_empty());
    let said = bearer.map_or_else(|| said.to_owned(), |bearer| said.replace(bearer, "…"));
    said.chars().take(LONGEST_WORDS).collect()
}
