//! The log says what arrived and what became of it.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sandbox::{Fault, Kind, Operation, sample};
use serde_json::json;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use crate::client::{PATIENCE, SAMPLE_MUTATION, get, run, start};

#[tokio::test]
async fn a_request_is_there_whole() {
    let sandbox = start().await;
    run(&sandbox, SAMPLE_MUTATION).await;
    get(&sandbox, "/session/token?why=not").await;

    let log = sandbox.log();
    assert_eq!(log.len(), 2);
    let save = &log[0];
    assert_eq!((save.number, save.method.as_str(), save.path.as_str()), (1, "POST", "/graphql"));
    assert_eq!(save.body, json!({ "query": SAMPLE_MUTATION }).to_string());
    assert_eq!(save.operation.as_deref(), Some("saveIPackInstanceOauthConnectorDetails"));
    assert!(save.is(Operation::Save) && !save.is(Operation::Load));
    assert_eq!((save.status, save.outcome.as_str()), (Some(200), "answered"));
    assert_eq!(save.headers["space_guid"], sample::CATALOG_GUID);
    let token = &log[1];
    assert!(token.is(Operation::Token));
    assert_eq!((token.number, token.path.as_str()), (2, "/session/token"));
    assert_eq!((token.query.as_str(), token.operation.as_deref()), ("why=not", None));
}

#[tokio::test]
async fn it_never_holds_a_bearer() {
    let sandbox = start().await;
    run(&sandbox, SAMPLE_MUTATION).await;
    assert_eq!(sandbox.log()[0].headers["authorization"], "Bearer …");
}

#[tokio::test]
async fn it_can_be_read_over_http() {
    let sandbox = start().await;
    run(&sandbox, SAMPLE_MUTATION).await;
    let log = get(&sandbox, "/log").await.json();
    assert_eq!(log[0]["number"].to_string(), "1");
    assert_eq!(log[0]["operation"], "saveIPackInstanceOauthConnectorDetails");
    assert_eq!(log[0]["outcome"], "answered");
}

#[tokio::test]
async fn who_watches_does_not_fill_it() {
    let sandbox = start().await;
    get(&sandbox, "/log").await;
    get(&sandbox, "/faults").await;
    run(&sandbox, SAMPLE_MUTATION).await;
    let log = get(&sandbox, "/log").await.json();
    assert_eq!((log.as_array().map(Vec::len), log[0]["number"].to_string()), (Some(1), "1".into()));
}

#[tokio::test]
async fn the_newest_that_are_no_files_can_be_read_alone() {
    let sandbox = start().await;
    sandbox.page("/host.html", "<!doctype html>");
    get(&sandbox, "/session/token").await;
    run(&sandbox, SAMPLE_MUTATION).await;
    get(&sandbox, "/host.html").await;
    get(&sandbox, "/session/connections").await;
    let newest = get(&sandbox, "/log?newest=2").await.json();
    assert_eq!(
        (&newest[0]["path"], &newest[1]["path"]),
        (&json!("/graphql"), &json!("/session/connections"))
    );
    assert_eq!(newest.as_array().map(Vec::len), Some(2));
    assert_eq!(sandbox.log().len(), 4);
    assert_eq!(get(&sandbox, "/log?newest=many").await.status, 400);
}

#[tokio::test]
async fn it_says_when_and_for_how_long() {
    let sandbox = start().await;
    let before = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970");
    sandbox.set_faults(vec![Fault::new(Kind::Delay).milliseconds(20).times(1)]);
    run(&sandbox, SAMPLE_MUTATION).await;
    let entry = sandbox.log().remove(0);
    assert!(u128::from(entry.arrived) >= before.as_millis(), "{}", entry.arrived);
    assert!(entry.took >= Some(20), "{:?}", entry.took);
}

#[tokio::test]
async fn waiting_in_vain_ends_with_the_log() {
    let sandbox = start().await;
    get(&sandbox, "/session/token").await;
    let error = sandbox.wait_for(|log| log.len() == 2, Duration::ZERO).await;
    let message = error.expect_err("there was one request only").to_string();
    assert!(message.contains("1 GET /session/token"), "{message}");
}

#[tokio::test]
async fn a_client_that_leaves_is_noted() {
    let sandbox = start().await;
    sandbox.set_faults(vec![Fault::new(Kind::Hold).on(Operation::Token)]);
    let address = sandbox.origin().replace("http://", "");
    let mut stream = TcpStream::connect(&address).await.expect("the sandbox listens");
    let request = format!("GET /session/token HTTP/1.1\r\nHost: {address}\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("the sandbox reads");
    sandbox
        .wait_for(|log| log.iter().any(|entry| entry.outcome == "fault: hold"), PATIENCE)
        .await
        .expect("the request is held");
    drop(stream);
    sandbox
        .wait_for(|log| log[0].abandoned, PATIENCE)
        .await
        .expect("the sandbox sees that the client has left");

    sandbox.clear_faults();
    sandbox
        .wait_for(|log| log[0].status == Some(200), PATIENCE)
        .await
        .expect("the request runs to its end all the same");
}

#[tokio::test]
async fn the_oldest_make_room() {
    let sandbox = start().await;
    for _ in 0..1_002 {
        get(&sandbox, "/missing").await;
    }
    let log = sandbox.log();
    assert_eq!((log.len(), log[0].number, log[999].number), (1_000, 3, 1_002));
}
