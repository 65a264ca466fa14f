//! A browser that comes back is believed once, and only with a state that is waited for.

use sandbox::Operation;
use serde_json::json;
use url::Url;

use crate::authorizing::{begin, come_back, error, is_generated, open, outcome, parameter, press};
use crate::client::{send, start};

/// A callback with other parameters in place of some.
fn altered(back: &Url, alterations: &[(&str, Option<&str>)]) -> Url {
    let kept: Vec<(String, String)> = back
        .query_pairs()
        .into_owned()
        .filter(|(name, _)| alterations.iter().all(|(altered, _)| altered != name))
        .collect();
    let mut url = back.clone();
    url.query_pairs_mut()
        .clear()
        .extend_pairs(kept)
        .extend_pairs(alterations.iter().filter_map(|(name, value)| Some((name, (*value)?))));
    url
}

async fn is_turned_away(url: &Url) {
    let page = open(url).await;
    assert_eq!(page.status, 400, "{url}");
    assert!(page.body.contains("<h1>Nothing to do here</h1>"), "{}", page.body);
}

#[tokio::test]
async fn a_state_is_good_once() {
    let sandbox = start().await;
    let begun = begin(&sandbox).await;
    let back = press(&begun.url, "yes").await;
    come_back(&back).await;
    is_turned_away(&back).await;
    is_turned_away(&altered(&back, &[("code", None), ("error", Some("access_denied"))])).await;
    assert_eq!(outcome(&sandbox, &begun).await, json!({ "state": "generated" }));
    let log = sandbox.log();
    assert_eq!(log.iter().filter(|entry| entry.is(Operation::Exchange)).count(), 1);
}

#[tokio::test]
async fn one_that_is_missing_or_made_up_uses_nothing_up() {
    let sandbox = start().await;
    let begun = begin(&sandbox).await;
    let back = press(&begun.url, "yes").await;
    let state = parameter(&back, "state").expect("there is a state");
    is_turned_away(&altered(&back, &[("state", None)])).await;
    is_turned_away(&altered(&back, &[("state", Some(""))])).await;
    is_turned_away(&altered(&back, &[("state", Some("made up"))])).await;
    is_turned_away(&altered(&back, &[("state", Some(&begun.id))])).await;
    is_turned_away(&altered(&back, &[("state", Some(&state)), ("state", Some(&state))])).await;
    let elsewhere = back.as_str().replace("/account/", "/account/not-");
    is_turned_away(&elsewhere.parse().expect("it is an address")).await;
    let look = send("HEAD", back.to_string(), &[], "").await.expect("the sandbox answers");
    assert_eq!(look.status, 405);

    assert_eq!(outcome(&sandbox, &begun).await["state"], "pending");
    come_back(&back).await;
    assert_eq!(outcome(&sandbox, &begun).await["state"], "generated");
}

#[tokio::test]
async fn the_state_of_another_authorization_does_not_take_the_code() {
    let sandbox = start().await;
    let (mine, other) = (begin(&sandbox).await, begin(&sandbox).await);
    let back = press(&other.url, "yes").await;
    let mixed = altered(&back, &[("state", Some(&mine.parameter("state")))]);
    come_back(&mixed).await;
    assert_eq!(error(&sandbox, &mine).await, "invalid_grant", "the code verifier does not fit");
    assert_eq!(outcome(&sandbox, &other).await["state"], "pending");
    assert_eq!(is_generated(&sandbox), (false, false));
}

#[tokio::test]
async fn an_answer_of_another_provider_is_refused() {
    let sandbox = start().await;
    for issuer in [None, Some("http://127.0.0.1:1"), Some("")] {
        let begun = begin(&sandbox).await;
        let back = press(&begun.url, "yes").await;
        come_back(&altered(&back, &[("iss", issuer)])).await;
        assert_eq!(error(&sandbox, &begun).await, "issuer_mismatch", "{issuer:?}");
    }
    assert!(!sandbox.log().iter().any(|entry| entry.is(Operation::Exchange)));
}

#[tokio::test]
async fn neither_a_code_nor_an_error() {
    let sandbox = start().await;
    let begun = begin(&sandbox).await;
    let back = press(&begun.url, "yes").await;
    come_back(&altered(&back, &[("code", None)])).await;
    assert_eq!(error(&sandbox, &begun).await, "invalid_response");
}
