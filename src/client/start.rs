//! The start of a token's generation and its outcome, as a relay and the host page's function read and
//! write them.

use js_sys::{Date, JSON, Reflect};
use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::SerializeMap};
use serde_json::value::RawValue;
use wasm_bindgen::JsValue;
use wizard_core::{Details, Field, Key, Outcome, Refusal, Table, raw_object::RawObject};
use zeroize::Zeroizing;

/// The longest code of an error that is one.
const LONGEST_CODE: usize = 64;

/// A wish for a token.
pub struct StartRequest<'a> {
    /// The record that it is for.
    pub key: &'a Key,
    /// The settings, as they are saved.
    pub details: &'a Details,
    /// The client secret; empty for a public client (RFC 6749, section 2.1).
    pub secret: Zeroizing<String>,
    /// The address to go on to once the provider has sent the browser back, if it has no window of its own.
    pub return_url: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RawKey<'a> {
    integration_pack_instance_id: &'a str,
    env_id: &'a str,
    process_id: &'a str,
    connection_id: &'a str,
    catalog_guid: &'a str,
}

impl<'a> RawKey<'a> {
    fn of(key: &'a Key) -> Self {
        let Key { integration_pack_instance_id, env_id, process_id, connection_id, catalog_guid } =
            key;
        Self { integration_pack_instance_id, env_id, process_id, connection_id, catalog_guid }
    }
}

impl StartRequest<'_> {
    /// The request as JSON. Nothing else that leaves the page carries the client secret.
    pub(crate) fn to_json(&self) -> Zeroizing<String> {
        // Not `expect`, which would bring along the code that prints the error.
        let Ok(json) = serde_json::to_string(self) else {
            unreachable!("texts under fixed names can always be written as JSON")
        };
        Zeroizing::new(json)
    }
}

impl Serialize for StartRequest<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_map(None)?;
        members.serialize_entry("key", &RawKey::of(self.key))?;
        for field in Field::ALL {
            members.serialize_entry(field.name(), &self.details.text(field))?;
        }
        let details = RawObject::parse(&self.details.to_json()).unwrap_or_default();
        for table in Table::ALL {
            // To the digit and in their order; an empty object where there are none.
            let params = details.get(table.name()).filter(|params| params.starts_with('{'));
            let params = params.and_then(RawObject::parse).unwrap_or_default();
            members.serialize_entry(table.name(), &params)?;
        }
        members.serialize_entry("clientSecret", &*self.secret)?;
        if let Some(return_url) = &self.return_url {
            members.serialize_entry("returnUrl", return_url)?;
        }
        members.end()
    }
}

/// The answer to a start.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct StartAnswer {
    /// The relay's id of the attempt.
    pub(crate) attempt_id: Option<String>,
    /// The provider's page.
    pub(crate) authorization_url: String,
    /// The end of the attempt in milliseconds since 1970; 0 where nobody says.
    #[serde(default, deserialize_with = "time")]
    pub(crate) expires_at: u64,
    /// True if whoever made the address has checked it. A relay does not say so: the host page's own function
    /// does.
    #[serde(skip)]
    pub(crate) is_checked: bool,
}

impl StartAnswer {
    /// The answer of the host page's function, which may be any object.
    pub(crate) fn of(answer: &JsValue) -> Option<Self> {
        Some(Self {
            attempt_id: text(answer, "attemptId"),
            authorization_url: text(answer, "authorizationUrl")?,
            expires_at: milliseconds(&get(answer, "expiresAt")),
            is_checked: get(answer, "checked") == JsValue::TRUE,
        })
    }
}

/// The state of an attempt.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OutcomeAnswer {
    state: String,
    error: Option<String>,
    error_description: Option<String>,
    error_uri: Option<String>,
}

impl OutcomeAnswer {
    /// The outcome that the host page's promise came to, which may be any object.
    pub(crate) fn of(answer: &JsValue) -> Option<Self> {
        Some(Self {
            state: text(answer, "state")?,
            error: text(answer, "error"),
            error_description: text(answer, "errorDescription"),
            error_uri: text(answer, "errorUri"),
        })
    }

    /// The outcome; `None` for a state that nobody knows.
    pub(crate) fn outcome(self) -> Option<Outcome> {
        Some(match self.state.as_str() {
            "pending" => Outcome::Pending,
            "generated" => Outcome::Generated,
            "failed" => Outcome::Failed(Refusal {
                code: self.error.filter(|code| is_code(code)).unwrap_or_default(),
                description: self.error_description,
                uri: self.error_uri,
            }),
            _ => return None,
        })
    }
}

