//! Reading what servers and pages answer, of which only a few members matter: a member of another kind
//! than it should be is taken for none, and spoils nothing of what stands beside it.

use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::value::RawValue;

use crate::raw_object::{self, RawObject};

/// The depth to which objects are looked for in texts in texts in lists.
const DEEPEST: u32 = 4;

/// A member of any simple kind; nothing where it is of another one, or a string with half a character.
pub(crate) fn or_nothing<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned + Default,
{
    let json = <&RawValue>::deserialize(deserializer)?;
    Ok(serde_json::from_str(json.get()).unwrap_or_default())
}

/// An object's known members; none of them where it is no object.
pub(crate) fn object<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned + Default,
{
    let json = <&RawValue>::deserialize(deserializer)?;
    Ok(RawObject::parse(json.get()).and_then(|object| object.read()).unwrap_or_default())
}

/// The known members of the objects that a value is, holds in a list, or says in a text.
pub(crate) fn objects<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let json = <&RawValue>::deserialize(deserializer)?;
    Ok(objects_of(json.get()).iter().filter_map(RawObject::read).collect())
}

/// A member that is there, also one that is `null`. What it should be, it has to be.
pub(crate) fn present<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(deserializer).map(Some)
}

/// The objects that a value is, holds in a list, or says in a text.
pub(crate) fn objects_of(json: &str) -> Vec<RawObject> {
    let mut found = Vec::new();
    collect(json, DEEPEST, &mut found);
    found
}

fn collect(json: &str, depth: u32, found: &mut Vec<RawObject>) {
    let json = json.trim();
    if depth == 0 {
        return;
    }
    match json.as_bytes().first() {
        Some(b'{') => found.extend(RawObject::parse(json)),
        Some(b'[') => {
            for item in raw_object::list(json).unwrap_or_default() {
                collect(item, depth - 1, found);
            }
        }
        Some(b'"') => collect(&raw_object::text(json).unwrap_or_default(), depth - 1, found),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::Value;

    use crate::raw_object::RawObject;

    #[derive(Debug, Default, Deserialize, PartialEq)]
    #[serde(default)]
    struct Outer {
        #[serde(deserialize_with = "super::or_nothing")]
        text: Option<String>,
        #[serde(deserialize_with = "super::or_nothing")]
        is: bool,
        #[serde(deserialize_with = "super::object")]
        one: Inner,
        #[serde(deserialize_with = "super::objects")]
        all: Vec<Inner>,
        #[serde(deserialize_with = "super::present")]
        there: Option<Value>,
    }

    #[derive(Debug, Default, Deserialize, PartialEq)]
    #[serde(default)]
    struct Inner {
        #[serde(deserialize_with = "super::or_nothing")]
        id: String,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    struct Strict {
        #[serde(default, deserialize_with = "super::present")]
        number: Option<u8>,
    }

    fn read(json: &str) -> Option<Outer> {
        RawObject::parse(json).expect("an object").read()
    }

    fn inner(id: &str) -> Inner {
        Inner { id: id.to_owned() }
    }

    #[test]
    fn what_is_of_another_kind_spoils_nothing_beside_it() {
        let all = r#"{"text":"a","is":true,"one":{"id":"1"},"all":[{"id":"2"}],"there":null}"#;
        let expected = Outer {
            text: Some("a".to_owned()),
            is: true,
            one: inner("1"),
            all: vec![inner("2")],
            there: Some(Value::Null),
        };
        assert_eq!(read(all), Some(expected));
        for (odd, expected) in [
            (r#"{"text":1,"one":{"id":"1"}}"#, Outer { one: inner("1"), ..Outer::default() }),
            (r#"{"text":"\ud800","is":true}"#, Outer { is: true, ..Outer::default() }),
            (r#"{"is":"true","one":[],"all":7}"#, Outer::default()),
            (r#"{"one":{"id":"1","id":"2"}}"#, Outer { one: inner("2"), ..Outer::default() }),
            (r#"{"one":{"id":{"id":"1"}}}"#, Outer::default()),
        ] {
            assert_eq!(read(odd), Some(expected), "{odd}");
        }
        let strict = |json| RawObject::parse(json).expect("an object").read::<Strict>();
        assert_eq!(strict("{}"), Some(Strict { number: None }));
        assert_eq!(strict(r#"{"number":null}"#), None, "it has to be what it should be");
    }

    #[test]
    fn objects_are_found_in_lists_and_in_texts() {
        for wrapped in [
            r#"{"id":"1"}"#,
            r#"[1,{"id":"1"},"x"]"#,
            r#""{\"id\":\"1\"}""#,
            r#"["[{\"id\":\"1\"}]"]"#,
        ] {
            let found = read(&format!(r#"{{"all":{wrapped}}}"#)).map(|outer| outer.all);
            assert_eq!(found, Some(vec![inner("1")]), "{wrapped}");
        }
        let deeper = format!(r#"{{"all":{}{{}}{}}}"#, "[".repeat(1_000), "]".repeat(1_000));
        assert_eq!(read(&deeper).map(|outer| outer.all), Some(Vec::new()));
    }
}
