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

#[cfg(test)]
mod tests {
    use super::form_encoded;

    #[test]
    fn the_sample_of_the_standard() {
        // RFC 6749, appendix B: " %&+£€".
        assert_eq!(form_encoded([("a", " %&+£€")].into_iter()), "a=+%25%26%2B%C2%A3%E2%82%AC");
        let two = [("scope", "a b"), ("prompt", "")];
        assert_eq!(form_encoded(two.into_iter()), "scope=a+b&prompt=");
        assert_eq!(form_encoded([].into_iter()), "");
    }
}
