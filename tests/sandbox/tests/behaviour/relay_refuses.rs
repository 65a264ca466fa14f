//! What the relay does not begin, and how it says so.

use sandbox::{Fault, Kind, Operation, Options, Sandbox, Upstream, sample};
use serde_json::{Value, json};

use crate::authorizing::{SECRET, ask, begin, body, save};
use crate::client::{Answer, send, start};

fn code(answer: &Answer) -> String {
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let problem = answer.json();
    assert_eq!(problem["status"].to_string(), answer.status.to_string());
    assert!(problem["detail"].as_str().expect("it has a sentence").ends_with('.'));
    problem["code"].as_str().expect("it has a code").to_owned()
}

async fn refusal(sandbox: &Sandbox, body: &Value) -> (u16, String) {
    let answer = ask(sandbox, "POST", "", &body.to_string()).await;
    (answer.status, code(&answer))
}

#[tokio::test]
async fn nothing_without_a_good_bearer() {
    let sandbox = start().await;
    let begun = begin(&sandbox).await;
    let url = format!("{}/relay/authorizations", sandbox.origin());
    let expired = format!("Bearer {}", sandbox.tokens().issue_for(-1));
    let request = body(sample::DOCUMENTED_DETAILS, SECRET).to_string();
    for headers in [vec![], vec![("Authorization", expired.as_str())]] {
        for (method, path, body) in [
            ("POST", String::new(), request.as_str()),
            ("GET", format!("/{}", begun.id), ""),
            ("DELETE", format!("/{}", begun.id), ""),
        ] {
            let answer = send(method, format!("{url}{path}"), &headers, body).await;
            let answer = answer.expect("the relay answers");
            assert_eq!((answer.status, code(&answer)), (401, "unauthorized".to_owned()));
            assert_eq!(answer.header("www-authenticate"), "Bearer");
        }
    }
}

#[tokio::test]
async fn no_body_that_it_does_not_understand() {
    let sandbox = start().await;
    let good = body(sample::DOCUMENTED_DETAILS, SECRET);
    let mut bodies = vec!["[]".to_owned(), "\"canary\"".to_owned(), "{".to_owned()];
    for (member, value) in [
        ("clientSecret", json!(["canary"])),
        ("key", json!("canary")),
        ("key", json!({ "envId": "canary" })),
        ("key", Value::Null),
    ] {
        let mut body = good.clone();
        body[member] = value;
        bodies.push(body.to_string());
    }
    for body in bodies {
        let answer = ask(&sandbox, "POST", "", &body).await;
        assert_eq!((answer.status, code(&answer)), (400, "bad-request".to_owned()), "{body}");
        assert!(!answer.body.contains("canary"), "{}", answer.body);
    }
}

#[tokio::test]
async fn nothing_but_what_is_saved() {
    let sandbox = start().await;
    for (member, value) in [
        ("clientId", json!("B")),
        ("baseURL", json!("")),
        ("companyId", json!("9341452451293688")),
        ("authParams", json!({})),
        ("authParams", json!({ "key": "value", "more": "" })),
        ("accessTokenParams", json!({ "key": "another" })),
        ("accessTokenParams", Value::Null),
    ] {
        let mut body = body(sample::DOCUMENTED_DETAILS, SECRET);
        body[member] = value;
        let refused = refusal(&sandbox, &body).await;
        assert_eq!(refused, (409, "details-differ".to_owned()), "{member}");
    }
    let mut empty = body(sample::DOCUMENTED_DETAILS, SECRET);
    empty["key"]["connectionId"] = "elsewhere".into();
    assert_eq!(refusal(&sandbox, &empty).await, (409, "not-saved".to_owned()));

    let good = body(sample::DOCUMENTED_DETAILS, SECRET);
    save(&sandbox, sample::BROKEN_DETAILS);
    assert_eq!(refusal(&sandbox, &good).await, (409, "unreadable-details".to_owned()));
    save(&sandbox, "{}");
    assert_eq!(refusal(&sandbox, &body("{}", SECRET)).await, (422, "client-id-missing".to_owned()));
}

