//! Whether a connection has an access token, as the platform's own list of its fields says.

use crate::{
    json::Reader,
    members::{self, Members},
};

/// How deep a text in a text in a list may be.
const DEEPEST: u32 = 4;

/// Reads `environmentExtensions` of an attachment for a connection in a process: whether its field
/// `…@accessToken` has a value. `None` where there is no such field.
///
/// The field stands as an object, as a list of them, as text of either, and inside the platform's
/// `BulkResult`; all of them are read.
pub fn has_token(extensions: &str, process_id: &str, connection_id: &str) -> Option<bool> {
    let mut results = Vec::new();
    for object in objects(extensions, DEEPEST) {
        match object.get("response") {
            None => results.push(object),
            Some(response) => results.extend(objects(response, DEEPEST)),
        }
    }
    let results = results.into_iter().map(|object| match object.get("Result") {
        Some(result) => Members::parse(result).unwrap_or_default(),
        None => object,
    });
    // A pack with several processes has extensions for each.
    let is_ours = |result: &Members| {
        let group = result.get("extensionGroupId").and_then(members::text).unwrap_or_default();
        group.is_empty() || group == process_id
    };
    let connections = results.filter(is_ours).flat_map(|result| {
        let connections = result.get("connections").and_then(Members::parse).unwrap_or_default();
        objects(connections.get("connection").unwrap_or_default(), DEEPEST)
    });
    let fields = connections.filter(|connection| is(connection, "id", connection_id));
    let mut fields =
        fields.flat_map(|connection| objects(connection.get("field").unwrap_or_default(), DEEPEST));
    let field = fields.find(|field| {
        field.get("id").and_then(members::text).is_some_and(|id| id.ends_with("@accessToken"))
    })?;
    Some(field.get("encryptedValueSet") == Some("true"))
}

fn is(object: &Members, name: &str, value: &str) -> bool {
    object.get(name).and_then(members::text).as_deref() == Some(value)
}

/// The objects that a value is, holds in a list, or says in a text.
fn objects(json: &str, depth: u32) -> Vec<Members> {
    let json = json.trim();
    if depth == 0 {
        return Vec::new();
    }
    match json.as_bytes().first() {
        Some(b'{') => Members::parse(json).into_iter().collect(),
        Some(b'[') => {
            let items = Reader::new(json).list().unwrap_or_default();
            items.into_iter().flat_map(|item| objects(item, depth - 1)).collect()
        }
        Some(b'"') => members::text(json).map(|text| objects(&text, depth - 1)).unwrap_or_default(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::has_token;

    const BARE: &str = r#"{"extensionGroupId":"1","connections":{"connection":[
        {"id":"2","field":[{"id":"o/@accessToken","encryptedValueSet":true}]},
        {"id":"3","field":[{"id":"o/@clientId","value":"A"},{"id":"o/@accessToken","encryptedValueSet":SET}]}
    ]}}"#;

    #[test]
    fn a_connections_own_field_counts_in_every_wrapping() {
        for (set, expected) in [("true", true), ("false", false)] {
            let bare = BARE.replace("SET", set);
            let bulk = format!(r#"{{"@type":"BulkResult","response":[{{"Result":{bare}}}]}}"#);
            let text = crate::members::literal(&bulk);
            for wrapped in [bare, bulk.clone(), text.clone(), format!(r#"["",{text}]"#)] {
                assert_eq!(has_token(&wrapped, "1", "3"), Some(expected), "{wrapped}");
                assert_eq!(has_token(&wrapped, "7", "3"), None, "another process");
                assert_eq!(has_token(&wrapped, "1", "4"), None, "another connection");
            }
        }
    }

    proptest! {
        #[test]
        fn whatever_is_there_is_read_without_a_panic(text in r#"[\[\]{}":,a-z0-9 \\]{0,60}"#) {
            has_token(&text, "1", "3");
        }
    }
}