/// True if it looks like a code and not like whatever a server may have put there; the host page
/// hears of it.
fn is_code(code: &str) -> bool {
    code.len() <= LONGEST_CODE
        && code.bytes().all(|byte| byte == b'_' || byte == b'-' || byte.is_ascii_alphanumeric())
}

/// Reads a time as RFC 3339 writes it, or as a number of milliseconds.
fn time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let time = <&RawValue>::deserialize(deserializer)?;
    Ok(milliseconds(&JSON::parse(time.get()).unwrap_or_default()))
}

/// A time as JavaScript reads it: a number of milliseconds, a text or a date; 0 for none.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "what is no time becomes 0, and fractions do not matter"
)]
fn milliseconds(time: &JsValue) -> u64 {
    Date::new(time).get_time() as u64
}

/// A member of an object; `undefined` of anything else.
pub(crate) fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

fn text(object: &JsValue, name: &str) -> Option<String> {
    get(object, name).as_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> Key {
        Key {
            integration_pack_instance_id: "test-101".into(),
            env_id: "2".into(),
            process_id: "1".into(),
            connection_id: "3\"".into(),
            catalog_guid: "g".into(),
        }
    }

    fn request(details: &str, secret: &str, return_url: Option<&str>) -> String {
        let details = Details::parse(details).expect("they are details");
        let (secret, return_url) = (secret.to_owned().into(), return_url.map(ToOwned::to_owned));
        StartRequest { key: &key(), details: &details, secret, return_url }.to_json().to_string()
    }

    #[test]
    fn a_request_has_the_members_of_the_contract_in_their_order() {
        let key = r#""key":{"integrationPackInstanceId":"test-101","envId":"2","processId":"1","connectionId":"3\"","catalogGuid":"g"}"#;
        let details = r#"{"accessTokenParams":{"b":1.10,"a":"\u00e4"},"clientId":"A","x":1,"companyId":9341452451293689,"baseURL":"https://a.example"}"#;
        assert_eq!(
            request(details, "s\"", Some("https://host.example/")),
            format!(
                r#"{{{key},"baseURL":"https://a.example","companyId":"9341452451293689","clientId":"A","authParams":{{}},"accessTokenParams":{{"b":1.10,"a":"\u00e4"}},"clientSecret":"s\"","returnUrl":"https://host.example/"}}"#
            )
        );
        assert_eq!(
            request(r#"{"authParams":[],"accessTokenParams":null}"#, "", None),
            format!(
                r#"{{{key},"baseURL":"","companyId":"","clientId":"","authParams":{{}},"accessTokenParams":{{}},"clientSecret":""}}"#
            )
        );
    }

    #[test]
    fn of_members_with_one_name_the_last_one_counts() {
        let twice = r#"{"authParams":{"a":"1"},"authParams":{"a":"2"}}"#;
        assert!(request(twice, "", None).contains(r#""authParams":{"a":"2"}"#));
    }

    fn outcome(json: &str) -> Option<Outcome> {
        serde_json::from_str::<OutcomeAnswer>(json).ok().and_then(OutcomeAnswer::outcome)
    }

    #[test]
    fn each_state_is_read_and_no_other() {
        assert_eq!(outcome(r#"{"state":"pending","error":null}"#), Some(Outcome::Pending));
        assert_eq!(outcome(r#"{"state":"generated","more":[1]}"#), Some(Outcome::Generated));
        let failed = |code: &str, description: Option<&str>| {
            let description = description.map(ToOwned::to_owned);
            Some(Outcome::Failed(Refusal { code: code.to_owned(), description, uri: None }))
        };
        let denied = r#"{"state":"failed","error":"access_denied","errorDescription":"No"}"#;
        assert_eq!(outcome(denied), failed("access_denied", Some("No")));
        assert_eq!(outcome(r#"{"state":"failed"}"#), failed("", None));
        assert_eq!(outcome(r#"{"state":"failed","error":"<b>no code</b>"}"#), failed("", None));
        for json in ["{}", r#"{"state":"done"}"#, r#"{"state":1}"#, "null"] {
            assert_eq!(outcome(json), None, "{json}");
        }
    }

    #[test]
    fn an_answer_without_an_address_is_none() {
        let read = |json| serde_json::from_str::<StartAnswer>(json).ok();
        let answer = read(r#"{"attemptId":"1","authorizationUrl":"https://p.example/"}"#);
        let answer = answer.expect("an answer");
        assert_eq!(answer.attempt_id.as_deref(), Some("1"));
        assert_eq!((&*answer.authorization_url, answer.expires_at), ("https://p.example/", 0));
        assert!(read(r#"{"attemptId":"1"}"#).is_none());
        assert!(read(r#"{"authorizationUrl":1}"#).is_none());
    }
}
