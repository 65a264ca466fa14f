//! The relay generates a token: from the request of the wizard to the flag in the record.

use std::time::Duration;

use sandbox::{Fault, Kind, Operation, sample};
use serde_json::json;

use crate::authorizing::{
    SECRET, ask, begin, begin_with, body, come_back, is_generated, outcome, parameter, press, save,
};
use crate::client::{held_details, start};

#[tokio::test]
async fn who_consents_gets_a_token() {
    let sandbox = start().await;
    sandbox.provider().expect("it is built in").set_secret(SECRET);
    let begun = begin(&sandbox).await;
    assert_eq!(outcome(&sandbox, &begun).await, json!({ "state": "pending" }));
    assert_eq!(is_generated(&sandbox), (false, false));

    let back = press(&begun.url, "yes").await;
    let page = come_back(&back).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("<h1>The token was generated</h1>"), "{}", page.body);
    assert!(page.body.contains("You can close this window."), "{}", page.body);
    assert_eq!(outcome(&sandbox, &begun).await, json!({ "state": "generated" }));
    assert_eq!(is_generated(&sandbox), (true, true));
    assert_eq!(held_details(&sandbox), sample::DOCUMENTED_DETAILS, "the rest stays");
}

#[tokio::test]
async fn the_authorization_url_says_what_it_has_to() {
    let sandbox = start().await;
    let begun = begin(&sandbox).await;
    let provider = sandbox.provider().expect("it is built in").origin();
    assert!(begun.url.as_str().starts_with(&format!("{provider}/oauth2/authorize?")));
    assert_ne!(provider, sandbox.origin());
    assert_eq!(begun.parameter("response_type"), "code");
    assert_eq!(begun.parameter("client_id"), "A");
    assert_eq!(begun.parameter("redirect_uri"), sandbox.redirect_uri());
    assert_eq!(
        sandbox.redirect_uri(),
        format!("{}/account/{}/oauth2/callback", sandbox.origin(), sample::ACCOUNT_ID)
    );
    assert_eq!(begun.parameter("code_challenge_method"), "S256");
    assert_eq!(begun.parameter("code_challenge").len(), 43);
    assert_eq!(begun.parameter("state").len(), 43);
    assert_eq!(begun.parameter("key"), "value", "the record's own parameter");
    assert_ne!(begun.parameter("state"), begun.id, "who may ask cannot answer");

    let again = begin(&sandbox).await;
    for name in ["state", "code_challenge"] {
        assert_ne!(again.parameter(name), begun.parameter(name), "{name}");
    }
}

#[tokio::test]
async fn the_token_request_has_the_records_parameters() {
    let sandbox = start().await;
    let details = json!({
        "clientId": "an app: 100 %",
        "authParams": { "scope": "a b", "prompt": "", "retries": 2 },
        "accessTokenParams": { "audience": "https://api.example/?a=b&c", "nested": {} },
    });
    sandbox.provider().expect("it is built in").set_secret(SECRET);
    let begun = begin_with(&sandbox, &details.to_string(), SECRET).await;
    assert_eq!(begun.parameter("client_id"), "an app: 100 %");
    assert_eq!(begun.parameter("scope"), "a b");
    assert_eq!(begun.parameter("prompt"), "");
    assert_eq!(parameter(&begun.url, "retries"), None, "it is no text");
    come_back(&press(&begun.url, "yes").await).await;
    assert_eq!(outcome(&sandbox, &begun).await, json!({ "state": "generated" }));

    let log = sandbox.log();
    let exchange = log.iter().find(|entry| entry.is(Operation::Exchange));
    let exchange = exchange.expect("the code was exchanged");
    assert_eq!(exchange.headers["authorization"], "Basic …");
    let form = url::form_urlencoded::parse(exchange.body.as_bytes());
    let form: Vec<_> = form.into_owned().collect();
    let value = |name: &str| form.iter().find(|(own, _)| own == name).map(|(_, value)| &**value);
    assert_eq!(value("grant_type"), Some("authorization_code"));
    assert_eq!(value("redirect_uri"), Some(sandbox.redirect_uri()));
    assert_eq!(value("audience"), Some("https://api.example/?a=b&c"));
    assert_eq!((value("nested"), value("client_secret")), (None, None));
}

#[tokio::test]
async fn it_says_when_the_link_expires() {
    let sandbox = start().await;
    // A second before midnight of 29 February 2024.
    sandbox.clock().stop_at(1_709_251_199);
    let request = body(sample::DOCUMENTED_DETAILS, SECRET).to_string();
    let answer = ask(&sandbox, "POST", "", &request).await;
    assert_eq!(answer.json()["expiresAt"], "2024-03-01T00:14:59Z");
    sandbox.clock().stop_at(1_767_225_599);
    let answer = ask(&sandbox, "POST", "", &request).await;
    assert_eq!(answer.json()["expiresAt"], "2026-01-01T00:14:59Z");
}

#[tokio::test]
async fn a_token_for_other_settings_leaves_the_flag() {
    let sandbox = start().await;
    let begun = begin(&sandbox).await;
    let back = press(&begun.url, "yes").await;
    save(&sandbox, r#"{"clientId":"B"}"#);
    come_back(&back).await;
    assert_eq!(outcome(&sandbox, &begun).await, json!({ "state": "generated" }));
    assert_eq!(is_generated(&sandbox), (false, true));
}

#[tokio::test]
async fn what_else_was_saved_meanwhile_stays() {
    let sandbox = start().await;
    let begun = begin(&sandbox).await;
    let back = press(&begun.url, "yes").await;
    let details = sample::DOCUMENTED_DETAILS.replacen('{', r#"{"checkedBy":"a colleague","#, 1);
    save(&sandbox, &details);
    come_back(&back).await;
    assert_eq!(is_generated(&sandbox), (true, true));
    assert_eq!(held_details(&sandbox), details);
}

#[tokio::test]
async fn the_outcome_is_remembered_for_an_hour() {
    let sandbox = start().await;
    let begun = begin(&sandbox).await;
    come_back(&press(&begun.url, "yes").await).await;
    sandbox.clock().advance(Duration::from_secs(60 * 60));
    assert_eq!(outcome(&sandbox, &begun).await, json!({ "state": "generated" }));
    sandbox.clock().advance(Duration::from_secs(15 * 60));
    let answer = ask(&sandbox, "GET", &format!("/{}", begun.id), "").await;
    assert_eq!((answer.status, &answer.json()["code"]), (404, &json!("unknown-attempt")));
}

#[tokio::test]
async fn a_browser_that_gets_no_answer_loses_nothing() {
    let sandbox = start().await;
    sandbox.set_faults(vec![Fault::new(Kind::DropReply).on(Operation::Callback)]);
    let begun = begin(&sandbox).await;
    let back = press(&begun.url, "yes").await;
    assert!(crate::client::send("GET", back.to_string(), &[], "").await.is_err());
    assert_eq!(outcome(&sandbox, &begun).await, json!({ "state": "generated" }));
}
