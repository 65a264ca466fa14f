//! Every input is required, although the types allow null.

use crate::client::{SAMPLE_MUTATION, SAMPLE_QUERY, SAVED_DETAILS, held_details, run, start};

/// The document with the line of a field gone.
fn without(document: &str, field: &str) -> String {
    let mut dropped = false;
    let lines = document.lines().filter(|line| {
        let drop = !dropped && line.trim_start().starts_with(field) && line.contains(':');
        dropped |= drop;
        !drop
    });
    let document = lines.collect::<Vec<_>>().join("\n");
    assert!(dropped, "{field} is in the document");
    document
}

#[tokio::test]
async fn a_query_says_all_five_ids() {
    let sandbox = start().await;
    let ids = ["integrationPackInstanceId", "envId", "processId", "connectionId", "catalogGuid"];
    for field in ids {
        let answer = run(&sandbox, &without(SAMPLE_QUERY, field)).await;
        assert_eq!(answer.status, 400, "{field}");
        assert_eq!(answer.error(), format!("The required field \"{field}\" is missing."));
        assert_eq!(answer.json()["errors"][0]["path"][0], "IPackInstanceOAuthConnectorDetails");
    }
}

#[tokio::test]
async fn a_mutation_says_all_nine_fields() {
    let sandbox = start().await;
    let fields = [
        "integrationPackInstanceId",
        "isTokenGenerated",
        "oauthConnectorDetails",
        "processId",
        "envId",
        "connectionId",
        "catalogGuid",
        "clientId",
        "clientSecret",
    ];
    for field in fields {
        let answer = run(&sandbox, &without(SAMPLE_MUTATION, field)).await;
        assert_eq!(answer.status, 400, "{field}");
        assert_eq!(answer.error(), format!("The required field \"{field}\" is missing."));
    }
    assert_ne!(held_details(&sandbox), SAVED_DETAILS);
}

#[tokio::test]
async fn null_is_missing_too() {
    let sandbox = start().await;
    let document = SAMPLE_MUTATION.replace("isTokenGenerated: false", "isTokenGenerated: null");
    let answer = run(&sandbox, &document).await;
    assert_eq!(answer.status, 400);
    assert_eq!(answer.error(), "The required field \"isTokenGenerated\" is missing.");
}

#[tokio::test]
async fn the_input_itself_is_required() {
    let sandbox = start().await;
    let answer = run(&sandbox, "{ IPackInstanceOAuthConnectorDetails { id } }").await;
    assert_eq!(answer.status, 400);
    assert_eq!(answer.error(), "The required field \"input\" is missing.");
}
