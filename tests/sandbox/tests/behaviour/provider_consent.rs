//! The provider's page: who is asked, who is sent back, and who is not.

use std::time::Duration;

use sandbox::{Fault, Kind, Operation, Sandbox};
use url::Url;

use crate::authorizing::{answer_page, begin, open, parameter, press, ticket};
use crate::client::{Answer, send, start};

/// The authorization URL of the sample with a parameter changed, or left out.
async fn request(sandbox: &Sandbox, name: &str, value: Option<&str>) -> Url {
    let begun = begin(sandbox).await;
    let kept: Vec<_> =
        begun.url.query_pairs().into_owned().filter(|(own, _)| own != name).collect();
    let mut url = begun.url.clone();
    url.query_pairs_mut().clear().extend_pairs(kept).extend_pairs(value.map(|value| (name, value)));
    url
}

fn is_an_error_page(answer: &Answer) {
    assert_eq!((answer.status, answer.header("location")), (400, ""));
    assert!(answer.body.contains("The provider cannot go on"), "{}", answer.body);
    assert!(!answer.body.contains("<a ") && !answer.body.contains("<form"), "{}", answer.body);
}

#[tokio::test]
async fn it_shows_who_asks_for_what() {
    let sandbox = start().await;
    let url = request(&sandbox, "client_id", Some("<script>alert(1)</script>\"'&")).await;
    let page = open(&url).await;
    let shown = "<code>&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;</code>";
    assert!(page.body.contains(shown), "{}", page.body);
    let url = request(&sandbox, "scope", Some("read <write>")).await;
    assert!(open(&url).await.body.contains("<code>read &lt;write&gt;</code>"));
}

#[tokio::test]
async fn its_policy_lets_nothing_run_and_the_browser_back() {
    let sandbox = start().await;
    let begun = begin(&sandbox).await;
    let page = open(&begun.url).await;
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(policy.ends_with(&format!("form-action 'self' {}", sandbox.origin())), "{policy}");
    assert!(!policy.contains("unsafe") && !page.body.contains("<script"));
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    assert_eq!(page.header("cross-origin-opener-policy"), "");
    assert_eq!(page.header("x-frame-options"), "");
}

#[tokio::test]
async fn what_is_not_registered_is_never_led_to() {
    let sandbox = start().await;
    let registered = sandbox.redirect_uri();
    let upper = registered.replace("oauth2", "OAuth2");
    for uri in [
        None,
        Some("https://attacker.example/"),
        Some(&format!("{registered}/")),
        Some(&format!("{registered}?a=b")),
        Some(&registered.replace("127.0.0.1", "localhost")),
        Some(&upper),
    ] {
        is_an_error_page(&open(&request(&sandbox, "redirect_uri", uri).await).await);
    }
    is_an_error_page(&open(&request(&sandbox, "client_id", None).await).await);
    let mut twice = begin(&sandbox).await.url;
    twice.query_pairs_mut().append_pair("redirect_uri", registered);
    is_an_error_page(&open(&twice).await);

    let provider = sandbox.provider().expect("it is built in");
    provider.set_redirect_uris(&["https://elsewhere.example/callback"]);
    is_an_error_page(&open(&begin(&sandbox).await.url).await);
}

#[tokio::test]
async fn other_mistakes_go_back_to_the_client() {
    let sandbox = start().await;
    for (name, value, error) in [
        ("response_type", None, "invalid_request"),
        ("response_type", Some("token"), "unsupported_response_type"),
        ("code_challenge", None, "invalid_request"),
        ("code_challenge", Some("short"), "invalid_request"),
        ("code_challenge_method", None, "invalid_request"),
        ("code_challenge_method", Some("plain"), "invalid_request"),
    ] {
        let url = request(&sandbox, name, value).await;
        let answer = open(&url).await;
        assert_eq!(answer.status, 303, "{name}: {value:?}");
        let back = Url::parse(answer.header("location")).expect("it is an address");
        assert!(back.as_str().starts_with(sandbox.redirect_uri()));
        assert_eq!(parameter(&back, "error").as_deref(), Some(error), "{name}: {value:?}");
        assert_eq!(parameter(&back, "state"), parameter(&url, "state"));
    }
}

