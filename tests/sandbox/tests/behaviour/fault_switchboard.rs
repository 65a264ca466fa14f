//! `/faults`: which faults are set, and for how many requests more.

use sandbox::{Fault, Kind, Operation};
use serde_json::json;

use crate::client::{SAMPLE_MUTATION, SAMPLE_QUERY, get, put, run, send, start};

#[tokio::test]
async fn put_replaces_get_lists_delete_clears() {
    let sandbox = start().await;
    let faults = json!([
        { "fault": "delay", "operation": "load", "times": 2, "milliseconds": 5 },
        { "fault": "rate-limited", "operation": "save", "retryAfter": 3 },
        { "fault": "refuse", "operation": "exchange", "error": "invalid_grant", "errorDescription": "No." },
        { "fault": "opener-policy" },
    ]);
    let answer = put(&sandbox, "/faults", &faults.to_string()).await;
    assert_eq!((answer.status, answer.json()), (200, faults.clone()));
    assert_eq!(get(&sandbox, "/faults").await.json(), faults);
    assert_eq!(
        sandbox.faults(),
        [
            Fault::new(Kind::Delay).on(Operation::Load).times(2).milliseconds(5),
            Fault::new(Kind::RateLimited).on(Operation::Save).retry_after(3),
            Fault::new(Kind::Refuse)
                .on(Operation::Exchange)
                .error("invalid_grant")
                .error_description("No."),
            Fault::new(Kind::OpenerPolicy),
        ]
    );
    let url = format!("{}/faults", sandbox.origin());
    assert_eq!(send("DELETE", url, &[], "").await.expect("the sandbox answers").status, 204);
    assert_eq!(get(&sandbox, "/faults").await.body, "[]\n");
}

#[tokio::test]
async fn patch_adds() {
    let sandbox = start().await;
    sandbox.set_faults(vec![Fault::new(Kind::Html)]);
    let url = format!("{}/faults", sandbox.origin());
    let added = json!([{ "fault": "drop", "times": 1 }]).to_string();
    let answer = send("PATCH", url.clone(), &[], &added).await.expect("the sandbox answers");
    let all = json!([{ "fault": "html" }, { "fault": "drop", "times": 1 }]);
    assert_eq!((answer.status, answer.json()), (200, all));
    assert_eq!(sandbox.faults(), [Fault::new(Kind::Html), Fault::new(Kind::Drop).times(1)]);

    let answer = send("PATCH", url, &[], "nonsense").await.expect("the sandbox answers");
    assert_eq!((answer.status, sandbox.faults().len()), (400, 2));
}

#[tokio::test]
async fn what_it_does_not_know_it_refuses_in_a_sentence() {
    let sandbox = start().await;
    sandbox.set_faults(vec![Fault::new(Kind::Html)]);
    for body in [
        "",
        "nonsense",
        r#"{ "fault": "drop" }"#,
        r#"[{ "fault": "meteorite" }]"#,
        r#"[{ "fault": "drop", "operation": "everything" }]"#,
        r#"[{ "fault": "drop", "times": 0 }]"#,
        r#"[{ "fault": "drop", "colour": "red" }]"#,
        r#"[{ "fault": "drop", "milliseconds": 5 }]"#,
        r#"[{ "fault": "drop", "retryAfter": 5 }]"#,
        r#"[{ "fault": "delay" }]"#,
        r#"[{ "fault": "drop", "error": "invalid_scope" }]"#,
        r#"[{ "fault": "no-token", "errorUri": "https://provider.example/" }]"#,
    ] {
        let answer = put(&sandbox, "/faults", body).await;
        assert_eq!(answer.status, 400, "{body}");
        assert!(answer.body.ends_with(".\n"), "{}", answer.body);
    }
    assert_eq!(sandbox.faults(), [Fault::new(Kind::Html)], "the old list still holds");
}

#[tokio::test]
async fn a_fault_is_gone_after_its_times() {
    let sandbox = start().await;
    sandbox.set_faults(vec![Fault::new(Kind::Forbidden).on(Operation::Save).times(2)]);
    assert_eq!(run(&sandbox, SAMPLE_QUERY).await.status, 200);
    assert_eq!(run(&sandbox, SAMPLE_MUTATION).await.status, 403);
    assert_eq!(sandbox.faults()[0].times, Some(1));
    assert_eq!(run(&sandbox, SAMPLE_MUTATION).await.status, 403);
    assert_eq!(sandbox.faults(), []);
    assert_eq!(run(&sandbox, SAMPLE_MUTATION).await.status, 200);
}

#[tokio::test]
async fn faults_happen_in_their_order() {
    let sandbox = start().await;
    sandbox.set_faults(vec![
        Fault::new(Kind::Unauthorized).times(1),
        Fault::new(Kind::ServerError).times(1),
    ]);
    let mut statuses = Vec::new();
    for _ in 0..3 {
        statuses.push(run(&sandbox, SAMPLE_QUERY).await.status);
    }
    assert_eq!(statuses, [401, 500, 200]);
}
