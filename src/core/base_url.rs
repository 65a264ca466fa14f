//! Problems of a base URL.
//!
//! The browser's own URL parser is more lenient than a server: it takes blanks, guesses schemes
//! and mends slashes. These rules look at the text that will be sent.

use crate::invisible::is_zero_width;

/// A problem of a base URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Problem {
    /// A part of it stands for what is to be filled in: `https://{tenant}.example`.
    Placeholder,
    /// It has blanks inside.
    Blanks,
    /// It has a second scheme after the first: `https://https://api.example`.
    DoubledScheme,
    /// It is a host without a scheme: `quickbooks.example/api`.
    BareHost,
    /// It does not start with a scheme and a host.
    NotAUrl,
    /// It carries a user name or a password (RFC 3986, section 3.2.1).
    UserInfo,
    /// Its scheme is neither `https` nor, on this machine, `http`.
    NotHttps,
    /// There are percent signs in its host, which no server's name has.
    PercentInHost,
    /// Its port is no number from 1 to 65535.
    Port,
    /// There is an underscore in its host, which names of hosts do not have (RFC 1123, section 2.1). Servers
    /// may accept it.
    Underscore,
}

impl Problem {
    /// Returns `true` if the address may be right as it is.
    pub(crate) fn is_warning(self) -> bool {
        self == Self::Underscore
    }
}

/// The thing that is wrong with a base URL and most worth saying; nothing is wrong with an empty one.
///
/// Neither blanks at the ends count nor characters of no width: both are a problem of any text.
pub fn problem(text: &str) -> Option<Problem> {
    let text: String = text.trim().chars().filter(|c| !is_zero_width(*c)).collect();
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    // Whoever fills it in mends the rest by that.
    if has_placeholder(text) {
        return Some(Problem::Placeholder);
    }
    if text.chars().any(char::is_whitespace) {
        return Some(Problem::Blanks);
    }
    let parts = text.split_once("://");
    if parts.is_some_and(|(scheme, rest)| is_doubled(scheme, rest)) {
        return Some(Problem::DoubledScheme);
    }
    // One in the path or the query is another address's.
    let Some((scheme, rest)) = parts.filter(|(scheme, _)| !scheme.contains(['/', '?', '#'])) else {
        let is_bare = with_scheme(text).is_some();
        return Some(if is_bare { Problem::BareHost } else { Problem::NotAUrl });
    };
    let authority = authority(rest);
    if authority.bytes().any(|byte| byte == b'@') {
        return Some(Problem::UserInfo);
    }
    let (host, port) = host_and_port(authority);
    if !is_host(host) || !is_scheme(scheme) {
        return Some(Problem::NotAUrl);
    }
    if !is_private(scheme, host) {
        Some(Problem::NotHttps)
    } else if !host.starts_with('[') && host.contains('%') {
        Some(Problem::PercentInHost)
    } else if port.is_some_and(|port| !is_port(port)) {
        Some(Problem::Port)
    } else if host.contains('_') {
        Some(Problem::Underscore)
    } else {
        None
    }
}

/// Returns `true` if something secret can be sent to an address, or a person: it has a scheme that nobody on
/// the way can read, a host, and neither a user name nor blanks. Whatever else may be wrong with it shows
/// when it is asked.
pub fn is_safe(address: &str) -> bool {
    let address = address.trim();
    let Some((scheme, rest)) = address.split_once("://") else { return false };
    let authority = authority(rest);
    let (host, _) = host_and_port(authority);
    let has_user = authority.bytes().any(|byte| byte == b'@');
    let has_blanks = address.chars().any(char::is_whitespace);
    !host.is_empty() && !has_user && !has_blanks && is_private(scheme, host)
}

/// The address that is meant by a host without a scheme.
pub fn with_scheme(text: &str) -> Option<String> {
    let rest = text.trim().trim_start_matches('/');
    let (host, port) = host_and_port(authority(rest));
    let labels = || host.split('.');
    let is_label = |label: &str| {
        let is_in_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        !label.is_empty() && label.chars().all(is_in_name)
    };
    let is_named = host.parse::<std::net::Ipv4Addr>().is_ok()
        || labels().next_back().is_some_and(|last| last.starts_with(char::is_alphabetic));
    let is_host =
        host == "localhost" || (labels().count() > 1 && labels().all(is_label) && is_named);
    let is_bare = is_host && port.is_none_or(|port| port.bytes().all(|byte| byte.is_ascii_digit()));
    is_bare.then(|| format!("https://{rest}"))
}

