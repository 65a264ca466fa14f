//! Who may ask `OpenInt`, from where, and how it says no.

use sandbox::openint::HEALTHY;
use sandbox::{Fault, Kind, Operation, Tokens};
use serde_json::json;

use crate::client::{Answer, SAMPLE_QUERY, get, send, start};
use crate::systems::{openint, openint_with};

fn error(answer: &Answer) -> (u16, String) {
    let body = answer.json();
    assert!(body["message"].is_string(), "{body}");
    assert_eq!(body["data"]["code"], body["code"]);
    assert_eq!(body["data"]["httpStatus"].to_string(), answer.status.to_string());
    (answer.status, body["code"].as_str().expect("a code is a name").to_owned())
}

#[tokio::test]
async fn the_host_gets_a_token_for_its_page() {
    let sandbox = start().await;
    let token = get(&sandbox, "/session/openint-token").await.body;
    assert!(sandbox.openint().tokens().accept(&token));
    let bearer = format!("Bearer {token}");
    let answer = openint_with(&sandbox, "GET", &[("Authorization", &bearer)], HEALTHY).await;
    assert_eq!(answer.status, 200);
    assert!(!sandbox.tokens().accept(&token), "it is no bearer of the platform");
    let url = format!("{}/graphql", sandbox.origin());
    let body = json!({ "query": SAMPLE_QUERY }).to_string();
    let answer = send("POST", url, &[("Authorization", &bearer)], &body).await;
    assert_eq!(answer.expect("the sandbox answers").status, 401);
}

#[tokio::test]
async fn who_shows_no_token_is_nobody() {
    let sandbox = start().await;
    for (method, path) in [("GET", HEALTHY.to_owned()), ("POST", format!("{HEALTHY}/check"))] {
        let answer = openint_with(&sandbox, method, &[], &path).await;
        assert_eq!(error(&answer), (403, "FORBIDDEN".to_owned()));
    }
}

#[tokio::test]
async fn a_wrong_token_is_refused() {
    let sandbox = start().await;
    for authorization in [
        "Bearer nonsense".to_owned(),
        "Bearer ".to_owned(),
        format!("Basic {}", sandbox.openint().tokens().issue()),
        format!("Bearer {}", sandbox.tokens().issue()),
        format!("Bearer {}", Tokens::new(300).issue()),
        format!("Bearer {}", sandbox.openint().tokens().issue_for(-1)),
    ] {
        let headers = [("Authorization", authorization.as_str())];
        for (method, path) in [("GET", HEALTHY.to_owned()), ("POST", format!("{HEALTHY}/check"))] {
            let answer = openint_with(&sandbox, method, &headers, &path).await;
            assert_eq!(error(&answer), (401, "UNAUTHORIZED".to_owned()), "{authorization}");
        }
    }
}

#[tokio::test]
async fn a_server_key_works_and_the_log_tells() {
    let sandbox = start().await;
    openint(&sandbox, "GET", HEALTHY).await;
    for key in ["Bearer key_sandbox", "Bearer key_cus_sandbox"] {
        let answer = openint_with(&sandbox, "GET", &[("Authorization", key)], HEALTHY).await;
        assert_eq!(answer.status, 200);
    }
    let marks: Vec<_> = sandbox.log().iter().map(|entry| entry.server_key).collect();
    assert_eq!(marks, [false, true, true]);
    let log = get(&sandbox, "/log").await;
    assert_eq!(log.json()[0].get("serverKey"), None);
    assert_eq!(log.json()[1]["serverKey"], true);
    assert!(!log.body.contains("key_"), "the key itself is not in it");
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let sandbox = start().await;
    for (method, path) in [("GET", "conn_nobody"), ("POST", "conn_nobody/check")] {
        let answer = openint(&sandbox, method, path).await;
        assert_eq!(error(&answer), (404, "NOT_FOUND".to_owned()));
    }
    let answer = openint(&sandbox, "GET", "test-101").await;
    assert_eq!(error(&answer), (400, "BAD_REQUEST".to_owned()));
}

#[tokio::test]
async fn pages_of_any_origin_may_ask() {
    let sandbox = start().await;
    let page = [
        ("Origin", "https://pages.example"),
        ("Access-Control-Request-Method", "POST"),
        ("Access-Control-Request-Headers", "authorization"),
    ];
    let preflight = openint_with(&sandbox, "OPTIONS", &page, &format!("{HEALTHY}/check")).await;
    assert_eq!(preflight.status, 204);
    assert_eq!(preflight.header("access-control-allow-origin"), "https://pages.example");
    assert_eq!(preflight.header("access-control-allow-methods"), "POST");
    assert_eq!(preflight.header("access-control-allow-headers"), "authorization");
    let refused = openint_with(&sandbox, "GET", &page[..1], HEALTHY).await;
    assert_eq!(refused.status, 403);
    assert_eq!(refused.header("access-control-allow-origin"), "https://pages.example");

    sandbox.set_faults(vec![Fault::new(Kind::Html).on(Operation::OpenInt)]);
    let proxy = openint_with(&sandbox, "GET", &page[..1], HEALTHY).await;
    assert_eq!((proxy.status, proxy.header("access-control-allow-origin")), (502, ""));

    let url = format!("{}/session/openint-token", sandbox.origin());
    let token = send("GET", url, &page[..1], "").await.expect("the sandbox answers");
    assert_eq!(token.header("access-control-allow-origin"), "", "the token is the host's alone");
}
