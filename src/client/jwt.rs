//! JSON Web Tokens (RFC 7519), as far as the one who holds a token may read it.

use serde::Deserialize;

use crate::json;

/// The claims that are read.
#[derive(Deserialize)]
struct Claims {
    /// The end of its life in seconds since 1970 (section 4.1.4), perhaps with a fraction.
    exp: f64,
}

/// The end of a token's life in milliseconds since 1970; `None` where it does not say, or is no JWT.
pub fn expiry(token: &str) -> Option<f64> {
    let payload = token.split('.').nth(1)?;
    // The browser reads the other alphabet (RFC 4648, sections 4 and 5), and gives a character for each byte:
    // texts that are not ASCII are not read here.
    let payload = payload.replace('-', "+").replace('_', "/");
    let claims = web_sys::window()?.atob(&payload).ok()?;
    let claims: Claims = json::object(&claims).ok()?;
    Some(claims.exp * 1_000.0)
}
