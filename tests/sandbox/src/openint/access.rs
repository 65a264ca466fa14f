//! Who may ask `OpenInt`.

use axum::http::{HeaderMap, header};

use super::{OpenInt, Problem};

/// How the server's keys begin: those of an organization, and those of a customer (`key_cus_`).
const SERVER_KEY: &str = "key_";

/// Lets in who shows a good customer token or a server key. A missing header is no wrong one: nobody
/// has logged in, and that is 403.
pub(super) fn check(openint: &OpenInt, headers: &HeaderMap) -> Result<(), Problem> {
    if !headers.contains_key(header::AUTHORIZATION) {
        return Err(Problem::forbidden());
    }
    match token(headers) {
        Some(token) if token.starts_with(SERVER_KEY) || openint.tokens.accept(token) => Ok(()),
        _ => Err(Problem::unauthorized()),
    }
}

/// Whether a request shows a server key.
pub(crate) fn has_server_key(headers: &HeaderMap) -> bool {
    token(headers).is_some_and(|token| token.starts_with(SERVER_KEY))
}

fn token(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}
