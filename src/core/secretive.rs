//! Parameters that look like secrets. The tables are stored readably, and what they hold ends in
//! addresses and logs.

/// Keys with a suspicious word in them that are none: what providers call them is known.
const FINE: [&str; 8] = [
    "token_access_type",
    "refresh_token_expires_in",
    "access_token_expires_in",
    "token_type",
    "token_format",
    "token_content_type",
    "id_token_signed_response_alg",
    "token_endpoint_auth_method",
];

/// Words in the keys of secrets.
const WORDS: [&str; 8] =
    ["secret", "password", "passwd", "apikey", "api_key", "token", "private", "bearer"];

/// The beginnings of well-known secrets: JSON Web Tokens, and the keys of Stripe, Slack, GitHub and Google.
const BEGINNINGS: [&str; 6] = ["eyJ", "sk_live_", "xoxb-", "xoxp-", "ghp_", "AIza"];

/// The beginning of a header's value that carries a token (RFC 6750, section 2.1).
const BEARER: &str = "bearer ";

/// Returns `true` if a parameter looks like a secret.
pub(crate) fn looks_secret(key: &str, value: &str) -> bool {
    let name = key.trim().to_ascii_lowercase().replace('-', "_");
    if FINE.contains(&name.as_str()) {
        return false;
    }
    let value = value.trim_start();
    let scheme = value.get(..BEARER.len()).unwrap_or_default();
    WORDS.into_iter().any(|word| name.contains(word))
        || BEGINNINGS.into_iter().any(|beginning| value.starts_with(beginning))
        || scheme.eq_ignore_ascii_case(BEARER)
        || value.contains("-----BEGIN")
}

#[cfg(test)]
mod tests {
    use super::looks_secret;

    #[test]
    fn secrets_are_known_by_their_key_or_their_beginning() {
        for (key, value) in [
            ("client_secret", ""),
            ("X-API-Key", "1"),
            ("apiKey", "1"),
            ("access_token", "1"),
            ("Private-Key", "1"),
            ("assertion", "eyJhbGciOiJSUzI1NiJ9"),
            ("key", "-----BEGIN PRIVATE KEY-----"),
            ("q", "sk_live_51"),
            ("q", " ghp_16"),
            ("q", "Bearer eyJhbGciOiJSUzI1NiJ9"),
            ("q", "\tBEARER x"),
        ] {
            assert!(looks_secret(key, value), "{key} {value}");
        }
        for (key, value) in [
            ("scope", "com.intuit.quickbooks.accounting"),
            ("token_access_type", "offline"),
            ("prompt", "consent"),
            ("audience", "https://api.example.com"),
            ("hint", "bearer"),
            ("hint", "bearers of names"),
            ("q", "Bearé x"),
            ("", ""),
        ] {
            assert!(!looks_secret(key, value), "{key} {value}");
        }
    }
}
