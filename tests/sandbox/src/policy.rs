//! The headers of a strict host, on every answer.

use axum::http::{HeaderValue, Response, header};

/// The policy that the wizard has to work under.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; \
    script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
    img-src 'self' data:; base-uri 'none'; object-src 'none'; form-action 'none'; \
    frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

/// Adds the headers; `Cache-Control` only where the answer does not say already.
pub(crate) fn apply<B>(response: &mut Response<B>) {
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin-allow-popups"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}
