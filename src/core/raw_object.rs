//! JSON that passes through unchanged.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{DeserializeOwned, MapAccess, Visitor},
    ser::SerializeMap,
};
use serde_json::value::RawValue;

use crate::collections::Map;

/// A JSON object whose members stay as they were written: in their order, also repeated ones, to the
/// last digit, with every escape and blank inside a value.
///
/// A value is read only when somebody asks for it, so what nobody knows cannot be changed by
/// passing through, and it may be as deep as it likes.
#[derive(Clone, Debug, Default)]
pub struct RawObject(Vec<(String, Box<RawValue>)>);

impl RawObject {
    /// Reads an object; `None` where the text is no JSON object.
    pub fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// Reads a list of objects; `None` where the text is anything else.
    pub fn list(text: &str) -> Option<Vec<Self>> {
        serde_json::from_str(text).ok()
    }

    /// The JSON of a member. Of members with one name the last one counts, as it does for
    /// JavaScript (ECMA-262, section 25.5.1).
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().rev().find(|(member, _)| member == name).map(|(_, json)| json.get())
    }

    /// Sets a member to JSON, in its place or else at the end.
    pub fn set(&mut self, name: &str, json: Box<RawValue>) {
        match self.0.iter_mut().rev().find(|(member, _)| member == name) {
            Some((_, old)) => *old = json,
            None => self.0.push((name.to_owned(), json)),
        }
    }

    /// Sets a member to a text.
    pub fn set_text(&mut self, name: &str, text: &str) {
        self.set(name, raw(text));
    }

    /// Takes a member away, however often it is there.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(member, _)| member != name);
    }

    /// The names and the JSON of the members, in their order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, json)| (name.as_str(), json.get()))
    }

    /// The place of the member of a name that counts.
    pub(crate) fn place(&self, name: &str) -> Option<usize> {
        self.0.iter().rposition(|(member, _)| member == name)
    }

    /// The members in their order.
    pub(crate) fn members(&self) -> &[(String, Box<RawValue>)] {
        &self.0
    }

    /// The members in their order.
    pub(crate) fn into_members(self) -> Vec<(String, Box<RawValue>)> {
        self.0
    }

    /// The object as JSON, without blanks between its members.
    pub fn to_json(&self) -> String {
        to_json(self)
    }

    /// Reads the members that a type knows; `None` where one of them is not what the type wants. A
    /// derived type refuses members with one name; here the last one counts.
    pub fn read<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_str(&to_json(&self.counting())).ok()
    }

    /// The members that count, each name once.
    fn counting(&self) -> Map<&str, &RawValue> {
        self.0.iter().map(|(name, json)| (&**name, &**json)).collect()
    }
}

impl PartialEq for RawObject {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for RawObject {}

impl Serialize for RawObject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, json) in &self.0 {
            map.serialize_entry(name, json)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for RawObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(InOrder)
    }
}

/// Collects members in their order.
struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = RawObject;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawObject, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(RawObject(members))
    }
}

/// A text as a JSON string, which is also a GraphQL string literal (October 2021, section 2.9.4).
pub fn literal(text: &str) -> String {
    to_json(text)
}

/// The values of a JSON list, each as JSON; `None` for any other JSON.
pub fn list(json: &str) -> Option<Vec<&str>> {
    let values: Vec<&RawValue> = serde_json::from_str(json).ok()?;
    Some(values.into_iter().map(RawValue::get).collect())
}

/// The text of a JSON string; `None` for any other JSON, and for a string that is no Unicode text,
/// such as `"\ud800"`.
pub fn text(json: &str) -> Option<String> {
    serde_json::from_str(json).ok()
}

/// A value as JSON that is kept as it is written.
pub(crate) fn raw(value: &(impl Serialize + ?Sized)) -> Box<RawValue> {
    serde_json::value::to_raw_value(value).unwrap_or_else(|_| cannot_be())
}

/// A value as JSON.
pub(crate) fn to_json(value: &(impl Serialize + ?Sized)) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| cannot_be())
}

