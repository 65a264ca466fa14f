//! A sandbox that goes down refuses connections, and comes up where it was with what it held.

use std::net::TcpStream;

use sandbox::{Options, Sandbox};

use crate::client::{SAMPLE_MUTATION, SAVED_DETAILS, held_details, run};

#[tokio::test]
async fn it_comes_back_at_the_same_origin_with_the_same_records() {
    let sandbox = Sandbox::start(Options::default()).await.expect("any free port");
    assert_eq!(run(&sandbox, SAMPLE_MUTATION).await.status, 200);
    let origin = sandbox.origin();
    let address = origin.trim_start_matches("http://");

    sandbox.go_down().await;
    sandbox.go_down().await;
    assert!(TcpStream::connect(address).is_err());

    sandbox.come_up().await.expect("the port is still free");
    sandbox.come_up().await.expect("it is up already");
    assert_eq!(sandbox.origin(), origin);
    assert_eq!(held_details(&sandbox), SAVED_DETAILS);
    assert_eq!(run(&sandbox, SAMPLE_MUTATION).await.status, 200);
}
