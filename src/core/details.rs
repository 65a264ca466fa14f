use crate::{
    Field, ParamValue, Table,
    raw_object::{self, RawObject, raw},
};

/// The JSON object inside the string `oauthConnectorDetails`.
///
/// It belongs to the platform and to every other writer as much as to us. So members that the
/// wizard does not know, values that are no strings, numbers to their last digit and the order of
/// the members come back out as they went in; only what a person edited changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details(RawObject);

/// Text that was found in `oauthConnectorDetails` and is no JSON object with two tables of
/// parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The text as it was found.
    pub text: String,
}

impl Details {
    /// Details of a record that does not exist yet: every documented member, all of them empty, in
    /// the order of the mutation's documented sample request.
    pub fn new() -> Self {
        let mut members = RawObject::default();
        for field in Field::ALL {
            members.set_text(field.name(), "");
        }
        for table in Table::ALL {
            members.set(table.name(), raw(&RawObject::default()));
        }
        Self(members)
    }

    /// Reads details.
    ///
    /// # Errors
    ///
    /// [`Malformed`] with the text when it is no JSON object, or one whose parameters are neither
    /// an object nor nothing: a parameter could not be added there without dropping what is.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let members = RawObject::parse(text).ok_or_else(|| Malformed { text: text.to_owned() })?;
        if Table::ALL.into_iter().all(|table| table_of(&members, table).is_some()) {
            Ok(Self(members))
        } else {
            Err(Malformed { text: text.to_owned() })
        }
    }

    /// What the form shows for a field: its text, nothing for `null` and for a missing member, and
    /// the JSON for whatever else another writer put there.
    pub fn text(&self, field: Field) -> String {
        match self.0.get(field.name()) {
            None | Some("null") => String::new(),
            Some(json) => raw_object::text(json).unwrap_or_else(|| json.to_owned()),
        }
    }

    /// Sets a field to a text.
    pub fn set(&mut self, field: Field, text: &str) {
        self.0.set_text(field.name(), text);
    }

    /// A table's parameters, in their order, each key once.
    pub fn params(&self, table: Table) -> Vec<(String, ParamValue)> {
        let members = self.table(table);
        let mut params: Vec<(String, ParamValue)> = Vec::new();
        for (key, json) in members.iter() {
            let value = ParamValue::read(json);
            match params.iter_mut().find(|(other, _)| other == key) {
                Some((_, earlier)) => *earlier = value,
                None => params.push((key.to_owned(), value)),
            }
        }
        params
    }

    /// A parameter's value.
    pub fn param(&self, table: Table, key: &str) -> Option<ParamValue> {
        self.params(table).into_iter().find(|(other, _)| other == key).map(|(_, value)| value)
    }

    /// Sets a parameter, or removes it.
    pub fn set_param(&mut self, table: Table, key: &str, value: Option<&ParamValue>) {
        let mut members = self.table(table);
        match value {
            Some(value) => members.set(key, value.to_raw()),
            None => members.remove(key),
        }
        self.0.set(table.name(), raw(&members));
    }

    /// Whether an access token generated with `other` still fits these details.
    pub fn same_settings(&self, other: &Self) -> bool {
        let same_params = |table| {
            let (ours, theirs) = (self.params(table), other.params(table));
            ours.len() == theirs.len() && ours.iter().all(|param| theirs.contains(param))
        };
        Field::ALL.into_iter().all(|field| self.text(field) == other.text(field))
            && Table::ALL.into_iter().all(same_params)
    }

    /// The text for `oauthConnectorDetails`.
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    fn table(&self, table: Table) -> RawObject {
        table_of(&self.0, table).unwrap_or_default()
    }
}

