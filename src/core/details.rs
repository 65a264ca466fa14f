use std::sync::Arc;

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::{
    Field, Fingerprint, ParamValue, Table,
    params::Params,
    raw_object::{RawObject, raw, text, to_json},
};

/// The JSON object inside the string `oauthConnectorDetails`.
///
/// It belongs to the platform and to every other writer as much as to us. So members that the
/// wizard does not know, values that are no strings, numbers to their last digit and the order of
/// the members come back out as they went in; only what a person edited changes.
///
/// A clone shares what it does not change.
#[derive(Clone, Debug)]
pub struct Details {
    /// The members as they were found; that of a table which was changed only says where it stands.
    members: Arc<RawObject>,
    tables: [Parameters; Table::ALL.len()],
}

#[derive(Clone, Debug, Default)]
struct Parameters {
    params: Arc<Params>,
    is_changed: bool,
}

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
        Self { members: Arc::new(members), tables: Default::default() }
    }

    /// Reads details.
    ///
    /// # Errors
    ///
    /// [`Malformed`] with the text when it is no JSON object, or one whose parameters are neither
    /// an object nor nothing: a parameter could not be added there without dropping what is.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        Self::read(text).ok_or_else(|| Malformed { text: text.to_owned() })
    }

    fn read(text: &str) -> Option<Self> {
        let members = RawObject::parse(text)?;
        let [authorization, access_token] =
            Table::ALL.map(|table| Parameters::read(table, &members));
        let tables = [authorization?, access_token?];
        Some(Self { members: Arc::new(members), tables })
    }

    /// The text that the form shows for a field: its own, none for `null` and for a missing member, and
    /// the JSON for whatever else another writer put there.
    pub fn text(&self, field: Field) -> String {
        match self.members.get(field.name()) {
            None | Some("null") => String::new(),
            Some(json) => text(json).unwrap_or_else(|| json.to_owned()),
        }
    }

    /// Sets a field to a text.
    pub fn set(&mut self, field: Field, text: &str) {
        Arc::make_mut(&mut self.members).set_text(field.name(), text);
    }

    /// A table's parameters, in their order, each key once.
    pub fn params(&self, table: Table) -> impl Iterator<Item = (&str, &ParamValue)> {
        self.tables[table.index()].params.iter()
    }

    /// A parameter's value.
    pub fn param(&self, table: Table, key: &str) -> Option<&ParamValue> {
        self.tables[table.index()].params.get(key)
    }

    /// Sets a parameter, or removes it.
    pub fn set_param(&mut self, table: Table, key: &str, value: Option<&ParamValue>) {
        let Parameters { params, is_changed } = &mut self.tables[table.index()];
        Arc::make_mut(params).set(table, key, value);
        if !*is_changed {
            *is_changed = true;
            Arc::make_mut(&mut self.members).set(table.name(), raw(&()));
        }
    }

    /// Returns `true` if an access token generated with `other` still fits these details.
    pub fn same_settings(&self, other: &Self) -> bool {
        let mut tables = self.tables.iter().zip(&other.tables);
        Field::ALL.into_iter().all(|field| self.text(field) == other.text(field))
            && tables.all(|(ours, theirs)| ours.params.same_as(&theirs.params))
    }

    /// The text for `oauthConnectorDetails`.
    pub fn to_json(&self) -> String {
        to_json(self)
    }
}

impl Fingerprint {
    /// Of all settings in details, whatever their order.
    pub fn of_settings(details: &Details) -> Self {
        let fields = Field::ALL.map(|field| Self::of_pair(field.name(), &details.text(field)));
        let tables = details.tables.iter().map(|table| table.params.settings());
        fields.into_iter().chain(tables).fold(Self::default(), Self::with)
    }
}

impl Parameters {
    /// Reads a table's parameters; `None` where something else stands in their place. Some writers
    /// have no other word for an empty map than `[]`.
    fn read(table: Table, members: &RawObject) -> Option<Self> {
        let params = match members.get(table.name()) {
            None | Some("null" | "[]" | r#""""#) => Params::default(),
            Some(json) => Params::parse(table, json)?,
        };
        Some(Self { params: Arc::new(params), is_changed: false })
    }
}

impl Serialize for Details {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let changed = |table: &Table| self.tables[table.index()].is_changed;
        // Of members with one name the last one counts.
        let places: Vec<_> = (Table::ALL.into_iter().filter(changed))
            .map(|table| (self.members.place(table.name()), table))
            .collect();
        let mut map = serializer.serialize_map(None)?;
        for (place, (name, json)) in self.members.members().iter().enumerate() {
            match places.iter().find(|(changed, _)| *changed == Some(place)) {
                Some((_, table)) => {
                    map.serialize_entry(name, &*self.tables[table.index()].params)?;
                }
                None => map.serialize_entry(name, json)?,
            }
        }
        map.end()
    }
}

/// Details are what they are written as.
impl PartialEq for Details {
    fn eq(&self, other: &Self) -> bool {
        self.to_json() == other.to_json()
    }
}

