//! One thing that goes wrong on purpose.

use serde::{Deserialize, Serialize};

use crate::schema::{ENVIRONMENTS, EXTENSIONS, LOAD, PROCESSES, SAVE};
use crate::{hdp, openint, provider, relay};

/// One thing that goes wrong. As JSON: `{"fault": "delay", "operation": "save", "times": 1,
/// "milliseconds": 500}`; all but `fault` may be left out, save `milliseconds` of a delay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fault {
    /// What goes wrong.
    pub fault: Kind,
    /// Which requests meet it; without one, all of `/graphql`, and a fault that only the relay or the
    /// provider knows its own requests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<Operation>,
    /// How many more requests meet it; without a number, all until it is cleared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    /// How long a delay is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub milliseconds: Option<u64>,
    /// `Retry-After` of a 429, in seconds; without one the header is not sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u64>,
    /// `error` of a refusal; without one, `access_denied` for consent and `invalid_client` for the
    /// exchange.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// `error_description` of a refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_description: Option<String>,
    /// `error_uri` of a refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_uri: Option<String>,
}

/// What goes wrong. After a delay, a hold or a header the request goes on to the next fault that fits,
/// or to its answer; with all others it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The request waits for a time.
    Delay,
    /// The request waits until the faults are released, replaced or cleared.
    Hold,
    /// The connection is closed with no answer, and the request does not run.
    Drop,
    /// The request runs, then the connection is closed with no answer.
    DropReply,
    /// HTTP 401 with the documented body.
    Unauthorized,
    /// HTTP 403.
    Forbidden,
    /// HTTP 429.
    RateLimited,
    /// HTTP 500 with the documented body.
    ServerError,
    /// HTTP 200 with errors and no data.
    Errors,
    /// HTTP 200 with `{"data": null}`.
    DataNull,
    /// The request runs, and the errors stand beside its data in the answer.
    ErrorsBesideData,
    /// The request runs, and its answer is cut off in the middle: for the client a lost reply.
    Truncated,
    /// HTTP 200 with the API's error `SPACE_NOT_FOUND`.
    UnknownSpace,
    /// HTTP 200 with the API's error `IPACK_INSTANCE_ID_INVALID`.
    UnknownInstance,
    /// HTTP 502 with a proxy's HTML.
    Html,
    /// The relay refuses to start an authorization (HTTP 422), and its words repeat the client secret.
    Echo,
    /// The provider's page is sent with `Cross-Origin-Opener-Policy: same-origin`, so that it and its
    /// opener lose hold of each other.
    OpenerPolicy,
    /// The provider's page is sent with `X-Frame-Options: DENY`.
    FrameOptions,
    /// The provider does not know the redirect URI: it says so on a page of its own.
    RedirectMismatch,
    /// The provider says on a page of its own that the link has expired.
    ExpiredLink,
    /// The provider refuses with an OAuth error: sends the browser back with it without asking, or
    /// answers it to a code.
    Refuse,
    /// The provider answers HTTP 200 to a code, and the answer holds no token.
    NoToken,
}

impl Kind {
    /// Whether it puts a header into the answer that would have come anyway.
    fn is_header(self) -> bool {
        matches!(self, Self::OpenerPolicy | Self::FrameOptions)
    }

    /// Whether requests to a path meet it where no operation is said: some only the relay or the
    /// provider knows.
    fn is_for(self, path: &str) -> bool {
        let (consent, exchange) = (path == provider::AUTHORIZE, path == provider::TOKEN);
        match self {
            Self::Echo => path == relay::AUTHORIZATIONS,
            Self::OpenerPolicy
            | Self::FrameOptions
            | Self::RedirectMismatch
            | Self::ExpiredLink => consent,
            Self::NoToken => exchange,
            Self::Refuse => consent || exchange,
            _ => path == "/graphql",
        }
    }
}

