//! The documents' own requests get the documents' own answers.

use serde_json::json;

use crate::client::{SAMPLE_MUTATION, SAMPLE_QUERY, SAVED_DETAILS, run, start};

/// The documented sample response of the query.
const SAMPLE_RESPONSE: &str = r#"{
    "data": {
        "IPackInstanceOAuthConnectorDetails": {
            "id": "7665cc47-6acf-4e39-83c0-08721",
            "integrationPackInstanceId": "test-101",
            "envId": "2",
            "isTokenGenerated": false,
            "connectionId": "3",
            "processId": "1",
            "oauthConnectorDetails": "{\"baseURL\":\"https://baseURL.com\",\"clientId\":\"A\",\"companyId\":\"9341452451293689\",\"authParams\":{\"key\":\"value\"},\"accessTokenParams\":{\"key\":\"value\"}}"
        }
    }
}"#;

#[tokio::test]
async fn the_sample_query_gets_the_sample_response() {
    let sandbox = start().await;
    let answer = run(&sandbox, SAMPLE_QUERY).await;
    assert_eq!(answer.status, 200);
    let expected: serde_json::Value =
        serde_json::from_str(SAMPLE_RESPONSE).expect("the sample is JSON");
    // Compared as text: members in the order asked for, too.
    assert_eq!(answer.body, expected.to_string());
}

#[tokio::test]
async fn what_the_sample_mutation_saves_comes_back_to_the_byte() {
    let sandbox = start().await;
    let answer = run(&sandbox, SAMPLE_MUTATION).await;
    assert_eq!(answer.status, 200);
    let saved = json!({ "data": { "saveIPackInstanceOauthConnectorDetails": {
        "id": "7665cc47-6acf-4e39-83c0-08721",
        "integrationPackInstanceId": "test-101",
        "isTokenGenerated": false,
        "oauthConnectorDetails": SAVED_DETAILS,
        "processId": "1",
        "envId": "2",
        "connectionId": "3",
        "catalogGuid": "796eeeb4-1b2f-4965-898a-7e443"
    } } });
    assert_eq!(answer.body, saved.to_string());

    let loaded = run(&sandbox, SAMPLE_QUERY).await.json();
    let record = &loaded["data"]["IPackInstanceOAuthConnectorDetails"];
    assert_eq!(record["oauthConnectorDetails"], SAVED_DETAILS);
}

#[tokio::test]
async fn a_key_without_a_record_gets_null() {
    let sandbox = start().await;
    let answer = run(&sandbox, &SAMPLE_QUERY.replace("test-101", "test-102")).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body, r#"{"data":{"IPackInstanceOAuthConnectorDetails":null}}"#);
}
