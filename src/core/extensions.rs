//! Which connections there are and whether each has an access token, as the platform's own list of their
//! fields says.

use crate::{
    json::Reader,
    raw_object::{self, RawObject},
    search,
};

/// How deep a text in a text in a list may be.
const DEEPEST: u32 = 4;

/// Reads `environmentExtensions` of an attachment for a connection in a process: whether its field
/// `…@accessToken` has a value. `None` where there is no such field.
///
/// The field stands as an object, as a list of them, as text of either, and inside the platform's
/// `BulkResult`; all of them are read.
pub fn has_token(extensions: &str, process_id: &str, connection_id: &str) -> Option<bool> {
    // A pack with several processes has extensions for each.
    let is_ours = |result: &RawObject| {
        let group = text_of(result, "extensionGroupId");
        group.is_empty() || group == process_id
    };
    let results = results(extensions);
    let connections = results.iter().filter(|result| is_ours(result)).flat_map(connections_of);
    let fields = connections.filter(|connection| is(connection, "id", connection_id));
    let mut fields =
        fields.flat_map(|connection| objects_of(connection.get("field").unwrap_or_default()));
    let field = fields.find(is_token)?;
    Some(is_set(&field))
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
    /// Whether its field `…@accessToken` has a value.
    pub has_token: bool,
}

/// The connections in `environmentExtensions` of an attachment that take part in OAuth: those with a field of
/// OAuth 2.0's. It stands in as many forms as for [`has_token`].
pub fn connections(extensions: &str) -> Vec<Listed> {
    let mut found = Vec::new();
    for result in results(extensions) {
        let [env_id, process_id] =
            ["environmentId", "extensionGroupId"].map(|name| text_of(&result, name));
        for connection in connections_of(&result) {
            let fields = objects_of(connection.get("field").unwrap_or_default());
            let id = text_of(&connection, "id");
            if id.is_empty() || !fields.iter().any(is_of_oauth) {
                continue;
            }
            let has_token = fields.iter().any(|field| is_token(field) && is_set(field));
            let (env_id, process_id) = (env_id.clone(), process_id.clone());
            let name = text_of(&connection, "name");
            found.push(Listed { env_id, process_id, id, name, has_token });
        }
    }
    found
}

/// What is held for each process.
fn results(extensions: &str) -> Vec<RawObject> {
    let mut results = Vec::new();
    for object in objects_of(extensions) {
        match object.get("response") {
            None => results.push(object),
            Some(response) => results.extend(objects_of(response)),
        }
    }
    let bare = |object: RawObject| match object.get("Result") {
        Some(result) => RawObject::parse(result).unwrap_or_default(),
        None => object,
    };
    results.into_iter().map(bare).collect()
}

fn connections_of(result: &RawObject) -> Vec<RawObject> {
    let connections = result.get("connections").and_then(RawObject::parse).unwrap_or_default();
    objects_of(connections.get("connection").unwrap_or_default())
}

fn is_token(field: &RawObject) -> bool {
    text_of(field, "id").ends_with("@accessToken")
}

fn is_of_oauth(field: &RawObject) -> bool {
    is_token(field) || search::find(&text_of(field, "id"), "OAuth2Config").is_some()
}

fn is_set(field: &RawObject) -> bool {
    field.get("encryptedValueSet") == Some("true")
}

fn text_of(object: &RawObject, name: &str) -> String {
    object.get(name).and_then(raw_object::text).unwrap_or_default()
}

fn is(object: &RawObject, name: &str, value: &str) -> bool {
    object.get(name).and_then(raw_object::text).as_deref() == Some(value)
}

/// The objects that a value is, holds in a list, or says in a text.
pub(crate) fn objects_of(json: &str) -> Vec<RawObject> {
    objects(json, DEEPEST)
}

fn objects(json: &str, depth: u32) -> Vec<RawObject> {
    let json = json.trim();
    if depth == 0 {
        return Vec::new();
    }
    match json.as_bytes().first() {
        Some(b'{') => RawObject::parse(json).into_iter().collect(),
        Some(b'[') => {
            let items = Reader::new(json).list().unwrap_or_default();
            items.into_iter().flat_map(|item| objects(item, depth - 1)).collect()
        }
        Some(b'"') => {
            raw_object::text(json).map(|text| objects(&text, depth - 1)).unwrap_or_default()
        }
        _ => Vec::new(),
    }
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
