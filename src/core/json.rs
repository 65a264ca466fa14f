//! As much of JSON (RFC 8259) as it takes to pass it through unchanged: where a value ends, and
//! what a string says.
//!
//! Why not `serde_json`? It also reads and writes numbers, and has words for whatever is wrong in
//! a text. Nobody needs either here, and they were a tenth of what the wizard weighs, 16 kB
//! (brotli). The tests hold this reader against it.

/// Reads JSON from a text's beginning to its end. What is no JSON reads as `None`.
pub(crate) struct Reader<'a> {
    text: &'a str,
    /// Up to where it has read, in bytes.
    at: usize,
}

impl<'a> Reader<'a> {
    pub(crate) const fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Reads an object: its names as they are meant, its values as they are written.
    pub(crate) fn object(&mut self) -> Option<Vec<(String, &'a str)>> {
        let mut members = Vec::new();
        self.open(b'{')?;
        if !self.takes(b'}') {
            loop {
                let name = self.string()?;
                self.open(b':')?;
                members.push((name, self.value()?));
                if !self.goes_on(b'}')? {
                    break;
                }
            }
        }
        Some(members)
    }

    /// Reads a list: its values as they are written.
    pub(crate) fn list(&mut self) -> Option<Vec<&'a str>> {
        let mut values = Vec::new();
        self.open(b'[')?;
        if !self.takes(b']') {
            loop {
                values.push(self.value()?);
                if !self.goes_on(b']')? {
                    break;
                }
            }
        }
        Some(values)
    }

    /// Reads a string as it is meant; there is none for half a character (a lone surrogate).
    pub(crate) fn string(&mut self) -> Option<String> {
        self.open(b'"')?;
        let mut string = String::new();
        loop {
            let from = self.at;
            self.skip_while(|byte| !matches!(byte, b'"' | b'\\' | ..b' '));
            string.push_str(self.text.get(from..self.at)?);
            match self.next()? {
                b'"' => return Some(string),
                b'\\' => {
                    let first = self.escape()?;
                    let is_half = (0xd800..0xdc00).contains(&first);
                    let second = if is_half { Some(self.second_half()?) } else { None };
                    let mut characters = char::decode_utf16([first].into_iter().chain(second));
                    string.push(characters.next()?.ok()?);
                }
                _ => return None,
            }
        }
    }

    /// Says that the text has ended, but for blanks.
    pub(crate) fn end(mut self) -> Option<()> {
        self.skip_blanks();
        (self.at == self.text.len()).then_some(())
    }

    /// Reads any value as it is written.
    fn value(&mut self) -> Option<&'a str> {
        self.skip_blanks();
        let from = self.at;
        self.skip_value()?;
        self.text.get(from..self.at)
    }

    /// However deep a value is: a text from elsewhere must not exhaust the stack.
    fn skip_value(&mut self) -> Option<()> {
        // What will close the objects and lists that are open.
        let mut open = Vec::new();
        loop {
            self.skip_blanks();
            match self.next()? {
                first @ (b'{' | b'[') => {
                    let close = if first == b'{' { b'}' } else { b']' };
                    if !self.takes(close) {
                        open.push(close);
                        if close == b'}' {
                            self.skip_name()?;
                        }
                        continue;
                    }
                }
                b'"' => self.skip_string()?,
                b't' => self.skip("rue")?,
                b'f' => self.skip("alse")?,
                b'n' => self.skip("ull")?,
                b'-' => {
                    let digit = self.next()?;
                    self.skip_number(digit)?;
                }
                digit => self.skip_number(digit)?,
            }
            // Whatever was a value's end may be its parent's end as well.
            loop {
                let Some(close) = open.last() else { return Some(()) };
                if self.goes_on(*close)? {
                    break;
                }
                open.pop();
            }
            if open.last() == Some(&b'}') {
                self.skip_name()?;
            }
        }
    }

    fn skip_name(&mut self) -> Option<()> {
        self.open(b'"')?;
        self.skip_string()?;
        self.open(b':')
    }

    /// After the opening quotation mark.
    fn skip_string(&mut self) -> Option<()> {
        loop {
            match self.next()? {
                b'"' => return Some(()),
                b'\\' => {
                    self.escape()?;
                }
                ..b' ' => return None,
                _ => {}
            }
        }
    }

    /// After the first digit.
    fn skip_number(&mut self, first: u8) -> Option<()> {
        match first {
            b'0' => {}
            b'1'..=b'9' => self.skip_while(u8::is_ascii_digit),
            _ => return None,
        }
        if self.skip(".").is_some() {
            self.skip_digits()?;
        }
        if self.skip("e").or_else(|| self.skip("E")).is_some() {
            let _ = self.skip("+").or_else(|| self.skip("-"));
            self.skip_digits()?;
        }
        Some(())
    }

    /// One at least.
    fn skip_digits(&mut self) -> Option<()> {
        self.next().filter(u8::is_ascii_digit)?;
        self.skip_while(u8::is_ascii_digit);
        Some(())
    }

    /// What an escape stands for, after its backslash: one unit of UTF-16.
    fn escape(&mut self) -> Option<u16> {
        Some(match self.next()? {
            byte @ (b'"' | b'\\' | b'/') => byte.into(),
            b'b' => 8,
            b'f' => 12,
            b'n' => 10,
            b'r' => 13,
            b't' => 9,
            b'u' => {
                let mut unit = 0;
                for _ in 0..4 {
                    let digit = char::from(self.next()?).to_digit(16)?;
                    unit = unit << 4 | u16::try_from(digit).ok()?;
                }
                unit
            }
            _ => return None,
        })
    }

    /// The escape that has to follow half a character.
    fn second_half(&mut self) -> Option<u16> {
        self.skip("\\")?;
        self.escape()
    }

    /// After an item of what `close` closes: whether another one follows.
    fn goes_on(&mut self, close: u8) -> Option<bool> {
        self.skip_blanks();
        match self.next()? {
            b',' => Some(true),
            byte => (byte == close).then_some(false),
        }
    }

    /// Reads a sign that has to follow, after blanks.
    fn open(&mut self, sign: u8) -> Option<()> {
        self.takes(sign).then_some(())
    }

    /// Reads a sign if it follows, after blanks.
    fn takes(&mut self, sign: u8) -> bool {
        self.skip_blanks();
        let follows = self.peek() == Some(sign);
        self.at += usize::from(follows);
        follows
    }

    fn skip(&mut self, word: &str) -> Option<()> {
        self.text.get(self.at..)?.strip_prefix(word)?;
        self.at += word.len();
        Some(())
    }

    fn skip_blanks(&mut self) {
        self.skip_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
    }

    fn skip_while(&mut self, fits: impl Fn(&u8) -> bool) {
        while self.peek().is_some_and(|byte| fits(&byte)) {
            self.at += 1;
        }
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

/// Writes a text as a string.
pub(crate) fn string(text: &str) -> String {
    let mut json = String::from('"');
    for character in text.chars() {
        let short = match character {
            '"' | '\\' => character,
            '\u{8}' => 'b',
            '\t' => 't',
            '\n' => 'n',
            '\u{c}' => 'f',
            '\r' => 'r',
            ..' ' => {
                let code = u32::from(character);
                let digits = [code / 16, code % 16].into_iter();
                json.push_str(r"\u00");
                json.extend(digits.filter_map(|digit| char::from_digit(digit, 16)));
                continue;
            }
            _ => {
                json.push(character);
                continue;
            }
        };
        json.extend(['\\', short]);
    }
    json.push('"');
    json
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::value::RawValue;

    use super::{Reader, string};

    /// All that this reads of a text.
    #[derive(Debug, PartialEq)]
    struct Found {
        object: Option<Vec<(String, String)>>,
        list: Option<Vec<String>>,
        string: Option<String>,
    }

    fn found(text: &str) -> Found {
        let mut reader = Reader::new(text);
        let object = reader.object().filter(|_| reader.end().is_some());
        let object = object.map(|object| {
            object.into_iter().map(|(name, value)| (name, value.to_owned())).collect()
        });
        let mut reader = Reader::new(text);
        let list = reader.list().filter(|_| reader.end().is_some());
        let list = list.map(|list| list.into_iter().map(str::to_owned).collect());
        let mut reader = Reader::new(text);
        let string = reader.string().filter(|_| reader.end().is_some());
        Found { object, list, string }
    }

    /// The same, as `serde_json` reads it.
    fn expected(text: &str) -> Found {
        let list: Option<Vec<&RawValue>> = serde_json::from_str(text).ok();
        let list = list.map(|list| list.iter().map(|value| value.get().to_owned()).collect());
        let object: Option<InOrder> = serde_json::from_str(text).ok();
        Found {
            object: object.map(|object| object.0),
            list,
            string: serde_json::from_str(text).ok(),
        }
    }

    /// An object's members, also those with one name.
    struct InOrder(Vec<(String, String)>);

    impl<'de> serde::Deserialize<'de> for InOrder {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct RawObject;
            impl<'de> serde::de::Visitor<'de> for RawObject {
                type Value = InOrder;

                fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    formatter.write_str("an object")
                }

                fn visit_map<A: serde::de::MapAccess<'de>>(
                    self,
                    mut map: A,
                ) -> Result<InOrder, A::Error> {
                    let mut members = Vec::new();
                    while let Some((name, value)) = map.next_entry::<String, &RawValue>()? {
                        members.push((name, value.get().to_owned()));
                    }
                    Ok(InOrder(members))
                }
            }
            deserializer.deserialize_map(RawObject)
        }
    }

    #[test]
    fn what_is_no_json_is_read_by_nobody() {
        for text in [
            "",
            " ",
            "[",
            "[1",
            "[1,]",
            "[,1]",
            "[1 2]",
            "[1]]",
            "{\"a\":1,}",
            "{\"a\"}",
            "{a:1}",
            "{\"a\":}",
            "{\"a\" 1}",
            "{\"a\":1]",
            "[01]",
            "[-]",
            "[+1]",
            "[1.]",
            "[.1]",
            "[1e]",
            "[1e+]",
            "[tru]",
            "[truee]",
            "[nul",
            "[\"]",
            "[\"\\x\"]",
            "[\"\\u12\"]",
            "[\"\u{1}\"]",
            "[\u{a0}1]",
            "\u{feff}[]",
            "[[1}]",
            "[{\"a\":{\"b\" 1}}]",
            "\"\\ud800\"",
            "\"\\udc00\"",
            "\"\\ud800\\n\"",
            "\"\\ud800\\ud800\"",
            "{\"\\ud800\":1}",
            "\"a",
            "\"\n\"",
        ] {
            assert_eq!(expected(text), Found { object: None, list: None, string: None }, "{text}");
            assert_eq!(found(text), expected(text), "{text}");
        }
    }

    #[test]
    fn what_is_json_is_read_as_it_is_written() {
        for text in [
            "[]",
            " [ ] ",
            "{}",
            "\t{ }\r\n",
            r#"[ 0 , -0.10e+5 ,1E-2,true,false,null,"\ud800" ]"#,
            r#"[[],[[ ]],{},{"a":[{"b":{}}, 1],"c" : "" },[1,[2],3]]"#,
            r#"{"a":1,"a" : [ 2 ] ,"\u0061\/\ud83d\ude00":{"x":"}"}}"#,
            r#" "\"\\\/\b\f\n\r\t\u00e4\uD83D\uDE00 ä😀\u007f" "#,
        ] {
            let found = found(text);
            assert_eq!(found, expected(text), "{text}");
            assert_ne!(found, Found { object: None, list: None, string: None }, "{text}");
        }
    }

    #[test]
    fn a_text_from_elsewhere_may_be_as_deep_as_it_likes() {
        let depth = 1_000_000;
        let deep = format!("[{}{}]", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(Reader::new(&deep).list(), Some(vec![&deep[1..deep.len() - 1]]));
    }

    /// Pieces of JSON, in any order.
    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\"a\"", "\"a\":", "0", "-1", "12",
            ".5", "e", "E+3", "true", "false", "null", " ", "\n", "\\ud83d", "\\ude00", "00e4",
            "ä", "\u{1}",
        ]);
        prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_serde_json_reads_it(
            pieces in pieces(),
            text in any::<String>(),
            is_wrapped in any::<bool>(),
        ) {
            let pieces = if is_wrapped { format!("[{pieces}]") } else { pieces };
            prop_assert_eq!(found(&pieces), expected(&pieces));
            prop_assert_eq!(found(&text), expected(&text));
        }

        #[test]
        fn any_text_is_written_as_serde_json_writes_it(text in "[\\x00-\\x7f]*|\\PC*") {
            let json = string(&text);
            prop_assert_eq!(&json, &serde_json::to_string(&text).expect("any text can be written"));
            prop_assert_eq!(Reader::new(&json).string(), Some(text));
        }
    }
}