/// Returns `true` if a part of an address is to be filled in: one in braces, in angle brackets, or, as
/// documents write it, one that begins with YOUR.
fn has_placeholder(text: &str) -> bool {
    // In a query, escaped braces can be meant.
    let path = text.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let is_braced = text.contains(['{', '}', '<', '>'])
        || ["%7b", "%7d", "%3c", "%3e"].into_iter().any(|escape| path.contains(escape));
    let mut parts = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let is_yours = |part: &str| {
        let is_loud = part.len() > 4 && !part.contains(|c: char| c.is_ascii_lowercase());
        (is_loud && part.starts_with("YOUR")) || part.to_ascii_lowercase().starts_with("your_")
    };
    is_braced || text.contains("YOUR-") || is_in_brackets(text) || parts.any(is_yours)
}

/// Returns `true` for a word in brackets in the host's place, where only an address of numbers can be.
fn is_in_brackets(text: &str) -> bool {
    let host = text.split_once("://").map_or("", |(_, rest)| rest).strip_prefix('[');
    host.and_then(|host| host.split(']').next()).is_some_and(|host| !host.contains(':'))
}

/// Returns `true` if what follows a scheme begins with another one, or what should be a scheme is two.
fn is_doubled(scheme: &str, rest: &str) -> bool {
    let without_scheme = |text: &str| {
        let text = text.to_ascii_lowercase();
        let rest = text.strip_prefix("https").or_else(|| text.strip_prefix("http"))?;
        Some(rest.to_owned())
    };
    let is_before = without_scheme(rest)
        .is_some_and(|rest| [":/", "//"].into_iter().any(|it| rest.starts_with(it)));
    let is_twice = without_scheme(scheme)
        .filter(|rest| rest.starts_with([':', '/']))
        .and_then(|rest| without_scheme(rest.trim_start_matches([':', '/'])));
    is_before || is_twice.is_some_and(|rest| rest.is_empty())
}

/// What stands between an address's scheme and its path.
fn authority(rest: &str) -> &str {
    rest.split(['/', '?', '#', '\\']).next().unwrap_or_default()
}

/// The host of an authority without user info, and its port.
fn host_and_port(authority: &str) -> (&str, Option<&str>) {
    let (host, rest) = if authority.starts_with('[') {
        authority.find(']').map_or(("", ""), |end| authority.split_at(end + 1))
    } else {
        authority.split_at(authority.find(':').unwrap_or(authority.len()))
    };
    (host, rest.strip_prefix(':').filter(|port| !port.is_empty()))
}

fn is_port(port: &str) -> bool {
    port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0)
}

