//! Faults that close the connection without a byte.

use sandbox::{Fault, Kind, Sandbox, sample};
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::client::{SAMPLE_MUTATION, SAVED_DETAILS, held_details, post, start};

async fn save(sandbox: &Sandbox) -> Result<u16, ureq::Error> {
    let answer = post(sandbox, &json!({ "query": SAMPLE_MUTATION })).await?;
    Ok(answer.status)
}

#[tokio::test]
async fn a_dropped_request_does_not_run() {
    let sandbox = start().await;
    sandbox.set_faults(vec![Fault::new(Kind::Drop).times(1)]);
    assert!(save(&sandbox).await.is_err());
    assert_eq!(held_details(&sandbox), sample::DOCUMENTED_DETAILS);

    let log = sandbox.log();
    assert_eq!((log.len(), log[0].status, log[0].outcome.as_str()), (1, None, "fault: drop"));
    assert_eq!(save(&sandbox).await.expect("the fault is used up"), 200);
}

#[tokio::test]
async fn a_request_whose_reply_is_dropped_has_run() {
    let sandbox = start().await;
    sandbox.set_faults(vec![Fault::new(Kind::DropReply).times(1)]);
    assert!(save(&sandbox).await.is_err());
    assert_eq!(held_details(&sandbox), SAVED_DETAILS);
    assert_eq!(sandbox.log()[0].outcome, "fault: drop-reply");
}

#[tokio::test]
async fn not_one_byte_is_answered() {
    let sandbox = start().await;
    for kind in [Kind::Drop, Kind::DropReply] {
        sandbox.set_faults(vec![Fault::new(kind)]);
        let address = sandbox.origin().replace("http://", "");
        let mut stream = TcpStream::connect(&address).await.expect("the sandbox listens");
        let request =
            format!("POST /graphql HTTP/1.1\r\nHost: {address}\r\nContent-Length: 2\r\n\r\n{{}}");
        stream.write_all(request.as_bytes()).await.expect("the sandbox reads");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.expect("the connection is closed in good order");
        assert_eq!(answer, b"", "{kind:?}");
    }
}
