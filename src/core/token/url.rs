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

/// The first thing that is wrong with an authorization URL for a client id. Where the wizard has none,
/// the host knows which one it is.
pub fn problem(url: &str, client_id: &str) -> Option<Problem> {
    if !base_url::is_safe(url) {
        return Some(Problem::Address);
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
        .any(|(at, (key, _))| params[..at].iter().any(|(k, _)| k == key))
    {
        Some(Problem::Repeated)
    } else if !is_for(client_id, &params) {
        Some(Problem::ClientId)
    } else if !is("response_type", "code") {
        Some(Problem::ResponseType)
    } else {
        None
    }
}

fn is_for(client_id: &str, params: &[(String, String)]) -> bool {
    let given = params.iter().find(|(key, _)| key == "client_id").map(|(_, given)| given.as_str());
    let given = given.unwrap_or_default();
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
        ] {
            assert_eq!(problem(good, "A b"), None, "{good}");
        }
    }

    #[test]
    fn a_host_may_have_a_client_id_of_its_own() {
        let at = |query: &str| format!("https://provider.example/?response_type=code&{query}");
        assert_eq!(problem(&at("client_id=A"), ""), None);
        assert_eq!(problem(&at("client_id="), ""), Some(Problem::ClientId));
        assert_eq!(problem(&at("scope=A"), ""), Some(Problem::ClientId));
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
            assert_eq!(problem(&bad, "A"), Some(what), "{bad}");
        }
    }
}
