//! JSON as people paste it: out of a web page, a mail or a document that is not quite right itself.
//!
//! A reader of its own: the vendor's documented sample is no JSON either, a lenient crate would not say what
//! it has mended, and a person is told each mending.

use super::{Refusal, Repair};

/// The longest text that is looked at, in bytes.
const LONGEST: usize = 256 * 1024;
/// The deepest nesting of objects and lists that is looked at.
const DEEPEST: usize = 32;
/// The greatest number of strings, numbers, words and signs.
const MOST: usize = 10_000;

/// The first object or list in a text as JSON (RFC 8259), and what was mended for that. Only what is around the values
/// is mended, never a value: what it means nobody would know.
///
/// # Errors
///
/// The reason why there is no object to read.
pub(super) fn mend(text: &str) -> Result<(String, Vec<Repair>), Refusal> {
    if text.len() > LONGEST {
        return Err(Refusal::TooLong);
    }
    let start = text.find(['{', '[']).ok_or(Refusal::NoObject)?;
    let (before, object) = text.split_at_checked(start).ok_or(Refusal::NoObject)?;
    let mut mender = Mender { rest: object, ..Mender::default() };
    if !is_blank(before) {
        mender.repairs.push(Repair::Around);
    }
    while mender.step()? {}
    let is_alone = is_blank(mender.rest);
    if !is_alone {
        mender.note(Repair::Around);
    }
    Ok((mender.json, mender.repairs))
}

#[derive(Default)]
struct Mender<'a> {
    rest: &'a str,
    json: String,
    /// The blanks since the last sign, string or word.
    blanks: String,
    repairs: Vec<Repair>,
    /// The signs that close the objects and lists that are open.
    open: Vec<char>,
    last: Last,
    count: usize,
}

/// The kind of sign that came last.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Last {
    /// The sign that opens an object or a list, or a colon.
    #[default]
    Opening,
    /// A comma, which is not written yet: it may be one too many.
    Comma,
    /// The end of a value or a name.
    Value,
}

impl Mender<'_> {
    /// Goes on to after the next sign, string or word; says whether there is more to come.
    fn step(&mut self) -> Result<bool, Refusal> {
        let first = self.next().ok_or(Refusal::NotJson)?;
        match first {
            ' ' | '\t' | '\n' | '\r' => {
                self.blanks.push(first);
                return Ok(true);
            }
            _ if is_odd_blank(first) => {
                self.blanks.push(' ');
                self.note(Repair::Blanks);
                return Ok(true);
            }
            _ => {}
        }
        self.count += 1;
        if self.count > MOST {
            return Err(Refusal::TooLong);
        }
        match first {
            '{' | '[' => {
                self.begin_value("");
                self.write(&first.to_string());
                self.open.push(if first == '{' { '}' } else { ']' });
                self.last = Last::Opening;
                if self.open.len() > DEEPEST {
                    return Err(Refusal::TooLong);
                }
            }
            '}' | ']' => {
                if self.open.pop() != Some(first) {
                    return Err(Refusal::NotJson);
                }
                if self.last == Last::Comma {
                    self.note(Repair::LastComma);
                }
                self.write(&first.to_string());
                self.last = Last::Value;
                return Ok(!self.open.is_empty());
            }
            ',' | ':' if self.last != Last::Value => return Err(Refusal::NotJson),
            ',' => self.last = Last::Comma,
            ':' => {
                self.last = Last::Opening;
                self.write(":");
            }
            '…' => self.note(Repair::Dots),
            '"' => {
                let string = self.string('"')?;
                self.begin_value(&string);
                self.write(&format!("\"{string}\""));
            }
            '“' | '”' | '„' | '‟' => {
                let string = self.string('”')?;
                self.begin_value(&string);
                self.note(Repair::Quotes);
                self.write(&format!("\"{string}\""));
            }
            _ => self.word(first),
        }
        Ok(true)
    }

    /// A value begins, or a name. One that follows another one lacks its comma.
    fn begin_value(&mut self, name: &str) {
        if self.last == Last::Value {
            // A value is not repeated: it may be secret.
            let is_name = self.rest.trim_start().starts_with(':');
            let name = if is_name { name } else { "" };
            self.note(Repair::Comma(name.to_owned()));
        }
        if self.last != Last::Opening {
            self.json.push(',');
        }
        self.last = Last::Value;
    }

    fn write(&mut self, json: &str) {
        self.json.push_str(&self.blanks);
        self.blanks.clear();
        self.json.push_str(json);
    }

    /// The content of a string up to its end, as JSON has it.
    fn string(&mut self, end: char) -> Result<String, Refusal> {
        let mut string = String::new();
        loop {
            match self.next().ok_or(Refusal::NotJson)? {
                '\\' => {
                    string.push('\\');
                    string.push(self.next().ok_or(Refusal::NotJson)?);
                }
                '”' | '“' if end == '”' => return Ok(string),
                '"' if end == '"' => return Ok(string),
                '"' => string.push_str("\\\""),
                other => string.push(other),
            }
        }
    }

    /// A number, `true`, `false`, `null`, or what should have been a string.
    fn word(&mut self, first: char) {
        let ends = |c: char| {
            c.is_whitespace()
                || is_odd_blank(c)
                || matches!(c, ',' | ':' | '{' | '}' | '[' | ']' | '"')
        };
        let end = self.rest.find(ends).unwrap_or(self.rest.len());
        let (tail, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        let word = format!("{first}{tail}");
        self.rest = rest;
        if word == "..." {
            return self.note(Repair::Dots);
        }
        self.begin_value(&word);
        let is_number = first == '-' || first.is_ascii_digit();
        if is_number || matches!(word.as_str(), "true" | "false" | "null") {
            self.write(&word);
        } else {
            self.write(&crate::raw_object::literal(&word));
            self.note(Repair::Words);
        }
    }

    fn note(&mut self, repair: Repair) {
        if !self.repairs.contains(&repair) {
            self.repairs.push(repair);
        }
    }

    fn next(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let next = chars.next();
        self.rest = chars.as_str();
        next
    }
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_odd_blank(c))
}

/// Blanks that JSON does not know, some of which nobody sees.
fn is_odd_blank(character: char) -> bool {
    matches!(character, '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
        || character.is_whitespace() && !matches!(character, ' ' | '\t' | '\n' | '\r')
}
