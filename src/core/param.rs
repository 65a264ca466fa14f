//! The two tables of parameters.

use serde_json::value::RawValue;

use crate::raw_object::{raw, text};

/// A table of parameters: a member of the details that holds a JSON object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// What is added to the authorization request (RFC 6749, section 4.1.1).
    Authorization,
    /// What is added to the access token request (RFC 6749, section 4.1.3).
    AccessToken,
}

impl Table {
    /// Both, in the order of the form.
    pub const ALL: [Self; 2] = [Self::Authorization, Self::AccessToken];

    /// The member's name in the details; controls' names begin with it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Authorization => "authParams",
            Self::AccessToken => "accessTokenParams",
        }
    }
}

/// A parameter's value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ParamValue {
    /// A text, as the form writes it.
    Text(String),
    /// Any other JSON that another writer put there: to be seen and to be removed, not to be
    /// edited.
    Other(String),
}

impl ParamValue {
    /// Reads a value as it is written in JSON.
    pub(crate) fn read(json: &str) -> Self {
        text(json).map_or_else(|| Self::Other(json.to_owned()), Self::Text)
    }

    /// The value as JSON. What is called other JSON and is none becomes a text.
    pub(crate) fn to_raw(&self) -> Box<RawValue> {
        match self {
            Self::Text(text) => raw(text),
            Self::Other(json) => RawValue::from_string(json.clone()).unwrap_or_else(|_| raw(json)),
        }
    }

    /// What is shown for it.
    pub fn shown(&self) -> &str {
        match self {
            Self::Text(text) | Self::Other(text) => text,
        }
    }
}
