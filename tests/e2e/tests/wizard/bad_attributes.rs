//! A host page that says too little or something wrong is told so, in words.

use e2e::{Page, World, run};

async fn host<'a>(world: &'a World, attributes: &str) -> Page<'a> {
    world.sandbox.page(
        "/host.html",
        format!(
            "<!doctype html><html lang=en><title>Host</title>\
             <script type=module src=/spaces-oauth-wizard.js></script>\
             <spaces-oauth-wizard {attributes}></spaces-oauth-wizard>"
        ),
    );
    world.go("/host.html?guid=796eeeb4-1b2f-4965-898a-7e443").await
}

/// Takes off the console what the page's developers are told there.
async fn assert_told(world: &World, sentences: &[&str]) {
    let console = world.browser.console().await;
    let told: Vec<_> = console.iter().filter(|line| line.starts_with("WARNING")).collect();
    assert_eq!(told.len(), sentences.len(), "{console:#?}");
    for (line, sentence) in told.iter().zip(sentences) {
        assert!(line.contains(sentence), "{console:#?}");
    }
}

const KEY: &str = "integration-pack-instance-id=test-101 env-id=2 process-id=1 connection-id=3";

#[tokio::test(flavor = "multi_thread")]
async fn each_has_its_sentence() {
    run(async |world| {
        let page = host(world, "").await;
        page.until_shown("The wizard cannot start").await;
        page.until_shown("The attribute endpoint is missing").await;
        page.until_shown("The attribute integration-pack-instance-id is missing.").await;
        page.until_state("failed").await;
        assert_told(world, &["endpoint is missing", "instance-id is missing."]).await;

        let together = "env-id, process-id and connection-id name one connection together";
        let page =
            host(world, "endpoint=/graphql integration-pack-instance-id=test-101 env-id=2").await;
        for name in ["process-id", "connection-id"] {
            page.until_shown(&format!("The attribute {name} is missing. {together}")).await;
        }
        page.until_state("failed").await;
        assert_told(world, &["process-id is missing.", "connection-id is missing."]).await;

        let page = host(world, &format!("endpoint=javascript:alert(1) {KEY}")).await;
        let sentence = "The attribute endpoint is not a web address: javascript:alert(1)";
        page.until_shown(sentence).await;
        assert_told(world, &[sentence]).await;

        let page = host(
            world,
            &format!("endpoint=/graphql token-url=/session/token {KEY} step=last theme=pink"),
        )
        .await;
        page.until_value("Client ID", "A").await;
        page.until_shown("The attribute step has an unknown value: last.").await;
        page.until_shown("The attribute theme has an unknown value: pink.").await;
        page.eval("wizard().theme = 'dark'", vec![]).await;
        page.until_gone("The attribute theme has an unknown value: pink.").await;
        assert_told(world, &["unknown value: last", "unknown value: pink"]).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_endpoint_that_is_not_there_is_a_failed_load_and_typing_is_kept() {
    run(async |world| {
        let page = host(world, &format!("endpoint=/nowhere token-url=/session/token {KEY}")).await;
        page.until_state("failed").await;
        page.until_shown("Not loaded").await;
        page.type_into("Client ID", "kept").await;
        page.eval("wizard().setAttribute('theme', 'dark')", vec![]).await;
        assert_eq!(page.value("Client ID").await, "kept");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_missing_may_come_later() {
    run(async |world| {
        let page = host(
            world,
            &format!("endpoint=/graphql token-url=/session/token {}", KEY.replace("env-id=2", "")),
        )
        .await;
        page.until_shown("The attribute env-id is missing.").await;
        assert_told(world, &["The attribute env-id is missing."]).await;
        page.eval("wizard().envId = '2'", vec![]).await;
        page.until_value("Client ID", "A").await;
        page.until_state("saved").await;
    })
    .await;
}
