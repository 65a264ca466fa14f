use std::borrow::Cow;

/// A text as it is shown: characters that turn the direction of what stands around them (Unicode Standard
/// Annex 9, section 2), or that end a text for some programs, show themselves as what they are, unknown.
pub fn neutralize_bidi(text: &str) -> Cow<'_, str> {
    if !text.chars().any(misleads) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if misleads(c) { '\u{fffd}' } else { c }).collect())
}

/// Returns `true` if it is an embedding, an override, an isolate or the end of one, or nothing at all.
const fn misleads(character: char) -> bool {
    matches!(character, '\0' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::neutralize_bidi;

    #[test]
    fn what_turns_the_words_around_is_not_followed() {
        assert_eq!(neutralize_bidi("a\u{202e}b\u{2069}\0"), "a\u{fffd}b\u{fffd}\u{fffd}");
        // Marks turn nothing around, and languages need them.
        for text in ["", "abc", "עברית\u{200f}", "a\u{200e}b", "日本"] {
            assert!(
                matches!(neutralize_bidi(text), std::borrow::Cow::Borrowed(same) if same == text)
            );
        }
    }
}
