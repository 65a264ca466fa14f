//! Every answer has the headers of a strict host.

use sandbox::{CONTENT_SECURITY_POLICY, Fault, Kind};

use crate::client::{Answer, SAMPLE_QUERY, get, run, start};

fn check(answer: &Answer, cache: &str) {
    assert_eq!(answer.header("content-security-policy"), CONTENT_SECURITY_POLICY);
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("referrer-policy"), "no-referrer");
    assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin-allow-popups");
    assert_eq!(answer.header("cache-control"), cache);
    assert_eq!(answer.header("access-control-allow-origin"), "");
}

#[tokio::test]
async fn pages_and_missing_files_have_them() {
    let sandbox = start().await;
    sandbox.page("/host.html", "<!doctype html>");
    for path in ["/host.html", "/missing"] {
        check(&get(&sandbox, path).await, "no-cache");
    }
}

#[tokio::test]
async fn replies_have_them() {
    let sandbox = start().await;
    for path in ["/session/token", "/session/connections", "/faults", "/log"] {
        check(&get(&sandbox, path).await, "no-store");
    }
    check(&run(&sandbox, SAMPLE_QUERY).await, "no-store");
}

#[tokio::test]
async fn faults_have_them() {
    let sandbox = start().await;
    sandbox.set_faults(vec![Fault::new(Kind::Html)]);
    check(&run(&sandbox, SAMPLE_QUERY).await, "no-store");
}

#[test]
fn the_policy_is_one_line() {
    assert!(!CONTENT_SECURITY_POLICY.contains("  "), "{CONTENT_SECURITY_POLICY}");
    assert!(CONTENT_SECURITY_POLICY.ends_with("; trusted-types 'none'"));
}
