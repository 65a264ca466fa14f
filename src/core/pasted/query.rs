use std::borrow::Cow;

use super::unquoted;

/// The parameters in a query string (URL Standard, section 5.1), by itself or at the end of an address.
/// Only here plus signs are blanks and percent signs begin an escape.
pub(super) fn params(text: &str) -> Option<Vec<(String, String)>> {
    let text = unquoted(&one_line(text)?);
    let (query, is_sure) = match text.split_once('?') {
        Some((address, query)) if is_address(address) => {
            (query.split('#').next().unwrap_or_default(), true)
        }
        _ => (&*text, false),
    };
    // As it stands in the source of a page.
    let query = query.replace("&amp;", "&");
    let parts: Vec<_> = query.split('&').map(str::trim).filter(|part| !part.is_empty()).collect();
    let has_several = parts.len() > 1;
    let param = |part: &str| {
        let (key, value) = match part.split_once('=') {
            Some(param) => param,
            None if is_sure => (part, ""),
            None => return None,
        };
        let is_key = !key.is_empty() && !key.contains(char::is_whitespace);
        is_key.then(|| (decoded(key), decoded(value)))
    };
    (is_sure || has_several).then(|| parts.into_iter().map(param).collect()).flatten()
}

/// A text as one line: documents break long addresses beside an `&`, or after the `?`.
fn one_line(text: &str) -> Option<Cow<'_, str>> {
    let lines: Vec<_> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let is_broken_there =
        |pair: &[&str]| pair[0].ends_with(['&', '?']) || pair[1].starts_with(['&', '?']);
    match &*lines {
        [line] => Some(Cow::Borrowed(line)),
        lines if lines.windows(2).all(is_broken_there) => Some(lines.concat().into()),
        _ => None,
    }
}

/// Returns `true` if what stands before a query is nothing, or an address or the end of one.
fn is_address(text: &str) -> bool {
    let is_scheme = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric());
    let is_host = |text: &str| {
        text.contains('.') && text.chars().all(|c| c.is_alphanumeric() || ".-:".contains(c))
    };
    let has_scheme = text.split_once("://").is_some_and(|(scheme, _)| is_scheme(scheme));
    let host = text.split('/').next().unwrap_or_default();
    let is_one = text.is_empty() || text.starts_with('/') || has_scheme || is_host(host);
    is_one && !text.contains(char::is_whitespace)
}

/// A key or a value without its escapes. Escapes of another encoding than UTF-8 stay as they are.
fn decoded(text: &str) -> String {
    // Neither ends a key or a value here.
    let escaped = text.replace('=', "%3D");
    let decoded = form_urlencoded::parse(escaped.as_bytes()).next();
    let decoded = decoded.map(|(key, _)| key.into_owned()).unwrap_or_default();
    let is_lost = decoded.contains('\u{fffd}') && !text.to_ascii_uppercase().contains("%EF%BF%BD");
    if is_lost { text.to_owned() } else { decoded }
}

#[cfg(test)]
mod tests {
    use super::params;

    /// The parameters, joined.
    fn found(text: &str) -> Option<Vec<String>> {
        let params = params(text)?;
        Some(params.into_iter().map(|(key, value)| format!("{key}→{value}")).collect())
    }

    #[test]
    fn query_strings_are_read_as_browsers_read_them() {
        for (text, expected) in [
            ("?a=1", &["a→1"][..]),
            ("a=1&b=2", &["a→1", "b→2"]),
            ("a=x+y&b=%C3%A4%26%3D", &["a→x y", "b→ä&="]),
            ("a=1&a=2&b=", &["a→1", "a→2", "b→"]),
            ("?a&b=1&&", &["a→", "b→1"]),
            ("a=b=c&d=1", &["a→b=c", "d→1"]),
            ("a=1&amp;b=2", &["a→1", "b→2"]),
            ("\"a=1&b=2\"", &["a→1", "b→2"]),
            ("a=%E4&b=%", &["a→%E4", "b→%"]),
            ("/authorize?a=1", &["a→1"]),
            ("login.example/authorize?a=1", &["a→1"]),
            ("https://login.example?a=https://b.example?c=1", &["a→https://b.example?c=1"]),
            ("a=https://b.example/?c=1&d=2", &["a→https://b.example/?c=1", "d→2"]),
            ("https://l.example/auth?\n scope=a%20b&\r\n prompt=x", &["scope→a b", "prompt→x"]),
            ("https://l.example/auth\n  ?a=1\n  &b=2", &["a→1", "b→2"]),
        ] {
            let expected: Vec<_> = expected.iter().map(|it| (*it).to_owned()).collect();
            assert_eq!(found(text), Some(expected), "{text}");
        }
        for other in ["a=1", "a&b", "?=1", "a=1&=2", "a b=1&c=2", "x y?a=1", "a=1\nb=2&c=3"] {
            assert_eq!(found(other), None, "{other}");
        }
    }
}
