//! A page that the browser put away for a while goes on where it was.

use e2e::{run, sandbox::sample};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_page_out_of_the_back_forward_cache_keeps_its_values_and_saves_on() {
    run(async |world| {
        world
            .browser
            .before_each_page("addEventListener('pageshow', (e) => window.kept = e.persisted);")
            .await;
        let page = world.open(&sample::DOCUMENTED, "application").await;
        page.type_into("Client secret", "only in this page").await;
        page.type_over("Client ID", "before").await;
        world.browser.go("about:blank").await;
        world.browser.client().back().await.expect("there is a page before");
        page.until("window.kept !== undefined", vec![]).await;
        assert_eq!(page.eval("window.kept", vec![]).await, json!(true));
        assert_eq!(page.value("Client secret").await, "only in this page");
        page.until_value("Client ID", "before").await;

        page.type_into("Client ID", " and after").await;
        page.until_shown("All changes saved").await;
        let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(saved.contains("before and after"), "{saved}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_was_frozen_saves_what_was_typed_before() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        page.type_over("Client ID", "just before").await;
        world.browser.set_frozen(true).await;
        world.browser.set_frozen(false).await;
        page.until_shown("All changes saved").await;
        let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(saved.contains("just before"), "{saved}");
    })
    .await;
}
