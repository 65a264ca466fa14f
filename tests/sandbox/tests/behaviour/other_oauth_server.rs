//! The relay can work with any OAuth server; here the provider of another sandbox plays it.

use sandbox::{ClientAuthentication, OAuthServer, Operation, Options, Sandbox};
use serde_json::json;

use crate::authorizing::{SECRET, begin, begin_with, come_back, outcome, parameter, press};
use crate::client::{get, start};

async fn start_with(server: OAuthServer) -> std::io::Result<Sandbox> {
    Sandbox::start(Options { oauth_server: Some(server), ..Options::default() }).await
}

#[tokio::test]
async fn its_addresses_and_parameters_are_settings() {
    let elsewhere = start().await;
    let provider = elsewhere.provider().expect("it is built in");
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let server = OAuthServer {
        authorization_endpoint: format!("{}?tenant=a+b", provider.server().authorization_endpoint),
        authorization_parameters: vec![pair("access_type", "offline"), pair("prompt", "none")],
        token_parameters: vec![pair("audience", "api"), pair("code", "never")],
        client_authentication: ClientAuthentication::Body,
        ..provider.server()
    };
    let sandbox = start_with(server).await.expect("the settings are good");
    assert!(sandbox.provider().is_none(), "there is no second one");
    provider.set_redirect_uris(&[sandbox.redirect_uri()]);
    provider.set_secret(SECRET);

    let details = r#"{"clientId":"A","authParams":{"prompt":"consent","tenant":"c"}}"#;
    let begun = begin_with(&sandbox, details, SECRET).await;
    assert!(begun.url.as_str().starts_with(&provider.origin()));
    assert_eq!(begun.parameter("tenant"), "a b", "what its address says stays");
    assert_eq!(begun.parameter("access_type"), "offline");
    assert_eq!(begun.parameter("prompt"), "consent", "the record comes before the settings");
    come_back(&press(&begun.url, "yes").await).await;
    assert_eq!(outcome(&sandbox, &begun).await, json!({ "state": "generated" }));
    let log = elsewhere.log();
    let exchange = log.iter().find(|entry| entry.is(Operation::Exchange)).expect("it was asked");
    assert!(exchange.body.contains("audience=api"), "{}", exchange.body);
    assert!(!exchange.body.contains("never"), "{}", exchange.body);
    assert!(!exchange.headers.contains_key("authorization"));
}

#[tokio::test]
async fn without_an_issuer_any_is_good() {
    let elsewhere = start().await;
    let provider = elsewhere.provider().expect("it is built in");
    let server = OAuthServer { issuer: None, ..provider.server() };
    let sandbox = start_with(server).await.expect("the settings are good");
    provider.set_redirect_uris(&[sandbox.redirect_uri()]);
    let begun = begin(&sandbox).await;
    let back = press(&begun.url, "yes").await;
    assert!(parameter(&back, "iss").is_some());
    come_back(&back).await;
    assert_eq!(outcome(&sandbox, &begun).await, json!({ "state": "generated" }));
}

#[tokio::test]
async fn an_address_that_is_not_safe_is_refused_at_once() {
    let good = "https://provider.example/token";
    for bad in [
        "",
        "provider.example",
        "http://provider.example/",
        "ftp://127.0.0.1/",
        "javascript:alert(1)",
        "https://provider.example/#fragment",
        "https://user:password@provider.example/",
    ] {
        for (authorization, token) in [(bad, good), (good, bad)] {
            let server = OAuthServer::new(authorization.to_owned(), token.to_owned());
            let error = start_with(server).await.expect_err(bad);
            assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput, "{error}");
        }
    }
    let with_state = format!("{good}?state=fixed");
    assert!(start_with(OAuthServer::new(with_state, good.to_owned())).await.is_err());
}

#[tokio::test]
async fn the_redirect_uri_is_the_platforms() {
    for (platform, expected) in [
        ("https://platform.example", "https://platform.example/account/a%2Fb/oauth2/callback"),
        ("https://platform.example/", "https://platform.example/account/a%2Fb/oauth2/callback"),
        ("https://p.example/x/", "https://p.example/x/account/a%2Fb/oauth2/callback"),
    ] {
        let options = Options {
            platform_url: Some(platform.to_owned()),
            account_id: "a/b".to_owned(),
            ..Options::default()
        };
        let sandbox = Sandbox::start(options).await.expect("the settings are good");
        assert_eq!(sandbox.redirect_uri(), expected);
        assert_eq!(begin(&sandbox).await.parameter("redirect_uri"), expected);
        let host = get(&sandbox, "/session/host").await.json();
        let base = platform.trim_end_matches('/');
        let known = json!({
            "platformUrl": format!("{base}/"),
            "accountId": "a/b",
            "relayUrl": "/relay",
        });
        assert_eq!(host, known);
    }
    for bad in ["", "platform.example", "http://platform.example/", "https://p.example/?a=b"] {
        let options = Options { platform_url: Some(bad.to_owned()), ..Options::default() };
        assert!(Sandbox::start(options).await.is_err(), "{bad}");
    }
}
