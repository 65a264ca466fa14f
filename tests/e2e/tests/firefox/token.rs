//! A token, through the relay and a window of the provider's.

use e2e::{Page, World, run_in_firefox, sandbox::sample};
use serde_json::json;

use crate::host::{host_with, put_first};

const SECRET: &str = "s3cret-canary";
const OPENING: &str = "Your provider’s page opens here in a moment.";

/// What the platform and the page say once it is there.
async fn assert_generated(world: &World, page: Page<'_>) {
    page.until_shown("The access token was generated.").await;
    page.until_token("generated").await;
    page.until_state("saved").await;
    assert_eq!(world.is_token_generated(&sample::DOCUMENTED), Some(true));
    assert_eq!(world.starts(), 1);
    let told = "heard.filter(([name]) => name === 'wizard-token')
        .map(([, { state, error }]) => [state, error])";
    let told = page.eval(told, vec![]).await;
    assert_eq!(told, json!([["waiting", null], ["generated", null]]));
    let left = "JSON.stringify([heard, localStorage, sessionStorage])";
    let left = page.eval(left, vec![]).await.to_string();
    assert!(!left.contains(SECRET), "{left}");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_is_generated_in_a_window_and_outlasts_a_reload() {
    run_in_firefox(async |world| {
        let more = format!(
            "element.relayUrl = '/relay';
             element.accountId = '{}';
             element.step = 'authorize';",
            sample::ACCOUNT_ID
        );
        let page = host_with(world, &more).await;
        page.until_token("none").await;
        page.enter_secret(SECRET).await;
        let window = page.generate().await;
        page.until_token("waiting").await;
        world.browser.answer(&window, "Connect").await;
        assert_generated(world, page).await;
        world.browser.until_closed(&window).await;
        page.press("Application").await;
        assert_eq!(page.value("Client secret").await, "", "it was used and is forgotten");

        let page = crate::host::reload(world).await;
        page.until_token("generated").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_has_its_text_until_the_provider_is_known() {
    use e2e::sandbox::{Fault, Kind, Operation};
    run_in_firefox(async |world| {
        let more = "element.relayUrl = '/relay'; element.step = 'authorize';";
        let page = host_with(world, more).await;
        page.enter_secret(SECRET).await;
        world.sandbox.set_faults(vec![Fault::new(Kind::Hold).on(Operation::Start)]);
        let window = page.press_for_window("Generate token").await;
        world.browser.until_window_shows(&window, OPENING).await;
        world.sandbox.clear_faults();
        page.until_token("waiting").await;
        world.browser.answer(&window, "Connect").await;
        assert_generated(world, page).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_is_generated_from_a_frame_of_another_sites_page() {
    run_in_firefox(async |world| {
        let origin = world.sandbox.origin();
        let (account, guid) = (sample::ACCOUNT_ID, sample::CATALOG_GUID);
        put_first(world);
        world.sandbox.embeddable_page(
            "/inner.html",
            format!(
                "<!doctype html><html lang=en><title>Inner</title><script src=/first.js></script>\
                 <script type=module src=/spaces-oauth-wizard.js></script><spaces-oauth-wizard \
                 endpoint=/graphql token-url=/session/token relay-url=/relay \
                 platform-url={origin}/ account-id={account} \
                 integration-pack-instance-id=test-101 env-id=2 process-id=1 connection-id=3 \
                 space-guid={guid} step=authorize></spaces-oauth-wizard>"
            ),
        );
        world.sandbox.embeddable_page(
            "/outer.html",
            format!(
                "<!doctype html><html lang=en><title>Outer</title>\
                 <iframe title=Wizard width=1000 height=800 src={origin}/inner.html></iframe>"
            ),
        );
        // Two names of this machine are two sites.
        let outer = origin.replace("127.0.0.1", "localhost");
        world.browser.go(&format!("{outer}/outer.html")).await;
        let page = world.page();
        let tab = world.browser.tab().await;
        world.browser.client().enter_frame(0).await.expect("there is a frame");
        page.until_state("saved").await;
        page.enter_secret(SECRET).await;
        let window = page.generate().await;
        world.browser.answer(&window, "Connect").await;
        // It is back in the page, not in its frame.
        world.browser.switch_to(&tab).await;
        world.browser.client().enter_frame(0).await.expect("there is a frame");
        assert_generated(world, page).await;
        world.browser.until_closed(&window).await;
        world.browser.client().enter_parent_frame().await.expect("there is a page");
    })
    .await;
}
