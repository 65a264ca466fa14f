use crate::raw_object::{self, RawObject};

/// The names under which servers and hosts give a token in an object.
const MEMBERS: [&str; 8] =
    ["token", "access_token", "accessToken", "jwt", "bearer", "bearerToken", "idToken", "id_token"];

/// The scheme of RFC 6750, section 2.1, which some put before the token.
const SCHEME: &str = "bearer ";

/// The token in a text that a host page gave: the text itself, a JSON string, or an object with one member
/// that is a token, each perhaps with the scheme before it. `None` for anything else, such as a sign-in page.
pub fn token_in(text: &str) -> Option<String> {
    let text = text.trim();
    let token = match text.as_bytes().first()? {
        b'"' => raw_object::text(text)?,
        b'{' => member_of(&RawObject::parse(text)?)?,
        b'[' | b'<' => return None,
        _ => text.to_owned(),
    };
    let token = without_scheme(token.trim());
    let is_token = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic());
    // What scripts make a text of where there is no token.
    let is_none = ["bearer", "null", "undefined"].iter().any(|it| token.eq_ignore_ascii_case(it));
    (is_token && !is_none).then(|| token.to_owned())
}

/// The one text among the members that may hold a token.
fn member_of(object: &RawObject) -> Option<String> {
    let held = MEMBERS.iter().filter_map(|name| raw_object::text(object.get(name)?));
    let mut tokens: Vec<_> = held.filter(|token| !token.trim().is_empty()).collect();
    tokens.dedup();
    (tokens.len() == 1).then(|| tokens.remove(0))
}

fn without_scheme(token: &str) -> &str {
    let (scheme, rest) = token.split_at_checked(SCHEME.len()).unwrap_or_default();
    if scheme.eq_ignore_ascii_case(SCHEME) { rest.trim_start() } else { token }
}

#[cfg(test)]
mod tests {
    use super::token_in;

    #[test]
    fn a_token_is_found_in_what_hosts_give() {
        for text in [
            "a.b.c",
            "  a.b.c\n",
            "Bearer a.b.c",
            "bearer   a.b.c ",
            r#""a.b.c""#,
            r#" "Bearer a.b.c" "#,
            r#"{"token":"a.b.c"}"#,
            r#"{"access_token":"a.b.c","token_type":"Bearer","expires_in":300}"#,
            r#"{ "accessToken": "Bearer a.b.c", "user": {"token": "x"} }"#,
            r#"{"jwt":"a.b.c","token":null,"bearer":""}"#,
            r#"{"token":"a.b.c","access_token":"a.b.c"}"#,
        ] {
            assert_eq!(token_in(text).as_deref(), Some("a.b.c"), "{text}");
        }
    }

    #[test]
    fn anything_else_is_none() {
        for text in [
            "",
            "  ",
            "<!doctype html><p>Sign in",
            "two words",
            "Bearer",
            "bearer ",
            "tok\u{200b}en",
            r#""""#,
            r#"["a.b.c"]"#,
            "null",
            "Bearer undefined",
            "{}",
            r#"{"token":1}"#,
            r#"{"token":"a","jwt":"b"}"#,
            r#"{"tokens":{"token":"a"}}"#,
            r#"{"token":"a""#,
        ] {
            assert_eq!(token_in(text), None, "{text}");
        }
    }
}
