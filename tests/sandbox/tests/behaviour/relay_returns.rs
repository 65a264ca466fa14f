//! Where a browser goes on to that has no window of its own: back to the page that asked.

use sandbox::{Sandbox, sample};

use crate::authorizing::{SECRET, body, open, press};
use crate::client::{Answer, send, start};

const PAGE: &str = "http://127.0.0.1:8080";

/// Begins as a page at [`PAGE`] does.
async fn begin(sandbox: &Sandbox, return_url: &str) -> Answer {
    let mut body = body(sample::DOCUMENTED_DETAILS, SECRET);
    body["returnUrl"] = return_url.into();
    let bearer = format!("Bearer {}", sandbox.tokens().issue());
    let headers = [
        ("Authorization", bearer.as_str()),
        ("Content-Type", "application/json"),
        ("Origin", PAGE),
    ];
    let url = format!("{}/relay/authorizations", sandbox.origin());
    send("POST", url, &headers, &body.to_string()).await.expect("the relay answers")
}

#[tokio::test]
async fn it_is_brought_back_whatever_was_answered() {
    for answer in ["yes", "no"] {
        let sandbox = start().await;
        let return_url = format!("{PAGE}/packs/1/authorize?guid=a&b=\"<b>");
        let begun = begin(&sandbox, &return_url).await;
        assert_eq!(begun.status, 201, "{}", begun.body);
        let url = begun.json()["authorizationUrl"].as_str().expect("it is text").to_owned();
        assert!(!url.contains("packs"), "{url}");
        let back = press(&url.parse().expect("it is an address"), answer).await;
        let page = open(&back).await;
        assert_eq!(page.status, 200);
        assert_eq!(page.header("refresh"), format!("0; url={return_url}"));
        assert_eq!(page.header("referrer-policy"), "no-referrer");
        assert!(page.body.contains("guid=a&amp;b=&quot;&lt;b&gt;\""), "{}", page.body);
    }
}

#[tokio::test]
async fn nobody_elses_page_is_gone_on_to() {
    let sandbox = start().await;
    for other in [
        "http://127.0.0.1:8081/",
        "https://127.0.0.1:8080/",
        "http://127.0.0.1:8080@other.example/",
        "//other.example/",
        "/packs",
        "javascript:alert(1)",
        "",
    ] {
        let answer = begin(&sandbox, other).await;
        assert_eq!(answer.status, 400, "{other}");
        assert_eq!(answer.json()["code"], "bad-return-url", "{other}");
    }
}
