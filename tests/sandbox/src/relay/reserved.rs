//! The parameters that a record may not set: they belong to the flow, and setting one could turn its
//! protection off.

/// What only the relay puts into an authorization request (RFC 6749, section 4.1.1; RFC 7636, section
/// 4.3; RFC 9101, section 5; RFC 9126), and what has no business in an address at all. `scope` may
/// be set, since a record has no other place for it.
const AUTHORIZATION: &[&str] = &[
    "response_type",
    "response_mode",
    "client_id",
    "client_secret",
    "redirect_uri",
    "state",
    "nonce",
    "code",
    "code_challenge",
    "code_challenge_method",
    "code_verifier",
    "request",
    "request_uri",
    "registration",
    "client_assertion",
    "client_assertion_type",
    "dpop_jkt",
    "grant_type",
    "username",
    "password",
    "access_token",
    "refresh_token",
    "id_token",
    "id_token_hint",
    "token",
    "iss",
    "error",
    "error_description",
    "error_uri",
];

/// The same for a token request (RFC 6749, section 4.1.3; RFC 7636, section 4.5; RFC 7521; RFC 8693).
const TOKEN: &[&str] = &[
    "grant_type",
    "code",
    "redirect_uri",
    "client_id",
    "client_secret",
    "code_verifier",
    "client_assertion",
    "client_assertion_type",
    "refresh_token",
    "access_token",
    "assertion",
    "username",
    "password",
    "device_code",
    "subject_token",
    "subject_token_type",
    "actor_token",
    "actor_token_type",
    "state",
    "response_type",
    "authorization",
    "cookie",
];

/// Which request a parameter is for.
#[derive(Clone, Copy)]
pub(super) enum Request {
    Authorization,
    Token,
}

/// The parameters that may be added to a request, or the name of the first that may not. One that
/// says what the relay says anyway (`own`) is left out, and so is one without a name.
pub(super) fn allowed<'a>(
    request: Request,
    parameters: &'a [(String, String)],
    own: &[(&str, &str)],
) -> Result<Vec<(&'a str, &'a str)>, String> {
    let reserved = match request {
        Request::Authorization => AUTHORIZATION,
        Request::Token => TOKEN,
    };
    let mut allowed = Vec::new();
    for (name, value) in parameters {
        let folded = folded(name);
        if reserved.contains(&folded.as_str()) {
            if !own.contains(&(&folded, value)) {
                return Err(name.clone());
            }
        } else if !name.is_empty() {
            allowed.push((name.as_str(), value.as_str()));
        }
    }
    Ok(allowed)
}

/// A name as a lenient server may read it: in lower case, without blanks around it, percent signs
/// undone, wide letters made narrow, dots and blanks as underscores, and without what PHP takes for
/// the index of an array.
fn folded(name: &str) -> String {
    let undone = percent_decoded(name);
    let plain: String = undone.trim().chars().map(narrow).flat_map(char::to_lowercase).collect();
    plain.split('[').next().unwrap_or_default().to_owned()
}

fn narrow(character: char) -> char {
    let narrow = match character {
        // The full-width forms of ASCII stand in its order.
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
        }
        other => other,
    };
    if narrow == '.' || narrow.is_whitespace() { '_' } else { narrow }
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, others @ ..] = rest {
        let byte = (*first == b'%').then(|| others.get(..2)).flatten().and_then(hexadecimal);
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &others[2..] } else { others };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hexadecimal(digits: &[u8]) -> Option<u8> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    let [high, low] = digits else { return None };
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}