impl Eq for Details {}

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
    use crate::{Field, Fingerprint, ParamValue, Table};

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
        assert!(deep == Some(&ParamValue::Other(format!("{open}{close}"))));
    }

    #[test]
    fn parameters_are_read_and_set_one_by_one() {
        let json = r#"{"authParams":{"b":"1","n":{"x":1.0},"b":"2"},"accessTokenParams":[]}"#;
        let mut details = Details::parse(json).expect("it is an object");
        let text = |text: &str| ParamValue::Text(text.to_owned());
        let other = ParamValue::Other(r#"{"x":1.0}"#.to_owned());
        let params: Vec<_> = details.params(Table::Authorization).collect();
        assert_eq!(params, [("b", &text("2")), ("n", &other)]);
        details.set_param(Table::Authorization, "b", None);
        details.set_param(Table::AccessToken, "c", Some(&text("3")));
        assert_eq!(
            details.to_json(),
            r#"{"authParams":{"n":{"x":1.0}},"accessTokenParams":{"c":"3"}}"#
        );
        assert_eq!(details.param(Table::AccessToken, "c"), Some(&text("3")));
    }

    #[test]
    fn what_nobody_touches_in_a_table_is_written_as_it_was_found() {
        let json = r#"{"authParams":{"a":"\u00e4","b":"1","n":1.50,"b":"\/","a b":"\ud800"},"authParams":{"a":"\u00e4","b":"1","n":1.50,"b":"\/","a b":"\ud800"}, "x":[ ]}"#;
        let mut details = Details::parse(json).expect("it is an object");
        assert_eq!(details.to_json(), json.replace(", ", ","), "but for blanks between members");
        let one = ParamValue::Text("1".to_owned());
        details.set_param(Table::Authorization, "new", Some(&one));
        let (first, last) = json.rsplit_once(r#""\ud800"}"#).expect("it is there");
        let expected = format!(r#"{first}"\ud800","new":"1"}}{}"#, last.replace(", ", ","));
        assert_eq!(details.to_json(), expected, "of two tables the last one counts");
        details.set_param(Table::Authorization, "b", Some(&one));
        let (first, last) = expected.rsplit_once(r#""\/""#).expect("it is there");
        assert_eq!(details.to_json(), format!(r#"{first}"1"{last}"#), "of two parameters too");
        details.set_param(Table::Authorization, "b", None);
        details.set_param(Table::Authorization, "n", None);
        details.set_param(Table::Authorization, "n", Some(&one));
        let params: Vec<_> = details.params(Table::Authorization).map(|(key, _)| key).collect();
        assert_eq!(params, ["a", "a b", "new", "n"]);
    }

    #[test]
    fn a_clone_keeps_what_the_other_one_changes() {
        let details = Details::parse(r#"{"authParams":{"a":"1"}}"#).expect("it is an object");
        let mut changed = details.clone();
        changed.set_param(Table::Authorization, "a", None);
        changed.set(Field::ClientId, "A");
        assert_eq!(details.to_json(), r#"{"authParams":{"a":"1"}}"#);
        assert_eq!(changed.to_json(), r#"{"authParams":{},"clientId":"A"}"#);
        assert_ne!(details, changed);
        let same = ParamValue::Text("1".to_owned());
        changed = details.clone();
        changed.set_param(Table::Authorization, "a", Some(&same));
        assert_eq!(details, changed, "it is written the same");
    }

    #[test]
    fn a_token_fits_the_same_settings_however_they_are_written() {
        let one = Details::parse(r#"{"baseURL":"ä","authParams":{"a":"1","b":"2"},"x":1}"#);
        let two = Details::parse(r#"{"authParams":{"b":"2","a":"1"},"baseURL":"\u00e4"}"#);
        let three = Details::parse(r#"{"authParams":{"b":"2","a":"3"},"baseURL":"ä"}"#);
        let [one, two, three] = [one, two, three].map(|details| details.expect("an object"));
        assert!(one.same_settings(&two));
        assert!(!one.same_settings(&three));
        let settings = [&one, &two, &three].map(Fingerprint::of_settings);
        assert_eq!(settings[0], settings[1]);
        assert_ne!(settings[0], settings[2]);
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
        fn settings_are_those_of_the_text_however_they_came_about(
            params in object(),
            changes in prop::collection::vec(("[ab]{0,2}", prop::option::of("[xy]?")), 0..12),
        ) {
            let mut before = Map::new();
            before.insert("authParams".to_owned(), Value::Object(params));
            let mut details = Details::parse(&Value::Object(before).to_string())
                .expect("it is an object");
            for (key, text) in changes {
                let value = text.map(ParamValue::Text);
                details.set_param(Table::Authorization, &key, value.as_ref());
                prop_assert_eq!(details.param(Table::Authorization, &key), value.as_ref());
                let read = Details::parse(&details.to_json()).expect("it is an object");
                prop_assert_eq!(Fingerprint::of_settings(&details), Fingerprint::of_settings(&read));
                prop_assert!(details.same_settings(&read));
                prop_assert!(details.params(Table::Authorization)
                    .eq(read.params(Table::Authorization)));
            }
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
