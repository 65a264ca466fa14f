/// A sentence with the texts of its placeholders, which stand in braces. A text is not searched for
/// placeholders, and what is no placeholder stays as it is.
pub fn interpolate(sentence: &str, texts: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let found = after.split_once('}').and_then(|(name, after)| {
            let (_, text) = texts.iter().find(|(other, _)| *other == name)?;
            Some((text, after))
        });
        if let Some((text, after)) = found {
            filled.push_str(text);
            rest = after;
        } else {
            filled.push('{');
            rest = after;
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::interpolate;

    #[test]
    fn placeholders_are_filled_and_texts_are_left_as_they_are() {
        let texts = [("a", "{b}"), ("b", "2")];
        assert_eq!(interpolate("{a} and {b}, {c} {", &texts), "{b} and 2, {c} {");
        assert_eq!(interpolate("from { to }", &[]), "from { to }");
    }
}
