//! Problems of an authorization URL that was made elsewhere. It is looked at before a person
//! is sent there.

use crate::base_url;

/// A problem of an authorization URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is no `https` address (RFC 9700, section 4.1.1), nor one of this machine.
    Address,
    /// It has a fragment (RFC 6749, section 3.1).
    Fragment,
    /// It has a parameter twice (RFC 6749, section 3.1).
    Repeated,
    /// It is for another client id.
    ClientId,
    /// It does not ask for a code (`response_type=code`, RFC 6749, section 4.1.1).
    ResponseType,
    /// It carries something secret.
    Secret,
}

/// The parameters that no authorization URL may carry.
const SECRET: [&str; 6] =
    ["client_secret", "access_token", "refresh_token", "id_token", "code", "password"];

/// The parameters that may be repeated (RFC 8707, section 2; some servers call a resource its audience).
const REPEATABLE: [&str; 2] = ["resource", "audience"];

/// The first thing that is wrong with an authorization URL for a client id. Where the wizard has none,
/// the host knows which one it is. Of a URL that the host `is_checked` only the address counts: some
/// providers have names and forms of their own.
pub fn problem(url: &str, client_id: &str, is_checked: bool) -> Option<Problem> {
    if !base_url::is_safe(url) {
        return Some(Problem::Address);
    }
    if is_checked {
        return None;
    }
    if url.bytes().any(|byte| byte == b'#') {
        return Some(Problem::Fragment);
    }
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let params: Vec<(String, String)> =
        form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let is = |name, value: &str| params.iter().any(|(key, given)| key == name && given == value);
    if params.iter().any(|(key, _)| SECRET.contains(&key.to_ascii_lowercase().as_str())) {
        Some(Problem::Secret)
    } else if params
        .iter()
        .enumerate()
        .filter(|(_, (key, _))| !REPEATABLE.contains(&key.as_str()))
        .any(|(at, (key, _))| params[..at].iter().any(|(k, _)| k == key))
    {
        Some(Problem::Repeated)
    } else if !is_for(client_id, &params) {
        Some(Problem::ClientId)
    } else if !has_request(&params) && !is("response_type", "code") {
        Some(Problem::ResponseType)
    } else {
        None
    }
}

/// Returns `true` if the request was handed over apart from the URL (RFC 9126, section 4), or is in it as one
/// object (RFC 9101, section 5).
fn has_request(params: &[(String, String)]) -> bool {
    params
        .iter()
        .any(|(key, value)| matches!(&**key, "request_uri" | "request") && !value.is_empty())
}

/// Returns `true` if it is for a client id, which may have blanks at its ends here or there.
fn is_for(client_id: &str, params: &[(String, String)]) -> bool {
    let given = params.iter().find(|(key, _)| key == "client_id").map(|(_, given)| given.as_str());
    let (given, client_id) = (given.unwrap_or_default().trim(), client_id.trim());
    if client_id.is_empty() { !given.is_empty() } else { given == client_id }
}

#[cfg(test)]
mod tests {
    use super::{Problem, problem};

    #[test]
    fn what_a_person_can_be_sent_to() {
        for good in [
            "https://provider.example/authorize?client_id=A+b&response_type=code",
            "https://provider.example/authorize?tenant=1&client_id=A%20b&response_type=code&scope=a+b",
            "http://127.0.0.1:4781/authorize?response_type=code&client_id=A%20b",
            "https://provider.example/?client_id=A%20b&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3Ax",
            "https://provider.example/?client_id=A%20b&request=eyJ.eyJ.x",
            "https://provider.example/?client_id=A%20b&response_type=code&resource=https%3A%2F%2Fa&resource=https%3A%2F%2Fb",
            "https://provider.example/?client_id=A%20b&response_type=code&audience=a&audience=b",
            "https://provider.example/?client_id=A%20b%20&response_type=code",
        ] {
            assert_eq!(problem(good, "A b", false), None, "{good}");
        }
        assert_eq!(
            problem("https://provider.example/?client_id=A&response_type=code", " A ", false),
            None
        );
    }

    #[test]
    fn what_the_host_has_checked_is_opened_if_it_is_an_address() {
        for url in [
            "https://www.tiktok.com/v2/auth/authorize/?client_key=A&response_type=code",
            "https://open.weixin.qq.com/connect/qrconnect?appid=A&response_type=code#wechat_redirect",
        ] {
            assert_eq!(problem(url, "A", true), None, "{url}");
            assert!(problem(url, "A", false).is_some(), "{url}");
        }
        for url in ["javascript:alert(1)", "http://provider.example/?client_key=A"] {
            assert_eq!(problem(url, "A", true), Some(Problem::Address), "{url}");
        }
    }

    #[test]
    fn a_host_may_have_a_client_id_of_its_own() {
        let at = |query: &str| format!("https://provider.example/?response_type=code&{query}");
        assert_eq!(problem(&at("client_id=A"), "", false), None);
        assert_eq!(problem(&at("client_id="), "", false), Some(Problem::ClientId));
        assert_eq!(problem(&at("scope=A"), "", false), Some(Problem::ClientId));
    }

    #[test]
    fn what_nobody_is_sent_to() {
        let query = "client_id=A&response_type=code";
        for (bad, what) in [
            (String::new(), Problem::Address),
            ("javascript:alert(1)".to_owned(), Problem::Address),
            (format!("http://provider.example/?{query}"), Problem::Address),
            (format!("https://name@provider.example/?{query}"), Problem::Address),
            (format!("https://provider.example/?{query}#x"), Problem::Fragment),
            (format!("https://provider.example/?{query}&state=1&state=2"), Problem::Repeated),
            (format!("https://provider.example/?{query}&client%5Fsecret=x"), Problem::Secret),
            (format!("https://provider.example/?{query}&Access_Token=x"), Problem::Secret),
            (
                "https://provider.example/?client_id=B&response_type=code".to_owned(),
                Problem::ClientId,
            ),
            (
                "https://provider.example/?client_id=A&response_type=token".to_owned(),
                Problem::ResponseType,
            ),
            ("https://provider.example/authorize".to_owned(), Problem::ClientId),
        ] {
            assert_eq!(problem(&bad, "A", false), Some(what), "{bad}");
        }
    }
}
