//! The sentences about characters that nobody sees.

use std::{borrow::Cow, collections::BTreeSet, fmt::Write};

use wizard_core::invisible::{self, Invisible, TextKind};

use super::{EN, interpolate};

/// The number of characters that are shown where they are; of more the person gets the idea.
const MOST_SHOWN: usize = 3;
/// The number of positions that are named.
const MOST_NAMED: usize = 10;
/// The number of characters that are shown on each side.
const AROUND: usize = 8;

/// The sentence about a text with characters in it that nobody sees.
pub(super) fn sentence(text: &str, kind: TextKind) -> String {
    let found: Vec<_> = invisible::find(text, kind).collect();
    let sentence = if found.len() == 1 { EN.invisible_one } else { EN.invisible_many };
    let (count, marked) = (found.len().to_string(), marked(text, &found));
    let sentence = interpolate(sentence, &[("count", &count), ("marked", &marked)]);
    if found.iter().any(|it| it.stands_between_words(kind)) {
        format!("{sentence} {}", EN.invisible_between_words)
    } else {
        sentence
    }
}

/// A sentence with the places of the characters in a text that nobody sees, if they are no plain blanks.
pub(super) fn with_places(sentence: &str, text: &str, kind: TextKind) -> String {
    let found: Vec<_> = invisible::find(text, kind).collect();
    if found.iter().all(|it| it.character == ' ') {
        return sentence.to_owned();
    }
    let marked = marked(text, &found);
    format!("{sentence} {}", interpolate(EN.invisible_here, &[("marked", &marked)]))
}

/// A warning about the client secret, which shows nothing of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretWarning {
    /// The number of characters that nobody sees, and where.
    pub sentence: Cow<'static, str>,
    /// The button that removes them.
    pub button: &'static str,
}

impl SecretWarning {
    /// The warning about a secret, if there is anything to say.
    pub fn of(secret: &str) -> Option<Self> {
        let found: Vec<_> = invisible::find(secret, TextKind::Word).collect();
        if found.is_empty() {
            return None;
        }
        if found.iter().all(|it| it.is_at_end && it.is_plain()) {
            return Some(Self { sentence: EN.blanks_in_secret.into(), button: EN.remove_blanks });
        }
        let one = found.len() == 1;
        let sentence = if one { EN.invisible_in_secret_one } else { EN.invisible_in_secret_many };
        let (count, places) = (found.len().to_string(), places(&found));
        let sentence = interpolate(sentence, &[("count", &count), ("places", &places)]);
        Some(Self { sentence: sentence.into(), button: EN.remove_invisible })
    }
}

/// Positions, counted from 1.
fn places(found: &[Invisible]) -> String {
    let named = found.iter().take(MOST_NAMED).map(|it| (it.place + 1).to_string());
    let mut named: Vec<_> = named.collect();
    if found.len() > MOST_NAMED {
        return format!("{} …", named.join(", "));
    }
    match named.pop() {
        Some(last) if !named.is_empty() => format!("{} {} {last}", named.join(", "), EN.and),
        last => last.unwrap_or_default(),
    }
}

/// The text around characters that nobody sees, each with its name in its place.
fn marked(text: &str, found: &[Invisible]) -> String {
    let shown = found.iter().take(MOST_SHOWN);
    let shown: BTreeSet<_> =
        shown.flat_map(|it| it.place.saturating_sub(AROUND)..=it.place + AROUND).collect();
    let (mut marked, mut is_left_out) = ("“".to_owned(), false);
    for (place, character) in text.chars().enumerate() {
        if !shown.contains(&place) {
            if !is_left_out {
                marked.push('…');
            }
            is_left_out = true;
            continue;
        }
        is_left_out = false;
        if found.iter().any(|it| it.place == place) {
            // Writing into a text cannot fail.
            let _ = write!(marked, "[{}]", name(character));
        } else {
            marked.push(character);
        }
    }
    marked + "”"
}

/// The name of a character.
fn name(character: char) -> Cow<'static, str> {
    (EN.character)(character).map_or_else(
        || {
            let code = format!("U+{:04X}", u32::from(character));
            interpolate(EN.character_unnamed, &[("code", &code)]).into()
        },
        Cow::Borrowed,
    )
}

#[cfg(test)]
mod tests {
    use wizard_core::invisible::TextKind;

    use super::{SecretWarning, places, sentence};

    #[test]
    fn a_character_that_nobody_sees_is_shown_where_it_is() {
        for (text, kind, expected) in [
            (
                "https://api.ex\u{200b}ample.com/v3",
                TextKind::Address,
                "There is a character that nobody sees, here: “…//api.ex[zero width space]ample.co…”. It \
                 is saved as it is.",
            ),
            (
                "\u{feff}AB 1\u{a0}",
                TextKind::Word,
                "There are 2 characters that nobody sees, here: “[byte order mark]AB 1[no-break space]”. \
                 They are saved as they are.",
            ),
            (
                "openid\u{2800}email\u{a0}x",
                TextKind::Words,
                "There are 2 characters that nobody sees, here: “openid[character U+2800]email[no-break \
                 space]x”. They are saved as they are. Between words, a plain blank takes its place when \
                 you remove it.",
            ),
        ] {
            assert_eq!(sentence(text, kind), expected);
        }
        let many = sentence(&"a\u{200b}".repeat(50), TextKind::Word);
        assert!(many.starts_with("There are 50 characters") && many.len() < 500, "{many}");
    }

    #[test]
    fn nothing_of_a_secret_is_shown() {
        assert_eq!(SecretWarning::of("s3 cret"), None);
        let said = |secret| SecretWarning::of(secret).expect("there is something to say").sentence;
        assert_eq!(said("s3cret "), "There are blanks at an end.");
        assert_eq!(said("s3\u{200b}cret"), "There is a character that nobody sees, at position 3.");
        assert_eq!(
            said("\u{a0}s3\u{ad}cret\t"),
            "There are 3 characters that nobody sees, at positions 1, 4 and 9."
        );
        let found: Vec<_> =
            wizard_core::invisible::find(&"\u{a0}".repeat(11), TextKind::Word).collect();
        assert_eq!(places(&found), "1, 2, 3, 4, 5, 6, 7, 8, 9, 10 …");
    }
}
