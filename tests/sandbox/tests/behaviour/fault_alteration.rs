//! Faults that run the request and spoil its answer.

use sandbox::{Fault, Kind, Operation};
use serde_json::{Value, json};

use crate::client::{SAMPLE_MUTATION, SAMPLE_QUERY, SAVED_DETAILS, get, held_details, run, start};

#[tokio::test]
async fn a_truncated_answer_is_the_first_half_of_the_real_one() {
    let sandbox = start().await;
    let whole = run(&sandbox, SAMPLE_QUERY).await.body;
    sandbox.set_faults(vec![Fault::new(Kind::Truncated).times(1)]);
    let cut = run(&sandbox, SAMPLE_QUERY).await;
    assert_eq!((cut.status, cut.header("content-type")), (200, "application/json"));
    assert_eq!(cut.body, whole[..whole.len() / 2]);
    assert!(serde_json::from_str::<Value>(&cut.body).is_err());
    assert_eq!(run(&sandbox, SAMPLE_QUERY).await.body, whole);
}

#[tokio::test]
async fn a_save_whose_answer_is_truncated_has_run() {
    let sandbox = start().await;
    sandbox.set_faults(vec![Fault::new(Kind::Truncated).on(Operation::Save)]);
    assert_eq!(run(&sandbox, SAMPLE_MUTATION).await.status, 200);
    assert_eq!(held_details(&sandbox), SAVED_DETAILS);
    assert_eq!(sandbox.log()[0].outcome, "fault: truncated");
}

#[tokio::test]
async fn errors_may_stand_beside_the_real_data() {
    let sandbox = start().await;
    let data = run(&sandbox, SAMPLE_QUERY).await.json()["data"].take();
    sandbox.set_faults(vec![Fault::new(Kind::ErrorsBesideData)]);
    let answer = run(&sandbox, SAMPLE_QUERY).await;
    let errors = json!([{
        "message": "Downstream Execution Error: Server Error",
        "path": ["IPackInstanceOAuthConnectorDetails"],
        "extensions": {}
    }]);
    assert_eq!((answer.status, answer.json()), (200, json!({ "data": data, "errors": errors })));

    let saved = run(&sandbox, SAMPLE_MUTATION).await.json();
    assert!(saved["data"].is_object() && saved["errors"].is_array(), "{saved}");
    assert_eq!(held_details(&sandbox), SAVED_DETAILS);
}

#[tokio::test]
async fn what_is_no_json_has_no_place_for_errors() {
    let sandbox = start().await;
    sandbox.set_faults(vec![Fault::new(Kind::ErrorsBesideData).on(Operation::Token)]);
    let bearer = get(&sandbox, "/session/token").await.body;
    assert!(sandbox.tokens().accept(&bearer), "{bearer}");
}
