//! The two tables of parameters.

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::{
    Step,
    raw_object::{raw, text},
};

/// A table of parameters: a member of the details that holds a JSON object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// The parameters that are added to the authorization request (RFC 6749, section 4.1.1).
    Authorization,
    /// The parameters that are added to the access token request (RFC 6749, section 4.1.3).
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

    /// The table's place among all.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The step where it is found.
    pub const fn step(self) -> Step {
        Step::Parameters
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

    /// The value as JSON.
    pub(crate) fn to_raw(&self) -> Box<RawValue> {
        raw(self)
    }

    /// The text that is shown for it.
    pub fn shown(&self) -> &str {
        match self {
            Self::Text(text) | Self::Other(text) => text,
        }
    }
}

impl Serialize for ParamValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            // What is called other JSON and is none is written as a text.
            Self::Other(json) => match serde_json::from_str::<&RawValue>(json) {
                Ok(raw) => raw.serialize(serializer),
                Err(_) => serializer.serialize_str(json),
            },
        }
    }
}
