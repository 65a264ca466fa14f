//! One thing that goes wrong on purpose.

use serde::{Deserialize, Serialize};

use crate::schema::{LOAD, SAVE};

/// One thing that goes wrong. As JSON: `{"fault": "delay", "operation": "save", "times": 1,
/// "milliseconds": 500}`; all but `fault` may be left out, save `milliseconds` of a delay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fault {
    /// What goes wrong.
    pub fault: Kind,
    /// Which requests meet it; without one, all of `/graphql`.
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
}

/// What goes wrong. After a delay or a hold the request goes on to the next fault that fits, or to its
/// answer; with all others it ends.
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
}

/// A group of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Operation {
    /// The query for a record.
    Load,
    /// The mutation that saves one.
    Save,
    /// The host's session handing out the bearer.
    Token,
}

impl Operation {
    /// The GraphQL field, as in [`crate::Entry::operation`]; the token is not had by GraphQL.
    pub fn field(self) -> Option<&'static str> {
        match self {
            Self::Load => Some(LOAD),
            Self::Save => Some(SAVE),
            Self::Token => None,
        }
    }

    /// Whether a request is one of the group.
    pub(crate) fn is(self, path: &str, field: Option<&str>) -> bool {
        match self {
            Self::Load | Self::Save => path == "/graphql" && field == self.field(),
            Self::Token => path == "/session/token",
        }
    }
}

impl Fault {
    /// A fault that all of `/graphql` meets until it is cleared; a delay of one second.
    pub fn new(fault: Kind) -> Self {
        let milliseconds = (fault == Kind::Delay).then_some(1_000);
        Self { fault, operation: None, times: None, milliseconds, retry_after: None }
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

    /// Its name as in JSON.
    pub(crate) fn name(&self) -> String {
        let value = serde_json::to_value(self.fault).unwrap_or_default();
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Whether the request goes on after it.
    pub(crate) fn passes(&self) -> bool {
        matches!(self.fault, Kind::Delay | Kind::Hold)
    }

    /// Whether a request meets it.
    pub(crate) fn fits(&self, path: &str, field: Option<&str>) -> bool {
        match self.operation {
            None => path == "/graphql",
            Some(operation) => operation.is(path, field),
        }
    }
}
