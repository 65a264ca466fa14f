//! Tokens that a host page gives.

use js_sys::JSON;
use wasm_bindgen::JsValue;
use wizard_core::raw_object::RawObject;

/// A bearer in the host's answer. A sign-in page in its place is none (RFC 6750, section 2.1, says
/// what is).
pub fn bearer(answer: &JsValue) -> Option<String> {
    let token = answer.as_string()?.trim().to_owned();
    (!token.is_empty() && token.chars().all(|c| c.is_ascii_graphic())).then_some(token)
}

/// The end of a JWT's life (`exp`, RFC 7519, section 4.1.4) in milliseconds since 1970.
pub fn expiry(token: &str) -> Option<f64> {
    let payload = token.split('.').nth(1)?.replace('-', "+").replace('_', "/");
    let claims = web_sys::window()?.atob(&payload).ok()?;
    let claims = RawObject::parse(&claims)?;
    // The browser reads numbers anyway; Rust would bring a reader of its own along.
    let seconds = JSON::parse(claims.get("exp")?).ok()?.as_f64()?;
    Some(seconds * 1_000.0)
}
