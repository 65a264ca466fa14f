//! What is no GraphQL, or none that the schema knows, is answered with HTTP 400.

use serde_json::json;

use crate::client::{SAMPLE_QUERY, post, run, start};

#[tokio::test]
async fn a_syntax_error_has_the_documented_form() {
    let sandbox = start().await;
    let answer = run(&sandbox, "query {\n  }").await;
    assert_eq!(answer.status, 400);
    let expected = json!({ "data": null, "errors": [{
        "message": "Syntax Error: Unexpected \"}\".",
        "locations": [{ "line": 2, "column": 3 }],
        "extensions": {}
    }] });
    assert_eq!(answer.json(), expected);
}

#[tokio::test]
async fn a_document_that_ends_too_early_is_a_syntax_error() {
    let sandbox = start().await;
    let answer = run(&sandbox, "query {").await;
    assert_eq!(answer.status, 400);
    assert_eq!(answer.error(), "Syntax Error: Unexpected <EOF>.");
}

#[tokio::test]
async fn the_querys_result_has_no_catalog_guid() {
    let sandbox = start().await;
    let document = SAMPLE_QUERY.replace("        oauthConnectorDetails\n", "catalogGuid\n");
    let answer = run(&sandbox, &document).await;
    assert_eq!(answer.status, 400);
    assert!(answer.error().contains("catalogGuid"), "{}", answer.body);
}

#[tokio::test]
async fn the_names_are_told_apart_by_case() {
    let sandbox = start().await;
    let document = SAMPLE_QUERY.replace("IPackInstanceOAuth", "IPackInstanceOauth");
    assert_eq!(run(&sandbox, &document).await.status, 400);
}

#[tokio::test]
async fn a_body_without_a_document_is_refused() {
    let sandbox = start().await;
    let answer = post(&sandbox, &json!([1])).await.expect("the sandbox answers");
    assert_eq!(answer.status, 400);
    assert!(answer.error().starts_with("The body is not a GraphQL request"), "{}", answer.body);
}
