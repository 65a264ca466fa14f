/// Parameters in a text of several lines, each `key=value`; `None` for any other text.
///
/// Either side of the first `=` is taken as it is.
pub fn lines(text: &str) -> Option<Vec<(String, String)>> {
    let lines: Vec<&str> =
        text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).collect();
    if lines.len() < 2 {
        return None;
    }
    let param = |line: &str| {
        let (key, value) = line.split_once('=')?;
        (!key.trim().is_empty()).then(|| (key.to_owned(), value.to_owned()))
    };
    lines.into_iter().map(param).collect()
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn lines_of_parameters() {
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        assert_eq!(
            lines("scope=a b\r\nprompt=consent=x\n\n"),
            Some(vec![pair("scope", "a b"), pair("prompt", "consent=x")])
        );
        for other in ["", "a=1", "a=1\nb", "=1\n=2", "a text\nof two lines"] {
            assert_eq!(lines(other), None, "{other}");
        }
    }
}
