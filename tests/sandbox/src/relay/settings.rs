//! What a token is generated for.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// The part of a record's details that a token depends on.
#[derive(Clone, Debug)]
pub(super) struct Settings {
    base_url: String,
    company_id: String,
    /// The client's id at the OAuth server.
    pub(super) client_id: String,
    /// What is added to the authorization request.
    pub(super) authorization: Vec<(String, String)>,
    /// What is added to the token request.
    pub(super) access_token: Vec<(String, String)>,
}

impl Settings {
    /// Reads members under the names that `oauthConnectorDetails` has; the request to the relay uses
    /// the same.
    pub(super) fn of(members: &Map<String, Value>) -> Self {
        let text = |name| members.get(name).map(text).unwrap_or_default();
        Self {
            base_url: text("baseURL"),
            company_id: text("companyId"),
            client_id: text("clientId"),
            authorization: texts(members.get("authParams")),
            access_token: texts(members.get("accessTokenParams")),
        }
    }

    /// Reads `oauthConnectorDetails`; none where it is no JSON object.
    pub(super) fn read(details: &str) -> Option<Self> {
        serde_json::from_str::<Map<_, _>>(details).ok().map(|members| Self::of(&members))
    }
}

impl PartialEq for Settings {
    /// In JSON the order of members says nothing.
    fn eq(&self, other: &Self) -> bool {
        let sorted = |settings: &Self| {
            let map =
                |params: &[(String, String)]| params.iter().cloned().collect::<BTreeMap<_, _>>();
            (map(&settings.authorization), map(&settings.access_token))
        };
        (&self.base_url, &self.company_id, &self.client_id)
            == (&other.base_url, &other.company_id, &other.client_id)
            && sorted(self) == sorted(other)
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The members of an object whose values are texts; how a platform would send others is not documented.
fn texts(value: Option<&Value>) -> Vec<(String, String)> {
    let members = value.and_then(Value::as_object).into_iter().flatten();
    let pair = |(name, value): (&String, &Value)| Some((name.clone(), value.as_str()?.to_owned()));
    members.filter_map(pair).collect()
}
