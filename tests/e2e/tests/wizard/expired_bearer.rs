//! A bearer that ends costs nobody anything.

use e2e::{
    run, run_with,
    sandbox::{Fault, Kind, Operation, Options, sample},
};
use serde_json::json;

use crate::host::host;

#[tokio::test(flavor = "multi_thread")]
async fn one_refusal_is_answered_with_a_fresh_bearer_and_nobody_notices() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        world.sandbox.set_faults(vec![Fault::new(Kind::Unauthorized).on(Operation::Save).times(1)]);
        page.type_over("Client ID", "B").await;
        page.until_state("saved").await;
        let asked = world.sandbox.log().iter().filter(|e| e.path == "/session/token").count();
        assert_eq!(asked, 2, "one at the start, one after the refusal");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bearer_of_a_short_life_is_replaced_when_half_of_it_is_over() {
    let options = Options { token_lifetime: 1, ..Options::default() };
    run_with(options, async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        let opened = page.eval("performance.now()", vec![]).await.as_f64().expect("a number");
        page.until("performance.now() > args[0] + 600", vec![json!(opened)]).await;
        page.type_over("Client ID", "B").await;
        page.until_state("saved").await;
        let log = world.sandbox.log();
        let asked = log.iter().filter(|e| e.path == "/session/token").count();
        assert!(asked >= 2, "{asked}");
        assert!(log.iter().all(|entry| entry.status != Some(401)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_bearer_is_said_and_a_right_one_goes_on() {
    run(async |world| {
        world.sandbox.page(
            "/host.html",
            "<!doctype html><html lang=en><title>Host</title>\
             <script type=module src=/spaces-oauth-wizard.js></script><spaces-oauth-wizard \
             endpoint=/graphql token-url=/wrong-token integration-pack-instance-id=test-101 \
             env-id=2 process-id=1 connection-id=3></spaces-oauth-wizard>",
        );
        world.sandbox.file("/wrong-token", "text/plain", "wrong");
        let page = world.go(&format!("/host.html?guid={}", sample::CATALOG_GUID)).await;
        page.until_shown("The platform does not accept your sign-in.").await;
        page.until_state("signed-out").await;
        page.type_into("Client ID", "typed meanwhile").await;
        page.eval("wizard().tokenUrl = '/session/token'", vec![]).await;
        page.until_value("Base URL", "https://baseURL.com").await;
        page.until_state("saved").await;
        let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(saved.contains("typed meanwhile"), "{saved}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_without_a_bearer_is_told_and_typing_goes_on() {
    run(async |world| {
        world.sandbox.set_faults(vec![Fault::new(Kind::ServerError).on(Operation::Token)]);
        let page = world.open_early(&sample::DOCUMENTED, "application").await;
        page.until_shown("This page did not sign the wizard in.").await;
        page.until_state("signed-out").await;
        page.type_into("Client ID", "typed signed out").await;
        world.sandbox.clear_faults();
        page.press("Sign in again").await;
        page.until_state("saved").await;
        let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(saved.contains("typed signed out"), "{saved}");
        let console = world.browser.console().await.join("\n");
        assert!(console.contains("token-url has failed"), "{console}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_is_asked_once_to_sign_in_however_much_is_typed_meanwhile() {
    run(async |world| {
        let page = host(world).await;
        page.until_state("saved").await;
        world.sandbox.set_faults(vec![Fault::new(Kind::Unauthorized)]);
        page.type_over("Client ID", "before").await;
        page.until_state("signed-out").await;
        let asked = page.eval("tokens", vec![]).await;
        page.type_into("Client ID", " and after").await;
        page.type_over("Company ID", "also after").await;
        page.control("Base URL").await.click().await.expect("it can be clicked");
        page.until_state("signed-out").await;
        let auth = "heard.filter(([name]) => name === 'wizard-auth-required').length";
        assert_eq!(page.eval(auth, vec![]).await, json!(1));
        assert_eq!(page.eval("tokens", vec![]).await, asked);

        world.sandbox.clear_faults();
        page.eval("wizard().retry()", vec![]).await;
        page.until_state("saved").await;
        let held = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(held.contains("before and after") && held.contains("also after"), "{held}");
        assert_eq!(page.eval(auth, vec![]).await, json!(1), "the new bearer was good");
    })
    .await;
}