/// Only a map whose names are no texts, or a type that refuses by itself, cannot be written.
fn cannot_be() -> ! {
    unreachable!("what this crate writes can be written as JSON")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;

    use super::{RawObject, list, literal, raw, text};

    /// All that is read of a text: as an object, as a list and as a string.
    fn found(json: &str) -> (Option<RawObject>, Option<Vec<&str>>, Option<String>) {
        (RawObject::parse(json), list(json), text(json))
    }

    #[test]
    fn what_is_not_touched_stays_to_the_last_character() {
        let json = r#"{"a":1.10,"b":"\u00e4\/","c":{ "x" : [1,2] },"a":2,"d":"\ud800"}"#;
        let mut members = RawObject::parse(json).expect("an object");
        assert_eq!(members.to_json(), json);
        assert_eq!(members.get("a"), Some("2"), "the last one counts");
        members.set_text("b", "B");
        members.set("new", raw(&()));
        let expected = json.replace(r#""\u00e4\/""#, r#""B""#);
        assert_eq!(members.to_json(), expected.replace(r#"\ud800"}"#, r#"\ud800","new":null}"#));
        let mut twice = RawObject::parse(json).expect("an object");
        twice.set("a", raw(&3));
        assert_eq!(twice.get("a"), Some("3"), "the last one is set");
        members.remove("a");
        assert_eq!(members.get("a"), None);
    }

    #[test]
    fn only_an_object_has_members() {
        for json in ["[]", "1", r#""{}""#, "{", "<html>", r#"{"a":1}x"#, ""] {
            assert_eq!(RawObject::parse(json), None, "{json}");
        }
    }

    #[test]
    fn only_a_list_of_objects_is_a_list() {
        let lengths = |json| RawObject::list(json).map(|list| list.len());
        assert_eq!(lengths(r#" [{"a":1}, {}] "#), Some(2));
        assert_eq!(lengths("[]"), Some(0));
        for json in ["[1]", "[{},null]", "{}", "[{}", "[{}]x", ""] {
            assert_eq!(RawObject::list(json), None, "{json}");
        }
    }

    #[test]
    fn only_a_string_is_a_text() {
        assert_eq!(text(r#""a\"b""#).as_deref(), Some("a\"b"));
        for json in ["1", "null", "{}", r#""\ud800""#] {
            assert_eq!(text(json), None, "{json}");
        }
    }

    #[test]
    fn a_type_reads_what_it_knows_and_of_one_name_the_last() {
        #[derive(Debug, Deserialize, PartialEq)]
        struct Known {
            a: u64,
            #[serde(default)]
            b: String,
        }
        let read = |json| RawObject::parse(json).expect("an object").read::<Known>();
        let known = |a, b: &str| Some(Known { a, b: b.to_owned() });
        assert_eq!(read(r#"{"a":1,"x":"\ud800","b":"c","a":2}"#), known(2, "c"));
        assert_eq!(read(r#"{"a":"1","a":2}"#), known(2, ""), "what does not count may be anything");
        for other in [r#"{"a":"1"}"#, r#"{"a":1,"b":null}"#, "{}"] {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn what_is_no_json_is_nothing() {
        for json in [
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
            assert_eq!(found(json), (None, None, None), "{json}");
        }
    }

    #[test]
    fn a_value_stays_as_it_is_written() {
        let values = |json| list(json).expect("a list");
        assert_eq!(values(" [ ] "), Vec::<&str>::new());
        let json = r#"[ 0 , -0.10e+5 ,1E-2,true,false,null,"\ud800", [ 1,{ "a" :"}"}] ]"#;
        let expected = ["0", "-0.10e+5", "1E-2", "true", "false", "null", r#""\ud800""#];
        assert_eq!(values(json)[..7], expected);
        assert_eq!(values(json)[7..], [r#"[ 1,{ "a" :"}"}]"#]);
        let object =
            RawObject::parse("\t{\"a\" :1,\"a\" : [ 2 ] ,\"\\u0061\\/\\ud83d\\ude00\":{}}\r\n");
        let object = object.expect("an object");
        assert_eq!(object.iter().collect::<Vec<_>>(), [("a", "1"), ("a", "[ 2 ]"), ("a/😀", "{}")]);
        let string = r#" "\"\\\/\b\f\n\r\t\u00e4\uD83D\uDE00 ä😀\u007f" "#;
        assert_eq!(text(string).as_deref(), Some("\"\\/\u{8}\u{c}\n\r\tä😀 ä😀\u{7f}"));
    }

    #[test]
    fn a_text_from_elsewhere_may_be_as_deep_as_it_likes() {
        let depth = 1_000_000;
        for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
            let deep = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            let object = format!(r#"{{"deep":{deep}}}"#);
            let members = RawObject::parse(&object).expect("an object");
            assert_eq!(members.get("deep"), Some(&*deep));
            assert_eq!(members.to_json(), object);
            assert_eq!(list(&format!("[{deep}]")), Some(vec![&*deep]));
            assert_eq!(RawObject::parse(&object[..object.len() - 1]), None);
            assert_eq!(RawObject::list(&deep), None);
            assert_eq!(text(&deep), None);
        }
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
        fn what_is_read_is_written_so_that_it_reads_the_same(
            pieces in pieces(),
            is_wrapped in any::<bool>(),
        ) {
            let json = if is_wrapped { format!("{{\"a\":{pieces}}}") } else { pieces };
            if let Some(object) = RawObject::parse(&json) {
                prop_assert_eq!(RawObject::parse(&object.to_json()), Some(object.clone()));
                for (_, value) in object.iter() {
                    prop_assert!(json.contains(value), "{} is not in {}", value, json);
                }
                let any: Option<serde_json::Value> = serde_json::from_str(&json).ok();
                // A value that nobody reads may be half a character.
                prop_assert!(any.is_none_or(|any| any.is_object()) , "{}", json);
            } else {
                let map: Option<serde_json::Map<_, _>> = serde_json::from_str(&json).ok();
                prop_assert_eq!(map, None);
            }
        }

        #[test]
        fn any_text_is_read_as_it_was_written(written in "[\\x00-\\x7f]*|\\PC*") {
            let json = literal(&written);
            prop_assert_eq!(text(&json), Some(written));
            prop_assert!(!json.chars().any(|c| c < ' '), "a control character is escaped");
        }
    }
}
