//! Who gets into Hybrid Data Pipeline, and how somebody is locked out.

use sandbox::Sandbox;
use sandbox::hdp::{ADMINISTRATOR, LOCKOUT_LIMIT, PLAIN, TENANT_USER};
use serde_json::{Value, json};

use crate::client::{Answer, get, put, send, start};
use crate::systems::{hdp, hdp_with};

async fn fail(sandbox: &Sandbox, times: u32) {
    for _ in 0..times {
        let answer = hdp_with(sandbox, ADMINISTRATOR.name, "wrong", "").await;
        assert_eq!(answer.status, 401);
    }
}

/// The code of an error in the documented form; a number or a text.
fn code(answer: &Answer) -> Value {
    let body = answer.json();
    assert_eq!(body["error"]["message"]["lang"], "en-US");
    assert!(body["error"]["message"]["value"].is_string());
    body["error"]["code"].clone()
}

#[tokio::test]
async fn a_wrong_login_gets_the_documented_refusal() {
    let sandbox = start().await;
    let nobody = get(&sandbox, "/hdp/api/mgmt/oauthapps").await;
    let unknown = hdp_with(&sandbox, "unknown", "wrong", "").await;
    let wrong = hdp_with(&sandbox, ADMINISTRATOR.name, "wrong", "/17").await;
    let bearer = [("Authorization", "Bearer something")];
    let url = format!("{}/hdp/api/mgmt/oauthapps", sandbox.origin());
    let bearer = send("GET", url, &bearer, "").await.expect("HDP answers");
    for answer in [nobody, unknown, wrong, bearer] {
        assert_eq!(answer.status, 401);
        assert!(code(&answer).is_number());
        assert!(answer.header("www-authenticate").starts_with("Basic "));
    }
}

#[tokio::test]
async fn each_sees_what_the_permissions_say() {
    let sandbox = start().await;
    assert_eq!(hdp(&sandbox, &ADMINISTRATOR, "/18").await.status, 200);
    assert_eq!(hdp(&sandbox, &TENANT_USER, "/17").await.status, 200);
    for (login, path) in [(&TENANT_USER, "/18"), (&PLAIN, "/17"), (&PLAIN, "")] {
        let answer = hdp(&sandbox, login, path).await;
        assert_eq!(answer.status, 403, "{path}");
        assert!(code(&answer).is_number());
    }
}

#[tokio::test]
async fn too_many_wrong_passwords_lock_a_login() {
    let sandbox = start().await;
    for _ in 0..2 {
        fail(&sandbox, LOCKOUT_LIMIT - 1).await;
        assert_eq!(hdp(&sandbox, &ADMINISTRATOR, "").await.status, 200, "it counts anew");
    }
    fail(&sandbox, LOCKOUT_LIMIT).await;
    assert_eq!(hdp(&sandbox, &ADMINISTRATOR, "").await.status, 401);
    assert_eq!(sandbox.hdp().locked(), [ADMINISTRATOR.name]);
    assert_eq!(hdp(&sandbox, &TENANT_USER, "").await.status, 200, "others are not locked");

    sandbox.hdp().unlock();
    assert_eq!(hdp(&sandbox, &ADMINISTRATOR, "").await.status, 200);
}

#[tokio::test]
async fn a_switch_unlocks() {
    let sandbox = start().await;
    fail(&sandbox, LOCKOUT_LIMIT).await;
    let switches = get(&sandbox, "/switches").await.json();
    assert_eq!(switches, json!({ "hdpTrustedOrigins": [], "hdpLocked": ["hdp-admin"] }));
    let answer = put(&sandbox, "/switches", r#"{"hdpLocked": []}"#).await;
    assert_eq!((answer.status, &answer.json()["hdpLocked"]), (200, &json!([])));
    assert_eq!(hdp(&sandbox, &ADMINISTRATOR, "").await.status, 200);
}

#[tokio::test]
async fn what_the_switches_do_not_know_they_refuse() {
    let sandbox = start().await;
    for body in
        ["nonsense", r#"{"hdpLocked": ["hdp-admin"]}"#, r#"{"cors": true}"#, r#"{"hdpLocked": 0}"#]
    {
        let answer = put(&sandbox, "/switches", body).await;
        assert_eq!(answer.status, 400, "{body}");
        assert!(answer.body.ends_with(".\n"), "{}", answer.body);
    }
    assert!(sandbox.log().is_empty(), "the switches are no request of a page");
}
