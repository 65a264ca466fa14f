//! The provider's page in the wizard's own tab, where no window opens, and the way back.

use e2e::{
    Page, World, run,
    sandbox::{Operation, sample},
};
use serde_json::json;

const GENERATED: &str = "The access token was generated.";

/// Opens the provider's page in the wizard's own tab.
async fn go_there(world: &World) -> Page<'_> {
    world.browser.before_each_page("window.open = () => null;").await;
    let page = world.open(&sample::DOCUMENTED, "application").await;
    page.type_over("Company ID", "123 typed last").await;
    page.press("Access token").await;
    page.enter_secret("s3cret").await;
    page.press("Generate token").await;
    page.until_shown("Open it in this tab").await;
    page.press("Open it in this tab").await;
    page
}

#[tokio::test(flavor = "multi_thread")]
async fn who_answers_there_is_brought_back_to_the_step_with_everything_there() {
    run(async |world| {
        let page = go_there(world).await;
        let tab = world.browser.tab().await;
        world.browser.answer(&tab, "Connect").await;
        page.until_shown(GENERATED).await;
        page.until_token("generated").await;
        page.until_state("saved").await;
        assert_eq!(world.is_token_generated(&sample::DOCUMENTED), Some(true));
        assert_eq!(world.starts(), 1);
        let address = page.eval("location.pathname + location.search", vec![]).await;
        let address = address.as_str().unwrap_or_default();
        assert!(address.contains("/authorize?guid="), "{address}");
        assert!(!address.contains("code=") && !address.contains("state="), "{address}");
        page.press("Application").await;
        assert_eq!(page.value("Company ID").await, "123 typed last");
        assert_eq!(page.value("Client secret").await, "");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_says_no_there_reads_why_here() {
    run(async |world| {
        let page = go_there(world).await;
        let tab = world.browser.tab().await;
        world.browser.answer(&tab, "No thanks").await;
        page.until_shown("You or your administrator said no.").await;
        page.until_token("failed").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_goes_back_without_an_answer_finds_the_wait_going_on() {
    run(async |world| {
        world.browser.note_returns().await;
        let page = go_there(world).await;
        let tab = world.browser.tab().await;
        world.browser.until_window_shows(&tab, ">Connect<").await;
        world.browser.back_to_kept_page().await;
        page.until_token("waiting").await;
        page.press("Open it in this tab").await;
        world.browser.answer(&tab, "Connect").await;
        page.until_shown(GENERATED).await;
        assert_eq!(world.starts(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_window_nobody_is_sent_anywhere() {
    run(async |world| {
        let page = world.open_ready(&sample::DOCUMENTED, "s3cret").await;
        let window = page.generate().await;
        world.browser.answer(&window, "Connect").await;
        page.until_shown(GENERATED).await;
        let log = world.sandbox.log();
        let start = log.iter().find(|entry| entry.is(Operation::Start)).expect("it began");
        assert!(start.body.contains("companyId"), "{}", start.body);
        assert!(!start.body.contains("returnUrl"), "{}", start.body);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_without_a_way_back_offers_the_link_and_no_more() {
    run(async |world| {
        world.browser.before_each_page("window.open = () => null;").await;
        let page = world.open_ready(&sample::DOCUMENTED, "s3cret").await;
        page.eval("wizard().removeAttribute('return-url')", vec![]).await;
        page.press("Generate token").await;
        page.until_shown("Open the provider’s page and answer there.").await;
        assert_eq!(page.eval("shows('Open it in this tab')", vec![]).await, json!(false));
    })
    .await;
}
