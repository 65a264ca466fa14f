//! What is typed is saved while it is typed, and is back after a reload.

use std::time::Duration;

use e2e::{
    run_in_firefox,
    sandbox::{Entry, Operation},
};

use crate::host::{held, host, open, reload};

const PATIENCE: Duration = Duration::from_secs(20);

#[tokio::test(flavor = "multi_thread")]
async fn typed_text_is_saved_by_itself_and_back_after_a_reload() {
    run_in_firefox(async |world| {
        let page = host(world).await;
        assert_eq!(page.value("Client ID").await, "A");
        page.type_over("Base URL", "https://typed.example").await;
        page.type_over("Client ID", "ABfQ7 \"ü😀\\").await;
        page.type_into("Client secret", "not to be kept").await;
        page.until_shown("All changes saved").await;
        assert!(held(world).contains("https://typed.example"), "{}", held(world));
        assert!(held(world).contains(r#""ABfQ7 \"ü😀\\""#), "{}", held(world));
        page.until_journal(<[_]>::is_empty).await;

        let page = reload(world).await;
        page.until_value("Client ID", "ABfQ7 \"ü😀\\").await;
        assert_eq!(page.value("Base URL").await, "https://typed.example");
        assert_eq!(page.value("Company ID").await, "9341452451293689");
        assert_eq!(page.value("Client secret").await, "");
        page.until_shown("All changes saved").await;
        page.until_shown("after a reload, enter it again").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn parameters_are_saved_too() {
    run_in_firefox(async |world| {
        let page = host(world).await;
        page.press("Parameters").await;
        page.press("Add authorization parameter").await;
        page.type_into("Key, authorization parameter 2", "prompt").await;
        page.type_into("Value, authorization parameter 2", "consent").await;
        page.until_shown("All changes saved").await;
        let params = r#""authParams":{"key":"value","prompt":"consent"}"#;
        assert!(held(world).contains(params), "{}", held(world));
        let page = reload(world).await;
        // The step where it was left is kept in this browser.
        page.until_value("Value, authorization parameter 2", "consent").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_left_before_the_pause_after_typing_saves_at_once() {
    run_in_firefox(async |world| {
        let page = host(world).await;
        page.type_over("Client ID", "typed just before").await;
        // With the first key the record is read. Once that has come, the save can leave at any moment.
        let read = "performance.getEntriesByType('resource')
            .filter(({ name }) => name.endsWith('/graphql')).length >= 2";
        page.until(read, vec![]).await;
        world.sandbox.page("/elsewhere.html", "<!doctype html><title>Elsewhere</title>");
        page.eval("void (location.href = '/elsewhere.html')", vec![]).await;
        let saved = |log: &[Entry]| {
            log.iter().any(|entry| entry.is(Operation::Save) && entry.status.is_some())
        };
        world.sandbox.wait_for(saved, PATIENCE).await.expect("a save");
        assert!(held(world).contains("typed just before"), "{}", held(world));
        let page = open(world).await;
        page.until_value("Client ID", "typed just before").await;
    })
    .await;
}
