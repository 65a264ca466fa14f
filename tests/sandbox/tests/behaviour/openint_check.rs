//! What a check of a connection says, and what it does.

use sandbox::Sandbox;
use sandbox::openint::{
    ABSENT, BREAKS, DISCONNECTED, ERROR, EXPIRED, FAILING, HEALTHY, MANUAL, UNCHECKED,
};
use serde_json::{Value, json};

use crate::client::{send, start};
use crate::systems::openint;

async fn check(sandbox: &Sandbox, id: &str) -> Value {
    let answer = openint(sandbox, "POST", &format!("{id}/check")).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()
}

async fn status(sandbox: &Sandbox, id: &str) -> (Value, Value) {
    let connection = openint(sandbox, "GET", id).await.json();
    (connection["status"].clone(), connection["status_message"].clone())
}

#[tokio::test]
async fn an_error_clears() {
    let sandbox = start().await;
    for id in [ERROR, ABSENT] {
        let expected = json!({ "id": id, "status": "healthy", "status_message": null });
        assert_eq!(check(&sandbox, id).await, expected);
        assert_eq!(status(&sandbox, id).await, (json!("healthy"), Value::Null));
    }
}

#[tokio::test]
async fn one_that_breaks_answers_what_was_before() {
    let sandbox = start().await;
    assert_eq!(check(&sandbox, BREAKS).await["status"], "healthy");
    let held = (json!("error"), json!("Unable to check connection"));
    assert_eq!(status(&sandbox, BREAKS).await, held);
    assert_eq!(check(&sandbox, BREAKS).await["status"], "error", "the next one says it");
}

#[tokio::test]
async fn what_cannot_be_checked_is_called_healthy() {
    let sandbox = start().await;
    for (id, held) in [(UNCHECKED, "error"), (MANUAL, "manual")] {
        assert_eq!(check(&sandbox, id).await["status"], "healthy");
        assert_eq!(status(&sandbox, id).await.0, held, "nothing was set");
    }
}

#[tokio::test]
async fn disconnected_stays_until_somebody_connects() {
    let sandbox = start().await;
    for _ in 0..2 {
        assert_eq!(check(&sandbox, DISCONNECTED).await["status"], "disconnected");
    }
    openint(&sandbox, "GET", &format!("{DISCONNECTED}?refresh_policy=force")).await;
    assert_eq!(status(&sandbox, DISCONNECTED).await.0, "disconnected");
    assert!(sandbox.openint().set_status(DISCONNECTED, "healthy", None));
    assert_eq!(check(&sandbox, DISCONNECTED).await["status"], "healthy");
    assert!(!sandbox.openint().set_status("conn_nobody", "healthy", None));
}

#[tokio::test]
async fn a_get_refreshes_only_with_secrets() {
    let sandbox = start().await;
    let updated = async |query: &str| {
        let path = format!("{EXPIRED}{query}");
        openint(&sandbox, "GET", &path).await.json()["updated_at"].clone()
    };
    let at_first = updated("").await;
    assert_eq!(updated("?refresh_policy=force").await, at_first);
    assert_eq!(updated("?refresh_policy=auto&include_secrets=").await, at_first);
    assert_eq!(updated("?refresh_policy=none&include_secrets=true").await, at_first);
    let refreshed = updated("?include_secrets=true").await;
    assert_ne!(refreshed, at_first);
    assert_eq!(updated("").await, refreshed);
}

#[tokio::test]
async fn each_refresh_makes_new_tokens() {
    let sandbox = start().await;
    let token = async |policy: &str| {
        let path = format!("{HEALTHY}?include_secrets=true&refresh_policy={policy}");
        let connection = openint(&sandbox, "GET", &path).await.json();
        connection["settings"]["oauth"]["credentials"]["refresh_token"].clone()
    };
    let first = token("none").await;
    assert_eq!(token("auto").await, first, "it has not expired");
    let second = token("force").await;
    assert_ne!(second, first);
    check(&sandbox, HEALTHY).await;
    assert_ne!(token("none").await, second, "a check refreshes too");
}

#[tokio::test]
async fn it_may_fail_altogether() {
    let sandbox = start().await;
    let answer = openint(&sandbox, "POST", &format!("{FAILING}/check")).await;
    assert_eq!((answer.status, &answer.json()["code"]), (500, &json!("INTERNAL_SERVER_ERROR")));
}

#[tokio::test]
async fn a_check_without_a_body_is_none() {
    let sandbox = start().await;
    let bearer = format!("Bearer {}", sandbox.openint().tokens().issue());
    let url = format!("{}/openint/v1/connection/{HEALTHY}/check", sandbox.origin());
    let answer = send("POST", url, &[("Authorization", &bearer)], "").await.expect("it answers");
    assert_eq!(answer.status, 415);
}
