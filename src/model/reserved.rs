//! Names of parameters that are not for people to set: the platform sets them, and another value
//! would break the flow or undo what makes it safe (RFC 9700, section 2.1).

use crate::{ParamValue, Table, form_decoded};

/// What a parameter's name means for the request that it is added to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is the person's to set.
    Free,
    /// The platform sends the same anyway.
    Unnecessary,
    /// It is the platform's to set.
    Reserved,
}

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

/// What the platform sends in the authorization code grant.
const OURS: [(Table, &str, &str); 3] = [
    (Table::Authorization, "response_type", "code"),
    (Table::Authorization, "response_mode", "query"),
    (Table::AccessToken, "grant_type", "authorization_code"),
];

/// What a parameter means in a table.
pub(crate) fn verdict(table: Table, key: &str, value: &ParamValue) -> Verdict {
    let name = plain(key);
    let names: &[&str] = match table {
        Table::Authorization => &AUTHORIZATION,
        Table::AccessToken => &ACCESS_TOKEN,
    };
    if OURS.contains(&(table, key, value.shown())) {
        Verdict::Unnecessary
    } else if names.contains(&name.as_str()) || name == "cookie" {
        Verdict::Reserved
    } else {
        Verdict::Free
    }
}

/// A name as lenient servers read it: some decode it, fold its case, take dots and blanks for
/// underscores, and drop what is in brackets.
fn plain(key: &str) -> String {
    let decoded = form_decoded(&key.replace('&', "%26").replace('=', "%3D"));
    let name = decoded.into_iter().next().map(|(name, _)| name).unwrap_or_default();
    let name = name.split('[').next().unwrap_or_default();
    let fold = |character: char| match character {
        '.' | ' ' => '_',
        // The full-width forms of ASCII (Unicode, U+FF01 to U+FF5E).
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character)
        }
        other => other,
    };
    name.trim().chars().map(fold).map(|character| character.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Verdict, verdict};
    use crate::{ParamValue, Table};

    fn of(table: Table, key: &str, value: &str) -> Verdict {
        verdict(table, key, &ParamValue::Text(value.to_owned()))
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
        ] {
            for table in Table::ALL {
                assert_eq!(of(table, key, "x"), Verdict::Reserved, "{key}");
            }
        }
    }

    #[test]
    fn what_the_platform_sends_anyway_is_unnecessary_and_another_value_reserved() {
        assert_eq!(of(Table::Authorization, "response_type", "code"), Verdict::Unnecessary);
        assert_eq!(of(Table::Authorization, "response_type", "token"), Verdict::Reserved);
        assert_eq!(
            of(Table::AccessToken, "grant_type", "authorization_code"),
            Verdict::Unnecessary
        );
        assert_eq!(of(Table::AccessToken, "grant_type", "password"), Verdict::Reserved);
    }

    #[test]
    fn what_people_set_is_theirs() {
        for key in ["scope", "prompt", "access_type", "audience", "token_access_type", "tenant", ""]
        {
            assert_eq!(of(Table::Authorization, key, "x"), Verdict::Free, "{key}");
        }
        assert_eq!(of(Table::AccessToken, "audience", "x"), Verdict::Free);
        assert_eq!(of(Table::AccessToken, "nonce", "x"), Verdict::Free);
    }
}
