//! The errors of a GraphQL answer.

use serde::Deserialize;
use serde_json::value::RawValue;
use wizard_core::FailureKind;

use crate::json;

/// Codes and what they mean, the ones that decide before others first: the API's own, those of GraphQL
/// servers and gateways before them, and HTTP's (RFC 9110, section 15). They are written without what
/// parts their words, as [`plain`] gives them.
const CODES: [(&str, FailureKind); 46] = [
    ("UNAUTHORIZED", FailureKind::SignedOut),
    ("INVALIDAUTHMETHOD", FailureKind::SignedOut),
    ("UNAUTHENTICATED", FailureKind::SignedOut),
    ("NOTAUTHENTICATED", FailureKind::SignedOut),
    ("AUTHENTICATIONFAILED", FailureKind::SignedOut),
    ("AUTHENTICATIONREQUIRED", FailureKind::SignedOut),
    ("AUTHENTICATIONERROR", FailureKind::SignedOut),
    ("INVALIDJWT", FailureKind::SignedOut),
    ("JWTEXPIRED", FailureKind::SignedOut),
    ("EXPIREDJWT", FailureKind::SignedOut),
    ("INVALIDTOKEN", FailureKind::SignedOut),
    ("TOKENEXPIRED", FailureKind::SignedOut),
    ("EXPIREDTOKEN", FailureKind::SignedOut),
    ("SESSIONEXPIRED", FailureKind::SignedOut),
    ("INVALIDCREDENTIALS", FailureKind::SignedOut),
    ("INVALIDHEADERS", FailureKind::SignedOut),
    ("401", FailureKind::SignedOut),
    ("FORBIDDEN", FailureKind::Forbidden),
    ("ACCESSDENIED", FailureKind::Forbidden),
    ("PERMISSIONDENIED", FailureKind::Forbidden),
    ("NOTAUTHORIZED", FailureKind::Forbidden),
    ("INSUFFICIENTSCOPE", FailureKind::Forbidden),
    ("403", FailureKind::Forbidden),
    ("MISSINGSPACEID", FailureKind::NoSpaceHeader),
    ("SPACENOTFOUND", FailureKind::UnknownSpace),
    ("SPACEISDELETED", FailureKind::UnknownSpace),
    ("IPACKINSTANCEIDINVALID", FailureKind::UnknownInstance),
    ("IPACKNOTFOUNDINSPACE", FailureKind::UnknownInstance),
    ("ARTIFACTNOTINSPACE", FailureKind::UnknownInstance),
    ("RATELIMITED", FailureKind::RateLimited),
    ("RATELIMITEXCEEDED", FailureKind::RateLimited),
    ("TOOMANYREQUESTS", FailureKind::RateLimited),
    ("THROTTLED", FailureKind::RateLimited),
    ("429", FailureKind::RateLimited),
    ("SYSTEMERROR", FailureKind::PlatformDown),
    ("GENERICSYSTEMERROR", FailureKind::PlatformDown),
    ("PLATFORMCALLERROR", FailureKind::PlatformDown),
    ("TEMPORARYERROR", FailureKind::PlatformDown),
    ("INTERNALERROR", FailureKind::PlatformDown),
    ("INTERNALSERVERERROR", FailureKind::PlatformDown),
    ("SERVICEUNAVAILABLE", FailureKind::PlatformDown),
    ("UNAVAILABLE", FailureKind::PlatformDown),
    ("500", FailureKind::PlatformDown),
    ("502", FailureKind::PlatformDown),
    ("503", FailureKind::PlatformDown),
    ("504", FailureKind::PlatformDown),
];

/// Codes that say that there is no such record.
const NOT_FOUND: [&str; 3] = ["NOTFOUND", "RECORDNOTFOUND", "404"];

/// Sentences of the documented samples, which carry no code.
const SENTENCES: [(&str, FailureKind); 2] = [
    ("Downstream Execution Error: Unauthorized", FailureKind::SignedOut),
    ("Downstream Execution Error: Server Error", FailureKind::PlatformDown),
];

/// The errors in an answer, one at least.
pub(crate) struct Errors<'a> {
    json: &'a str,
    /// The codes of each, as [`plain`] gives them.
    codes: Vec<Vec<String>>,
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
    #[serde(borrow)]
    status: Option<&'a RawValue>,
    #[serde(borrow)]
    status_code: Option<&'a RawValue>,
    #[serde(borrow)]
    http: Option<&'a RawValue>,
}

impl ErrorOrExtensions<'_> {
    /// Its own codes: texts, or numbers as they are written.
    fn own_codes(&self) -> impl Iterator<Item = String> {
        let codes = [
            self.code,
            self.error_code,
            self.error_type,
            self.classification,
            self.status,
            self.status_code,
        ];
        let text = |json: &RawValue| json::text(json).unwrap_or_else(|| json.get().to_owned());
        codes.into_iter().flatten().map(move |json| plain(&text(json)))
    }

    /// Its codes, those of its extensions, and those of the HTTP answer that these tell of.
    fn codes(&self) -> Vec<String> {
        fn read(json: &RawValue) -> Option<ErrorOrExtensions<'_>> {
            json::object(json.get()).ok()
        }
        let mut codes: Vec<_> = self.own_codes().collect();
        if let Some(extensions) = self.extensions.and_then(read) {
            codes.extend(extensions.own_codes());
            let http = extensions.http.and_then(read);
            codes.extend(http.iter().flat_map(ErrorOrExtensions::own_codes));
        }
        codes
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
            codes.push(error.codes());
            messages.extend(error.message.and_then(json::text));
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
        let in_messages: Vec<_> = self.messages.iter().filter_map(|it| code_in(it)).collect();
        kind_of(&|code| self.codes.iter().flatten().any(|other| other == code))
            .or_else(|| kind_of(&|code| in_messages.iter().any(|other| other == code)))
    }

    /// The kind of failure that a documented sentence means.
    pub(crate) fn by_sentence(&self) -> Option<FailureKind> {
        let said = |sentence: &str| self.messages.iter().any(|it| it.starts_with(sentence));
        SENTENCES.iter().find(|(sentence, _)| said(sentence)).map(|(_, kind)| *kind)
    }

    /// True if all that they say is that there is no such record.
    pub(crate) fn say_not_found(&self) -> bool {
        let says_so =
            |codes: &Vec<String>| codes.iter().any(|code| NOT_FOUND.contains(&code.as_str()));
        self.by_code().is_none() && !self.codes.is_empty() && self.codes.iter().all(says_so)
    }
}

/// A code without what parts its words, in capitals: servers write `INVALID_JWT`, `invalid-jwt` and
/// `InvalidJwt`.
fn plain(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// The code that a message is, begins with before a colon, or has in brackets at its end. Anywhere else it
/// may be part of a value that the message repeats, such as an address, and says nothing.
fn code_in(message: &str) -> Option<String> {
    let message = message.trim().trim_end_matches('.');
    let first = message.split_once(':').map_or(message, |(first, _)| first).trim_end();
    let last = message.strip_suffix([')', ']']).and_then(|it| Some(it.rsplit_once(['(', '['])?.1));
    let is_code = |text: &&str| {
        text.bytes().all(|byte| byte == b'_' || byte.is_ascii_uppercase() || byte.is_ascii_digit())
            && text.starts_with(|first: char| first.is_ascii_uppercase())
    };
    [Some(first), last].into_iter().flatten().find(is_code).map(plain)
}
