//! A held request waits, does not run, and goes on when it is let go.

use std::sync::Arc;

use sandbox::{Entry, Fault, Kind, Operation, Sandbox, sample};
use serde_json::json;
use tokio::task::JoinHandle;

use crate::client::{
    PATIENCE, SAMPLE_MUTATION, SAMPLE_QUERY, SAVED_DETAILS, held_details, post, run, send, start,
};

fn save(sandbox: &Arc<Sandbox>) -> JoinHandle<Option<u16>> {
    let sandbox = Arc::clone(sandbox);
    tokio::spawn(async move {
        let answer = post(&sandbox, &json!({ "query": SAMPLE_MUTATION })).await;
        answer.ok().map(|answer| answer.status)
    })
}

fn held(log: &[Entry]) -> usize {
    log.iter().filter(|entry| entry.outcome.contains("hold") && entry.status.is_none()).count()
}

async fn start_holding(faults: Vec<Fault>) -> (Arc<Sandbox>, JoinHandle<Option<u16>>) {
    let sandbox = Arc::new(start().await);
    sandbox.set_faults(faults);
    let saving = save(&sandbox);
    sandbox.wait_for(|log| held(log) == 1, PATIENCE).await.expect("the save is held");
    assert_eq!(held_details(&sandbox), sample::DOCUMENTED_DETAILS);
    (sandbox, saving)
}

#[tokio::test]
async fn clearing_lets_it_run() {
    let (sandbox, saving) = start_holding(vec![Fault::new(Kind::Hold)]).await;
    sandbox.clear_faults();
    assert_eq!(saving.await.expect("the client does not panic"), Some(200));
    assert_eq!(held_details(&sandbox), SAVED_DETAILS);
}

#[tokio::test]
async fn only_its_operation_is_held() {
    let fault = Fault::new(Kind::Hold).on(Operation::Save);
    let (sandbox, _saving) = start_holding(vec![fault]).await;
    assert_eq!(run(&sandbox, SAMPLE_QUERY).await.status, 200);
}

#[tokio::test]
async fn releasing_keeps_the_fault_for_the_next() {
    let (sandbox, first) = start_holding(vec![Fault::new(Kind::Hold)]).await;
    sandbox.release();
    assert_eq!(first.await.expect("the client does not panic"), Some(200));
    let second = save(&sandbox);
    sandbox.wait_for(|log| held(log) == 1, PATIENCE).await.expect("the second save is held");
    sandbox.clear_faults();
    assert_eq!(second.await.expect("the client does not panic"), Some(200));
}

#[tokio::test]
async fn another_fault_does_not_let_it_go() {
    let (sandbox, saving) = start_holding(vec![Fault::new(Kind::Hold).times(1)]).await;
    let url = format!("{}/faults", sandbox.origin());
    let added = json!([{ "fault": "forbidden" }]).to_string();
    send("PATCH", url, &[], &added).await.expect("the sandbox answers");
    assert_eq!(run(&sandbox, SAMPLE_QUERY).await.status, 403);
    assert_eq!(held(&sandbox.log()), 1);
    sandbox.clear_faults();
    assert_eq!(saving.await.expect("the client does not panic"), Some(200));
}

#[tokio::test]
async fn the_next_fault_comes_after_it() {
    let faults = vec![Fault::new(Kind::Hold), Fault::new(Kind::Drop)];
    let (sandbox, saving) = start_holding(faults).await;
    sandbox.clear_faults();
    assert_eq!(saving.await.expect("the client does not panic"), None);
    assert_eq!(held_details(&sandbox), sample::DOCUMENTED_DETAILS);
    assert_eq!(sandbox.log()[0].outcome, "fault: hold, drop");
}

#[tokio::test]
async fn it_can_be_let_go_over_http() {
    let (sandbox, saving) = start_holding(vec![Fault::new(Kind::Hold)]).await;
    let url = format!("{}/faults", sandbox.origin());
    let cleared = send("DELETE", url, &[], "").await.expect("the sandbox answers");
    assert_eq!(cleared.status, 204);
    assert_eq!(saving.await.expect("the client does not panic"), Some(200));
}

#[tokio::test]
async fn the_end_of_the_sandbox_lets_it_go() {
    let sandbox = start().await;
    sandbox.set_faults(vec![Fault::new(Kind::Hold).on(Operation::Token)]);
    let url = format!("{}/session/token", sandbox.origin());
    let asking = tokio::spawn(async move { send("GET", url, &[], "").await });
    sandbox.wait_for(|log| held(log) == 1, PATIENCE).await.expect("the request is held");
    drop(sandbox);
    let answer = asking.await.expect("the client does not panic");
    assert_eq!(answer.expect("the held request is answered").status, 200);
}
