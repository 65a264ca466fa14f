//! When `OpenInt` gives away tokens although nobody meant to ask for them.

use sandbox::openint::{FAILING, HEALTHY, MANUAL, TOKEN_CANARY};
use serde_json::json;

use crate::client::start;
use crate::systems::openint;

#[tokio::test]
async fn any_text_asks_for_secrets() {
    let sandbox = start().await;
    for value in ["true", "false", "0", "no", "%20"] {
        let path = format!("{HEALTHY}?include_secrets={value}");
        let connection = openint(&sandbox, "GET", &path).await.json();
        let credentials = &connection["settings"]["oauth"]["credentials"];
        let token = credentials["access_token"].as_str().expect("the tokens are there");
        assert!(token.starts_with(TOKEN_CANARY), "{value}");
        assert!(credentials["expires_at"].is_string());
        assert!(credentials["scope"].as_str().expect("it is a text").contains("openid"));
    }
    for query in ["", "?include_secrets", "?include_secrets="] {
        let answer = openint(&sandbox, "GET", &format!("{HEALTHY}{query}")).await;
        assert!(!answer.body.contains(TOKEN_CANARY), "{query}");
    }
}

#[tokio::test]
async fn settings_are_not_always_of_oauth() {
    let sandbox = start().await;
    let path = format!("{MANUAL}?include_secrets=true&expand=connector");
    let connection = openint(&sandbox, "GET", &path).await.json();
    let key = connection["settings"]["apiKey"].as_str().expect("it has a key");
    assert!(key.starts_with(TOKEN_CANARY));
    assert_eq!(connection["connector"]["auth_type"], "CUSTOM");
}

#[tokio::test]
async fn an_error_may_hold_them() {
    let sandbox = start().await;
    let answer = openint(&sandbox, "GET", FAILING).await;
    let error = answer.json();
    assert_eq!((answer.status, &error["code"]), (500, &json!("INTERNAL_SERVER_ERROR")));
    assert_eq!(error["data"]["httpStatus"].to_string(), "500");
    assert!(error["data"]["stack"].is_string() && error["output_issues"].is_array());
    assert!(error["output"].to_string().contains(TOKEN_CANARY));
}
