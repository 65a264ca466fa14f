//! The queries for a Space's environments and a pack's processes, which tell names.

use sandbox::{Fault, Kind, Operation, Record, sample};
use serde_json::json;

use crate::client::{run, start};

const ENVIRONMENTS: &str = "query env { environments { id name integrationPackEnvironmentAttachment \
     { environmentId integrationPackInstanceId } } }";

fn processes(pack: &str) -> String {
    format!(
        "query process {{ integrationPackInstanceProcesses(integrationPackInstanceId: \"{pack}\") \
         {{ id name }} }}"
    )
}

#[tokio::test]
async fn environments_say_which_packs_are_attached() {
    let sandbox = start().await;
    let pack = sample::EMPTY.integration_pack_instance_id;
    let mut key = sample::EMPTY.key();
    sample::DOCUMENTED.env_id.clone_into(&mut key.env_id);
    sandbox.records().put(&Record::new(key)).expect("memory takes it");
    let attached = |environment: &str, pack: &str| json!({ "environmentId": environment, "integrationPackInstanceId": pack });
    let answer = run(&sandbox, ENVIRONMENTS).await;
    assert_eq!(
        answer.json()["data"]["environments"],
        json!([
            {
                "id": "2",
                "name": "Test",
                "integrationPackEnvironmentAttachment": [attached("2", "test-101"), attached("2", pack)],
            },
            {
                "id": sample::EMPTY.env_id,
                "name": "Production",
                "integrationPackEnvironmentAttachment": [attached(sample::EMPTY.env_id, pack)],
            },
        ])
    );
    assert!(sandbox.log()[0].is(Operation::Environments));
}

#[tokio::test]
async fn processes_are_a_packs_own() {
    let sandbox = start().await;
    let pack = sample::EMPTY.integration_pack_instance_id;
    let answer = run(&sandbox, &processes(pack)).await;
    let expected = json!([{ "id": sample::EMPTY.process_id, "name": "Send invoices" }]);
    assert_eq!(answer.json()["data"]["integrationPackInstanceProcesses"], expected);
    let answer = run(&sandbox, &processes("nowhere")).await;
    assert_eq!(answer.json()["data"]["integrationPackInstanceProcesses"], json!([]));
    assert!(sandbox.log()[1].is(Operation::Processes));
    sandbox.set_faults(vec![Fault::new(Kind::Forbidden).on(Operation::Processes)]);
    assert_eq!(run(&sandbox, &processes(pack)).await.status, 403);
    assert_eq!(run(&sandbox, ENVIRONMENTS).await.status, 200);
}