/// A group of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Operation {
    /// The query for a record.
    Load,
    /// The mutation that saves one.
    Save,
    /// The query for a connection's extension fields, which say whether it has a token.
    Extensions,
    /// The query for a Space's environments.
    Environments,
    /// The query for a pack's processes.
    Processes,
    /// The host's session handing out the bearer.
    Token,
    /// The relay starting an authorization.
    Start,
    /// The relay saying what has become of one.
    Outcome,
    /// The relay cancelling one.
    Cancel,
    /// The browser coming back from the OAuth server.
    Callback,
    /// The provider's page, and the answer that a person gives there.
    Consent,
    /// The provider's token endpoint.
    Exchange,
    /// Hybrid Data Pipeline, but what a browser asks it first (CORS).
    Hdp,
    /// `OpenInt`, but what a browser asks it first (CORS).
    #[serde(rename = "openint")]
    OpenInt,
}

impl Operation {
    /// The GraphQL field, as in [`crate::Entry::operation`]; most are not had by GraphQL.
    pub fn field(self) -> Option<&'static str> {
        match self {
            Self::Load => Some(LOAD),
            Self::Save => Some(SAVE),
            Self::Extensions => Some(EXTENSIONS),
            Self::Environments => Some(ENVIRONMENTS),
            Self::Processes => Some(PROCESSES),
            _ => None,
        }
    }

    /// Whether a request is one of the group.
    pub(crate) fn is(self, method: &str, path: &str, field: Option<&str>) -> bool {
        match self {
            Self::Load | Self::Save | Self::Extensions | Self::Environments | Self::Processes => {
                path == "/graphql" && field == self.field()
            }
            Self::Token => path == "/session/token",
            Self::Start => method == "POST" && path == relay::AUTHORIZATIONS,
            Self::Outcome => method == "GET" && relay::is_attempt(path),
            Self::Cancel => method == "DELETE" && relay::is_attempt(path),
            Self::Callback => relay::is_callback(path),
            Self::Consent => path == provider::AUTHORIZE,
            Self::Exchange => path == provider::TOKEN,
            Self::Hdp => method != "OPTIONS" && hdp::is_hdp(path),
            Self::OpenInt => method != "OPTIONS" && openint::is_openint(path),
        }
    }
}

impl Fault {
    /// A fault that all of `/graphql` meets until it is cleared, or the relay or the provider where
    /// only that knows it; a delay of one second.
    pub fn new(fault: Kind) -> Self {
        let milliseconds = (fault == Kind::Delay).then_some(1_000);
        Self {
            fault,
            operation: None,
            times: None,
            milliseconds,
            retry_after: None,
            error: None,
            error_description: None,
            error_uri: None,
        }
    }

    /// Only some requests meet it.
    #[must_use]
    pub fn on(self, operation: Operation) -> Self {
        Self { operation: Some(operation), ..self }
    }

    /// Only the next so many requests meet it.
    #[must_use]
    pub fn times(self, times: u32) -> Self {
        Self { times: Some(times), ..self }
    }

    /// How long a delay is, in milliseconds.
    #[must_use]
    pub fn milliseconds(self, milliseconds: u64) -> Self {
        Self { milliseconds: Some(milliseconds), ..self }
    }

    /// What `Retry-After` of a 429 says, in seconds.
    #[must_use]
    pub fn retry_after(self, seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }

    /// What `error` of a refusal says.
    #[must_use]
    pub fn error(self, error: &str) -> Self {
        Self { error: Some(error.to_owned()), ..self }
    }

    /// What `error_description` of a refusal says.
    #[must_use]
    pub fn error_description(self, description: &str) -> Self {
        Self { error_description: Some(description.to_owned()), ..self }
    }

    /// What `error_uri` of a refusal says.
    #[must_use]
    pub fn error_uri(self, uri: &str) -> Self {
        Self { error_uri: Some(uri.to_owned()), ..self }
    }

    /// Its name as in JSON.
    pub(crate) fn name(&self) -> String {
        let value = serde_json::to_value(self.fault).unwrap_or_default();
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Whether the request goes on after it.
    pub(crate) fn passes(&self) -> bool {
        matches!(self.fault, Kind::Delay | Kind::Hold) || self.fault.is_header()
    }

    /// Whether a request meets it.
    pub(crate) fn fits(&self, method: &str, path: &str, field: Option<&str>) -> bool {
        match self.operation {
            None => self.fault.is_for(path),
            Some(operation) => operation.is(method, path, field),
        }
    }
}
