//! Reading the servers' JSON.

use serde::{Deserialize, Deserializer, de::Error};
use serde_json::value::RawValue;

/// An object. A derived type would read a list as well, which is no answer to anything.
pub(crate) fn object<'a, T: Deserialize<'a>>(json: &'a str) -> serde_json::Result<T> {
    if json.trim_start().starts_with('{') {
        serde_json::from_str(json)
    } else {
        // The error of whatever it is, and of a value that is well-formed: that it is no object.
        serde_json::from_str::<&RawValue>(json)?;
        Err(serde_json::Error::custom("not an object"))
    }
}

/// The text of a JSON string; `None` for any other JSON, and for a string that is no Unicode text, such as
/// `"\ud800"`.
pub(crate) fn text(json: &RawValue) -> Option<String> {
    serde_json::from_str(json.get()).ok()
}

/// Reads a member in whose place `null` is something else than nothing.
pub(crate) fn present<'de: 'a, 'a, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<&'a RawValue>, D::Error> {
    Deserialize::deserialize(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::object;

    #[derive(Debug, Deserialize, PartialEq)]
    struct Sample {
        a: Option<u8>,
    }

    #[test]
    fn only_an_object_is_one() {
        assert_eq!(object::<Sample>(r#" {"a":1,"b":[]} "#).ok(), Some(Sample { a: Some(1) }));
        for list in ["[]", "[1]", "null", "1"] {
            assert!(object::<Sample>(list).is_err_and(|error| error.is_data()), "{list}");
        }
        for broken in ["", "<html>", "[1", "{", r#"{"a":1}x"#] {
            assert!(object::<Sample>(broken).is_err_and(|error| !error.is_data()), "{broken}");
        }
    }
}
