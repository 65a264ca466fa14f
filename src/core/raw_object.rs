//! JSON that passes through unchanged.

use crate::{
    json::{self, Reader},
    search,
};

/// A JSON object whose members stay as they were written: in their order, to the last digit, with
/// every escape and blank inside a value.
///
/// A value is read only when somebody asks for it, so what nobody knows cannot be changed by
/// passing through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawObject(Vec<(String, String)>);

impl RawObject {
    /// Reads an object; `None` where the text is no JSON object.
    pub fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader::new(text);
        let members = reader.object()?;
        reader.end()?;
        Some(Self(members.into_iter().map(|(name, json)| (name, json.to_owned())).collect()))
    }

    /// Reads a list of objects; `None` where the text is anything else.
    pub fn list(text: &str) -> Option<Vec<Self>> {
        list(text)?.into_iter().map(Self::parse).collect()
    }

    /// The JSON of a member. Of members with one name the last one counts, as it does for
    /// JavaScript (ECMA-262, section 25.5.1).
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().rev().find(|(member, _)| member == name).map(|(_, json)| json.as_str())
    }

    /// Sets a member to a JSON text, in its place or else at the end.
    pub fn set(&mut self, name: &str, json: String) {
        match self.0.iter_mut().rev().find(|(member, _)| member == name) {
            Some((_, old)) => *old = json,
            None => self.0.push((name.to_owned(), json)),
        }
    }

    /// Takes a member away, however often it is there.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(member, _)| member != name);
    }

    /// The names and the JSON of the members, in their order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, json)| (name.as_str(), json.as_str()))
    }

    /// The object as JSON, without blanks between its members.
    pub fn to_json(&self) -> String {
        let members: Vec<_> =
            self.0.iter().map(|(name, json)| format!("{}:{json}", literal(name))).collect();
        format!("{{{}}}", search::join(&members, ","))
    }
}

/// A text as a JSON string, which is also a GraphQL string literal (October 2021, section 2.9.4).
pub fn literal(text: &str) -> String {
    json::string(text)
}

/// The values of a JSON list, each as JSON; `None` for any other JSON.
pub fn list(json: &str) -> Option<Vec<&str>> {
    let mut reader = Reader::new(json);
    let values = reader.list()?;
    reader.end()?;
    Some(values)
}

/// The text of a JSON string; `None` for any other JSON, and for a string that is no Unicode text,
/// such as `"\ud800"`.
pub fn text(json: &str) -> Option<String> {
    let mut reader = Reader::new(json);
    let text = reader.string()?;
    reader.end()?;
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::{RawObject, literal, text};

    #[test]
    fn what_is_not_touched_stays_to_the_last_character() {
        let json = r#"{"a":1.10,"b":"\u00e4\/","c":{ "x" : [1,2] },"a":2,"d":"\ud800"}"#;
        let mut members = RawObject::parse(json).expect("an object");
        assert_eq!(members.to_json(), json);
        assert_eq!(members.get("a"), Some("2"), "the last one counts");
        members.set("b", literal("B"));
        members.set("new", "null".to_owned());
        let expected = json.replace(r#""\u00e4\/""#, r#""B""#);
        assert_eq!(members.to_json(), expected.replace(r#"\ud800"}"#, r#"\ud800","new":null}"#));
        let mut twice = RawObject::parse(json).expect("an object");
        twice.set("a", "3".to_owned());
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
}
