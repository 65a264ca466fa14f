//! Every way in which a token generation ends without a token, and what the relay says then.

use std::time::Duration;

use sandbox::{Fault, Kind, Operation, Sandbox};
use serde_json::json;
use url::Url;

use crate::authorizing::{
    Begun, SECRET, ask, begin, come_back, error, is_generated, open, outcome, press,
};
use crate::client::{send, start};

async fn fails_at_the_exchange(fault: Fault) -> (Sandbox, Begun) {
    let sandbox = start().await;
    sandbox.set_faults(vec![fault.on(Operation::Exchange)]);
    let begun = begin(&sandbox).await;
    let page = come_back(&press(&begun.url, "yes").await).await;
    assert!(page.body.contains("The wizard says why."), "{}", page.body);
    assert_eq!(is_generated(&sandbox), (false, false));
    (sandbox, begun)
}

#[tokio::test]
async fn who_says_no_gets_none() {
    let sandbox = start().await;
    let begun = begin(&sandbox).await;
    let page = come_back(&press(&begun.url, "no").await).await;
    assert!(page.body.contains("nothing was changed"), "{}", page.body);
    let expected = json!({
        "state": "failed",
        "error": "access_denied",
        "errorDescription": "The person said no.",
    });
    assert_eq!(outcome(&sandbox, &begun).await, expected);
    assert_eq!(is_generated(&sandbox), (false, false));
}

#[tokio::test]
async fn a_wrong_secret() {
    let sandbox = start().await;
    sandbox.provider().expect("it is built in").set_secret("another one");
    let begun = begin(&sandbox).await;
    come_back(&press(&begun.url, "yes").await).await;
    assert_eq!(error(&sandbox, &begun).await, "invalid_client");
    assert_eq!(is_generated(&sandbox), (false, false));
}

#[tokio::test]
async fn what_the_provider_says_goes_on_as_plain_text() {
    let sandbox = start().await;
    sandbox.set_faults(vec![
        Fault::new(Kind::Refuse)
            .on(Operation::Consent)
            .error("invalid_scope")
            .error_description("<b>No</b>\u{7} such scope")
            .error_uri("https://provider.example/help?a=b"),
    ]);
    let begun = begin(&sandbox).await;
    let back = Url::parse(open(&begun.url).await.header("location")).expect("it is an address");
    let page = come_back(&back).await;
    assert!(!page.body.contains("scope"), "{}", page.body);
    let expected = json!({
        "state": "failed",
        "error": "invalid_scope",
        "errorDescription": "<b>No</b> such scope",
        "errorUri": "https://provider.example/help?a=b",
    });
    assert_eq!(outcome(&sandbox, &begun).await, expected);
}

#[tokio::test]
async fn an_error_of_the_token_endpoint() {
    let fault = Fault::new(Kind::Refuse)
        .error("invalid_grant")
        .error_description("Too late.")
        .error_uri("javascript:alert(1)");
    let (sandbox, begun) = fails_at_the_exchange(fault).await;
    let expected = json!({
        "state": "failed",
        "error": "invalid_grant",
        "errorDescription": "Too late.",
    });
    assert_eq!(outcome(&sandbox, &begun).await, expected);
}

#[tokio::test]
async fn an_answer_without_a_token() {
    for kind in [Kind::NoToken, Kind::Html, Kind::DataNull, Kind::Truncated, Kind::ServerError] {
        let (sandbox, begun) = fails_at_the_exchange(Fault::new(kind)).await;
        assert_eq!(error(&sandbox, &begun).await, "invalid_response", "{kind:?}");
    }
}

#[tokio::test]
async fn a_token_endpoint_that_does_not_answer() {
    let (sandbox, begun) = fails_at_the_exchange(Fault::new(Kind::Drop)).await;
    assert_eq!(error(&sandbox, &begun).await, "provider_unreachable");
}

#[tokio::test]
async fn a_provider_that_is_down_when_the_browser_is_back() {
    let sandbox = start().await;
    let begun = begin(&sandbox).await;
    let back = press(&begun.url, "yes").await;
    let provider = sandbox.provider().expect("it is built in");
    provider.go_down().await;
    assert!(send("GET", begun.url.to_string(), &[], "").await.is_err());
    come_back(&back).await;
    assert_eq!(error(&sandbox, &begun).await, "provider_unreachable");

    provider.come_up().await.expect("the port is still free");
    let again = begin(&sandbox).await;
    come_back(&press(&again.url, "yes").await).await;
    assert_eq!(is_generated(&sandbox), (true, true));
}

