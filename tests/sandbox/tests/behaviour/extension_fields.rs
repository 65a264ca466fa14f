//! The query for extension fields: whether the platform has a token, whatever a record says.

use sandbox::{Fault, Kind, Operation, Sandbox, sample};
use serde_json::{Value, json};

use crate::authorizing::{begin, come_back, press};
use crate::client::{post, run, start};

fn document(pack: &str, environments: &str) -> String {
    format!(
        "query ipackEnvAttachmentDtl {{ integrationPackEnvironmentAttachments(\
         ipackInstanceId: \"{pack}\" {environments}) \
         {{ integrationPackInstanceId environmentMapExtension environmentExtensions }} }}"
    )
}

async fn attachments(sandbox: &Sandbox, pack: &str, environments: &str) -> Vec<Value> {
    let answer = run(sandbox, &document(pack, environments)).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let list = answer.json()["data"]["integrationPackEnvironmentAttachments"].take();
    list.as_array().expect("it is a list").clone()
}

/// The token field of a connection, as `encryptedValueSet`.
fn is_set(attachment: &Value, connection: &str) -> bool {
    let text = attachment["environmentExtensions"].as_str().expect("it is text");
    let extensions: Value = serde_json::from_str(text).expect("the text is JSON");
    let results = extensions["response"].as_array().expect("there are results");
    let connections = results.iter().flat_map(|result| {
        result["Result"]["connections"]["connection"].as_array().expect("there are connections")
    });
    let found = connections.into_iter().find(|found| found["id"] == connection);
    let fields = found.expect("the connection is there")["field"].as_array();
    let token = fields
        .expect("it has fields")
        .iter()
        .find(|field| field["id"].as_str().expect("a field has an id").ends_with("/@accessToken"));
    let token = token.expect("there is a token field");
    assert_eq!(token["usesEncryption"], true);
    token["encryptedValueSet"].as_bool().expect("it is a boolean")
}

#[tokio::test]
async fn it_tells_of_the_token() {
    let sandbox = start().await;
    let one = r#"environmentIds: ["2"]"#;
    let before = attachments(&sandbox, "test-101", one).await;
    assert_eq!(before.len(), 1);
    assert_eq!(before[0]["integrationPackInstanceId"], "test-101");
    assert_eq!(before[0]["environmentMapExtension"], json!([""]));
    assert!(!is_set(&before[0], "3"));

    let begun = begin(&sandbox).await;
    come_back(&press(&begun.url, "yes").await).await;
    assert!(is_set(&attachments(&sandbox, "test-101", one).await[0], "3"));
}

#[tokio::test]
async fn connections_are_told_apart() {
    let sandbox = start().await;
    let pack = sample::EMPTY.integration_pack_instance_id;
    let all = attachments(&sandbox, pack, "").await;
    assert_eq!(all.len(), 1, "the pack is in one environment");
    assert!(!is_set(&all[0], sample::EMPTY.connection_id));
    assert!(is_set(&all[0], sample::FOREIGN.connection_id));
    assert!(!is_set(&all[0], sample::BROKEN.connection_id));

    let other = attachments(&sandbox, pack, r#"environmentIds: ["elsewhere"]"#).await;
    let empty = json!({ "@type": "BulkResult", "response": [] }).to_string();
    assert_eq!(other[0]["environmentExtensions"], empty);
}

#[tokio::test]
async fn a_pack_that_is_not_installed_is_said() {
    let sandbox = start().await;
    let answer = run(&sandbox, &document("nowhere", "")).await;
    assert_eq!(answer.status, 400);
    assert!(answer.error().starts_with("IPACK_INSTANCE_ID_INVALID"), "{}", answer.body);
}

#[tokio::test]
async fn variables_and_faults_work_as_elsewhere() {
    let sandbox = start().await;
    let query = "query q($pack: String!, $in: [String!]) { integrationPackEnvironmentAttachments(\
                 ipackInstanceId: $pack, environmentIds: $in) { environmentExtensions } }";
    let variables = json!({ "pack": "test-101", "in": ["2"] });
    let body = json!({ "query": query, "variables": variables });
    let answer = post(&sandbox, &body).await.expect("the sandbox answers");
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(sandbox.log()[0].is(Operation::Extensions));

    sandbox.set_faults(vec![Fault::new(Kind::Forbidden).on(Operation::Extensions)]);
    assert_eq!(run(&sandbox, &document("test-101", "")).await.status, 403);
}
