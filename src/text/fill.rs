/// A sentence with the texts of its places, which stand in braces. A text is not searched for places.
pub fn fill(sentence: &str, places: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let found = after.split_once('}').and_then(|(name, after)| {
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
    use super::fill;

    #[test]
    fn places_are_filled_and_texts_are_left_as_they_are() {
        let places = [("a", "{b}"), ("b", "2")];
        assert_eq!(fill("{a} and {b}, {c} {", &places), "{b} and 2, {c} {");
        assert_eq!(fill("from { to }", &[]), "from { to }");
    }
}
