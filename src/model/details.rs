use serde_json::{Map, Value};

use crate::Field;

/// The members in the order of the mutation's documented sample request.
const NEW: [&str; 5] = ["baseURL", "companyId", "clientId", "authParams", "accessTokenParams"];

/// The JSON object inside the string `oauthConnectorDetails`.
///
/// It belongs to the platform and to every other writer as much as to us. So members that the
/// wizard does not know, values that are no strings, numbers to their last digit and the order of
/// the members come back out as they went in; only what a person edited changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Details(Map<String, Value>);

/// Text that was found in `oauthConnectorDetails` and is no JSON object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The text as it was found.
    pub text: String,
}

impl Details {
    /// Details of a record that does not exist yet: every documented member, all of them empty.
    pub fn new() -> Self {
        let empty = |name: &str| match name {
            "authParams" | "accessTokenParams" => Value::Object(Map::new()),
            _ => Value::String(String::new()),
        };
        Self(NEW.into_iter().map(|name| (name.to_owned(), empty(name))).collect())
    }

    /// Reads details.
    ///
    /// # Errors
    ///
    /// [`Malformed`] with the text when it is no JSON object.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        match serde_json::from_str(text) {
            Ok(Value::Object(members)) => Ok(Self(members)),
            _ => Err(Malformed { text: text.to_owned() }),
        }
    }

    /// What the form shows for a field: its text, nothing for `null` and for a missing member, and
    /// the JSON for whatever else another writer put there.
    pub fn text(&self, field: Field) -> String {
        match self.0.get(field.name()) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        }
    }

    /// Sets a field to a text.
    pub fn set(&mut self, field: Field, text: &str) {
        self.0.insert(field.name().to_owned(), Value::String(text.to_owned()));
    }

    /// Whether an access token generated with `other` still fits these details.
    pub fn same_settings(&self, other: &Self) -> bool {
        NEW.into_iter().all(|name| self.0.get(name) == other.0.get(name))
    }

    /// The text for `oauthConnectorDetails`.
    pub fn to_json(&self) -> String {
        Value::Object(self.0.clone()).to_string()
    }
}

impl Default for Details {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::Details;
    use crate::Field;

    #[test]
    fn what_others_wrote_comes_back_as_it_was() {
        let text = r#"{"z":1.10,"companyId":9341452451293689,"authParams":{},"n":null,"big":123456789012345678901234567890,"clientId":null}"#;
        let mut details = Details::parse(text).expect("it is an object");
        assert_eq!(details.to_json(), text);
        assert_eq!(details.text(Field::CompanyId), "9341452451293689");
        assert_eq!(details.text(Field::ClientId), "");
        details.set(Field::ClientId, "A");
        assert_eq!(details.to_json(), text.replace(r#""clientId":null"#, r#""clientId":"A""#));
    }

    #[test]
    fn only_an_object_is_details() {
        for text in ["[]", "1", r#""{}""#, "{", "<html>", r#"{"a":1}x"#] {
            let malformed = Details::parse(text).expect_err(text);
            assert_eq!(malformed.text, text);
        }
    }

    /// Any JSON value, nested a little.
    fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 24, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::vec((any::<String>(), inner), 0..6)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn any_object_survives_an_edit_of_one_field(
            members in prop::collection::vec((any::<String>(), json()), 0..8),
            text in any::<String>(),
        ) {
            let before: serde_json::Map<String, Value> = members.into_iter().collect();
            let mut details = Details::parse(&Value::Object(before.clone()).to_string())
                .expect("it is an object");
            details.set(Field::ClientId, &text);
            let after: serde_json::Map<String, Value> =
                serde_json::from_str(&details.to_json()).expect("it is JSON");
            prop_assert_eq!(&after["clientId"], &Value::from(text));
            let others = |map: serde_json::Map<String, Value>| {
                map.into_iter().filter(|(name, _)| name != "clientId").collect::<Vec<_>>()
            };
            prop_assert_eq!(others(after), others(before));
        }
    }
}
