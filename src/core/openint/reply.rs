//! The wire format of a connection: the members that are read, any of which may be missing or of another
//! kind.

use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::{
    lenient,
    raw_object::{self, RawObject},
};

/// A reply, as `OpenInt` writes it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Reply {
    #[serde(deserialize_with = "some_text")]
    pub(super) status_message: Option<String>,
    #[serde(deserialize_with = "lenient::or_nothing")]
    pub(super) status: Option<String>,
    #[serde(deserialize_with = "some_text")]
    pub(super) display_name: Option<String>,
    #[serde(deserialize_with = "lenient::or_nothing")]
    pub(super) disabled: bool,
    #[serde(deserialize_with = "some_text")]
    pub(super) connector_name: Option<String>,
    #[serde(deserialize_with = "some_text")]
    pub(super) updated_at: Option<String>,
    #[serde(deserialize_with = "lenient::object")]
    pub(super) connector: Connector,
    #[serde(deserialize_with = "lenient::object")]
    pub(super) integration: Integration,
    #[serde(deserialize_with = "lenient::object")]
    pub(super) settings: Settings,
    // A host that has left out what is secret may say these two by themselves.
    #[serde(deserialize_with = "some_text")]
    pub(super) expires_at: Option<String>,
    #[serde(deserialize_with = "some_text")]
    pub(super) scope: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Connector {
    #[serde(deserialize_with = "some_text")]
    pub(super) display_name: Option<String>,
    #[serde(deserialize_with = "some_text")]
    pub(super) name: Option<String>,
    #[serde(deserialize_with = "some_text")]
    pub(super) stage: Option<String>,
    #[serde(deserialize_with = "some_text")]
    pub(super) auth_type: Option<String>,
    #[serde(deserialize_with = "texts")]
    pub(super) required_scopes: Vec<String>,
    #[serde(deserialize_with = "described")]
    pub(super) scopes: Vec<Described>,
}

/// A scope in the connector's words.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Described {
    #[serde(deserialize_with = "some_text")]
    pub(super) scope: Option<String>,
    #[serde(deserialize_with = "some_text")]
    pub(super) description: Option<String>,
    #[serde(deserialize_with = "some_text")]
    pub(super) display_name: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Integration {
    #[serde(deserialize_with = "some_text")]
    pub(super) name: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Settings {
    #[serde(deserialize_with = "lenient::object")]
    pub(super) oauth: OAuth,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct OAuth {
    #[serde(deserialize_with = "lenient::object")]
    pub(super) credentials: Credentials,
}

/// As much of the credentials as is not secret.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Credentials {
    #[serde(deserialize_with = "some_text")]
    pub(super) expires_at: Option<String>,
    #[serde(deserialize_with = "some_text")]
    pub(super) scope: Option<String>,
}

/// A text that says something.
fn some_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    lenient::or_nothing::<_, Option<String>>(deserializer)
        .map(|text| text.filter(|text| !text.is_empty()))
}

/// The texts in a list of anything.
fn texts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let json = <&RawValue>::deserialize(deserializer)?;
    let list = raw_object::list(json.get()).unwrap_or_default();
    Ok(list.into_iter().filter_map(raw_object::text).collect())
}

/// A list of objects, and of nothing else.
fn described<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Described>, D::Error> {
    let json = <&RawValue>::deserialize(deserializer)?;
    let list = RawObject::list(json.get()).unwrap_or_default();
    Ok(list.iter().filter_map(RawObject::read).collect())
}
