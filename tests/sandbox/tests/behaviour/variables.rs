//! Strings and booleans come through as variables, although this build's JSON numbers keep their
//! digits.

use sandbox::sample;
use serde_json::json;

use crate::client::{held_details, post, start};

const DOCUMENT: &str = r#"mutation Save($details: String!, $generated: Boolean) {
    saveIPackInstanceOauthConnectorDetails(input: {
        integrationPackInstanceId: "test-101", envId: "2", processId: "1", connectionId: "3"
        catalogGuid: "796eeeb4-1b2f-4965-898a-7e443", clientId: "A", clientSecret: "dummyClientSecret"
        oauthConnectorDetails: $details, isTokenGenerated: $generated
    }) { isTokenGenerated oauthConnectorDetails }
}"#;

#[tokio::test]
async fn strings_and_booleans_come_through() {
    let sandbox = start().await;
    let details =
        "{\"note\":\"\\\"quotes\\\", \\\\ and \u{1f600}\",\"companyId\":9341452451293689}";
    let variables = json!({ "details": details, "generated": true });
    let body = json!({ "query": DOCUMENT, "variables": variables });
    let answer = post(&sandbox, &body).await.expect("the sandbox answers");
    assert_eq!(answer.status, 200, "{}", answer.body);
    let saved = &answer.json()["data"]["saveIPackInstanceOauthConnectorDetails"];
    assert_eq!(saved["oauthConnectorDetails"], details);
    assert_eq!(saved["isTokenGenerated"], true);
    assert_eq!(held_details(&sandbox), details);
}

#[tokio::test]
async fn a_number_is_no_string() {
    let sandbox = start().await;
    let variables = json!({ "details": 9_341_452_451_293_689_u64, "generated": true });
    let body = json!({ "query": DOCUMENT, "variables": variables });
    let answer = post(&sandbox, &body).await.expect("the sandbox answers");
    assert_eq!(answer.status, 400, "{}", answer.body);
    assert_eq!(held_details(&sandbox), sample::DOCUMENTED_DETAILS);
}
