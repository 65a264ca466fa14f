//! What the tests ask with: a small HTTP client, and the documents' own requests.

use std::time::Duration;

use sandbox::{Options, Sandbox, sample};
use serde_json::{Value, json};
use ureq::http::{HeaderMap, Request};

/// Far longer than anything takes: reaching it is a failure, not a measurement.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// The documented sample request of the query.
pub(crate) const SAMPLE_QUERY: &str = r#"query getIPackOAuthConnectorDetails {
     IPackInstanceOAuthConnectorDetails(
        input: {
            integrationPackInstanceId: "test-101",
            envId: "2",
            processId : "1",
            connectionId: "3",
            catalogGuid: "796eeeb4-1b2f-4965-898a-7e443"
        }
    ){
        id
        integrationPackInstanceId
        envId
        isTokenGenerated
        connectionId
        processId
        oauthConnectorDetails
    }
}
"#;

/// The documented sample request of the mutation, with the comma that it leaves out.
pub(crate) const SAMPLE_MUTATION: &str = r#"mutation addIPackInstanceOAuthConnectorDetails{
    saveIPackInstanceOauthConnectorDetails(
        input: {
            integrationPackInstanceId: "test-101",
            isTokenGenerated: false,
            oauthConnectorDetails:"{\"baseURL\":\"https://baseURL.com\",\"companyId\":\"9341452451293689\",\"clientId\":\"A\",\"authParams\":{\"key\":\"value\"},\"accessTokenParams\":{\"key\":\"value\"}}",
            processId: "1",
            envId: "2",
            connectionId: "3",
            catalogGuid: "796eeeb4-1b2f-4965-898a-7e443"
            clientId: "dummyClientId",
            clientSecret: "dummyValue"
        }
    ){
        id
        integrationPackInstanceId
        isTokenGenerated
        oauthConnectorDetails
        processId
        envId
        connectionId
        catalogGuid
    }
}
"#;

/// The details that the sample mutation saves.
pub(crate) const SAVED_DETAILS: &str = r#"{"baseURL":"https://baseURL.com","companyId":"9341452451293689","clientId":"A","authParams":{"key":"value"},"accessTokenParams":{"key":"value"}}"#;

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("the answer is JSON")
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("the header is text"))
    }

    /// The message of the first error, after a check of the documented form around it.
    pub(crate) fn error(&self) -> String {
        let body = self.json();
        assert_eq!(body["data"], Value::Null, "{body}");
        assert_eq!(body["errors"][0]["extensions"], json!({}), "{body}");
        body["errors"][0]["message"].as_str().expect("an error has a message").to_owned()
    }
}

pub(crate) async fn start() -> Sandbox {
    Sandbox::start(Options::default()).await.expect("a free port is there")
}

/// Sends a request; fails where the connection is closed without an answer.
pub(crate) async fn send(
    method: &str,
    url: String,
    headers: &[(&str, &str)],
    body: &str,
) -> Result<Answer, ureq::Error> {
    let mut request = Request::builder().method(method).uri(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let body = body.to_owned();
    let sending = tokio::task::spawn_blocking(move || {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .max_redirects(0)
            .timeout_global(Some(PATIENCE));
        let agent: ureq::Agent = config.build().into();
        let mut answer = if body.is_empty() {
            agent.run(request.body(()).expect("the request is well-formed"))?
        } else {
            agent.run(request.body(body).expect("the request is well-formed"))?
        };
        Ok(Answer {
            status: answer.status().as_u16(),
            headers: answer.headers().clone(),
            body: answer.body_mut().read_to_string()?,
        })
    });
    sending.await.expect("the client does not panic")
}

pub(crate) async fn get(sandbox: &Sandbox, path: &str) -> Answer {
    let url = format!("{}{path}", sandbox.origin());
    send("GET", url, &[], "").await.expect("the sandbox answers")
}

pub(crate) async fn put(sandbox: &Sandbox, path: &str, body: &str) -> Answer {
    let url = format!("{}{path}", sandbox.origin());
    send("PUT", url, &[], body).await.expect("the sandbox answers")
}

/// Posts a body to `/graphql` as the wizard does, with a good bearer and the sample's Space.
pub(crate) async fn post(sandbox: &Sandbox, body: &Value) -> Result<Answer, ureq::Error> {
    let bearer = format!("Bearer {}", sandbox.tokens().issue());
    let headers = [
        ("Content-Type", "application/json"),
        ("Authorization", &bearer),
        ("SPACE_GUID", sample::CATALOG_GUID),
    ];
    send("POST", format!("{}/graphql", sandbox.origin()), &headers, &body.to_string()).await
}

/// Runs a document and takes the answer, whatever its status.
pub(crate) async fn run(sandbox: &Sandbox, document: &str) -> Answer {
    post(sandbox, &json!({ "query": document })).await.expect("the sandbox answers")
}

/// The details of the sample's record as the platform holds it.
pub(crate) fn held_details(sandbox: &Sandbox) -> String {
    let record = sandbox.records().get(&sample::DOCUMENTED.key()).expect("SQLite works");
    record.and_then(|record| record.oauth_connector_details).expect("the sample has details")
}
