//! There is one record for the five ids, and it keeps its id.

use crate::client::{SAMPLE_MUTATION, SAMPLE_QUERY, run, start};

#[tokio::test]
async fn saving_again_changes_the_record_and_keeps_its_id() {
    let sandbox = start().await;
    let fresh = SAMPLE_MUTATION.replace("test-101", "test-102");
    let before = sandbox.records().all().expect("SQLite works").len();

    let first = run(&sandbox, &fresh).await.json();
    let again = fresh.replace("isTokenGenerated: false", "isTokenGenerated: true");
    let second = run(&sandbox, &again).await.json();

    let first = &first["data"]["saveIPackInstanceOauthConnectorDetails"];
    let second = &second["data"]["saveIPackInstanceOauthConnectorDetails"];
    assert_eq!(first["id"].as_str().map(str::len), Some(36));
    assert_eq!(first["id"], second["id"]);
    assert_eq!(second["isTokenGenerated"], true);
    assert_eq!(sandbox.records().all().expect("SQLite works").len(), before + 1);
}

#[tokio::test]
async fn each_of_the_ids_tells_records_apart() {
    let sandbox = start().await;
    let before = run(&sandbox, SAMPLE_QUERY).await.body;
    let others = [
        (r#"integrationPackInstanceId: "test-101""#, r#"integrationPackInstanceId: "other""#),
        (r#"envId: "2""#, r#"envId: "other""#),
        (r#"processId: "1""#, r#"processId: "other""#),
        (r#"connectionId: "3""#, r#"connectionId: "other""#),
    ];
    let mut ids = Vec::new();
    for (own, other) in others {
        let saved = run(&sandbox, &SAMPLE_MUTATION.replace(own, other)).await.json();
        ids.push(saved["data"]["saveIPackInstanceOauthConnectorDetails"]["id"].to_string());
    }
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), others.len());
    assert_eq!(run(&sandbox, SAMPLE_QUERY).await.body, before);
}
