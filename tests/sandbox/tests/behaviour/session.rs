//! What a host gets from the platform, and gives to its page.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use sandbox::{Sandbox, sample};
use serde_json::Value;

use crate::client::{Answer, get, send, start};

async fn generate(sandbox: &Sandbox, credentials: &str) -> Answer {
    let basic = format!("Basic {}", STANDARD.encode(credentials));
    let url = format!("{}/auth/jwt/generate/account-1", sandbox.origin());
    send("GET", url, &[("Authorization", &basic)], "").await.expect("the sandbox answers")
}

#[tokio::test]
async fn an_api_token_gets_a_jwt() {
    let sandbox = start().await;
    let answer = generate(&sandbox, "BOOMI_TOKEN.user@example.com:token").await;
    assert_eq!(answer.status, 200);
    assert!(answer.header("content-type").starts_with("text/plain"));
    assert!(sandbox.tokens().accept(&answer.body));
}

#[tokio::test]
async fn anything_else_gets_none() {
    let sandbox = start().await;
    for credentials in ["user@example.com:token", "BOOMI_TOKEN.user", "BOOMI_TOKEN.:token", ""] {
        assert_eq!(generate(&sandbox, credentials).await.status, 401, "{credentials}");
    }
    assert_eq!(get(&sandbox, "/auth/jwt/generate/account-1").await.status, 401);
}

#[tokio::test]
async fn a_jwt_says_when_it_expires() {
    let sandbox = start().await;
    let token = get(&sandbox, "/session/token").await.body;
    let claims = token.split('.').nth(1).expect("a JWT has three parts");
    let claims = URL_SAFE_NO_PAD.decode(claims).expect("the claims are base64url");
    let claims: Value = serde_json::from_slice(&claims).expect("the claims are JSON");
    let (iat, exp) = (claims["iat"].as_i64(), claims["exp"].as_i64());
    assert_eq!(exp.zip(iat).map(|(exp, iat)| exp - iat), Some(300));
}

#[tokio::test]
async fn the_demo_connections_start_with_the_documented_one() {
    let sandbox = start().await;
    let connections = get(&sandbox, "/session/connections").await.json();
    let first = &connections[0];
    assert_eq!(first["integrationPackInstanceId"], "test-101");
    assert_eq!(first["envId"], "2");
    assert_eq!(first["processId"], "1");
    assert_eq!(first["connectionId"], "3");
    assert_eq!(first["catalogGuid"], "796eeeb4-1b2f-4965-898a-7e443");
    assert_eq!(connections.as_array().map(Vec::len), Some(sample::CONNECTIONS.len()));
}

#[tokio::test]
async fn the_first_records_are_what_their_notes_say() {
    let sandbox = start().await;
    let details = |connection: sample::DemoConnection| {
        let record = sandbox.records().get(&connection.key()).expect("SQLite works");
        record.and_then(|record| record.oauth_connector_details)
    };
    assert_eq!(details(sample::EMPTY), None);
    let foreign = details(sample::FOREIGN).expect("it has details");
    let parsed: Value = serde_json::from_str(&foreign).expect("it is JSON");
    assert_eq!(parsed["companyId"].to_string(), "9341452451293689");
    assert_eq!(parsed.to_string(), foreign, "order and digits survive");
    let broken = details(sample::BROKEN).expect("it has details");
    assert!(serde_json::from_str::<Value>(&broken).is_err());
}
