//! `application/x-www-form-urlencoded`, in which OAuth's requests carry their parameters (RFC 6749,
//! appendix B).

use std::fmt::Write;

/// Parameters as they stand in a request: `scope=a+b&prompt=consent`.
pub fn form_encoded<'a>(params: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut encoded = String::new();
    for (key, value) in params {
        if !encoded.is_empty() {
            encoded.push('&');
        }
        encode(&mut encoded, key);
        encoded.push('=');
        encode(&mut encoded, value);
    }
    encoded
}

fn encode(to: &mut String, text: &str) {
    for byte in text.bytes() {
        match byte {
            b' ' => to.push('+'),
            b'*' | b'-' | b'.' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                to.push(byte.into());
            }
            // A String takes whatever is written to it.
            _ => drop(write!(to, "%{byte:02X}")),
        }
    }
}

/// The parameters in a query, as whoever receives it reads them.
pub fn form_decoded(query: &str) -> Vec<(String, String)> {
    let pair = |part: &str| {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        (decode(key), decode(value))
    };
    query.split('&').filter(|part| !part.is_empty()).map(pair).collect()
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let number = match (first, after) {
            (b'%', [high, low, ..]) => hexadecimal(*high).zip(hexadecimal(*low)),
            _ => None,
        };
        rest = if number.is_some() { &after[2..] } else { after };
        bytes.push(match (number, first) {
            (Some((high, low)), _) => high << 4 | low,
            (None, b'+') => b' ',
            (None, other) => *other,
        });
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

const fn hexadecimal(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{form_decoded, form_encoded};

    proptest! {
        #[test]
        fn what_is_encoded_is_read_as_it_was(params: Vec<(String, String)>) {
            let query = form_encoded(params.iter().map(|(k, v)| (k.as_str(), v.as_str())));
            prop_assert_eq!(form_decoded(&query), params);
        }
    }

    #[test]
    fn what_others_encode_is_read_as_well() {
        let read = form_decoded("a=%c3%A4&&b&c=1=2&d=%zz%4&=e");
        let pairs = [("a", "ä"), ("b", ""), ("c", "1=2"), ("d", "%zz%4"), ("", "e")];
        assert_eq!(read, pairs.map(|(key, value)| (key.to_owned(), value.to_owned())));
    }

    #[test]
    fn the_sample_of_the_standard() {
        // RFC 6749, appendix B: " %&+£€".
        assert_eq!(form_encoded([("a", " %&+£€")].into_iter()), "a=+%25%26%2B%C2%A3%E2%82%AC");
        let two = [("scope", "a b"), ("prompt", "")];
        assert_eq!(form_encoded(two.into_iter()), "scope=a+b&prompt=");
        assert_eq!(form_encoded([].into_iter()), "");
    }
}
