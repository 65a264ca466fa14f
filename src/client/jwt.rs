//! JSON Web Tokens (RFC 7519), as far as the one who holds a token may read it.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;

/// The claims that are read.
#[derive(Deserialize)]
struct Claims {
    /// The end of its life in seconds since 1970 (section 4.1.4), perhaps with a fraction.
    exp: f64,
}

/// The end of a token's life in milliseconds since 1970; `None` where it does not say, or is no JWT.
pub fn expiry(token: &str) -> Option<f64> {
    let payload = token.split('.').nth(1)?;
    // Some issuers write the other alphabet, or the padding that the format leaves out.
    let payload = payload.trim_end_matches('=').replace('+', "-").replace('/', "_");
    let claims = URL_SAFE_NO_PAD.decode(payload).ok()?;
    let claims: Claims = serde_json::from_slice(&claims).ok()?;
    Some(claims.exp * 1_000.0)
}

#[cfg(test)]
mod tests {
    use base64::{Engine, engine::general_purpose::STANDARD};

    use super::expiry;

    /// The end of the token with these claims.
    fn end(claims: &str) -> Option<f64> {
        expiry(&format!("e30.{}.signature", STANDARD.encode(claims)))
    }

    #[test]
    fn the_end_is_a_number_of_seconds() {
        assert_eq!(end(r#"{"sub":"ÿÿÿ>>>","exp":1,"iat":0}"#), Some(1_000.0));
        assert_eq!(end(r#"{"exp":1700000000.5}"#), Some(1_700_000_000_500.0));
    }

    #[test]
    fn what_does_not_say_has_no_known_end() {
        for claims in ["{}", r#"{"exp":"1"}"#, r#"{"exp":null}"#, "<html>", ""] {
            assert_eq!(end(claims), None, "{claims}");
        }
        for token in ["", "opaque", "a.b", "e30.%.x"] {
            assert_eq!(expiry(token), None, "{token}");
        }
    }
}
