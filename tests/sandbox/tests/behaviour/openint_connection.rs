//! What `OpenInt` says of a connection: any status, either form of a time, and texts of any kind.

use sandbox::openint::{
    ABSENT, BREAKS, DISCONNECTED, ERROR, EXPIRED, HEALTHY, HOSTILE, MANUAL, NULL, TOKEN_CANARY,
    UNCHECKED, UNHEARD_OF, UNKNOWN,
};
use serde_json::{Value, json};

use crate::client::start;
use crate::systems::openint;

const ALL: [&str; 12] = [
    HEALTHY,
    DISCONNECTED,
    ERROR,
    MANUAL,
    UNKNOWN,
    NULL,
    ABSENT,
    UNHEARD_OF,
    BREAKS,
    UNCHECKED,
    EXPIRED,
    HOSTILE,
];

#[tokio::test]
async fn each_status_is_there() {
    let sandbox = start().await;
    for (id, status) in [
        (HEALTHY, Some(json!("healthy"))),
        (DISCONNECTED, Some(json!("disconnected"))),
        (ERROR, Some(json!("error"))),
        (MANUAL, Some(json!("manual"))),
        (UNKNOWN, Some(json!("unknown"))),
        (NULL, Some(Value::Null)),
        (ABSENT, None),
        (UNHEARD_OF, Some(json!("paused_by_provider"))),
    ] {
        let connection = openint(&sandbox, "GET", id).await;
        assert_eq!(connection.status, 200);
        let connection = connection.json();
        assert_eq!(connection.get("status"), status.as_ref(), "{id}");
        assert_eq!(connection["id"], id);
    }
}

#[tokio::test]
async fn what_the_documents_require_is_there() {
    let sandbox = start().await;
    for id in ALL {
        let connection = openint(&sandbox, "GET", id).await.json();
        for name in [
            "id",
            "customer_id",
            "connector_config_id",
            "integration_id",
            "created_at",
            "updated_at",
            "display_name",
            "disabled",
            "connector_name",
        ] {
            assert!(connection.get(name).is_some(), "{id} has no {name}");
        }
        let has_integration = [HEALTHY, HOSTILE].contains(&id);
        assert_eq!(connection.get("integration").is_some(), has_integration, "{id}");
    }
}

#[tokio::test]
async fn without_being_asked_it_shows_neither_tokens_nor_the_connector() {
    let sandbox = start().await;
    for id in ALL {
        for query in ["", "?refresh_policy=none", "?refresh_policy=force"] {
            let answer = openint(&sandbox, "GET", &format!("{id}{query}")).await;
            assert!(!answer.body.contains(TOKEN_CANARY), "{id}{query}");
            let connection = answer.json();
            assert_eq!((connection.get("settings"), connection.get("connector")), (None, None));
        }
    }
}

#[tokio::test]
async fn times_have_two_forms() {
    let sandbox = start().await;
    for (id, created) in [
        (HEALTHY, "2026-01-01T11:00:00.000Z"),
        (DISCONNECTED, "2026-01-01 11:00:00.123456+00"),
        (UNKNOWN, "2026-01-01 11:00:00.123456+00"),
    ] {
        assert_eq!(openint(&sandbox, "GET", id).await.json()["created_at"], created);
    }
    sandbox.clock().stop_at(1_772_443_800);
    openint(&sandbox, "POST", &format!("{UNKNOWN}/check")).await;
    let updated = &openint(&sandbox, "GET", UNKNOWN).await.json()["updated_at"];
    assert_eq!(updated, "2026-03-02 09:30:00.123456+00", "a change keeps the form");
}

#[tokio::test]
async fn a_connector_comes_with_its_scopes_described() {
    let sandbox = start().await;
    let path = format!("{HEALTHY}?expand=connector&refresh_policy=none");
    let connection = openint(&sandbox, "GET", &path).await.json();
    let connector = &connection["connector"];
    assert_eq!((&connector["auth_type"], &connector["stage"]), (&json!("OAUTH2"), &json!("ga")));
    assert_eq!(connector["required_scopes"], json!(["com.intuit.quickbooks.accounting"]));
    assert_eq!(connector["scopes"][1]["description"], "Know which account signed in");
    assert_eq!(connection["integration"]["name"], "QuickBooks Online");

    let connection = openint(&sandbox, "GET", &format!("{ABSENT}?expand=connector")).await.json();
    assert_eq!(connection["connector"].get("scopes"), None);
}

#[tokio::test]
async fn an_integration_cannot_be_asked_for() {
    let sandbox = start().await;
    for query in [
        "expand=integration",
        "expand=connector&expand=integration",
        "expand=connector,integration",
        "refresh_policy=never",
    ] {
        let answer = openint(&sandbox, "GET", &format!("{HEALTHY}?{query}")).await;
        assert_eq!(
            (answer.status, &answer.json()["code"]),
            (400, &json!("BAD_REQUEST")),
            "{query}"
        );
        assert!(answer.json()["issues"][0]["message"].is_string());
    }
}

#[tokio::test]
async fn texts_can_be_hostile_and_long() {
    let sandbox = start().await;
    let answer = openint(&sandbox, "GET", &format!("{HOSTILE}?expand=connector")).await;
    let connection = answer.json();
    let message = connection["status_message"].as_str().expect("it has a message");
    assert!(message.len() > 10_000 && message.contains("<script>") && message.contains('\0'));
    assert_eq!(connection["connector"]["logo_url"], "javascript:alert(document.domain)");
    assert!(connection["metadata"]["__proto__"].is_object());
    for place in ["/status", "/integration/name", "/updated_at", "/expires_at"] {
        let text = connection.pointer(place).and_then(Value::as_str).unwrap_or_default();
        assert!(text.contains("<script>"), "{place}: {text}");
    }
}