/// A table's parameters; `None` where something else stands in their place. Some writers have no
/// other word for an empty map than `[]`.
fn table_of(members: &RawObject, table: Table) -> Option<RawObject> {
    match members.get(table.name()) {
        None | Some("null" | "[]" | r#""""#) => Some(RawObject::default()),
        Some(json) => RawObject::parse(json),
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
    use crate::{Field, ParamValue, Table};

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
        for text in ["[]", "1", r#""{}""#, "{", "<html>", r#"{"a":1}x"#, r#"{"authParams":[1]}"#] {
            let malformed = Details::parse(text).expect_err(text);
            assert_eq!(malformed.text, text);
        }
    }

    #[test]
    fn details_may_be_as_deep_as_they_like_and_are_kept() {
        let (open, close) = ("[".repeat(100_000), "]".repeat(100_000));
        let malformed = Details::parse(&open).expect_err("it breaks off");
        assert_eq!(malformed.text, open);
        assert!(Details::parse(&format!("{open}{close}")).is_err(), "it is a list");
        let mut details = Details::parse(&format!(
            r#"{{"x":{open}{close},"clientId":"A","authParams":{{"deep":{open}{close}}}}}"#
        ))
        .expect("it is an object");
        details.set(Field::ClientId, "B");
        details.set_param(Table::Authorization, "a", Some(&ParamValue::Text("1".to_owned())));
        let expected = format!(
            r#"{{"x":{open}{close},"clientId":"B","authParams":{{"deep":{open}{close},"a":"1"}}}}"#
        );
        assert!(details.to_json() == expected);
        let deep = details.param(Table::Authorization, "deep");
        assert!(deep == Some(ParamValue::Other(format!("{open}{close}"))));
    }

    #[test]
    fn parameters_are_read_and_set_one_by_one() {
        let json = r#"{"authParams":{"b":"1","n":{"x":1.0},"b":"2"},"accessTokenParams":[]}"#;
        let mut details = Details::parse(json).expect("it is an object");
        let text = |text: &str| ParamValue::Text(text.to_owned());
        let other = ParamValue::Other(r#"{"x":1.0}"#.to_owned());
        let params = details.params(Table::Authorization);
        assert_eq!(params, [("b".to_owned(), text("2")), ("n".to_owned(), other)]);
        details.set_param(Table::Authorization, "b", None);
        details.set_param(Table::AccessToken, "c", Some(&text("3")));
        assert_eq!(
            details.to_json(),
            r#"{"authParams":{"n":{"x":1.0}},"accessTokenParams":{"c":"3"}}"#
        );
        assert_eq!(details.param(Table::AccessToken, "c"), Some(text("3")));
    }

    #[test]
    fn a_token_fits_the_same_settings_however_they_are_written() {
        let one = Details::parse(r#"{"baseURL":"ä","authParams":{"a":"1","b":"2"},"x":1}"#);
        let two = Details::parse(r#"{"authParams":{"b":"2","a":"1"},"baseURL":"\u00e4"}"#);
        let three = Details::parse(r#"{"authParams":{"b":"2","a":"3"},"baseURL":"ä"}"#);
        let [one, two, three] = [one, two, three].map(|details| details.expect("an object"));
        assert!(one.same_settings(&two));
        assert!(!one.same_settings(&three));
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

    /// Any JSON object.
    fn object() -> impl Strategy<Value = serde_json::Map<String, Value>> {
        prop::collection::vec((any::<String>(), json()), 0..8)
            .prop_map(|members| members.into_iter().collect())
    }

    type Map = serde_json::Map<String, Value>;

    fn without(mut map: Map, name: &str) -> Map {
        map.remove(name);
        map
    }

    proptest! {
        #[test]
        fn any_object_survives_an_edit_of_one_field(before in object(), text in any::<String>()) {
            let mut details = Details::parse(&Value::Object(before.clone()).to_string())
                .expect("it is an object");
            details.set(Field::ClientId, &text);
            let after: Map = serde_json::from_str(&details.to_json()).expect("it is JSON");
            prop_assert_eq!(&after["clientId"], &Value::from(text.clone()));
            prop_assert_eq!(details.text(Field::ClientId), text);
            let (after, before) = (without(after, "clientId"), without(before, "clientId"));
            prop_assert_eq!(after, before);
        }

        #[test]
        fn any_table_survives_an_edit_of_one_parameter(
            mut before in object(),
            params in object(),
            key in any::<String>(),
            text in any::<String>(),
        ) {
            before.insert("authParams".to_owned(), Value::Object(params.clone()));
            let mut details = Details::parse(&Value::Object(before.clone()).to_string())
                .expect("it is an object");
            let value = ParamValue::Text(text.clone());
            details.set_param(Table::Authorization, &key, Some(&value));
            let after: Map = serde_json::from_str(&details.to_json()).expect("it is JSON");
            let Some(Value::Object(written)) = after.get("authParams") else {
                panic!("no parameters: {after:?}");
            };
            prop_assert_eq!(&written[&key], &Value::from(text));
            prop_assert_eq!(without(written.clone(), &key), without(params, &key));
            prop_assert_eq!(without(after, "authParams"), without(before, "authParams"));
        }

        #[test]
        fn any_text_at_all_is_details_or_kept(text in any::<String>()) {
            match Details::parse(&text) {
                Ok(details) => prop_assert!(Details::parse(&details.to_json()).is_ok()),
                Err(malformed) => prop_assert_eq!(malformed.text, text),
            }
        }
    }
}
