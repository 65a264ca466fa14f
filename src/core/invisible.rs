//! Characters that nobody sees, or takes for plain blanks: they come along when texts are copied from
//! documents, chats and web pages, and servers take them for what they are.

use crate::Problem;

/// A character that nobody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invisible {
    /// Its place in the text, in characters from 0.
    pub place: usize,
    /// The character.
    pub character: char,
    /// True if nothing that anybody sees comes before it, or after it.
    pub is_at_end: bool,
}

/// The kind of a text, which says what is as it should be inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// An id, a key or a secret. Plain blanks may be in it.
    Word,
    /// A web address, which has no blanks at all.
    Address,
    /// Words with blanks between them, and lines.
    Words,
}

/// The characters in a text that nobody sees: all blanks at its ends, and inside it those that are no plain
/// ones, and whatever else has no look.
pub fn find(text: &str, kind: TextKind) -> impl Iterator<Item = Invisible> {
    let begin = text.len() - text.trim_start_matches(is_unseen).len();
    let end = text.trim_end_matches(is_unseen).len();
    text.char_indices().enumerate().filter_map(move |(place, (at, character))| {
        let is_at_end = at < begin || end <= at;
        let is_fine = match character {
            ' ' => kind != TextKind::Address,
            '\n' => kind == TextKind::Words,
            _ => false,
        };
        let is_found = is_unseen(character) && (is_at_end || !is_fine);
        is_found.then_some(Invisible { place, character, is_at_end })
    })
}

/// The problem of a text with characters in it that nobody sees.
pub(crate) fn problem(text: &str, kind: TextKind) -> Option<Problem> {
    let mut found = find(text, kind).peekable();
    found.peek()?;
    let are_plain = found.all(|it| it.is_at_end && it.is_plain());
    Some(if are_plain { Problem::Blanks } else { Problem::Invisible })
}

/// A text without what nobody sees. Between words a plain blank takes the place of one of another kind.
pub fn remove(text: &str, kind: TextKind) -> String {
    let mut found = find(text, kind).peekable();
    let mut clean = String::with_capacity(text.len());
    for (place, character) in text.chars().enumerate() {
        match found.next_if(|it| it.place == place) {
            None => clean.push(character),
            Some(it) if it.stands_between_words(kind) => clean.push(' '),
            Some(_) => {}
        }
    }
    clean
}

/// Returns `true` if a text has nothing in it that anybody sees.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(is_unseen)
}

/// Returns `true` for a character that takes no room either.
pub(crate) fn is_zero_width(character: char) -> bool {
    is_unseen(character) && !character.is_whitespace()
}

impl Invisible {
    /// Returns `true` if it is a blank as people type it.
    pub const fn is_plain(self) -> bool {
        matches!(self.character, ' ' | '\t' | '\n' | '\r')
    }

    /// Returns `true` if a plain blank takes its place when it is removed.
    pub const fn stands_between_words(self, kind: TextKind) -> bool {
        matches!(kind, TextKind::Words) && self.character.is_whitespace() && !self.is_at_end
    }
}

/// Returns `true` for blanks, control characters, and characters of no width (Unicode Standard, section
/// 23.2, and the default ignorable code points of its chapter 5.21, apart from those that only choose
/// among the looks of the one before).
fn is_unseen(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{17b4}'
                | '\u{17b5}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::{TextKind, find, is_blank, problem, remove};
    use crate::Problem;

    fn places(text: &str, kind: TextKind) -> Vec<usize> {
        find(text, kind).map(|it| it.place).collect()
    }

    #[test]
    fn blanks_are_found_at_the_ends_and_other_characters_everywhere() {
        for (text, expected) in [
            ("", &[][..]),
            ("a b", &[]),
            ("ä ❤\u{fe0f} עברית 日本", &[]),
            (" a b\t", &[0, 4]),
            ("   ", &[0, 1, 2]),
            ("a\u{a0}b", &[1]),
            ("ä\u{200b}b\u{feff}", &[1, 3]),
            ("a \u{200b}", &[1, 2]),
            ("a\tb\nc", &[1, 3]),
            ("👩\u{200d}💻", &[1]),
        ] {
            assert_eq!(places(text, TextKind::Word), expected, "{text:?}");
        }
        assert_eq!(places("a b\nc\td\n", TextKind::Words), [5, 7], "lines are no matter");
        assert_eq!(places("a b", TextKind::Address), [1]);
        assert!(is_blank(" \u{200b}\u{a0}") && is_blank("") && !is_blank(" a "));
    }

    #[test]
    fn each_character_that_nobody_sees_is_found() {
        let all = "\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}\u{ad}\u{200e}\u{200f}\u{61c}\u{202a}\
            \u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}\u{a0}\u{1680}\u{2000}\
            \u{2009}\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}\0\t\u{7f}\u{85}\u{9f}";
        for character in all.chars() {
            for text in [format!("a{character}b"), format!("a{character}")] {
                assert_eq!(places(&text, TextKind::Words), [1], "{character:?}");
            }
        }
    }

    #[test]
    fn blanks_at_the_ends_as_people_type_them_are_a_problem_of_their_own() {
        for (text, expected) in [
            ("a", None),
            (" a\t", Some(Problem::Blanks)),
            ("a\u{a0}", Some(Problem::Invisible)),
            (" a\u{200b}b", Some(Problem::Invisible)),
        ] {
            assert_eq!(problem(text, TextKind::Word), expected, "{text:?}");
        }
        assert!(Problem::Invisible.is_warning());
    }

    #[test]
    fn what_nobody_sees_can_be_removed() {
        for (text, kind, expected) in [
            (" a\u{200b}b c\u{a0}", TextKind::Words, "ab c"),
            ("openid\u{a0}email\tx", TextKind::Words, "openid email x"),
            ("a\n\u{200b}b\n", TextKind::Words, "a\nb"),
            ("12\u{202f}34 5", TextKind::Word, "1234 5"),
            ("\u{a0}\u{200b}a", TextKind::Words, "a"),
            ("\u{2003}", TextKind::Words, ""),
            (" https://a\u{200b}.example/ b", TextKind::Address, "https://a.example/b"),
        ] {
            assert_eq!(remove(text, kind), expected, "{text:?}");
        }
    }
}
