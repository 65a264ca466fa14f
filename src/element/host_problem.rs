use wizard_core::{KeyPart, neutralize_bidi};

use crate::i18n::{EN, interpolate};

/// Something missing or wrong in what the host page says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostProblem {
    /// Neither `endpoint` nor `platform-url` says where the API is.
    NoEndpoint,
    /// An attribute is no address that a page can ask.
    BadAddress {
        /// The attribute.
        attribute: &'static str,
        /// Its value.
        value: String,
    },
    /// An attribute is an address that anybody on the way there could listen to, and the client secret
    /// would go there.
    Insecure {
        /// The attribute.
        attribute: &'static str,
        /// Its value.
        value: String,
    },
    /// The pack's id or the Space's is missing.
    MissingId(KeyPart),
    /// One of the three ids that name a connection together is missing, and another is there.
    MissingPart(KeyPart),
    /// A function of the host page's came as an attribute, which can hold a text only.
    FunctionAsAttribute(&'static str),
    /// An attribute has a value that it does not know.
    UnknownValue {
        /// The attribute.
        attribute: &'static str,
        /// Its value.
        value: String,
        /// The values that it may have.
        known: String,
    },
}

impl HostProblem {
    /// The problem in words, for the page's developers.
    pub fn message(&self) -> String {
        let message = match self {
            Self::NoEndpoint => EN.problem_no_endpoint.to_owned(),
            Self::BadAddress { attribute, value } => {
                interpolate(EN.problem_bad_address, &[("attribute", attribute), ("value", value)])
            }
            Self::Insecure { attribute, value } => {
                interpolate(EN.problem_insecure, &[("attribute", attribute), ("value", value)])
            }
            Self::MissingId(part) => {
                interpolate(EN.problem_missing_id, &[("attribute", part.attribute())])
            }
            Self::MissingPart(part) => {
                interpolate(EN.problem_missing_part, &[("attribute", part.attribute())])
            }
            Self::FunctionAsAttribute(name) => {
                interpolate(EN.problem_function_as_attribute, &[("name", name)])
            }
            Self::UnknownValue { attribute, value, known } => interpolate(
                EN.problem_unknown_value,
                &[("attribute", attribute), ("known", known), ("value", value)],
            ),
        };
        neutralize_bidi(&message).into_owned()
    }
}