#[tokio::test]
async fn what_other_writers_left_is_no_difference() {
    let sandbox = start().await;
    save(&sandbox, sample::FOREIGN_DETAILS);
    let known = json!({
        "companyId": "9341452451293689",
        "clientId": "ABfQ7tTsample",
        "baseURL": "https://sandbox-quickbooks.api.intuit.com",
        "authParams": { "scope": "com.intuit.quickbooks.accounting" },
        "accessTokenParams": {},
    });
    let answer = ask(&sandbox, "POST", "", &body(&known.to_string(), SECRET).to_string()).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
}

#[tokio::test]
async fn no_parameter_that_the_flow_needs() {
    let sandbox = start().await;
    let disguises = [
        "state",
        "State",
        " state ",
        "%73tate",
        "ｓｔａｔｅ",
        "state[]",
        "redirect_uri",
        "redirect.uri",
        "redirect uri",
        "redirect%5Furi",
        "code_challenge_method",
        "client_secret",
        "request_uri",
        "response_mode",
    ];
    for table in ["authParams", "accessTokenParams"] {
        for name in disguises {
            let is_token = table == "accessTokenParams";
            let is_free = ["code_challenge_method", "request_uri", "response_mode"].contains(&name);
            if is_token && is_free {
                continue;
            }
            let details = json!({ "clientId": "A", table: { name: "mine" } }).to_string();
            save(&sandbox, &details);
            let answer = ask(&sandbox, "POST", "", &body(&details, SECRET).to_string()).await;
            assert_eq!((answer.status, code(&answer)), (422, "reserved-parameter".to_owned()));
            assert_eq!(answer.json()["parameter"], name);
        }
    }
}

#[tokio::test]
async fn a_reserved_name_that_changes_nothing_is_left_out() {
    let sandbox = start().await;
    let details = json!({
        "clientId": "A",
        "authParams": { "response_type": "code", "Response_Mode": "query", "client_id": "A" },
        "accessTokenParams": { "grant_type": "authorization_code", "": "nameless" },
    });
    let details = details.to_string();
    let begun = crate::authorizing::begin_with(&sandbox, &details, SECRET).await;
    assert_eq!(begun.parameter("response_type"), "code");
    assert_eq!(begun.parameter("client_id"), "A");
    assert_eq!(crate::authorizing::parameter(&begun.url, "Response_Mode"), None);
}

#[tokio::test]
async fn it_has_faults_of_its_own() {
    let sandbox = start().await;
    let request = body(sample::DOCUMENTED_DETAILS, SECRET).to_string();
    for (kind, status, expected) in [
        (Kind::Unauthorized, 401, "unauthorized"),
        (Kind::Forbidden, 403, "forbidden"),
        (Kind::RateLimited, 429, "rate-limited"),
        (Kind::ServerError, 500, "server-error"),
    ] {
        sandbox.set_faults(vec![Fault::new(kind).on(Operation::Start)]);
        let answer = ask(&sandbox, "POST", "", &request).await;
        assert_eq!((answer.status, code(&answer)), (status, expected.to_owned()));
    }
    sandbox.set_faults(vec![Fault::new(Kind::RateLimited).on(Operation::Outcome).retry_after(7)]);
    let begun = begin(&sandbox).await;
    let path = format!("/{}", begun.id);
    let answer = ask(&sandbox, "GET", &path, "").await;
    assert_eq!((answer.status, answer.header("retry-after")), (429, "7"));
    sandbox.set_faults(vec![Fault::new(Kind::Html).on(Operation::Cancel)]);
    assert_eq!(ask(&sandbox, "DELETE", &path, "").await.status, 502);
    sandbox.set_faults(vec![Fault::new(Kind::ServerError)]);
    assert_eq!(ask(&sandbox, "GET", &path, "").await.status, 200, "it is not /graphql");
}

#[tokio::test]
async fn with_the_records_elsewhere_it_begins_nothing() {
    let upstream =
        Upstream { url: "http://127.0.0.1:9/graphql".to_owned(), token_file: "no".into() };
    let options = Options { upstream: Some(upstream), ..Options::default() };
    let sandbox = Sandbox::start(options).await.expect("a free port is there");
    let good = body(sample::DOCUMENTED_DETAILS, SECRET);
    assert_eq!(refusal(&sandbox, &good).await, (501, "no-records".to_owned()));
}
