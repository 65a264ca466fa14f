//! Problems of a base URL.
//!
//! The browser's own URL parser is more lenient than a server: it takes blanks, guesses schemes
//! and mends slashes. These rules look at the text that will be sent.

/// A problem of a base URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Problem {
    /// It does not start with a scheme and a host: `quickbooks.example`.
    NotAUrl,
    /// It has blanks inside.
    Blanks,
    /// Its scheme is neither `https` nor, on this machine, `http`.
    NotHttps,
    /// It carries a user name or a password (RFC 3986, section 3.2.1).
    UserInfo,
}

/// The first thing that is wrong with a base URL; nothing is wrong with an empty one.
///
/// Blanks at the ends do not count.
pub fn problem(text: &str) -> Option<Problem> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    if text.chars().any(char::is_whitespace) {
        return Some(Problem::Blanks);
    }
    let Some((scheme, rest)) = text.split_once("://") else {
        return Some(Problem::NotAUrl);
    };
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    if authority.bytes().any(|byte| byte == b'@') {
        return Some(Problem::UserInfo);
    }
    let host = host(authority);
    if host.is_empty() || !is_scheme(scheme) {
        return Some(Problem::NotAUrl);
    }
    match scheme.to_ascii_lowercase().as_str() {
        "https" => None,
        "http" if is_loopback(host) => None,
        _ => Some(Problem::NotHttps),
    }
}

/// The host of an authority without user info, without its port.
fn host(authority: &str) -> &str {
    if authority.starts_with('[') {
        return authority.find(']').and_then(|end| authority.get(..=end)).unwrap_or_default();
    }
    authority.split(':').next().unwrap_or_default()
}

fn is_scheme(scheme: &str) -> bool {
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

fn is_loopback(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    host == "localhost"
        || host.ends_with(".localhost")
        || host == "[::1]"
        || host.parse::<std::net::Ipv4Addr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::{Problem, problem};

    #[test]
    fn addresses_that_a_connector_can_use() {
        for good in [
            "",
            "https://sandbox-quickbooks.api.intuit.com",
            " https://example.com/v3/company?minorversion=70 ",
            "HTTPS://EXAMPLE.COM:8443",
            "https://bücher.example/ä",
            "http://localhost:4780/x",
            "http://127.0.0.1",
            "http://[::1]:80/",
        ] {
            assert_eq!(problem(good), None, "{good}");
        }
    }

    #[test]
    fn each_problem_has_its_name() {
        for (bad, what) in [
            ("quickbooks", Problem::NotAUrl),
            ("quickbooks.example/api", Problem::NotAUrl),
            ("https://", Problem::NotAUrl),
            ("https:///path", Problem::NotAUrl),
            ("://example.com", Problem::NotAUrl),
            ("https:/example.com", Problem::NotAUrl),
            ("https://example.com/a b", Problem::Blanks),
            ("https://exa\nmple.com", Problem::Blanks),
            ("http://example.com", Problem::NotHttps),
            ("http://localhost.example.com", Problem::NotHttps),
            ("ftp://example.com", Problem::NotHttps),
            ("javascript://example.com/%0aalert(1)", Problem::NotHttps),
            ("https://user:word@example.com", Problem::UserInfo),
            ("https://user@example.com", Problem::UserInfo),
        ] {
            assert_eq!(problem(bad), Some(what), "{bad}");
        }
    }
}
