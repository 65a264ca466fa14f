use crate::{
    ParamValue, Problem, Table, base_url, form_decoded,
    raw_object::{self, RawObject},
    reserved, search,
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
    /// What it is for.
    pub description: String,
    /// The client id. Lists have none.
    pub client_id: Option<String>,
    /// The client secret, which nobody keeps who was not asked to.
    pub client_secret: Option<String>,
    /// Where the provider asks the person.
    pub authorize_uri: Option<Uri>,
    /// Where a code becomes a token.
    pub token_uri: Option<Uri>,
    /// The scopes, each once, in their order.
    pub scopes: Vec<String>,
    /// Whether a comma or a semicolon stood between scopes. Between scopes is a blank (RFC 6749, section
    /// 3.3).
    pub had_commas: bool,
}

/// An address, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uri {
    /// The address.
    pub text: String,
    /// Whether it can be what it is said to be: an `https` address, or one of this machine, without a
    /// user name, and where people are sent to without a fragment (RFC 6749, section 3.1).
    pub is_safe: bool,
}

/// What HDP's description of the format has in the place of an id and of a client id.
const PLACEHOLDERS: [&str; 2] = ["oauth_application_id", "client_id"];

impl Application {
    /// Reads an object; `None` where it has nothing of an application.
    pub(super) fn read(object: &RawObject) -> Option<Self> {
        let text = |name| object.get(name).and_then(raw_object::text);
        let id = |name| text(name).or_else(|| object.get(name).and_then(number));
        let uri = |name, may_have_fragment: bool| {
            text(name).filter(|text| !text.is_empty()).map(|text| Uri {
                is_safe: base_url::problem(&text).is_none()
                    && (may_have_fragment || text.bytes().all(|byte| byte != b'#'))
                    && !has_reserved(&text),
                text,
            })
        };
        let scope = text("scope").unwrap_or_default();
        let mut scopes: Vec<String> = Vec::new();
        let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | ';');
        for scope in scope.split(is_between).filter(|scope| !scope.is_empty()) {
            if !scopes.iter().any(|other| other == scope) {
                scopes.push(scope.to_owned());
            }
        }
        let is_application = ["clientId", "authorizeURI", "tokenURI", "dataStore"]
            .into_iter()
            .any(|name| object.get(name).is_some());
        is_application.then(|| Self {
            id: id("id"),
            name: text("name").unwrap_or_default(),
            data_store: id("dataStore"),
            tenant_id: id("tenantId"),
            description: text("description").unwrap_or_default(),
            // No control could show what else it is made of.
            client_id: id("clientId").filter(|id| !id.is_empty() && !id.contains(char::is_control)),
            client_secret: id("clientSecret").filter(|secret| !secret.is_empty()),
            authorize_uri: uri("authorizeURI", false),
            token_uri: uri("tokenURI", true),
            had_commas: scopes.len() > 1 && scope.bytes().any(|byte| matches!(byte, b',' | b';')),
            scopes,
        })
    }

    /// Whether it is HDP's description of the format.
    pub(super) fn is_description(&self) -> bool {
        let is =
            |text: &Option<String>| text.as_deref().is_some_and(|it| PLACEHOLDERS.contains(&it));
        is(&self.id) || is(&self.client_id)
    }

    /// Whether HDP itself would take its name.
    pub fn has_good_name(&self) -> bool {
        self.name.chars().all(|c| c == '_' || c.is_alphanumeric())
    }

    /// The scopes as they are sent (RFC 6749, section 3.3).
    pub fn scope(&self) -> String {
        self.scopes.join(" ")
    }
}

/// A whole number as it is written.
/// Whether an address sets a parameter itself that is the platform's to set.
fn has_reserved(uri: &str) -> bool {
    let query = search::split(uri, "?").map_or("", |(_, query)| query);
    form_decoded(query).iter().any(|(key, value)| {
        let value = ParamValue::Text(value.clone());
        reserved::problem(Table::Authorization, key, &reserved::plain(key), &value)
            == Some(Problem::Reserved)
    })
}

fn number(json: &str) -> Option<String> {
    json.bytes().all(|byte| byte.is_ascii_digit()).then(|| json.to_owned())
}
