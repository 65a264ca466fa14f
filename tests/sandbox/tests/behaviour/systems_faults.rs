//! Hybrid Data Pipeline and `OpenInt` meet faults, each by its name, and are in the log without secrets.

use std::time::{Duration, Instant};

use sandbox::hdp::ADMINISTRATOR;
use sandbox::openint::HEALTHY;
use sandbox::{Fault, Kind, Operation, Sandbox};
use serde_json::{Value, json};

use crate::client::{Answer, PATIENCE, SAMPLE_QUERY, get, put, run, send, start};
use crate::systems::{self, hdp, openint};

const BOTH: [Operation; 2] = [Operation::Hdp, Operation::OpenInt];

async fn ask(sandbox: &Sandbox, operation: Operation) -> Answer {
    match operation {
        Operation::Hdp => hdp(sandbox, &ADMINISTRATOR, "/18").await,
        _ => openint(sandbox, "GET", HEALTHY).await,
    }
}

async fn under(sandbox: &Sandbox, kind: Kind, operation: Operation) -> Answer {
    sandbox.set_faults(vec![Fault::new(kind).on(operation).times(1)]);
    let answer = ask(sandbox, operation).await;
    assert_eq!(sandbox.faults(), []);
    answer
}

#[tokio::test]
async fn each_answers_in_its_own_words() {
    let sandbox = start().await;
    for (kind, status, openint) in [
        (Kind::Unauthorized, 401, "UNAUTHORIZED"),
        (Kind::Forbidden, 403, "FORBIDDEN"),
        (Kind::RateLimited, 429, "TOO_MANY_REQUESTS"),
        (Kind::ServerError, 500, "INTERNAL_SERVER_ERROR"),
    ] {
        let answer = under(&sandbox, kind, Operation::Hdp).await;
        assert_eq!(answer.status, status);
        assert_eq!(answer.json()["error"]["message"]["lang"], "en-US", "{}", answer.body);
        let answer = under(&sandbox, kind, Operation::OpenInt).await;
        assert_eq!((answer.status, &answer.json()["code"]), (status, &json!(openint)));
    }
    assert!(sandbox.hdp().locked().is_empty(), "such a 401 counts for no login");
}

#[tokio::test]
async fn each_may_be_slow_held_cut_off_or_gone() {
    let sandbox = start().await;
    for operation in BOTH {
        let answer = under(&sandbox, Kind::Truncated, operation).await;
        assert_eq!(answer.status, 200);
        assert!(serde_json::from_str::<Value>(&answer.body).is_err());
        let answer = under(&sandbox, Kind::Html, operation).await;
        assert_eq!(answer.status, 502);
        assert!(answer.header("content-type").starts_with("text/html"));

        let delay = Fault::new(Kind::Delay).on(operation).milliseconds(50).times(1);
        sandbox.set_faults(vec![delay]);
        let asked = Instant::now();
        assert_eq!(ask(&sandbox, operation).await.status, 200);
        assert!(asked.elapsed() >= Duration::from_millis(50));

        sandbox.set_faults(vec![Fault::new(Kind::Hold).on(operation)]);
        let release = async {
            let is_held = |log: &[sandbox::Entry]| {
                log.iter().any(|entry| entry.is(operation) && entry.outcome == "fault: hold")
            };
            sandbox.wait_for(is_held, PATIENCE).await.expect("it arrives");
            sandbox.clear_faults();
        };
        let (answer, ()) = tokio::join!(ask(&sandbox, operation), release);
        assert_eq!(answer.status, 200);
    }
    sandbox.set_faults(vec![Fault::new(Kind::Drop).on(Operation::Hdp)]);
    let url = format!("{}/hdp/api/mgmt/oauthapps", sandbox.origin());
    assert!(send("GET", url, &[], "").await.is_err());
}

#[tokio::test]
async fn a_lost_reply_of_a_check_has_checked() {
    let sandbox = start().await;
    sandbox.set_faults(vec![Fault::new(Kind::DropReply).on(Operation::OpenInt).times(1)]);
    let id = sandbox::openint::BREAKS;
    let bearer = format!("Bearer {}", sandbox.openint().tokens().issue());
    let url = format!("{}/openint/v1/connection/{id}/check", sandbox.origin());
    let headers = [("Authorization", bearer.as_str()), systems::JSON];
    assert!(send("POST", url, &headers, "{}").await.is_err());
    assert_eq!(openint(&sandbox, "GET", id).await.json()["status"], "error");
}

#[tokio::test]
async fn the_others_meet_none_of_it() {
    let sandbox = start().await;
    let faults = json!([
        { "fault": "server-error", "operation": "hdp" },
        { "fault": "server-error", "operation": "openint" },
    ]);
    assert_eq!(put(&sandbox, "/faults", &faults.to_string()).await.json(), faults);
    assert_eq!(run(&sandbox, SAMPLE_QUERY).await.status, 200);
    assert_eq!(get(&sandbox, "/session/openint-token").await.status, 200);
    for operation in BOTH {
        assert_eq!(ask(&sandbox, operation).await.status, 500);
    }
    sandbox.set_faults(vec![Fault::new(Kind::ServerError)]);
    for operation in BOTH {
        assert_eq!(ask(&sandbox, operation).await.status, 200, "it is not /graphql");
    }
}

#[tokio::test]
async fn a_preflight_meets_none_either() {
    let sandbox = start().await;
    sandbox.set_faults(vec![Fault::new(Kind::ServerError).on(Operation::OpenInt).times(1)]);
    let url = format!("{}/openint/v1/connection/{HEALTHY}", sandbox.origin());
    let page = [("Origin", "https://pages.example")];
    let preflight = send("OPTIONS", url, &page, "").await.expect("OpenInt answers");
    assert_eq!((preflight.status, sandbox.faults().len()), (204, 1));
    assert!(!sandbox.log()[0].is(Operation::OpenInt), "a count of requests leaves it out");
}

#[tokio::test]
async fn the_log_holds_no_credential() {
    let sandbox = start().await;
    for operation in BOTH {
        ask(&sandbox, operation).await;
    }
    for url in [
        "/hdp/api/mgmt/oauthapps?tenantId=303&user=hdp-tenant&password=canary",
        "/openint/v1/connection/conn_x?expand=connector&include_secrets=false&token=canary",
    ] {
        let url = format!("{}{url}", sandbox.origin());
        let bare = [("Authorization", "canary")];
        send("POST", url, &bare, r#"{"note": "canary"}"#).await.expect("the sandbox answers");
    }
    let log = sandbox.log();
    assert_eq!(log[0].headers["authorization"], "Basic …");
    assert_eq!(log[1].headers["authorization"], "Bearer …");
    assert!(log[2].query.starts_with("tenantId=303&user=hdp-tenant&password="));
    assert!(log[3].query.starts_with("expand=connector&include_secrets=false&token="));
    assert!(!get(&sandbox, "/log").await.body.contains("canary"));
}
