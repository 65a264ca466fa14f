use crate::raw_object::{self, RawObject};

/// The parameters in a JSON object. One with a value that has no text of its own (an object, a list, null)
/// is none: half of it would be lost.
pub(super) fn params(text: &str) -> Option<Vec<(String, String)>> {
    let object = RawObject::parse(text).or_else(|| RawObject::parse(&without_last_comma(text)?))?;
    let param = |(key, json): (&str, &str)| {
        let is_named = !key.trim().is_empty();
        Some((key.to_owned(), value(json)?)).filter(|_| is_named)
    };
    object.iter().map(param).collect()
}

fn value(json: &str) -> Option<String> {
    let is_plain = |first: char| first.is_ascii_digit() || matches!(first, '-' | 't' | 'f');
    if json.starts_with(is_plain) { Some(json.to_owned()) } else { raw_object::text(json) }
}

/// JSON as people and JavaScript write it, with a comma after the last member.
fn without_last_comma(text: &str) -> Option<String> {
    let members = text.strip_suffix('}')?.trim_end().strip_suffix(',')?;
    Some(format!("{members}}}"))
}

#[cfg(test)]
mod tests {
    use super::params;

    #[test]
    fn texts_numbers_and_booleans_are_values_and_nothing_else_is() {
        let found =
            params(r#"{"a": "x\u00e4", "b": 1.50, "c": -1e3, "d": true, "e": "", "a": "y",}"#);
        let found = found.expect("it is an object");
        let found: Vec<_> = found.iter().map(|(key, value)| (&**key, &**value)).collect();
        let expected =
            [("a", "xä"), ("b", "1.50"), ("c", "-1e3"), ("d", "true"), ("e", ""), ("a", "y")];
        assert_eq!(found, expected);
        for other in [
            r#"{"a": "1", "b": {"c": "2"}}"#,
            r#"{"a": ["1"]}"#,
            r#"{"a": null}"#,
            r#"{"": "1"}"#,
            r#"{"a": "\ud83d"}"#,
            r#"{"a": "1",,}"#,
            r#"{"a": "1""#,
            "{a: 1}",
        ] {
            assert_eq!(params(other), None, "{other}");
        }
        assert_eq!(params("{}"), Some(Vec::new()));
    }
}