#[tokio::test]
async fn nobody_came_back_in_time() {
    let sandbox = start().await;
    sandbox.clock().stop_at(1_800_000_000);
    let begun = begin(&sandbox).await;
    sandbox.clock().advance(Duration::from_secs(15 * 60 - 1));
    assert_eq!(outcome(&sandbox, &begun).await["state"], "pending");
    let back = press(&begun.url, "yes").await;
    sandbox.clock().advance(Duration::from_secs(1));
    assert_eq!(error(&sandbox, &begun).await, "expired");

    let page = come_back(&back).await;
    assert!(page.body.contains("This took too long"), "{}", page.body);
    assert_eq!(error(&sandbox, &begun).await, "expired");
    assert_eq!(is_generated(&sandbox), (false, false));
    assert!(!sandbox.log().iter().any(|entry| entry.is(Operation::Exchange)));
}

#[tokio::test]
async fn a_cancelled_one_stays_cancelled() {
    let sandbox = start().await;
    let begun = begin(&sandbox).await;
    let back = press(&begun.url, "yes").await;
    let path = format!("/{}", begun.id);
    for _ in 0..2 {
        assert_eq!(ask(&sandbox, "DELETE", &path, "").await.status, 204);
    }
    let page = come_back(&back).await;
    assert!(page.body.contains("it was cancelled"), "{}", page.body);
    assert_eq!(error(&sandbox, &begun).await, "cancelled");
    assert_eq!(is_generated(&sandbox), (false, false));
    assert!(!sandbox.log().iter().any(|entry| entry.is(Operation::Exchange)));
    assert_eq!(ask(&sandbox, "DELETE", "/unknown", "").await.status, 404);
}

#[tokio::test]
async fn one_that_is_cancelled_during_the_exchange_sets_nothing() {
    let sandbox = start().await;
    sandbox.set_faults(vec![Fault::new(Kind::Hold).on(Operation::Exchange)]);
    let begun = begin(&sandbox).await;
    let back = press(&begun.url, "yes").await;
    let coming_back = tokio::spawn(async move { come_back(&back).await });
    let is_held = |log: &[sandbox::Entry]| log.iter().any(|entry| entry.is(Operation::Exchange));
    sandbox.wait_for(is_held, crate::client::PATIENCE).await.expect("the exchange is held");
    assert_eq!(outcome(&sandbox, &begun).await["state"], "pending");
    assert_eq!(ask(&sandbox, "DELETE", &format!("/{}", begun.id), "").await.status, 204);
    sandbox.clear_faults();
    let page = coming_back.await.expect("the client does not panic");
    assert!(page.body.contains("it was cancelled"), "{}", page.body);
    assert_eq!(error(&sandbox, &begun).await, "cancelled");
    assert_eq!(is_generated(&sandbox), (false, false));
}

#[tokio::test]
async fn cancelling_what_is_over_changes_nothing() {
    let sandbox = start().await;
    let begun = begin(&sandbox).await;
    come_back(&press(&begun.url, "yes").await).await;
    assert_eq!(ask(&sandbox, "DELETE", &format!("/{}", begun.id), "").await.status, 204);
    assert_eq!(outcome(&sandbox, &begun).await, json!({ "state": "generated" }));
}

#[tokio::test]
async fn a_public_client_is_refused_by_a_provider_that_wants_a_secret() {
    let sandbox = start().await;
    let details = sandbox::sample::DOCUMENTED_DETAILS;
    let begun = crate::authorizing::begin_with(&sandbox, details, "").await;
    come_back(&press(&begun.url, "yes").await).await;
    assert_eq!(error(&sandbox, &begun).await, "invalid_client");
    let log = sandbox.log();
    let exchange = log.iter().find(|entry| entry.is(Operation::Exchange)).expect("it was tried");
    assert!(exchange.body.contains("client_id=A"), "{}", exchange.body);
    assert!(!SECRET.is_empty() && !exchange.headers.contains_key("authorization"));
}
