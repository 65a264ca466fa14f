//! The parameters in a text that was pasted: what stands in documents, consoles, spreadsheets and address
//! bars, and is meant as several parameters.
//!
//! Blanks around keys and values, quotation marks around them, commas at the ends of lines, blank lines
//! and lines of comment are layout, and go. Whatever is not surely a list of parameters stays a text. Several parameters of one
//! key stay several: the person sees them and decides.

mod json;
mod lines;
mod query;

/// The parameters in a text, in their order, as keys and values; `None` for a text that is none of: a query string, by itself or at the end of
/// an address; lines of `key=value`, of `key: value` or with a tab; a JSON object of texts, numbers and
/// booleans.
pub fn read(text: &str) -> Option<Vec<(String, String)>> {
    // Files begin with it, not parameters.
    let text = text.trim_start_matches('\u{feff}').trim_start().trim_end_matches(is_blank);
    let found = if text.starts_with('{') {
        json::params(text)
    } else {
        query::params(text).or_else(|| lines::params(text))
    };
    found.filter(|params| !params.is_empty())
}

/// Returns `true` for a blank that separates nothing.
const fn is_blank(character: char) -> bool {
    character.is_whitespace() && character != '\t'
}

/// A text without the quotation marks around it. One that has more of them is no quoted text, unless it is
/// JSON.
fn unquoted(text: &str) -> String {
    let inner = ['"', '\''].into_iter().find_map(|mark| {
        let inner = text.strip_prefix(mark)?.strip_suffix(mark)?;
        (!inner.contains(mark)).then_some(inner)
    });
    let json = || text.starts_with('"').then(|| serde_json::from_str(text).ok()).flatten();
    json().or_else(|| inner.map(str::to_owned)).unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::read;

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn what_is_one_text_stays_one() {
        for text in [
            "",
            " \n ",
            "scope",
            "a text\nof two lines",
            "=1\n=2",
            "a=1\nb",
            "Tom & Jerry",
            "https://api.example/v1",
            "https://api.example:8443",
            "https://a.example\nhttps://b.example",
            "https://api.example/a=b",
            "urn:ietf:params:oauth",
            "12:30",
            "12:30\n13:40",
            "YWJj==",
            "a key=1",
            "key=",
            "key:",
            "what?",
            "is it so? a=1",
            "# a=1",
        ] {
            assert_eq!(read(text), None, "{text:?}");
        }
    }

    #[test]
    fn whatever_its_shape_the_same_parameters_are_found() {
        let expected = Some(pairs(&[("scope", "a b"), ("prompt", "consent")]));
        for text in [
            "scope=a+b&prompt=consent",
            "?scope=a%20b&prompt=consent",
            "https://login.example/authorize?scope=a+b&prompt=consent#top",
            "scope=a b\nprompt=consent",
            "\u{feff}scope=a b\r\n\r\nprompt=consent\r\n",
            "scope: a b\nprompt: consent",
            "scope:a b\nprompt:consent",
            "scope\ta b\nprompt\tconsent",
            "  \"scope\": \"a b\",\n  \"prompt\": \"consent\"",
            "scope='a b',\nprompt='consent',",
            r#"{"scope": "a b", "prompt": "consent"}"#,
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    #[test]
    fn quotation_marks_around_a_text_go_and_others_stay() {
        for (text, value) in [
            (r#"q="a b""#, "a b"),
            ("q='a b'", "a b"),
            (r#"q="a" and "b""#, r#""a" and "b""#),
            (r#"q: "say \"hi\"""#, r#"say "hi""#),
            ("q=it's", "it's"),
            ("q=\"", "\""),
        ] {
            assert_eq!(read(text), Some(pairs(&[("q", value)])), "{text}");
        }
    }
}
