//! The answers of the GraphQL API.
//!
//! The API answers with HTTP 400, 401, 403, 429 and 500 and a GraphQL body, with HTTP 200 and
//! `errors`, and a proxy before it with pages of its own. All of it becomes a value or one
//! [`Failure`] here.

use serde::Deserialize;
use serde_json::value::RawValue;
use wizard_core::{Content, Failure, FailureKind, Record, raw_object::RawObject};
use wizard_web::http::{REDIRECT, Reply};

use crate::{document, errors::Errors, json};

/// The longest of the other side's words that are kept, in characters.
const LONGEST_MESSAGE: usize = 500;

/// The body of an answer.
#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow)]
    data: Option<&'a RawValue>,
    #[serde(borrow)]
    errors: Option<&'a RawValue>,
}

/// A record, each member as it was written: an id may be a number, and details may be anything.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawRecord<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "json::present")]
    is_token_generated: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "json::present")]
    oauth_connector_details: Option<&'a RawValue>,
}

impl RawRecord<'_> {
    fn id(&self) -> Option<String> {
        self.id.map(|json| json::text(json).unwrap_or_else(|| json.get().to_owned()))
    }

    /// True if no error beside the record has taken away a member that is needed.
    fn is_whole(&self) -> bool {
        let needed = [self.is_token_generated, self.oauth_connector_details];
        needed.into_iter().flatten().all(|json| json.get() != "null")
    }
}

/// A problem as RFC 9457 wants it.
#[derive(Deserialize)]
struct Problem {
    detail: Option<String>,
    title: Option<String>,
}

/// The record in the answer to a load.
///
/// # Errors
///
/// The failure that the answer says instead of a record.
pub fn record(reply: &Reply) -> Result<Record, Failure> {
    if reply.is_garbled {
        // What cannot be read to the letter is not to be written back.
        return Err(failure(reply, FailureKind::NotJson, None));
    }
    if says_not_found(reply) {
        return Ok(Record::nothing());
    }
    let Some(json) = field(reply, document::LOAD)? else { return Ok(Record::nothing()) };
    let record = raw_record(reply, &json)?;
    let details = match record.oauth_connector_details.map(|json| (json, json.get())) {
        // It was asked for. What does not say so does not say that nothing is there.
        None => return Err(failure(reply, FailureKind::NoData, None)),
        Some((_, "null")) => None,
        // Something else than a string is not documented, but nothing is lost by reading it.
        Some((json, raw)) => Some(json::text(json).unwrap_or_else(|| raw.to_owned())),
    };
    Ok(Record {
        id: record.id(),
        is_token_generated: record.is_token_generated.is_some_and(|json| json.get() == "true"),
        content: Content::read(details.as_deref()),
    })
}

/// The record's id in the answer to a save.
///
/// # Errors
///
/// The failure that the answer says instead of an acknowledgement; an answer without a record is none.
pub fn acknowledgement(reply: &Reply) -> Result<Option<String>, Failure> {
    match field(reply, document::SAVE)? {
        None => Err(failure(reply, FailureKind::NoData, None)),
        Some(json) => Ok(raw_record(reply, &json)?.id()),
    }
}

/// True if an answer says in place of the operation's field that the bearer is not good.
pub fn refuses_bearer(reply: &Reply, name: &str) -> bool {
    field(reply, name).is_err_and(|failure| failure.refuses_bearer())
}

/// The list in the operation's field.
///
/// # Errors
///
/// The failure that the answer says instead.
pub fn list(reply: &Reply, name: &str) -> Result<Vec<RawObject>, Failure> {
    let found = field(reply, name)?.and_then(|json| RawObject::list(&json));
    found.ok_or_else(|| failure(reply, FailureKind::NoData, None))
}

/// The failure that a server says instead of what it was asked for, in its own words where it says it as
/// RFC 9457 wants it.
pub fn problem(reply: &Reply) -> Failure {
    let problem = json::object::<Problem>(&reply.body).ok();
    let message = problem.and_then(|problem| problem.detail.or(problem.title));
    failure(reply, by_status(reply.status, FailureKind::Refused), message)
}

/// The other side's words without a bearer that they repeat, and no longer than anybody reads. In
/// this order: a bearer that is cut is not found.
pub fn fit_to_show(message: &str, bearer: Option<&str>) -> String {
    let message = bearer.map_or_else(|| message.to_owned(), |bearer| message.replace(bearer, "…"));
    message.chars().take(LONGEST_MESSAGE).collect()
}

