//! A connection of `OpenInt`, as `GET /connection/{id}` answers it: how it is, and nothing that is secret.
//!
//! A reply may hold tokens if somebody asked for them. They are not read here, only that they were
//! there.

use super::{
    reply::{Connector, Reply},
    secrets::holds_secret,
};
use crate::raw_object::RawObject;

/// The status of a connection, in `OpenInt`'s own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Connected, as far as `OpenInt` knows: some connectors are never checked.
    Healthy,
    /// The person has to connect again, perhaps because access was revoked.
    Disconnected,
    /// `OpenInt` has a problem of its own.
    Error,
    /// It was imported by hand, and is not checked.
    Manual,
    /// It is not known.
    Unknown,
    /// Nothing is said of it.
    Unsaid,
    /// A word that is not known here.
    Other(String),
}

/// A connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// Its status.
    pub status: Status,
    /// `OpenInt`'s own words on that.
    pub status_message: Option<String>,
    /// Its name.
    pub display_name: Option<String>,
    /// True if it is switched off.
    pub is_disabled: bool,
    /// The connector's name.
    pub connector: Option<String>,
    /// The stage of the connector: `alpha`, `beta`, `ga` or `hidden`.
    pub stage: Option<String>,
    /// The way in which the connector authorizes, for example `OAUTH2`.
    pub auth_type: Option<String>,
    /// The integration's name.
    pub integration: Option<String>,
    /// The end of its access, as RFC 3339 writes it.
    pub expires_at: Option<String>,
    /// The time of its last change, as RFC 3339 writes it.
    pub updated_at: Option<String>,
    /// The scopes that it has, and those that it should have.
    pub scopes: Vec<Scope>,
    /// True if the reply held tokens, which nobody should have sent.
    pub held_tokens: bool,
}

/// A scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Its name.
    pub name: String,
    /// A description of what it allows.
    pub description: Option<String>,
    /// True if it was granted; `None` where nobody says what was.
    pub is_granted: Option<bool>,
    /// True if the connector needs it.
    pub is_required: bool,
    /// True if it was granted although the connector, which says what it asks for, does not name it.
    pub is_extra: bool,
}

impl Connection {
    /// Reads a reply, or what a host has left of it; `None` where it is no connection.
    pub fn read(json: &str) -> Option<Self> {
        let object = RawObject::parse(json)?;
        if object.get("id").is_none() && object.get("status").is_none() {
            return None;
        }
        let reply: Reply = object.read()?;
        let Reply { connector, settings, .. } = reply;
        let credentials = settings.oauth.credentials;
        let expires_at = reply.expires_at.or(credentials.expires_at);
        let granted = reply.scope.or(credentials.scope);
        Some(Self {
            status: reply.status.map_or(Status::Unsaid, status),
            status_message: reply.status_message,
            display_name: reply.display_name,
            is_disabled: reply.disabled,
            scopes: scopes(&connector, granted),
            connector: connector.display_name.or(connector.name).or(reply.connector_name),
            stage: connector.stage,
            auth_type: connector.auth_type,
            integration: reply.integration.name,
            expires_at: expires_at.map(|time| rfc_3339(&time)),
            updated_at: reply.updated_at.map(|time| rfc_3339(&time)),
            held_tokens: holds_secret(&object),
        })
    }
}

fn status(word: String) -> Status {
    match word.as_str() {
        "healthy" => Status::Healthy,
        "disconnected" => Status::Disconnected,
        "error" => Status::Error,
        "manual" => Status::Manual,
        "unknown" => Status::Unknown,
        _ => Status::Other(word),
    }
}

fn scopes(connector: &Connector, granted: Option<String>) -> Vec<Scope> {
    let Connector { required_scopes: required, scopes: described, .. } = connector;
    let says = !required.is_empty() || !described.is_empty();
    let is_granted = granted.is_some();
    let granted = granted.unwrap_or_default();
    let granted: Vec<_> =
        granted.split([' ', ',']).filter(|name| !name.is_empty()).map(ToOwned::to_owned).collect();
    let mut names = granted.clone();
    names.extend(required.iter().cloned());
    let mut scopes: Vec<Scope> = Vec::new();
    for name in names {
        if scopes.iter().any(|scope| scope.name == name) {
            continue;
        }
        let it = described.iter().find(|it| it.scope.as_ref() == Some(&name));
        scopes.push(Scope {
            description: it.and_then(|it| it.description.clone().or(it.display_name.clone())),
            is_granted: is_granted.then(|| granted.contains(&name)),
            is_required: required.contains(&name),
            is_extra: says && it.is_none() && !required.contains(&name),
            name,
        });
    }
    scopes
}