fn is_scheme(scheme: &str) -> bool {
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// Returns `true` if nobody on the way to a host reads along: `https`, or a host on this machine.
fn is_private(scheme: &str, host: &str) -> bool {
    scheme.eq_ignore_ascii_case("https")
        || (scheme.eq_ignore_ascii_case("http") && is_loopback(host))
}

/// Returns `true` for the name of a host, or a number in brackets; names may have letters of any script.
fn is_host(host: &str) -> bool {
    let is_in_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '%');
    // A dot at the end is the root's.
    let name = host.strip_suffix('.').unwrap_or(host);
    host.starts_with('[')
        || name.split('.').all(|label| !label.is_empty() && label.chars().all(is_in_name))
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
    use super::{Problem, is_safe, problem, with_scheme};

    #[test]
    fn addresses_that_a_connector_can_use() {
        for good in [
            "",
            "https://sandbox-quickbooks.api.intuit.com",
            " https://example.com/v3/company?minorversion=70 ",
            "HTTPS://EXAMPLE.COM:8443",
            "https://bücher.example/ä",
            "https://api.example./v1",
            "https://api.example:/v1",
            "https://api.example/a_b/%20?q=%7B%7D&next=https://b.example",
            "https://your-voice.example/yours",
            "https://http.example/https",
            "https://api.ex\u{200b}ample",
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
            ("https://{tenant}.example", Problem::Placeholder),
            ("{tenant}.example", Problem::Placeholder),
            ("http://<your host>/api", Problem::Placeholder),
            ("https://api.example/%7BcompanyId%7D", Problem::Placeholder),
            ("https://api.example/?company={id}", Problem::Placeholder),
            ("https://YOUR_DOMAIN.example", Problem::Placeholder),
            ("https://YOUR-DOMAIN.example", Problem::Placeholder),
            ("https://YOURDOMAIN.example", Problem::Placeholder),
            ("https://api.example/your_company", Problem::Placeholder),
            ("https://[tenant]/api", Problem::Placeholder),
            ("https://example.com/a b", Problem::Blanks),
            ("https://exa\nmple.com", Problem::Blanks),
            ("api.example/a b", Problem::Blanks),
            ("https://https://api.example", Problem::DoubledScheme),
            ("HTTP://HTTPS://api.example", Problem::DoubledScheme),
            ("https://https//api.example", Problem::DoubledScheme),
            ("https:https://api.example", Problem::DoubledScheme),
            ("https//https://api.example", Problem::DoubledScheme),
            ("quickbooks.example/api", Problem::BareHost),
            ("//quickbooks.example", Problem::BareHost),
            ("quickbooks.example:8443/api?x=https://b.example", Problem::BareHost),
            ("localhost:4780", Problem::BareHost),
            ("10.0.0.1/api", Problem::BareHost),
            ("my_host.example", Problem::BareHost),
            ("quickbooks", Problem::NotAUrl),
            ("me@quickbooks.example", Problem::NotAUrl),
            ("1.2", Problem::NotAUrl),
            ("https://", Problem::NotAUrl),
            ("https:///path", Problem::NotAUrl),
            ("://example.com", Problem::NotAUrl),
            ("https:/example.com", Problem::NotAUrl),
            ("https//example.com", Problem::NotAUrl),
            ("https://api..example", Problem::NotAUrl),
            ("https://api,example", Problem::NotAUrl),
            ("https://user:word@example.com", Problem::UserInfo),
            ("https://user@example.com", Problem::UserInfo),
            ("http://example.com", Problem::NotHttps),
            ("http://localhost.example.com", Problem::NotHttps),
            ("ftp://example.com", Problem::NotHttps),
            ("javascript://example.com/%0aalert(1)", Problem::NotHttps),
            ("http://exa%6Dple.com:99999", Problem::NotHttps),
            ("https://exa%6Dple.com:99999", Problem::PercentInHost),
            ("https://my_host.example:65536", Problem::Port),
            ("https://example.com:0", Problem::Port),
            ("https://example.com:https/", Problem::Port),
            ("https://example.com:+80/", Problem::Port),
            ("https://my_host.example:65535/", Problem::Underscore),
        ] {
            assert_eq!(problem(bad), Some(what), "{bad}");
            assert_eq!(what.is_warning(), what == Problem::Underscore);
        }
    }

    #[test]
    fn the_scheme_is_put_before_a_bare_host() {
        for (bare, whole) in [
            (" quickbooks.example/api", "https://quickbooks.example/api"),
            ("//quickbooks.example", "https://quickbooks.example"),
            ("localhost:4780", "https://localhost:4780"),
        ] {
            assert_eq!(with_scheme(bare).as_deref(), Some(whole));
            assert_eq!(problem(whole), None);
        }
        for other in ["", "quickbooks", "https://quickbooks.example", "me@quickbooks.example"] {
            assert_eq!(with_scheme(other), None, "{other}");
        }
    }

    #[test]
    fn what_is_secret_goes_to_safe_addresses_only() {
        for address in [
            "https://api.example/a?b={c}",
            "https://my_host.example",
            "http://localhost:1/x",
            "http://[::1]/",
        ] {
            assert!(is_safe(address), "{address}");
        }
        for address in [
            "",
            "api.example",
            "//api.example",
            "http://api.example",
            "http://{host}/",
            "http://https://api.example",
            "http://YOUR_HOST/",
            "http://api.example:99999",
            "https://me@api.example",
            "https://{me}@api.example",
            "https://api.example/ x",
            "http://api.example/ x",
            "https://",
            "javascript:alert(1)",
            "ftp://api.example",
        ] {
            assert!(!is_safe(address), "{address}");
        }
    }
}
