//! Names of parameters that are not for people to set: the platform sets them, and another value
//! would break the flow or undo what makes it safe (RFC 9700, section 2.1).

use crate::{ParamValue, Problem, Table, effort, nfkc::nfkc};

/// RFC 6749, 7636, 9101, 9126, 9207, 9449 and `OpenID` Connect Core; not `scope`, which can travel no
/// other way.
const AUTHORIZATION: [&str; 29] = [
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

/// RFC 6749, 7521, 7636, 8628 and 8693, and what belongs into a header.
const ACCESS_TOKEN: [&str; 21] = [
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
];

/// The parameters that the platform sends in the authorization code grant.
const OURS: [(Table, &str, &str); 3] = [
    (Table::Authorization, "response_type", "code"),
    (Table::Authorization, "response_mode", "query"),
    (Table::AccessToken, "grant_type", "authorization_code"),
];

/// Names that programs which collect parameters in objects take for parts of those objects.
const UNSAFE: [&str; 3] = ["__proto__", "constructor", "prototype"];

/// The longest name that a server can be trusted with, in characters.
const LONGEST: usize = 128;

/// The problem of a parameter in a table, by its key and its [`plain`] name.
pub(crate) fn problem(table: Table, key: &str, name: &str, value: &ParamValue) -> Option<Problem> {
    let names: &[&str] = match table {
        Table::Authorization => &AUTHORIZATION,
        Table::AccessToken => &ACCESS_TOKEN,
    };
    if OURS.contains(&(table, name, value.shown())) {
        Some(Problem::Unnecessary)
    } else if names.contains(&name) || name == "cookie" {
        Some(Problem::Reserved)
    } else if UNSAFE.contains(&name) {
        Some(Problem::UnsafeKey)
    } else if key.chars().count() > LONGEST {
        Some(Problem::LongKey)
    // Those at an end are blanks, and whoever has pasted lines is told so.
    } else if key.trim().contains(|c: char| c.is_control() && !matches!(c, '\n' | '\r')) {
        Some(Problem::ControlCharacter)
    } else {
        None
    }
}

/// A name as lenient servers read it: some decode it, fold its case and its letters' forms, take dots and
/// blanks for underscores, and drop what is in brackets.
pub(crate) fn plain(key: &str) -> String {
    effort::count();
    let escaped = key.replace('&', "%26").replace('=', "%3D");
    let decoded = form_urlencoded::parse(escaped.as_bytes()).next();
    let name = decoded.map(|(name, _)| name).unwrap_or_default();
    // Nearly every name is of ASCII, which has no other form.
    let name = if name.is_ascii() { name } else { nfkc(&name).into() };
    let mut plain = String::new();
    for character in name.trim().chars() {
        match character {
            '[' => break,
            '.' => plain.push('_'),
            blank if blank.is_whitespace() => plain.push('_'),
            other => plain.push(other.to_ascii_lowercase()),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{plain, problem};
    use crate::{ParamValue, Problem, Table};

    fn of(table: Table, key: &str, value: &str) -> Option<Problem> {
        problem(table, key, &plain(key), &ParamValue::Text(value.to_owned()))
    }

    #[test]
    fn reserved_names_are_known_in_every_disguise() {
        for key in [
            "client_id",
            "CLIENT_ID",
            " client_id ",
            "client.id",
            "client id",
            "client+id",
            "client%5Fid",
            "client_id[]",
            "client_id[0]",
            "ｃｌｉｅｎｔ＿ｉｄ",
            "%63lient_id",
            "Client.Id",
            "client．id",
            "client　id",
            "client\u{a0}id",
            "client\tid",
            "client_id［］",
            "ｃlient﹍ⓘd",
            "𝒸𝓁𝒾𝑒𝓃𝓉_𝒾𝒹",
            "client_ⁱᵈ",
            "ſtate",
        ] {
            for table in Table::ALL {
                assert_eq!(of(table, key, "x"), Some(Problem::Reserved), "{key}");
            }
        }
    }

    #[test]
    fn what_the_platform_sends_anyway_is_unnecessary_and_another_value_reserved() {
        assert_eq!(of(Table::Authorization, "response_type", "code"), Some(Problem::Unnecessary));
        for disguised in ["Response_Type", "response_type ", "response.type", "response%5Ftype"] {
            let found = of(Table::Authorization, disguised, "code");
            assert_eq!(found, Some(Problem::Unnecessary), "{disguised}");
        }
        assert_eq!(of(Table::Authorization, "Response_Type", "Code"), Some(Problem::Reserved));
        assert_eq!(of(Table::Authorization, "response_type", "token"), Some(Problem::Reserved));
        assert_eq!(
            of(Table::AccessToken, "grant_type", "authorization_code"),
            Some(Problem::Unnecessary)
        );
        assert_eq!(of(Table::AccessToken, "grant_type", "password"), Some(Problem::Reserved));
    }

    #[test]
    fn names_that_do_harm_on_their_way_are_known() {
        for key in ["__proto__", "constructor", "prototype", "__proto__[x]", " Constructor"] {
            for table in Table::ALL {
                assert_eq!(of(table, key, "x"), Some(Problem::UnsafeKey), "{key}");
            }
        }
        for (key, expected) in [
            ("ä".repeat(128), None),
            ("ä".repeat(129), Some(Problem::LongKey)),
            ("scope\t".to_owned(), None),
            ("sco\tpe".to_owned(), Some(Problem::ControlCharacter)),
            ("sco\r\npe".to_owned(), None),
            ("a\u{7f}b".to_owned(), Some(Problem::ControlCharacter)),
            ("a\0\u{85}b".to_owned(), Some(Problem::ControlCharacter)),
        ] {
            assert_eq!(of(Table::AccessToken, &key, "x"), expected, "{key:?}");
        }
    }

    #[test]
    fn what_people_set_is_theirs() {
        for key in ["scope", "prompt", "access_type", "audience", "token_access_type", "tenant", ""]
        {
            assert_eq!(of(Table::Authorization, key, "x"), None, "{key}");
        }
        assert_eq!(of(Table::AccessToken, "audience", "x"), None);
        assert_eq!(of(Table::AccessToken, "nonce", "x"), None);
    }
}
