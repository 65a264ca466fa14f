use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::{
    ParamValue, Problem, Table, base_url, lenient,
    raw_object::{self, RawObject},
    reserved,
};

/// An OAuth application of HDP. What is absent or of another kind is `None` or empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Application {
    /// Its id. A number in a list and a text by itself; here always a text.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// The id of its data store; known ones are Google Analytics (54), Google `BigQuery` (62), Salesforce (1)
    /// and the Autonomous REST Connector (63).
    pub data_store: Option<String>,
    /// The id of its tenant.
    pub tenant_id: Option<String>,
    /// Its description.
    pub description: String,
    /// The client id. Lists have none.
    pub client_id: Option<String>,
    /// The client secret, which nobody keeps who was not asked to.
    pub client_secret: Option<String>,
    /// The address where the provider asks the person.
    pub authorize_uri: Option<Uri>,
    /// The address where a code becomes a token.
    pub token_uri: Option<Uri>,
    /// The scopes, each once, in their order.
    pub scopes: Vec<String>,
    /// True if a comma or a semicolon stood between scopes. Between scopes is a blank (RFC 6749, section
    /// 3.3).
    pub had_commas: bool,
}

/// An address, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uri {
    /// The address.
    pub text: String,
    /// True if it can be what it is said to be: an `https` address, or one of this machine, without a
    /// user name, and where people are sent to without a fragment (RFC 6749, section 3.1).
    pub is_safe: bool,
}

/// The texts that HDP's description of the format has in the place of an id and of a client id.
const PLACEHOLDERS: [&str; 2] = ["oauth_application_id", "client_id"];

/// An application as HDP writes it.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Written {
    #[serde(deserialize_with = "id")]
    id: Option<String>,
    #[serde(deserialize_with = "lenient::or_nothing")]
    name: String,
    #[serde(deserialize_with = "id")]
    data_store: Option<String>,
    #[serde(deserialize_with = "id")]
    tenant_id: Option<String>,
    #[serde(deserialize_with = "lenient::or_nothing")]
    description: String,
    #[serde(deserialize_with = "id")]
    client_id: Option<String>,
    #[serde(deserialize_with = "id")]
    client_secret: Option<String>,
    #[serde(rename = "authorizeURI", deserialize_with = "lenient::or_nothing")]
    authorize_uri: String,
    #[serde(rename = "tokenURI", deserialize_with = "lenient::or_nothing")]
    token_uri: String,
    #[serde(deserialize_with = "lenient::or_nothing")]
    scope: String,
}

/// A text, or a whole number as it is written.
fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let json = <&RawValue>::deserialize(deserializer)?.get();
    let is_number = json.bytes().all(|byte| byte.is_ascii_digit());
    Ok(raw_object::text(json).or_else(|| is_number.then(|| json.to_owned())))
}

impl Application {
    /// Reads an object; `None` where it has nothing of an application.
    pub(super) fn read(object: &RawObject) -> Option<Self> {
        let is_application = ["clientId", "authorizeURI", "tokenURI", "dataStore"]
            .into_iter()
            .any(|name| object.get(name).is_some());
        let written: Written = object.read().filter(|_| is_application)?;
        let mut scopes: Vec<String> = Vec::new();
        let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | ';');
        for scope in written.scope.split(is_between).filter(|scope| !scope.is_empty()) {
            if !scopes.iter().any(|other| other == scope) {
                scopes.push(scope.to_owned());
            }
        }
        // No control could show what else a client id is made of.
        let is_showable = |id: &String| !id.is_empty() && !id.contains(char::is_control);
        Some(Self {
            id: written.id,
            name: written.name,
            data_store: written.data_store,
            tenant_id: written.tenant_id,
            description: written.description,
            client_id: written.client_id.filter(is_showable),
            client_secret: written.client_secret.filter(|secret| !secret.is_empty()),
            authorize_uri: uri(written.authorize_uri, false),
            token_uri: uri(written.token_uri, true),
            had_commas: scopes.len() > 1 && written.scope.contains([',', ';']),
            scopes,
        })
    }

    /// Returns `true` if it is HDP's description of the format.
    pub(super) fn is_description(&self) -> bool {
        let is =
            |text: &Option<String>| text.as_deref().is_some_and(|it| PLACEHOLDERS.contains(&it));
        is(&self.id) || is(&self.client_id)
    }

    /// Returns `true` if HDP itself would take its name.
    pub fn has_good_name(&self) -> bool {
        self.name.chars().all(|c| c == '_' || c.is_alphanumeric())
    }

    /// The scopes as they are sent (RFC 6749, section 3.3).
    pub fn scope(&self) -> String {
        self.scopes.join(" ")
    }
}

fn uri(text: String, may_have_fragment: bool) -> Option<Uri> {
    let is_safe = base_url::is_safe(&text)
        && (may_have_fragment || !text.contains('#'))
        && !has_reserved(&text);
    (!text.is_empty()).then_some(Uri { text, is_safe })
}

/// Returns `true` if an address sets a parameter itself that is the platform's to set.
fn has_reserved(uri: &str) -> bool {
    let query = uri.split_once('?').map_or("", |(_, query)| query);
    form_urlencoded::parse(query.as_bytes()).into_owned().any(|(key, value)| {
        let value = ParamValue::Text(value);
        reserved::problem(Table::Authorization, &key, &reserved::plain(&key), &value)
            == Some(Problem::Reserved)
    })
}
