//! The secrets that a reply may hold. They are not read, only noticed.

use crate::raw_object::{self, RawObject};

/// The depth to which a reply is looked into for secrets; deeper than any has them.
const DEEPEST: u32 = 8;

/// Members of credentials that are not secret, and said here.
const PLAIN: [&str; 5] = ["expires_at", "expires_in", "scope", "token_type", "client_id"];

/// Names of members that hold a token or another secret.
const SECRETS: [&str; 11] = [
    "access_token",
    "refresh_token",
    "id_token",
    "api_key",
    "apiKey",
    "accessToken",
    "client_secret",
    "password",
    "private_key",
    "database_url",
    "secret",
];

/// Returns `true` if there is something secret in a reply: a text under one of the names that such
/// things have, or any in credentials, of which each connector has its own.
pub(super) fn holds_secret(reply: &RawObject) -> bool {
    holds(reply, false, DEEPEST)
}

fn holds(object: &RawObject, are_credentials: bool, depth: u32) -> bool {
    depth > 0
        && object.iter().any(|(name, json)| {
            let is_secret = SECRETS.contains(&name) || (are_credentials && !PLAIN.contains(&name));
            // Settings may be an object, or one as text.
            let nested = RawObject::parse(json)
                .or_else(|| RawObject::parse(&raw_object::text(json)?))
                .is_some_and(|within| holds(&within, name == "credentials", depth - 1));
            nested || (is_secret && json.starts_with('"') && json.len() > 2)
        })
}
