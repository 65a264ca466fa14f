//! `/graphql` runs nothing without a bearer of ours that has not expired.

use sandbox::{Options, Sandbox, Tokens, sample};
use serde_json::json;

use crate::client::{
    Answer, SAMPLE_MUTATION, SAMPLE_QUERY, SAVED_DETAILS, get, held_details, send, start,
};

async fn ask(sandbox: &Sandbox, document: &str, authorization: Option<&str>) -> Answer {
    let mut headers = vec![("SPACE_GUID", sample::CATALOG_GUID)];
    headers.extend(authorization.map(|value| ("Authorization", value)));
    let body = json!({ "query": document }).to_string();
    let url = format!("{}/graphql", sandbox.origin());
    send("POST", url, &headers, &body).await.expect("the sandbox answers")
}

#[tokio::test]
async fn a_bad_bearer_gets_the_documented_refusal() {
    let sandbox = start().await;
    let good = sandbox.tokens().issue();
    let (unsigned, _) = good.rsplit_once('.').expect("a JWT has three parts");
    let bad = [
        None,
        Some("Bearer".to_owned()),
        Some("Bearer nonsense".to_owned()),
        Some(format!("Basic {good}")),
        Some(format!("Bearer {good}A")),
        Some(format!("Bearer {unsigned}.")),
        Some(format!("Bearer {}", Tokens::new(300).issue())),
        Some(format!("Bearer {}", sandbox.tokens().issue_for(-1))),
    ];
    for authorization in bad {
        let answer = ask(&sandbox, SAMPLE_QUERY, authorization.as_deref()).await;
        assert_eq!(answer.status, 401, "{authorization:?}");
        let expected = json!({ "data": null, "errors": [{
            "message": "Downstream Execution Error: Unauthorized",
            "path": ["IPackInstanceOAuthConnectorDetails"],
            "extensions": {}
        }] });
        assert_eq!(answer.json(), expected);
    }
}

#[tokio::test]
async fn a_refused_mutation_changes_nothing() {
    let sandbox = start().await;
    assert_eq!(ask(&sandbox, SAMPLE_MUTATION, None).await.status, 401);
    assert_ne!(held_details(&sandbox), SAVED_DETAILS);
}

#[tokio::test]
async fn the_lifetime_of_tokens_can_be_set() {
    let options = Options { token_lifetime: -1, ..Options::default() };
    let sandbox = Sandbox::start(options).await.expect("a free port is there");
    let expired = format!("Bearer {}", get(&sandbox, "/session/token").await.body);
    assert_eq!(ask(&sandbox, SAMPLE_QUERY, Some(&expired)).await.status, 401);

    sandbox.tokens().set_lifetime(300);
    let good = format!("Bearer {}", get(&sandbox, "/session/token").await.body);
    assert_eq!(ask(&sandbox, SAMPLE_QUERY, Some(&good)).await.status, 200);
}
