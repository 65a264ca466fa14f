//! Pages of other origins read nothing of Hybrid Data Pipeline until it trusts them.

use sandbox::hdp::ADMINISTRATOR;
use sandbox::{Options, Sandbox};

use crate::client::{Answer, put, send, start};

const PAGE: &str = "https://pages.example";

async fn ask(sandbox: &Sandbox, method: &str, origin: &str) -> Answer {
    let asked = [
        ("Origin", origin),
        ("Access-Control-Request-Method", "GET"),
        ("Access-Control-Request-Headers", "authorization"),
    ];
    let url = format!("{}/hdp/api/mgmt/oauthapps/17", sandbox.origin());
    send(method, url, &asked, "").await.expect("HDP answers")
}

fn allowed(answer: &Answer) -> &str {
    answer.header("access-control-allow-origin")
}

fn is_silent(answer: &Answer) -> bool {
    !answer.headers.keys().any(|name| name.as_str().starts_with("access-control-"))
}

#[tokio::test]
async fn it_is_off_at_first() {
    let sandbox = start().await;
    let preflight = ask(&sandbox, "OPTIONS", PAGE).await;
    assert_eq!((preflight.status, is_silent(&preflight)), (405, true));
    assert!(is_silent(&ask(&sandbox, "GET", PAGE).await));
    let own = crate::systems::hdp(&sandbox, &ADMINISTRATOR, "").await;
    assert!(own.status == 200 && is_silent(&own));
}

#[tokio::test]
async fn a_switch_makes_it_a_whitelist() {
    let sandbox = start().await;
    let body = format!(r#"{{"hdpTrustedOrigins": ["{PAGE}", "*.host.example"]}}"#);
    assert_eq!(put(&sandbox, "/switches", &body).await.status, 200);
    for origin in [PAGE, "https://a.host.example", "http://b.a.host.example"] {
        let preflight = ask(&sandbox, "OPTIONS", origin).await;
        assert_eq!((preflight.status, allowed(&preflight)), (204, origin));
        assert_eq!(preflight.header("access-control-allow-headers"), "authorization");
        assert_eq!(preflight.header("access-control-allow-methods"), "GET");
        let refused = ask(&sandbox, "GET", origin).await;
        assert_eq!((refused.status, allowed(&refused)), (401, origin), "errors can be read too");
        assert_eq!(refused.header("vary"), "Origin");
    }
    for origin in
        ["https://host.example", "https://evilhost.example", "http://pages.example", "null"]
    {
        let preflight = ask(&sandbox, "OPTIONS", origin).await;
        assert_eq!((preflight.status, is_silent(&preflight)), (405, true), "{origin}");
        assert!(is_silent(&ask(&sandbox, "GET", origin).await), "{origin}");
    }

    put(&sandbox, "/switches", r#"{"hdpTrustedOrigins": []}"#).await;
    assert_eq!(ask(&sandbox, "OPTIONS", PAGE).await.status, 405);
}

#[tokio::test]
async fn so_does_an_option() {
    let options = Options { hdp_trusted_origins: vec![PAGE.to_owned()], ..Options::default() };
    let sandbox = Sandbox::start(options).await.expect("a free port is there");
    assert_eq!(allowed(&ask(&sandbox, "GET", PAGE).await), PAGE);
    assert_eq!(sandbox.hdp().trusted(), [PAGE]);
}

#[tokio::test]
async fn a_preflight_locks_nobody_out() {
    let sandbox = start().await;
    for _ in 0..10 {
        ask(&sandbox, "OPTIONS", PAGE).await;
        ask(&sandbox, "GET", PAGE).await;
    }
    assert!(sandbox.hdp().locked().is_empty());
}
