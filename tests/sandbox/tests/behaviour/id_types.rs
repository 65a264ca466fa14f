//! The ids may be of type `String` or `ID`: literals fit both, variables only the one they name.

use sandbox::{IdType, Options, Records, Sandbox, schema};
use serde_json::json;

use crate::client::{SAMPLE_MUTATION, SAMPLE_QUERY, post, run};

const QUERY_WITH_VARIABLE: &str = r#"query ($envId: String!) {
    IPackInstanceOAuthConnectorDetails(input: {
        integrationPackInstanceId: "test-101", envId: $envId, processId: "1", connectionId: "3"
        catalogGuid: "796eeeb4-1b2f-4965-898a-7e443"
    }) { id }
}"#;

async fn start(ids: IdType) -> Sandbox {
    let options = Options { ids, ..Options::default() };
    Sandbox::start(options).await.expect("a free port is there")
}

#[tokio::test]
async fn string_literals_fit_both() {
    let mut bodies = Vec::new();
    for ids in [IdType::String, IdType::Id] {
        let sandbox = start(ids).await;
        let loaded = run(&sandbox, SAMPLE_QUERY).await;
        let saved = run(&sandbox, SAMPLE_MUTATION).await;
        assert_eq!((loaded.status, saved.status), (200, 200), "{ids:?}");
        bodies.push((loaded.body, saved.body));
    }
    assert_eq!(bodies[0], bodies[1]);
}

#[tokio::test]
async fn a_string_variable_does_not_fit_an_id() {
    for (ids, status) in [(IdType::String, 200), (IdType::Id, 400)] {
        let sandbox = start(ids).await;
        let body = json!({ "query": QUERY_WITH_VARIABLE, "variables": { "envId": "2" } });
        let answer = post(&sandbox, &body).await.expect("the sandbox answers");
        assert_eq!(answer.status, status, "{ids:?}: {}", answer.body);
    }
}

#[tokio::test]
async fn an_id_variable_does_not_fit_a_string() {
    let document = QUERY_WITH_VARIABLE.replace("String!", "ID");
    for (ids, status) in [(IdType::String, 400), (IdType::Id, 200)] {
        let sandbox = start(ids).await;
        let body = json!({ "query": document, "variables": { "envId": "2" } });
        let answer = post(&sandbox, &body).await.expect("the sandbox answers");
        assert_eq!(answer.status, status, "{ids:?}: {}", answer.body);
    }
}

#[tokio::test]
async fn an_integer_literal_fits_an_id_only() {
    let document = SAMPLE_QUERY.replace(r#"envId: "2""#, "envId: 2");
    for (ids, status) in [(IdType::String, 400), (IdType::Id, 200)] {
        let sandbox = start(ids).await;
        assert_eq!(run(&sandbox, &document).await.status, status, "{ids:?}");
    }
}

#[tokio::test]
async fn a_document_can_be_run_against_the_schema_without_http() {
    for ids in [IdType::String, IdType::Id] {
        let records = Records::memory().expect("SQLite works");
        let response = schema(ids, records.clone()).execute(SAMPLE_MUTATION).await;
        assert!(response.is_ok(), "{:?}", response.errors);
        assert_eq!(records.all().expect("SQLite works").len(), 1);
    }
}
