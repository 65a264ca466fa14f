//! The provider's token endpoint: what it wants to see for a token.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sandbox::Sandbox;
use url::{Url, form_urlencoded};

use crate::authorizing::{open, parameter, press};
use crate::client::{Answer, send, start};

/// The sample of RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// A code for an app named `app`.
async fn code(sandbox: &Sandbox) -> String {
    let provider = sandbox.provider().expect("it is built in");
    let mut url = Url::parse(&provider.server().authorization_endpoint).expect("it is an address");
    url.query_pairs_mut().extend_pairs([
        ("response_type", "code"),
        ("client_id", "app"),
        ("redirect_uri", sandbox.redirect_uri()),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ]);
    assert_eq!(open(&url).await.status, 200);
    parameter(&press(&url, "yes").await, "code").expect("there is a code")
}

/// A token request that is right but for what replaces its parts.
async fn ask(sandbox: &Sandbox, code: &str, changes: &[(&str, &str)], basic: &[&str]) -> Answer {
    let mut form = vec![
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", sandbox.redirect_uri()),
        ("client_id", "app"),
        ("client_secret", "right"),
        ("code_verifier", VERIFIER),
    ];
    form.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    form.extend(changes);
    let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
    let basic: Vec<_> =
        basic.iter().map(|pair| format!("Basic {}", STANDARD.encode(pair))).collect();
    let headers: Vec<_> = basic.iter().map(|basic| ("Authorization", basic.as_str())).collect();
    let url = sandbox.provider().expect("it is built in").server().token_endpoint;
    send("POST", url, &headers, &form).await.expect("the provider answers")
}

async fn error(
    sandbox: &Sandbox,
    code: &str,
    changes: &[(&str, &str)],
    basic: &[&str],
) -> (u16, String) {
    let answer = ask(sandbox, code, changes, basic).await;
    assert_eq!(answer.header("cache-control"), "no-store");
    let error = answer.json()["error"].as_str().expect("there is an error").to_owned();
    (answer.status, error)
}

fn refusal(status: u16, error: &str) -> (u16, String) {
    (status, error.to_owned())
}

#[tokio::test]
async fn who_shows_all_gets_a_token_once() {
    let sandbox = start().await;
    let code = code(&sandbox).await;
    let answer = ask(&sandbox, &code, &[], &[]).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!((answer.header("cache-control"), answer.header("pragma")), ("no-store", "no-cache"));
    let token = answer.json();
    assert_eq!(token["token_type"], "Bearer");
    assert_eq!(token["access_token"].as_str().map(str::len), Some(43));
    assert_eq!(error(&sandbox, &code, &[], &[]).await, refusal(400, "invalid_grant"));
}

#[tokio::test]
async fn a_code_is_for_who_asked_for_it() {
    let sandbox = start().await;
    for change in [
        ("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXK"),
        ("code_verifier", CHALLENGE),
        ("client_id", "another app"),
        ("redirect_uri", "https://elsewhere.example/"),
    ] {
        let code = code(&sandbox).await;
        let refused = error(&sandbox, &code, &[change], &[]).await;
        assert_eq!(refused, refusal(400, "invalid_grant"), "{change:?}");
        let again = error(&sandbox, &code, &[], &[]).await;
        assert_eq!(again, refusal(400, "invalid_grant"), "a code is tried once");
    }
    let code = code(&sandbox).await;
    sandbox.clock().advance(Duration::from_secs(61));
    assert_eq!(error(&sandbox, &code, &[], &[]).await, refusal(400, "invalid_grant"));
}

#[tokio::test]
async fn who_does_not_know_the_secret_uses_no_code_up() {
    let sandbox = start().await;
    sandbox.provider().expect("it is built in").set_secret("right");
    let code = code(&sandbox).await;
    let invalid = refusal(401, "invalid_client");
    assert_eq!(error(&sandbox, &code, &[("client_secret", "wrong")], &[]).await, invalid);
    assert_eq!(error(&sandbox, &code, &[("client_secret", "")], &[]).await, invalid);
    assert_eq!(error(&sandbox, &code, &[("client_secret", "")], &["app:wrong"]).await, invalid);
    assert_eq!(error(&sandbox, &code, &[("client_secret", "")], &["nonsense"]).await, invalid);
    let twice = error(&sandbox, &code, &[], &["app:right"]).await;
    assert_eq!(twice, refusal(400, "invalid_request"));
    let answer = ask(&sandbox, &code, &[("client_secret", ""), ("client_id", "")], &["app:right"]);
    assert_eq!(answer.await.status, 200);
}

#[tokio::test]
async fn what_is_missing_or_unknown_is_said() {
    let sandbox = start().await;
    for (change, expected) in [
        (("grant_type", "password"), "unsupported_grant_type"),
        (("grant_type", ""), "invalid_request"),
        (("code", ""), "invalid_request"),
        (("redirect_uri", ""), "invalid_request"),
        (("code_verifier", ""), "invalid_request"),
    ] {
        let code = code(&sandbox).await;
        let refused = error(&sandbox, &code, &[change], &[]).await;
        assert_eq!(refused, refusal(400, expected), "{change:?}");
    }
    let code = code(&sandbox).await;
    let twice = [("grant_type", "authorization_code"), ("grant_type", "authorization_code")];
    assert_eq!(error(&sandbox, &code, &twice, &[]).await, refusal(400, "invalid_request"));
}
