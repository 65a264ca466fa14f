//! Texts in texts. What Rust's own library has for it is made for long ones, and comes with tables and
//! words for what never happens here: 4.7 kB of what a host page loads for the search, 1 kB for joining.

/// Where a text occurs first, in bytes.
pub fn find(text: &str, part: &str) -> Option<usize> {
    text.as_bytes().windows(part.len().max(1)).position(|window| window == part.as_bytes())
}

/// What is before and after a text where it occurs first.
pub fn split<'a>(text: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    let at = find(text, part)?;
    Some((text.get(..at)?, text.get(at + part.len()..)?))
}

/// A text with another one in every place of `part`, which is not empty.
pub fn replace(mut text: &str, part: &str, with: &str) -> String {
    let mut replaced = String::new();
    while let Some((before, after)) = split(text, part) {
        replaced.push_str(before);
        replaced.push_str(with);
        text = after;
    }
    replaced.push_str(text);
    replaced
}

/// Texts one after the other, with another one between each two.
pub fn join(texts: &[impl AsRef<str>], between: &str) -> String {
    let mut joined = String::new();
    for (place, text) in texts.iter().enumerate() {
        joined.push_str(if place == 0 { "" } else { between });
        joined.push_str(text.as_ref());
    }
    joined
}

/// A sentence with the texts of its places, which stand in braces. A text is not searched for places.
pub fn fill(sentence: &str, places: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = split(rest, "{") {
        filled.push_str(before);
        let found = split(after, "}").and_then(|(name, after)| {
            let (_, text) = places.iter().find(|(place, _)| *place == name)?;
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
    use proptest::prelude::*;

    use super::{fill, find, join, replace, split};

    #[test]
    fn places_are_filled_and_texts_are_left_as_they_are() {
        let places = [("a", "{b}"), ("b", "2")];
        assert_eq!(fill("{a} and {b}, {c} {", &places), "{b} and 2, {c} {");
        assert_eq!(fill("from { to }", &[]), "from { to }");
    }

    proptest! {
        #[test]
        fn it_joins_as_the_library_does(texts: Vec<String>, between in "[a, ]{0,2}") {
            prop_assert_eq!(join(&texts, &between), texts.join(&between));
        }

        #[test]
        fn it_finds_what_the_library_finds(text in "[abü]{0,9}", part in "[abü]{1,3}", with in "[aü]{0,2}") {
            prop_assert_eq!(find(&text, &part), text.find(&part));
            prop_assert_eq!(split(&text, &part), text.split_once(&part));
            prop_assert_eq!(replace(&text, &part, &with), text.replace(&part, &with));
        }
    }
}