/// A time as `PostgreSQL` writes it (`2025-01-02 03:04:05.678+00`) as RFC 3339 does, which is what
/// browsers read; any other text as it is.
fn rfc_3339(time: &str) -> String {
    let bytes = time.as_bytes();
    let is_day = bytes.iter().take(10).all(|byte| byte.is_ascii_digit() || *byte == b'-');
    if !is_day || bytes.get(10) != Some(&b' ') {
        return time.to_owned();
    }
    let time: String =
        time.chars().enumerate().map(|(place, c)| if place == 10 { 'T' } else { c }).collect();
    let has_short_zone = time.len() > 3
        && matches!(time.as_bytes().get(time.len() - 3), Some(b'+' | b'-'))
        && time.len() > 19;
    if has_short_zone { time + ":00" } else { time }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;
    use serde_json::{json, value::RawValue};

    use super::{Connection, Scope, Status, rfc_3339};
    use crate::fuzz::{almost_json, any_text};

    #[test]
    fn every_status_is_known_for_what_it_is() {
        for (status, expected) in [
            (json!("healthy"), Status::Healthy),
            (json!("disconnected"), Status::Disconnected),
            (json!("error"), Status::Error),
            (json!("manual"), Status::Manual),
            (json!("unknown"), Status::Unknown),
            (json!(null), Status::Unsaid),
            (json!(1), Status::Unsaid),
            (json!("sleepy"), Status::Other("sleepy".to_owned())),
        ] {
            let reply = json!({ "id": "conn_1", "status": status }).to_string();
            assert_eq!(Connection::read(&reply).map(|it| it.status), Some(expected));
        }
        let absent = Connection::read(r#"{"id":"conn_1"}"#);
        assert_eq!(absent.map(|it| it.status), Some(Status::Unsaid));
        assert_eq!(Connection::read(r#"{"message":"Connection not found"}"#), None);
    }

    #[test]
    fn what_is_known_is_read_and_tokens_are_only_noticed() {
        let reply = json!({
            "id": "conn_1",
            "status": "healthy",
            "display_name": "Books",
            "disabled": false,
            "connector_name": "quickbooks",
            "updated_at": "2025-01-02 03:04:05.678+00",
            "settings": { "oauth": { "credentials": {
                "access_token": "canary", "refresh_token": "canary", "scope": "a,b c",
                "expires_at": "2025-01-02T03:04:05Z", "raw": { "access_token": "canary" },
            } } },
            "connector": {
                "name": "quickbooks", "display_name": "QuickBooks", "stage": "ga",
                "auth_type": "OAUTH2", "required_scopes": ["a", "d"],
                "scopes": [{ "scope": "a", "description": "Reads A" }, { "scope": "d" }],
            },
        });
        let read = Connection::read(&reply.to_string()).expect("it is a connection");
        assert!(read.held_tokens);
        assert!(!format!("{read:?}").contains("canary"));
        assert_eq!(read.connector.as_deref(), Some("QuickBooks"));
        assert_eq!(read.integration, None);
        assert_eq!(read.updated_at.as_deref(), Some("2025-01-02T03:04:05.678+00:00"));
        assert_eq!(read.expires_at.as_deref(), Some("2025-01-02T03:04:05Z"));
        let scope = |name: &str, description: Option<&str>, is_granted, is_required| Scope {
            name: name.to_owned(),
            description: description.map(str::to_owned),
            is_granted: Some(is_granted),
            is_required,
            is_extra: is_granted && !is_required,
        };
        assert_eq!(
            read.scopes,
            [
                scope("a", Some("Reads A"), true, true),
                scope("b", None, true, false),
                scope("c", None, true, false),
                scope("d", None, false, true),
            ]
        );
        let clean = Connection::read(
            r#"{"id":"conn_1","settings":{"oauth":{"credentials":{"scope":""}}}}"#,
        );
        assert!(clean.is_some_and(|it| !it.held_tokens && it.scopes.is_empty()));
        let alone = Connection::read(r#"{"id":"conn_1","scope":"a"}"#).expect("it is a connection");
        assert!(!alone.scopes[0].is_extra, "nobody says what was asked for");
    }

    #[test]
    fn secrets_are_noticed_wherever_they_are_and_nothing_else_is() {
        for (reply, holds) in [
            (json!({ "connector_config": { "client_secret": "x" } }), true),
            (json!({ "customer": { "api_key": "x" } }), true),
            (json!({ "credentials": { "whatever": "x" } }), true),
            (json!({ "settings": r#"{"oauth":{"credentials":{"access_token":"x"}}}"# }), true),
            (json!({ "settings": { "realmId": "123", "sandbox": true } }), false),
            (
                json!({ "settings": { "oauth": { "credentials": { "access_token": null } } } }),
                false,
            ),
            (
                json!({ "connector": { "schemas": { "access_token": { "type": "string" } } } }),
                false,
            ),
        ] {
            let mut whole = reply.clone();
            whole["id"] = "conn_1".into();
            let read = Connection::read(&whole.to_string()).expect("it is a connection");
            assert_eq!(read.held_tokens, holds, "{reply}");
        }
    }

    #[test]
    fn times_are_ones_that_browsers_read() {
        for (written, read) in [
            ("2025-01-02 03:04:05+00", "2025-01-02T03:04:05+00:00"),
            ("2025-01-02 03:04:05.678-03", "2025-01-02T03:04:05.678-03:00"),
            ("2025-01-02 03:04:05+05:30", "2025-01-02T03:04:05+05:30"),
            ("2025-01-02T03:04:05Z", "2025-01-02T03:04:05Z"),
            ("soon", "soon"),
            // A blank in the eleventh place alone makes no time.
            ("Yesterday, at noon", "Yesterday, at noon"),
            ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
            ("ööööö 03:04:05+00", "ööööö 03:04:05+00"),
        ] {
            assert_eq!(rfc_3339(written), read);
        }
    }

    #[test]
    fn a_reply_may_be_as_deep_as_it_likes() {
        let depth = 100_000;
        let nested = |opening: &str, closing: &str| {
            format!("{}1{}", opening.repeat(depth), closing.repeat(depth))
        };
        let [lists, objects] = [nested("[", "]"), nested("{\"credentials\":", "}")];
        for name in ["id", "status", "connector", "integration", "settings", "scope", "more"] {
            for value in [&lists, &objects] {
                let reply = format!(r#"{{"id":"conn_1","{name}":{value}}}"#);
                let read = Connection::read(&reply).expect("it is a connection");
                assert!(!read.held_tokens, "{name}");
                assert_eq!(Connection::read(&reply[..reply.len() - 1]), None, "{name}");
            }
        }
    }

    /// Names that are read, or that stand around what is.
    const NAMES: [&str; 14] = [
        "id",
        "status",
        "status_message",
        "disabled",
        "connector",
        "integration",
        "settings",
        "oauth",
        "credentials",
        "access_token",
        "expires_at",
        "scope",
        "scopes",
        "required_scopes",
    ];

    proptest! {
        #[test]
        fn any_text_is_read_or_not(text in any_text()) {
            let _ = Connection::read(&text);
            let _ = rfc_3339(&text);
        }

        #[test]
        fn what_is_almost_json_is_read_where_it_is_json(text in almost_json(&NAMES)) {
            let json = serde_json::from_str::<HashMap<String, &RawValue>>(&text);
            let is_one = json.is_ok_and(|it| it.contains_key("id") || it.contains_key("status"));
            prop_assert_eq!(Connection::read(&text).is_some(), is_one);
        }

        #[test]
        fn anything_in_any_place_is_read(values in prop::collection::vec(any_json(), 14)) {
            let names = [
                "id", "status", "status_message", "display_name", "disabled", "connector",
                "integration", "settings", "updated_at", "expires_at", "scope", "connector_name",
                "access_token", "metadata",
            ];
            let reply: serde_json::Map<_, _> =
                names.iter().map(|name| (*name).to_owned()).zip(values).collect();
            let _ = Connection::read(&serde_json::Value::from(reply).to_string());
        }
    }

    fn any_json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(json!(null)),
            any::<bool>().prop_map(|it| json!(it)),
            any::<i64>().prop_map(|it| json!(it)),
            any::<String>().prop_map(|it| json!(it)),
        ];
        leaf.prop_recursive(3, 24, 5, |inner| {
            let name = prop::sample::select(vec![
                "scopes",
                "oauth",
                "credentials",
                "scope",
                "name",
                "raw",
            ]);
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(|it| json!(it)),
                prop::collection::vec((name, inner), 0..4).prop_map(|members| {
                    let members = members.into_iter().map(|(name, it)| (name.to_owned(), it));
                    serde_json::Value::Object(members.collect())
                }),
            ]
        })
    }
}
