//! Texts in texts. The search of Rust's own library is made for long ones, and comes with tables and
//! words for what never happens here: 4.7 kB of what a host page loads.

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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{find, replace, split};

    proptest! {
        #[test]
        fn it_finds_what_the_library_finds(text in "[abü]{0,9}", part in "[abü]{1,3}", with in "[aü]{0,2}") {
            prop_assert_eq!(find(&text, &part), text.find(&part));
            prop_assert_eq!(split(&text, &part), text.split_once(&part));
            prop_assert_eq!(replace(&text, &part, &with), text.replace(&part, &with));
        }
    }
}
