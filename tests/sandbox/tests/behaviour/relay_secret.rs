//! The client secret goes to the token endpoint, and nowhere else.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sandbox::{
    ClientAuthentication, Fault, Kind, OAuthServer, Operation, Options, Sandbox, sample,
};

use crate::authorizing::{SECRET, ask, begin, body, come_back, open, outcome, press};
use crate::client::{SAMPLE_QUERY, get, put, run, start};

/// The secret, and what it looks like in a form, in JSON and in HTTP Basic.
fn shapes() -> Vec<String> {
    let form: String = url::form_urlencoded::byte_serialize(SECRET.as_bytes()).collect();
    let basic = STANDARD.encode(format!("A:{form}"));
    vec![SECRET.to_owned(), "5f0c9d".to_owned(), form, basic]
}

fn is_clean(text: &str) {
    for shape in shapes() {
        assert!(!text.contains(&shape), "{shape} is in {text}");
    }
}

async fn are_logs_clean(sandbox: &Sandbox) {
    assert!(sandbox.log().iter().any(|entry| entry.is(Operation::Exchange)));
    is_clean(&format!("{:?}", sandbox.log()));
    is_clean(&get(sandbox, "/log").await.body);
}

#[tokio::test]
async fn it_is_in_no_log_and_no_page() {
    let sandbox = start().await;
    sandbox.provider().expect("it is built in").set_secret(SECRET);
    let begun = begin(&sandbox).await;
    is_clean(begun.url.as_str());
    is_clean(&open(&begun.url).await.body);
    let back = press(&begun.url, "yes").await;
    is_clean(back.as_str());
    is_clean(&come_back(&back).await.body);
    let outcome = outcome(&sandbox, &begun).await;
    assert_eq!(outcome["state"], "generated");
    is_clean(&outcome.to_string());
    are_logs_clean(&sandbox).await;
    is_clean(&format!("{:?}", sandbox.records().all().expect("SQLite works")));
    is_clean(&format!("{sandbox:?}"));

    let log = sandbox.log();
    let start = log.iter().find(|entry| entry.is(Operation::Start)).expect("it was begun");
    assert!(start.body.contains(r#""clientSecret":"…""#), "{}", start.body);
    assert!(start.body.contains(r#""clientId":"A""#), "the rest is there: {}", start.body);
    let callback = log.iter().find(|entry| entry.is(Operation::Callback)).expect("it came back");
    assert!(callback.query.contains("code=%E2%80%A6"), "codes neither: {}", callback.query);
}

#[tokio::test]
async fn it_is_in_no_log_when_it_travels_in_the_body() {
    let platform = start().await;
    let provider = platform.provider().expect("it is built in");
    let server =
        OAuthServer { client_authentication: ClientAuthentication::Body, ..provider.server() };
    let options = Options { oauth_server: Some(server), ..Options::default() };
    let sandbox = Sandbox::start(options).await.expect("a free port is there");
    provider.set_redirect_uris(&[sandbox.redirect_uri()]);
    provider.set_secret(SECRET);
    let begun = begin(&sandbox).await;
    come_back(&press(&begun.url, "yes").await).await;
    assert_eq!(outcome(&sandbox, &begun).await["state"], "generated");
    are_logs_clean(&platform).await;
}

#[tokio::test]
async fn a_provider_that_repeats_it_does_not_get_it_out() {
    let sandbox = start().await;
    let said = format!("The secret {SECRET} is wrong.");
    let refuse = Fault::new(Kind::Refuse).on(Operation::Exchange);
    sandbox.set_faults(vec![
        refuse.error(&said).error_description(&said).error_uri("https://provider.example/"),
    ]);
    let begun = begin(&sandbox).await;
    is_clean(&come_back(&press(&begun.url, "yes").await).await.body);
    let outcome = outcome(&sandbox, &begun).await;
    assert_eq!(outcome["error"], "The secret … is wrong.");
    is_clean(&outcome.to_string());
}

#[tokio::test]
async fn a_relay_that_repeats_it_is_a_fault_of_its_own() {
    let sandbox = start().await;
    let answer = put(&sandbox, "/faults", r#"[{ "fault": "echo", "times": 1 }]"#).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(sandbox.faults(), [Fault::new(Kind::Echo).times(1)]);
    assert_eq!(run(&sandbox, SAMPLE_QUERY).await.status, 200, "it is not for /graphql");
    let request = body(sample::DOCUMENTED_DETAILS, SECRET).to_string();
    let answer = ask(&sandbox, "POST", "", &request).await;
    assert_eq!((answer.status, answer.header("content-type")), (422, "application/problem+json"));
    let said = answer.json();
    assert_eq!(said["detail"], format!("The client secret {SECRET} is not accepted."));
    assert_eq!(said["code"], "client-secret-refused");
    is_clean(&format!("{:?}", sandbox.log()));
    assert_eq!(outcome(&sandbox, &begin(&sandbox).await).await["state"], "pending");
}

#[tokio::test]
async fn refusals_and_what_is_no_json_keep_it_to_themselves() {
    let sandbox = start().await;
    let good = body(sample::DOCUMENTED_DETAILS, SECRET).to_string();
    let escaped = good.replace("clientSecret", r"client\u0053ecret");
    let nested = format!(r#"{{"oauth":[{{"ClientSecret":"{SECRET}"}}]}}"#);
    let other = good.replace("\"A\"", "\"B\"");
    for body in [&good[..good.len() - 1], &format!("{good}{good}"), &escaped, &nested, &other] {
        is_clean(&ask(&sandbox, "POST", "", body).await.body);
    }
    is_clean(&ask(&sandbox, "POST", "", &format!("\"{SECRET}\"")).await.body);
    is_clean(&format!("{:?}", sandbox.log()));
}
