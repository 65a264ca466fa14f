//! A request says its Space in the `SPACE_GUID` header, and its catalogGuid is the same.

use sandbox::Sandbox;
use serde_json::json;

use crate::client::{Answer, SAMPLE_MUTATION, SAVED_DETAILS, held_details, send, start};

async fn save(sandbox: &Sandbox, space: Option<&str>) -> Answer {
    let bearer = format!("Bearer {}", sandbox.tokens().issue());
    let mut headers = vec![("Authorization", bearer.as_str())];
    headers.extend(space.map(|space| ("SPACE_GUID", space)));
    let body = json!({ "query": SAMPLE_MUTATION }).to_string();
    let url = format!("{}/graphql", sandbox.origin());
    send("POST", url, &headers, &body).await.expect("the sandbox answers")
}

#[tokio::test]
async fn without_the_header_nothing_runs() {
    let sandbox = start().await;
    for space in [None, Some("")] {
        let answer = save(&sandbox, space).await;
        assert_eq!(answer.status, 400);
        assert!(answer.error().contains("MISSING_SPACE_ID"), "{}", answer.body);
    }
    assert_ne!(held_details(&sandbox), SAVED_DETAILS);
}

#[tokio::test]
async fn another_space_is_not_found() {
    let sandbox = start().await;
    let answer = save(&sandbox, Some("another-space")).await;
    assert_eq!(answer.status, 400);
    assert!(answer.error().contains("SPACE_NOT_FOUND"), "{}", answer.body);
    assert_ne!(held_details(&sandbox), SAVED_DETAILS);
}
