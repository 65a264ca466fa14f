//! The errors of a GraphQL answer.

use serde::Deserialize;
use serde_json::value::RawValue;
use wizard_core::FailureKind;

use crate::json;

/// The API's codes and what they mean, the ones that decide before others first.
const CODES: [(&str, FailureKind); 13] = [
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
    ("GENERIC_SYSTEM_ERROR", FailureKind::PlatformDown),
    ("PLATFORM_CALL_ERROR", FailureKind::PlatformDown),
    ("TEMPORARY_ERROR", FailureKind::PlatformDown),
];

/// Sentences of the documented samples, which carry no code.
const SENTENCES: [(&str, FailureKind); 2] =
    [(": Unauthorized", FailureKind::SignedOut), (": Server Error", FailureKind::PlatformDown)];

/// The errors in an answer, one at least.
pub(crate) struct Errors<'a> {
    json: &'a str,
    codes: Vec<String>,
    messages: Vec<String>,
}

/// An error (October 2021, section 7.1.2) or its extensions. Each may carry a code, under one of these names.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ErrorOrExtensions<'a> {
    #[serde(borrow)]
    message: Option<&'a RawValue>,
    #[serde(borrow)]
    extensions: Option<&'a RawValue>,
    #[serde(borrow)]
    code: Option<&'a RawValue>,
    #[serde(borrow)]
    error_code: Option<&'a RawValue>,
    #[serde(borrow)]
    error_type: Option<&'a RawValue>,
    #[serde(borrow)]
    classification: Option<&'a RawValue>,
}

impl ErrorOrExtensions<'_> {
    fn codes(&self) -> impl Iterator<Item = String> {
        let codes = [self.code, self.error_code, self.error_type, self.classification];
        codes.into_iter().flatten().filter_map(json::text)
    }
}

impl<'a> Errors<'a> {
    /// Reads the member `errors`; none where it is an empty list.
    pub(crate) fn read(json: &'a RawValue) -> Option<Self> {
        // What is no list is not documented, and may be one error.
        let list: Vec<&RawValue> = serde_json::from_str(json.get()).unwrap_or_else(|_| vec![json]);
        if list.is_empty() {
            return None;
        }
        let (mut codes, mut messages) = (Vec::new(), Vec::new());
        for error in list {
            let Ok(error) = json::object::<ErrorOrExtensions>(error.get()) else { continue };
            codes.extend(error.codes());
            messages.extend(error.message.and_then(json::text));
            let extensions = error.extensions.map(|extensions| json::object(extensions.get()));
            if let Some(Ok(extensions)) = extensions {
                codes.extend(ErrorOrExtensions::codes(&extensions));
            }
        }
        Some(Self { json: json.get(), codes, messages })
    }

    /// The messages, or else the errors as they are.
    pub(crate) fn words(&self) -> String {
        if self.messages.is_empty() { self.json.to_owned() } else { self.messages.join(" ") }
    }

    /// The kind of failure that their codes mean. A code stands in a message where there is no other place
    /// for it: where the API puts its codes is not documented.
    pub(crate) fn by_code(&self) -> Option<FailureKind> {
        let kind_of = |is_there: &dyn Fn(&str) -> bool| {
            CODES.iter().find(|(code, _)| is_there(code)).map(|(_, kind)| *kind)
        };
        kind_of(&|code| self.codes.iter().any(|other| other == code)).or_else(|| {
            kind_of(&|code| self.messages.iter().any(|message| has_word(message, code)))
        })
    }

    /// The kind of failure that a documented sentence means.
    pub(crate) fn by_sentence(&self) -> Option<FailureKind> {
        let said = |sentence: &str| self.messages.iter().any(|message| message.contains(sentence));
        SENTENCES.iter().find(|(sentence, _)| said(sentence)).map(|(_, kind)| *kind)
    }
}

/// True if a code stands in a message as a word of its own. Within a value that the message repeats, such as
/// an address, it says nothing.
fn has_word(message: &str, code: &str) -> bool {
    let is_before = |c: char| c.is_whitespace() || "([".contains(c);
    let is_after = |c: char| c.is_whitespace() || ")]:;,.".contains(c);
    let around: Vec<&str> = message.split(code).collect();
    around.windows(2).any(|around| {
        let (before, after) = (around[0].chars().next_back(), around[1].chars().next());
        before.is_none_or(is_before) && after.is_none_or(is_after)
    })
}
