//! The connections that there are, and which of them have an access token, as the platform's own list
//! of their fields says.

use serde::Deserialize;

use crate::{
    lenient::{self, objects_of},
    raw_object::RawObject,
};

/// An environment's extensions for a process.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Held {
    #[serde(rename = "environmentId", deserialize_with = "lenient::or_nothing")]
    env_id: String,
    #[serde(rename = "extensionGroupId", deserialize_with = "lenient::or_nothing")]
    process_id: String,
    #[serde(deserialize_with = "lenient::object")]
    connections: Connections,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Connections {
    #[serde(deserialize_with = "lenient::objects")]
    connection: Vec<Connection>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Connection {
    #[serde(deserialize_with = "lenient::or_nothing")]
    id: String,
    #[serde(deserialize_with = "lenient::or_nothing")]
    name: String,
    #[serde(deserialize_with = "lenient::objects")]
    field: Vec<Field>,
}

/// A field of a connection. Its value is never told.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Field {
    #[serde(deserialize_with = "lenient::or_nothing")]
    id: String,
    #[serde(deserialize_with = "lenient::or_nothing")]
    encrypted_value_set: bool,
}

impl Field {
    fn is_token(&self) -> bool {
        self.id.ends_with("@accessToken")
    }

    fn is_of_oauth(&self) -> bool {
        self.is_token() || self.id.contains("OAuth2Config")
    }
}

/// Reads `environmentExtensions` of an attachment for a connection in a process: whether its field
/// `…@accessToken` has a value. `None` where there is no such field.
///
/// The field stands as an object, as a list of them, as text of either, and inside the platform's
/// `BulkResult`; all of them are read.
pub fn has_token(extensions: &str, process_id: &str, connection_id: &str) -> Option<bool> {
    // A pack with several processes has extensions for each.
    let is_ours = |held: &Held| held.process_id.is_empty() || held.process_id == process_id;
    let connections =
        held(extensions).into_iter().filter(is_ours).flat_map(|held| held.connections.connection);
    let mut fields = connections
        .filter(|connection| connection.id == connection_id)
        .flat_map(|connection| connection.field);
    fields.find(Field::is_token).map(|field| field.encrypted_value_set)
}

/// A connection that takes part in OAuth, as `environmentExtensions` has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The environment; empty where that is not said.
    pub env_id: String,
    /// The process; empty where that is not said.
    pub process_id: String,
    /// Its id.
    pub id: String,
    /// Its name; empty where it has none.
    pub name: String,
    /// True if its field `…@accessToken` has a value.
    pub has_token: bool,
}

/// The connections in `environmentExtensions` of an attachment that take part in OAuth: those with a field of
/// OAuth 2.0's. It stands in as many forms as for [`has_token`].
pub fn connections(extensions: &str) -> Vec<Listed> {
    let mut found = Vec::new();
    for held in held(extensions) {
        for connection in held.connections.connection {
            if connection.id.is_empty() || !connection.field.iter().any(Field::is_of_oauth) {
                continue;
            }
            let is_set = |field: &Field| field.is_token() && field.encrypted_value_set;
            found.push(Listed {
                env_id: held.env_id.clone(),
                process_id: held.process_id.clone(),
                id: connection.id,
                name: connection.name,
                has_token: connection.field.iter().any(is_set),
            });
        }
    }
    found
}

/// The extensions for each process, out of the platform's wrappings.
fn held(extensions: &str) -> Vec<Held> {
    let mut results = Vec::new();
    for object in objects_of(extensions) {
        match object.get("response") {
            None => results.push(object),
            Some(response) => results.extend(objects_of(response)),
        }
    }
    let bare = |object: RawObject| match object.get("Result") {
        Some(result) => RawObject::parse(result)?.read(),
        None => object.read(),
    };
    results.into_iter().filter_map(bare).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Listed, connections, has_token};

    const BARE: &str = r#"{"extensionGroupId":"1","connections":{"connection":[
        {"id":"2","field":[{"id":"o/@accessToken","encryptedValueSet":true}]},
        {"id":"3","field":[{"id":"o/@clientId","value":"A"},{"id":"o/@accessToken","encryptedValueSet":SET}]}
    ]}}"#;

    #[test]
    fn a_connections_own_field_counts_in_every_wrapping() {
        for (set, expected) in [("true", true), ("false", false)] {
            let bare = BARE.replace("SET", set);
            let bulk = format!(r#"{{"@type":"BulkResult","response":[{{"Result":{bare}}}]}}"#);
            let text = crate::raw_object::literal(&bulk);
            for wrapped in [bare, bulk.clone(), text.clone(), format!(r#"["",{text}]"#)] {
                assert_eq!(has_token(&wrapped, "1", "3"), Some(expected), "{wrapped}");
                assert_eq!(has_token(&wrapped, "7", "3"), None, "another process");
                assert_eq!(has_token(&wrapped, "1", "4"), None, "another connection");
            }
        }
    }

    #[test]
    fn the_connections_of_oauth_are_listed_in_every_wrapping() {
        let bare = r#"{"environmentId":"E","extensionGroupId":"1","connections":{"connection":[
            {"id":"2","name":"QuickBooks","field":[{"id":"o/@accessToken","encryptedValueSet":true}]},
            {"id":"3","field":{"id":"x/OAuth2Config/credentials/@clientId"}},
            {"id":"4","name":"A database","field":[{"id":"password","encryptedValueSet":true}]},
            {"name":"without an id","field":[{"id":"o/@accessToken"}]}
        ]}}"#;
        let listed = |id: &str, name: &str, has_token| {
            let [env_id, process_id, id, name] = ["E", "1", id, name].map(ToOwned::to_owned);
            Listed { env_id, process_id, id, name, has_token }
        };
        let bulk = format!(r#"{{"@type":"BulkResult","response":[{{"Result":{bare}}}]}}"#);
        let text = crate::raw_object::literal(&bulk);
        for wrapped in [bare.to_owned(), bulk.clone(), text.clone(), format!(r#"["",{text}]"#)] {
            let expected = [listed("2", "QuickBooks", true), listed("3", "", false)];
            assert_eq!(connections(&wrapped), expected, "{wrapped}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_there_is_read_without_a_panic(text in r#"[\[\]{}":,a-z0-9 \\]{0,60}"#) {
            has_token(&text, "1", "3");
            connections(&text);
        }
    }
}
