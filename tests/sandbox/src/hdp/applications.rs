//! The OAuth applications that HDP holds.

use serde_json::{Value, json};

/// The documents' own sample.
pub const DOCUMENTED_ID: u64 = 17;
/// Nothing is wrong with it.
pub const SALESFORCE_ID: u64 = 18;
/// Has no secret, and scopes that are addresses.
pub const NO_SECRET_ID: u64 = 19;
/// Has an authorization address with a query, and no scope.
pub const QUERY_ID: u64 = 20;
/// Is for a data store that the documents do not name.
pub const UNKNOWN_STORE_ID: u64 = 21;
/// Has hostile and long texts, and addresses that nobody may be sent to.
pub const HOSTILE_ID: u64 = 22;
/// Has a client ID twice.
pub const TWICE_ID: u64 = 23;
/// Has an id that is none for a 64-bit float.
pub const LARGE_ID: u64 = 9_007_199_254_740_993;

/// The documents' sample of one application, to the byte: a comma is missing.
pub const DOCUMENTED: &str = r#"{
  "id": "17",
  "name": "TenantA OAuth app",
  "dataStore": 54,
  "tenantId": 303,
  "description": "TenantA OAuth application object",
  "clientId": "asdfjasdljfasdkjf",
  "clientSecret": "1912308409123890"
  "authorizeURI": "https://accounts.google.com/o/oauth2/v2/auth",
  "tokenURI": "https://www.googleapis.com/oauth2/v3/token",
  "scope": "full_offline_access, test_repo"
}"#;

/// The same in a list, where another comma is missing.
const DOCUMENTED_LIST: &str = r#"{
  "applications": [
    {
      "id": 17,
      "name": "TenantA OAuth app",
      "dataStore": 54,
      "tenantId": 303,
      "description": "TenantA OAuth application object"
      "authorizeURI": "https://accounts.google.com/o/oauth2/v2/auth",
      "tokenURI": "https://www.googleapis.com/oauth2/v3/token",
      "scope": "full_offline_access, test_repo"
    }
  ]
}"#;

/// One application.
pub(super) struct Application {
    pub(super) id: u64,
    name: String,
    store: u64,
    pub(super) tenant: u64,
    description: String,
    client_id: &'static str,
    client_secret: &'static str,
    authorize: &'static str,
    token: &'static str,
    scope: &'static str,
}

impl Application {
    /// The name of its tenant, to look for.
    pub(super) fn tenant_name(&self) -> &'static str {
        match self.tenant {
            1 => "System",
            303 => "TenantA",
            _ => "TenantB",
        }
    }

    /// What `GET` by id answers.
    pub(super) fn whole(&self) -> String {
        if self.id == DOCUMENTED_ID {
            return DOCUMENTED.to_owned();
        }
        let text = json!({
            "id": self.id.to_string(),
            "name": self.name,
            "dataStore": self.store,
            "tenantId": self.tenant,
            "description": self.description,
            "clientId": self.client_id,
            "clientSecret": self.client_secret,
            "authorizeURI": self.authorize,
            "tokenURI": self.token,
            "scope": self.scope,
        })
        .to_string();
        if self.id == TWICE_ID {
            return text.replace("\"clientSecret\"", "\"clientId\":\"another\",\"clientSecret\"");
        }
        text
    }

    fn in_a_list(&self) -> Value {
        json!({
            "id": self.id,
            "name": self.name,
            "dataStore": self.store,
            "tenantId": self.tenant,
            "description": self.description,
            "authorizeURI": self.authorize,
            "tokenURI": self.token,
            "scope": self.scope,
        })
    }
}

/// What the list answers.
pub(super) fn list(applications: &[Application]) -> String {
    if let [only] = applications
        && only.id == DOCUMENTED_ID
    {
        return DOCUMENTED_LIST.to_owned();
    }
    let applications: Vec<_> = applications.iter().map(Application::in_a_list).collect();
    json!({ "applications": applications }).to_string()
}

/// All that there are.
pub(super) fn all() -> Vec<Application> {
    let salesforce = || Application {
        id: SALESFORCE_ID,
        name: "Salesforce_sales".to_owned(),
        store: 1,
        tenant: 1,
        description: "The sales team's Salesforce".to_owned(),
        client_id: "3MVG9sandboxSalesforce",
        client_secret: "hdp-secret-of-18",
        authorize: "https://login.salesforce.com/services/oauth2/authorize",
        token: "https://login.salesforce.com/services/oauth2/token",
        scope: "api refresh_token",
    };
    vec![
        Application {
            id: DOCUMENTED_ID,
            name: "TenantA OAuth app".to_owned(),
            store: 54,
            tenant: 303,
            description: "TenantA OAuth application object".to_owned(),
            client_id: "asdfjasdljfasdkjf",
            client_secret: "1912308409123890",
            authorize: "https://accounts.google.com/o/oauth2/v2/auth",
            token: "https://www.googleapis.com/oauth2/v3/token",
            scope: "full_offline_access, test_repo",
        },
        salesforce(),
        Application {
            id: NO_SECRET_ID,
            name: "BigQuery_reports".to_owned(),
            store: 62,
            tenant: 304,
            description: "Reports".to_owned(),
            client_id: "1234-sandbox.apps.googleusercontent.com",
            client_secret: "",
            authorize: "https://accounts.google.com/o/oauth2/v2/auth",
            token: "https://www.googleapis.com/oauth2/v3/token",
            scope: "https://www.googleapis.com/auth/bigquery.readonly \
                    https://www.googleapis.com/auth/cloud-platform.read-only",
        },
        Application {
            id: QUERY_ID,
            name: "Rest_orders".to_owned(),
            store: 63,
            tenant: 304,
            description: String::new(),
            client_id: "orders",
            client_secret: "hdp-secret-of-20",
            authorize: "https://orders.example/authorize?audience=orders%20api",
            token: "https://orders.example/token",
            scope: "",
        },
        Application {
            id: UNKNOWN_STORE_ID,
            name: "Dynamics_365".to_owned(),
            store: 9_001,
            description: "A data store that came later".to_owned(),
            client_id: "8b7e-sandbox-dynamics",
            client_secret: "hdp-secret-of-21",
            authorize: "https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize",
            token: "https://login.microsoftonline.com/organizations/oauth2/v2.0/token",
            scope: "offline_access https://org.crm.dynamics.com/.default",
            ..salesforce()
        },
        Application {
            id: HOSTILE_ID,
            name: format!("<img src=x onerror=alert(1)>{}", "_long".repeat(400)),
            store: 1,
            tenant: 304,
            description: format!(
                "\u{202e}txet desrever\u{202c} </script><script>alert(1)</script>\n{}",
                "Description without an end. ".repeat(400)
            ),
            client_id: "\"><svg onload=alert(1)>",
            client_secret: "hdp-secret-of-22",
            authorize: "javascript:alert(document.domain)",
            token: "http://user:password@tokens.example/token?redirect_uri=https://thief.example/#f",
            scope: "<b>everything</b>, full;full\tfull",
        },
        Application {
            id: TWICE_ID,
            name: "Named_twice".to_owned(),
            tenant: 304,
            description: "Which client ID is right?".to_owned(),
            client_id: "one",
            client_secret: "hdp-secret-of-23",
            ..salesforce()
        },
        Application {
            id: LARGE_ID,
            name: "Large_id".to_owned(),
            description: "An id beyond 53 bits".to_owned(),
            client_id: "large",
            client_secret: "hdp-secret-of-the-large-one",
            ..salesforce()
        },
    ]
}
