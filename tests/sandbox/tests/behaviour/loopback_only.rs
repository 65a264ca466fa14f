//! A foreign name that leads to this machine gets nothing.

use crate::client::{send, start};

#[tokio::test]
async fn only_loopback_names_are_answered() {
    let sandbox = start().await;
    let hosts = [
        ("127.0.0.1", 200),
        ("localhost:4780", 200),
        ("LOCALHOST", 200),
        ("[::1]:4780", 200),
        ("attacker.example", 403),
        ("attacker.example:4780", 403),
        ("127.0.0.1.attacker.example", 403),
        ("localhost.attacker.example", 403),
    ];
    for path in ["/session/token", "/faults", "/log"] {
        for (host, status) in hosts {
            let url = format!("{}{path}", sandbox.origin());
            let answer = send("GET", url, &[("Host", host)], "").await;
            assert_eq!(answer.expect("the sandbox answers").status, status, "{host}");
        }
    }
}
