//! What a browser shows at the callback: plain words, no script, and no way on.

use crate::authorizing::{begin, led_to, open, press};
use crate::client::{Answer, get, start};

fn is_plain(page: &Answer) {
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(policy.ends_with("form-action 'none'; frame-ancestors 'none'"), "{policy}");
    assert!(!policy.contains("unsafe") && !policy.contains("script-src"), "{policy}");
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.header("cross-origin-opener-policy"), "unsafe-none");
    assert!(page.body.contains("You can close this window"), "{}", page.body);
    for way in ["<script", "<a ", "<form", "<img", "http-equiv"] {
        assert!(!page.body.contains(way), "{}", page.body);
    }
}

#[tokio::test]
async fn each_is_plain() {
    let sandbox = start().await;
    let path = "/account/any/oauth2/callback";
    for (name, status) in
        [("generated", 200), ("declined", 200), ("failed", 200), ("too-late", 200), ("other", 400)]
    {
        let page = get(&sandbox, &format!("{path}/{name}")).await;
        assert_eq!(page.status, status, "{name}");
        is_plain(&page);
    }
    is_plain(&get(&sandbox, &format!("{path}?state=%3Cb%3E&code=%3Cb%3E")).await);
}

#[tokio::test]
async fn the_code_does_not_stay_in_the_address() {
    let sandbox = start().await;
    let begun = begin(&sandbox).await;
    let back = press(&begun.url, "yes").await;
    let answer = open(&back).await;
    assert_eq!(answer.header("cross-origin-opener-policy"), "unsafe-none");
    let shown = led_to(&back, &answer);
    assert_eq!(shown.query(), None);
    assert_eq!(shown.as_str(), format!("{}/generated", sandbox.redirect_uri()));
    is_plain(&open(&shown).await);
}
