//! The small pages that a browser shows during an authorization: no script, nothing from elsewhere.

use std::sync::LazyLock;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

const STYLE: &str = ":root { color-scheme: light dark; }
body { font: 1.0625rem/1.5 system-ui, sans-serif; max-width: 32em; margin: 3em auto; padding: 0 1em; }
h1 { font-size: 1.5rem; line-height: 1.2; }
button { font: inherit; padding: 0.5em 1.25em; margin: 0 0.5em 0.5em 0; }
code { overflow-wrap: anywhere; }";

/// The style stands in the page, so the policy allows it by its hash.
static STYLE_HASH: LazyLock<String> =
    LazyLock::new(|| STANDARD.encode(Sha256::digest(STYLE.as_bytes())));

/// A page. `body` is HTML; what comes from elsewhere has to go through [`escape`] first.
pub(crate) fn page(status: StatusCode, title: &str, body: &str) -> Response {
    page_with(status, title, body, "form-action 'none'; frame-ancestors 'none'")
}

/// A page whose policy ends with directives of its own.
pub(crate) fn page_with(status: StatusCode, title: &str, body: &str, directives: &str) -> Response {
    let title = escape(title);
    let html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>{STYLE}</style>\n\
         </head>\n<body>\n<main>\n<h1>{title}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    );
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; img-src data:; base-uri 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'; {directives}",
        *STYLE_HASH
    );
    let mut response = (status, Html(html)).into_response();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// Text as it stands in HTML, also inside quotes.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}
