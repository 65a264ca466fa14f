//! `/graphql` can be passed on to a real platform; here another sandbox plays it.

use std::fs;
use std::path::PathBuf;

use sandbox::{Options, Sandbox, Upstream, sample};
use serde_json::json;

use crate::client::{Answer, SAMPLE_QUERY, get, send, start};

async fn start_before(platform: &Sandbox, name: &str) -> (Sandbox, PathBuf) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).expect("the target folder can be written");
    let token_file = folder.join("token.txt");
    let url = format!("{}/graphql", platform.origin());
    let upstream = Some(Upstream { url, token_file: token_file.clone() });
    let options = Options { upstream, ..Options::default() };
    (Sandbox::start(options).await.expect("a free port is there"), token_file)
}

async fn ask(sandbox: &Sandbox, headers: &[(&str, &str)]) -> Answer {
    let body = json!({ "query": SAMPLE_QUERY }).to_string();
    let url = format!("{}/graphql", sandbox.origin());
    send("POST", url, headers, &body).await.expect("the sandbox answers")
}

#[tokio::test]
async fn body_and_space_go_on_and_the_files_bearer_is_added() {
    let platform = start().await;
    let (sandbox, file) = start_before(&platform, "upstream_passes").await;
    let space = [("SPACE_GUID", sample::CATALOG_GUID), ("Authorization", "Bearer of the page")];

    let good = platform.tokens().issue();
    fs::write(&file, format!("  {good}\n")).expect("the token file can be written");
    assert_eq!(get(&sandbox, "/session/token").await.body, good);
    let answer = ask(&sandbox, &space).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(answer.body.contains("7665cc47-6acf-4e39-83c0-08721"));
    let passed = &platform.log()[0];
    assert_eq!(passed.body, json!({ "query": SAMPLE_QUERY }).to_string());
    assert_eq!(passed.headers["space_guid"], sample::CATALOG_GUID);

    let expired = platform.tokens().issue_for(-1);
    fs::write(&file, expired).expect("the token file can be written");
    let answer = ask(&sandbox, &space).await;
    assert_eq!(answer.status, 401, "the file is read afresh");
    assert_eq!(answer.error(), "Downstream Execution Error: Unauthorized");
}

#[tokio::test]
async fn without_a_space_nothing_is_passed_on() {
    let platform = start().await;
    let (sandbox, file) = start_before(&platform, "upstream_needs_a_space").await;
    fs::write(&file, platform.tokens().issue()).expect("the token file can be written");
    assert_eq!(ask(&sandbox, &[]).await.status, 400);
    assert_eq!(platform.log().len(), 0);
}

#[tokio::test]
async fn a_missing_token_file_is_said() {
    let platform = start().await;
    let (sandbox, file) = start_before(&platform, "upstream_without_a_file").await;
    assert!(!file.exists());
    let answer = ask(&sandbox, &[("SPACE_GUID", "a")]).await;
    assert_eq!(answer.status, 502);
    assert!(answer.body.contains("cannot be read"), "{}", answer.body);
    assert_eq!(get(&sandbox, "/session/token").await.status, 502);
}
