//! Faults that answer wrongly, and never run the request.

use sandbox::{Fault, Kind, Operation, Sandbox, sample};
use serde_json::json;

use crate::client::{Answer, SAMPLE_MUTATION, SAMPLE_QUERY, get, held_details, run, start};

async fn save_under(sandbox: &Sandbox, fault: Fault) -> Answer {
    sandbox.set_faults(vec![fault]);
    let answer = run(sandbox, SAMPLE_MUTATION).await;
    assert_eq!(held_details(sandbox), sample::DOCUMENTED_DETAILS, "the save did not run");
    answer
}

#[tokio::test]
async fn each_answers_as_it_says() {
    let sandbox = start().await;
    let refusals = [
        (Kind::Unauthorized, 401, "Downstream Execution Error: Unauthorized"),
        (Kind::Forbidden, 403, "Downstream Execution Error: Forbidden"),
        (Kind::RateLimited, 429, "Downstream Execution Error: Too Many Requests"),
        (Kind::ServerError, 500, "Downstream Execution Error: Server Error"),
        (Kind::Errors, 200, "Downstream Execution Error: Server Error"),
        (Kind::UnknownSpace, 200, "SPACE_NOT_FOUND: There is no such Space."),
        (Kind::UnknownInstance, 200, "IPACK_INSTANCE_ID_INVALID: No such pack is installed."),
    ];
    for (kind, status, message) in refusals {
        let answer = save_under(&sandbox, Fault::new(kind)).await;
        assert_eq!(answer.status, status, "{kind:?}");
        let expected = json!({ "data": null, "errors": [{
            "message": message,
            "path": ["saveIPackInstanceOauthConnectorDetails"],
            "extensions": {}
        }] });
        assert_eq!(answer.json(), expected);
        assert_eq!(answer.header("retry-after"), "");
    }
}

#[tokio::test]
async fn a_rate_limit_may_say_when_to_come_back() {
    let sandbox = start().await;
    let answer = save_under(&sandbox, Fault::new(Kind::RateLimited).retry_after(7)).await;
    assert_eq!((answer.status, answer.header("retry-after")), (429, "7"));
}

#[tokio::test]
async fn data_may_be_null_without_errors() {
    let sandbox = start().await;
    let answer = save_under(&sandbox, Fault::new(Kind::DataNull)).await;
    assert_eq!((answer.status, answer.body.as_str()), (200, r#"{"data":null}"#));
}

#[tokio::test]
async fn a_proxy_may_answer_html() {
    let sandbox = start().await;
    let answer = save_under(&sandbox, Fault::new(Kind::Html)).await;
    assert_eq!(answer.status, 502);
    assert!(answer.header("content-type").starts_with("text/html"));
}

#[tokio::test]
async fn a_delay_runs_the_request() {
    let sandbox = start().await;
    sandbox.set_faults(vec![Fault::new(Kind::Delay).milliseconds(1)]);
    assert_eq!(run(&sandbox, SAMPLE_QUERY).await.status, 200);
    assert_eq!(sandbox.log()[0].outcome, "fault: delay");
}

#[tokio::test]
async fn the_token_may_fail_by_itself() {
    let sandbox = start().await;
    sandbox.set_faults(vec![Fault::new(Kind::ServerError).on(Operation::Token)]);
    assert_eq!(get(&sandbox, "/session/token").await.status, 500);
    assert_eq!(run(&sandbox, SAMPLE_QUERY).await.status, 200);
}