#[tokio::test]
async fn it_says_who_it_is_with_each_answer() {
    let sandbox = start().await;
    let provider = sandbox.provider().expect("it is built in");
    for button in ["yes", "no"] {
        let begun = begin(&sandbox).await;
        let back = press(&begun.url, button).await;
        assert_eq!(parameter(&back, "iss"), Some(provider.origin()));
        assert_eq!(parameter(&back, "state"), Some(begun.parameter("state")));
    }
}

#[tokio::test]
async fn a_page_is_answered_once_and_in_time() {
    let sandbox = start().await;
    let begun = begin(&sandbox).await;
    let page = open(&begun.url).await;
    answer_page(&begun.url, &page, "yes").await;
    let late = open(&begun.url).await;
    sandbox.clock().advance(Duration::from_secs(16 * 60));
    let address = begun.url.join("/oauth2/authorize").expect("it is an address").to_string();
    for ticket in [ticket(&page), ticket(&late), "made up".to_owned()] {
        let form = format!("ticket={ticket}&answer=yes");
        let answer = send("POST", address.clone(), &[], &form).await;
        is_an_error_page(&answer.expect("the provider answers"));
    }
}

#[tokio::test]
async fn its_headers_can_be_switched() {
    let sandbox = start().await;
    let begun = begin(&sandbox).await;
    let policy = || Fault::new(Kind::OpenerPolicy);
    sandbox.set_faults(vec![policy(), Fault::new(Kind::FrameOptions)]);
    let page = open(&begun.url).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.header("cross-origin-opener-policy"), "same-origin");
    assert_eq!(page.header("x-frame-options"), "DENY");

    sandbox.set_faults(vec![policy(), Fault::new(Kind::RedirectMismatch)]);
    let page = open(&begun.url).await;
    is_an_error_page(&page);
    assert!(page.body.contains("not one of those that are registered"), "{}", page.body);
    assert_eq!(page.header("cross-origin-opener-policy"), "same-origin");
    sandbox.set_faults(vec![Fault::new(Kind::ExpiredLink)]);
    let page = open(&begun.url).await;
    is_an_error_page(&page);
    assert!(page.body.contains("This link has expired."), "{}", page.body);
}

#[tokio::test]
async fn it_can_be_slow_down_or_refuse_by_itself() {
    let sandbox = start().await;
    let begun = begin(&sandbox).await;
    sandbox.set_faults(vec![Fault::new(Kind::Delay).milliseconds(1).on(Operation::Consent)]);
    assert_eq!(open(&begun.url).await.status, 200);
    sandbox.set_faults(vec![Fault::new(Kind::Drop).on(Operation::Consent)]);
    assert!(send("GET", begun.url.to_string(), &[], "").await.is_err());
    sandbox.set_faults(vec![Fault::new(Kind::Refuse)]);
    let answer = open(&begun.url).await;
    let back = Url::parse(answer.header("location")).expect("it is an address");
    assert_eq!(parameter(&back, "error").as_deref(), Some("access_denied"));
}

#[tokio::test]
async fn it_is_a_server_of_its_own() {
    let sandbox = start().await;
    let origin = sandbox.provider().expect("it is built in").origin();
    for path in ["/graphql", "/log", "/faults", "/session/token", "/relay/authorizations"] {
        let answer = send("GET", format!("{origin}{path}"), &[], "").await;
        assert_eq!(answer.expect("the provider answers").status, 404, "{path}");
    }
    let url = format!("{}/oauth2/authorize", sandbox.origin());
    assert_eq!(send("GET", url, &[], "").await.expect("the sandbox answers").status, 404);
    let url = format!("{origin}/oauth2/authorize");
    let foreign = send("GET", url, &[("Host", "attacker.example")], "").await;
    assert_eq!(foreign.expect("the provider answers").status, 403);
}