fn raw_record<'a>(reply: &Reply, json: &'a str) -> Result<RawRecord<'a>, Failure> {
    json::object(json).map_err(|_| failure(reply, FailureKind::NoData, None))
}

/// True if an answer has nothing in the record's place, and says that there is no such record.
fn says_not_found(reply: &Reply) -> bool {
    let Ok(body) = json::object::<Body>(&reply.body) else { return false };
    let data = body.data.and_then(|data| RawObject::parse(data.get()));
    let is_null = data.as_ref().and_then(|data| data.get(document::LOAD)) == Some("null");
    let errors = body.errors.and_then(Errors::read);
    is_null && matches!(reply.status, 200 | 404) && errors.is_some_and(|it| it.say_not_found())
}

/// The JSON in the operation's field, if it is good; none where it is `null` and nothing speaks of an error.
fn field(reply: &Reply, name: &str) -> Result<Option<String>, Failure> {
    let Ok(body) = json::object::<Body>(&reply.body) else { return Err(no_answer(reply)) };
    let data = body.data.and_then(|data| RawObject::parse(data.get()));
    let value = data.as_ref().and_then(|data| data.get(name));
    let errors = body.errors.and_then(Errors::read);
    let is_accepted = (200..300).contains(&reply.status);
    if let Some(json) = value.filter(|json| is_accepted && is_good(json, errors.is_some())) {
        return Ok(Some(json.to_owned()));
    }
    if let Some(errors) = errors {
        let kind = errors.by_code().unwrap_or_else(|| {
            by_status(reply.status, errors.by_sentence().unwrap_or(FailureKind::Refused))
        });
        return Err(failure(reply, kind, Some(errors.words())));
    }
    if !is_accepted {
        return Err(failure(reply, by_status(reply.status, FailureKind::Refused), None));
    }
    match value {
        Some("null") => Ok(None),
        _ => Err(failure(reply, FailureKind::NoData, None)),
    }
}

/// True if a value is what was asked for, with errors beside it. They speak of a part of a record: of one that
/// is needed, or of none here. Of a list they may speak of what is missing; that nothing is there they do
/// not say.
fn is_good(json: &str, has_errors: bool) -> bool {
    if !has_errors {
        return json != "null";
    }
    match json::object::<RawRecord>(json) {
        Ok(record) => record.is_whole(),
        Err(_) => RawObject::list(json).is_some_and(|list| !list.is_empty()),
    }
}

/// The failure of a body that is not the API's.
fn no_answer(reply: &Reply) -> Failure {
    let kind = match reply.body.trim() {
        _ if is_sign_in_page(reply) => FailureKind::SignInPage,
        body if body.starts_with('{') => FailureKind::Truncated,
        // A status without a word says what it says.
        "" if reply.status >= 400 => FailureKind::Refused,
        _ => FailureKind::NotJson,
    };
    failure(reply, by_status(reply.status, kind), None)
}

/// True for a page that is no error, or the way to one, in the place of an answer: of a sign-in.
pub(crate) fn is_sign_in_page(reply: &Reply) -> bool {
    let is_page = (200..300).contains(&reply.status) && reply.body.trim_start().starts_with('<');
    is_page || reply.status == REDIRECT
}

fn failure(reply: &Reply, kind: FailureKind, message: Option<String>) -> Failure {
    let status = Some(reply.status).filter(|status| *status != REDIRECT);
    Failure { kind, message, status, retry_after: reply.retry_after }
}

fn by_status(status: u16, otherwise: FailureKind) -> FailureKind {
    match (status, otherwise) {
        (REDIRECT, _) => FailureKind::SignInPage,
        (401, _) => FailureKind::SignedOut,
        // A firewall's page speaks of what was sent, not of the person.
        (403, FailureKind::NotJson) => otherwise,
        (403, _) => FailureKind::Forbidden,
        (413, _) => FailureKind::TooLarge,
        (429, _) => FailureKind::RateLimited,
        // What a proxy sends has a sentence of its own.
        (_, FailureKind::NotJson | FailureKind::Truncated | FailureKind::SignInPage) => otherwise,
        (500.., _) => FailureKind::PlatformDown,
        _ => otherwise,
    }
}
