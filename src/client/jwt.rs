//! JSON Web Tokens (RFC 7519), as far as the one who holds a token may read it.

use serde::Deserialize;
use wizard_core::bearer::TokenLife;

use crate::json;

/// The claims that are read, in seconds since 1970, perhaps with a fraction (section 2, `NumericDate`).
#[derive(Deserialize)]
struct Claims {
    exp: f64,
    #[serde(default)]
    iat: Option<f64>,
}

/// A token's life as its claims say it; `None` where it does not say, or is no JWT.
pub fn life(token: &str) -> Option<TokenLife> {
    let payload = token.split('.').nth(1)?;
    // The browser reads the other alphabet (RFC 4648, sections 4 and 5), and gives a character for each byte:
    // texts that are not ASCII are not read here.
    let payload = payload.replace('-', "+").replace('_', "/");
    let claims = web_sys::window()?.atob(&payload).ok()?;
    let claims: Claims = json::object(&claims).ok()?;
    Some(TokenLife { expires: claims.exp, issued: claims.iat })
}
