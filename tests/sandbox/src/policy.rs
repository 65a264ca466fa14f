//! The headers of a strict host, on every answer.

use axum::http::{HeaderName, HeaderValue, Response, header};

/// Whether a page and its opener keep hold of each other across origins.
pub(crate) const OPENER_POLICY: &str = "cross-origin-opener-policy";

/// The policy that the wizard has to work under.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; \
    script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
    img-src 'self' data:; base-uri 'none'; object-src 'none'; form-action 'none'; \
    frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

/// The same for a page that works together with pages and servers of other sites.
pub(crate) const EMBEDDABLE: &str = "default-src 'none'; \
    script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src *; \
    img-src 'self' data:; base-uri 'none'; object-src 'none'; form-action 'none'; \
    frame-src *; frame-ancestors *; require-trusted-types-for 'script'; trusted-types 'none'";

/// Adds the headers of a strict host; where the answer says otherwise itself, that stays.
pub(crate) fn apply<B>(response: &mut Response<B>) {
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (HeaderName::from_static(OPENER_POLICY), "same-origin-allow-popups"),
    ] {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    apply_everywhere(response);
}

/// Adds the headers that are right for every server.
pub(crate) fn apply_everywhere<B>(response: &mut Response<B>) {
    let headers = response.headers_mut();
    for (name, value) in
        [(header::X_CONTENT_TYPE_OPTIONS, "nosniff"), (header::REFERRER_POLICY, "no-referrer")]
    {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}
