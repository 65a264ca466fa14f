use super::{is_blank, unquoted};

/// The parameters in lines, each with a tab, an equals sign or a colon in it. One line has to look more
/// like a parameter than several.
pub(super) fn params(text: &str) -> Option<Vec<(String, String)>> {
    // A tab at the end has an empty value after it.
    let trimmed = |line| str::trim_end_matches(str::trim_start(line), is_blank);
    let lines = text.split(['\n', '\r']).map(trimmed).filter(|line| !line.is_empty());
    let lines = without_commas(lines.filter(|line| !is_comment(line)).collect());
    let has_tabs = lines.iter().all(|line| line.contains('\t'));
    let has_equals = lines.iter().all(|line| line.contains('='));
    let is_one = lines.len() == 1;
    let param = |line: &&str| {
        let (key, value) =
            if has_tabs { line.split_once('\t')? } else { split(line, has_equals, is_one)? };
        let (key, value) = (unquoted(key.trim()), unquoted(value.trim()));
        let is_unsure = value.trim_matches('=').is_empty()
            || key.contains(char::is_whitespace)
            || key.contains("://");
        let is_text = key.is_empty() || (is_one && is_unsure);
        (!is_text).then_some((key, value))
    };
    lines.iter().map(param).collect()
}

/// Returns `true` for what files of settings and consoles' lists take for a comment.
fn is_comment(line: &str) -> bool {
    line.starts_with('#') || line.starts_with("//")
}

/// Lines without the commas that stand between them.
fn without_commas(lines: Vec<&str>) -> Vec<&str> {
    let between = lines.split_last().map_or(&[][..], |(_, before)| before);
    let has_commas = !between.is_empty() && between.iter().all(|line| line.ends_with(','));
    let is_between = |it: &&str| has_commas || it.ends_with(['"', '\'']);
    let lines = lines.into_iter();
    lines.map(|line| line.strip_suffix(',').filter(is_between).unwrap_or(line)).collect()
}

/// The two sides of a line's equals sign, or of its colon where that comes first.
fn split(line: &str, has_equals: bool, is_one: bool) -> Option<(&str, &str)> {
    if let Some(quoted) = quoted_key(line) {
        return Some(quoted);
    }
    let equals = line.split_once('=');
    let colon = line.split_once(':').filter(|(key, value)| {
        let is_key = key.starts_with(|first: char| first.is_alphabetic() || first == '_')
            && !key.trim().contains(char::is_whitespace);
        // The colon of an address is none.
        is_key && !value.starts_with("//") && (!is_one || value.starts_with(char::is_whitespace))
    });
    match (equals, colon) {
        // Keys can have colons in them (`urn:…=1`), and values equals signs (`claims: a=b`).
        (Some((before, _)), Some((key, value))) if key.len() < before.len() => {
            let is_colon = value.starts_with(char::is_whitespace) || !has_equals;
            if is_colon { colon } else { equals }
        }
        (Some(_), _) => equals,
        (None, colon) => colon,
    }
}

/// The two sides of a line that begins with a quoted key.
fn quoted_key(line: &str) -> Option<(&str, &str)> {
    let mark = line.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    let end = line[1..].find(mark)? + 2;
    let value = line[end..].trim_start().strip_prefix([':', '='])?;
    Some((&line[..end], value))
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
    fn lines_of_parameters() {
        for (text, expected) in [
            ("scope=a b\r\nprompt=consent=x\n\n", &["scope→a b", "prompt→consent=x"][..]),
            ("a = 1\n b=2 ", &["a→1", "b→2"]),
            ("a=\nb=2\na=3", &["a→", "b→2", "a→3"]),
            ("a=1+1%20\nb=2", &["a→1+1%20", "b→2"]),
            ("a: x=1\nb: https://b.example", &["a→x=1", "b→https://b.example"]),
            ("a:https://b.example/?c=1\nb:2", &["a→https://b.example/?c=1", "b→2"]),
            ("urn:a=1\nurn:b=2", &["urn:a→1", "urn:b→2"]),
            ("a=1\nb: 2", &["a→1", "b→2"]),
            ("a\t1\nb\t2\t3\nc\t", &["a→1", "b→2\t3", "c→"]),
            ("\"a:b\": \"1, 2\",\n'c' = '3'", &["a:b→1, 2", "c→3"]),
            ("a: 1,\nb: x,y", &["a→1", "b→x,y"]),
            ("a=1,\nb=2\nc=3", &["a→1,", "b→2", "c→3"]),
            ("# from the console\na=1\n// b=2\nc=3", &["a→1", "c→3"]),
            ("a=1", &["a→1"]),
            ("a: 1", &["a→1"]),
            ("a\t1", &["a→1"]),
            ("\"a\": \"1\",", &["a→1"]),
        ] {
            let expected: Vec<_> = expected.iter().map(|it| (*it).to_owned()).collect();
            assert_eq!(found(text), Some(expected), "{text:?}");
        }
    }
}
