//! An authorization as a wizard, a browser and a person go through it, one step after the other.

use sandbox::{Sandbox, sample};
use serde_json::{Value, json};
use url::Url;

use crate::client::{Answer, send};

/// A secret with everything that an encoding could get wrong.
pub(crate) const SECRET: &str = "canary 5f0c9d+/=%&:ü";

/// What the relay has begun.
pub(crate) struct Begun {
    pub(crate) id: String,
    pub(crate) url: Url,
}

impl Begun {
    /// A parameter of the authorization URL, which has to be there once.
    pub(crate) fn parameter(&self, name: &str) -> String {
        parameter(&self.url, name).expect("the parameter is there")
    }
}

/// A parameter that stands in an address once, if it is there.
pub(crate) fn parameter(url: &Url, name: &str) -> Option<String> {
    let mut found = url.query_pairs().filter(|(own, _)| own == name);
    let value = found.next().map(|(_, value)| value.into_owned());
    assert!(found.next().is_none(), "{name} stands twice in {url}");
    value
}

/// The body that begins an authorization for the documented sample, whose details are these.
pub(crate) fn body(details: &str, secret: &str) -> Value {
    let key = sample::DOCUMENTED.key();
    let mut body: Value = serde_json::from_str(details).expect("the details are JSON");
    body["key"] = json!({
        "integrationPackInstanceId": key.integration_pack_instance_id,
        "envId": key.env_id,
        "processId": key.process_id,
        "connectionId": key.connection_id,
        "catalogGuid": key.catalog_guid,
    });
    body["clientSecret"] = secret.into();
    body
}

/// Asks the relay with a good bearer.
pub(crate) async fn ask(sandbox: &Sandbox, method: &str, path: &str, body: &str) -> Answer {
    let bearer = format!("Bearer {}", sandbox.tokens().issue());
    let headers = [("Authorization", bearer.as_str()), ("Content-Type", "application/json")];
    let url = format!("{}/relay/authorizations{path}", sandbox.origin());
    send(method, url, &headers, body).await.expect("the relay answers")
}

/// Begins an authorization for the documented sample as it is.
pub(crate) async fn begin(sandbox: &Sandbox) -> Begun {
    begin_with(sandbox, sample::DOCUMENTED_DETAILS, SECRET).await
}

/// The same with other details, which are saved first, or another secret.
pub(crate) async fn begin_with(sandbox: &Sandbox, details: &str, secret: &str) -> Begun {
    save(sandbox, details);
    let answer = ask(sandbox, "POST", "", &body(details, secret).to_string()).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    let begun = answer.json();
    let text = |name: &str| begun[name].as_str().expect("it is text").to_owned();
    let id = text("attemptId");
    assert_eq!(answer.header("location"), format!("/relay/authorizations/{id}"));
    Begun { id, url: text("authorizationUrl").parse().expect("it is an address") }
}

/// Puts details into the documented sample's record.
pub(crate) fn save(sandbox: &Sandbox, details: &str) {
    let key = sample::DOCUMENTED.key();
    let record = sandbox.records().get(&key).expect("SQLite works");
    let mut record = record.expect("the sample has a record");
    record.oauth_connector_details = Some(details.to_owned());
    sandbox.records().put(&record).expect("SQLite works");
}

/// Opens an address as a browser does, without going on to where it leads.
pub(crate) async fn open(url: &Url) -> Answer {
    send("GET", url.to_string(), &[], "").await.expect("the server answers")
}

/// Where an answer leads.
pub(crate) fn led_to(from: &Url, answer: &Answer) -> Url {
    assert_eq!(answer.status, 303, "{}", answer.body);
    from.join(answer.header("location")).expect("it leads to an address")
}

/// Opens the provider's page and presses one of its buttons; answers where that leads.
pub(crate) async fn press(url: &Url, button: &str) -> Url {
    let page = open(url).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.body.contains(&format!("value=\"{button}\"")), "{}", page.body);
    answer_page(url, &page, button).await
}

/// Presses a button of the provider's page.
pub(crate) async fn answer_page(url: &Url, page: &Answer, button: &str) -> Url {
    let form = format!("ticket={}&answer={button}", ticket(page));
    let headers = [("Content-Type", "application/x-www-form-urlencoded")];
    let address = url.join("/oauth2/authorize").expect("it is an address");
    let answer = send("POST", address.to_string(), &headers, &form).await;
    led_to(url, &answer.expect("the provider answers"))
}

/// The ticket in the provider's page.
pub(crate) fn ticket(page: &Answer) -> String {
    let (_, rest) = page.body.split_once("name=\"ticket\" value=\"").expect("there is a ticket");
    rest.split_once('"').expect("it ends").0.to_owned()
}

/// Opens the callback and the page that it leads to.
pub(crate) async fn come_back(url: &Url) -> Answer {
    let answer = open(url).await;
    open(&led_to(url, &answer)).await
}

/// What the relay says has become of an authorization.
pub(crate) async fn outcome(sandbox: &Sandbox, begun: &Begun) -> Value {
    let answer = ask(sandbox, "GET", &format!("/{}", begun.id), "").await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()
}

/// The error of an authorization that has failed.
pub(crate) async fn error(sandbox: &Sandbox, begun: &Begun) -> String {
    let outcome = outcome(sandbox, begun).await;
    assert_eq!(outcome["state"], "failed", "{outcome}");
    outcome["error"].as_str().expect("a failure has an error").to_owned()
}

/// Whether the platform says that the documented sample has a token: in the record, and in fact.
pub(crate) fn is_generated(sandbox: &Sandbox) -> (bool, bool) {
    let key = sample::DOCUMENTED.key();
    let record = sandbox.records().get(&key).expect("SQLite works");
    let flag = record.and_then(|record| record.is_token_generated).unwrap_or_default();
    (flag, sandbox.records().has_token(&key).expect("SQLite works"))
}
