//! A browser that dies without a goodbye takes nothing along that was shown as saved.

use std::time::Duration;

use e2e::{run_with_restarts, sandbox::sample};

#[tokio::test(flavor = "multi_thread")]
async fn what_was_shown_as_saved_is_there_after_the_browser_was_killed() {
    run_with_restarts(async |world| {
        let page = world.open(&sample::EMPTY, "application").await;
        page.type_into("Base URL", "https://sandbox-quickbooks.api.intuit.com").await;
        page.type_into("Client ID", "typed before").await;
        page.until_state("saved").await;
        world.restart_browser().await;

        let page = world.open(&sample::EMPTY, "application").await;
        page.until_value("Base URL", "https://sandbox-quickbooks.api.intuit.com").await;
        assert_eq!(page.value("Client ID").await, "typed before");
        page.until_shown("All changes saved").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn typing_goes_on_after_a_browser_killed_in_the_middle_of_a_word() {
    run_with_restarts(async |world| {
        let page = world.open(&sample::EMPTY, "application").await;
        page.control("Client ID").await.click().await.expect("it can be clicked");
        let text = "abcdefghijklmnopqrstuvwxyz".repeat(20);
        // It dies as soon as the first save has arrived, wherever the typing is then.
        let kill = async {
            let saving = |log: &[e2e::sandbox::Entry]| {
                log.iter().any(|entry| entry.is(e2e::sandbox::Operation::Save))
            };
            world.sandbox.wait_for(saving, Duration::from_secs(20)).await.expect("a save");
            world.browser.kill();
        };
        let typing = page.try_keys(&text, Duration::from_millis(50));
        let (typed, ()) = tokio::join!(typing, kill);
        assert!(typed.end.is_err(), "all was typed before the browser was killed");
        assert!(!typed.taken.is_empty());
        world.restart_browser().await;

        let page = world.open(&sample::EMPTY, "application").await;
        page.until_not_state("loading").await;
        let back = page.value("Client ID").await;
        assert!(text.starts_with(&back) && !back.is_empty(), "{back}");
        page.type_into("Client ID", "!").await;
        page.until_shown("All changes saved").await;
        let saved = world.details(&sample::EMPTY).expect("there is a record");
        assert!(saved.contains(&format!("{back}!")), "{saved}");
    })
    .await;
}
