//! Typing is never in the way of loading and saving, nor they in its.

use e2e::{
    run,
    sandbox::{Fault, Kind, Operation, sample},
};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn typed_text_wins_over_a_late_load() {
    run(async |world| {
        world.sandbox.set_faults(vec![Fault::new(Kind::Hold).on(Operation::Load)]);
        let page = world.open_early(&sample::DOCUMENTED, "application").await;
        page.until_state("loading").await;
        page.type_into("Base URL", "https://typed.example").await;
        world.sandbox.clear_faults();
        page.until_value("Company ID", "9341452451293689").await;
        page.until_state("saved").await;
        assert_eq!(page.value("Base URL").await, "https://typed.example");
        let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert_eq!(
            saved,
            sample::DOCUMENTED_DETAILS.replace("https://baseURL.com", "https://typed.example")
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_load_leaves_the_focused_control_alone_until_it_is_left() {
    run(async |world| {
        world.sandbox.set_faults(vec![Fault::new(Kind::Hold).on(Operation::Load)]);
        let page = world.open_early(&sample::DOCUMENTED, "application").await;
        page.control("Client ID").await.click().await.expect("it can be clicked");
        world.sandbox.clear_faults();
        page.until_state("saved").await;
        assert_eq!(page.value("Client ID").await, "");
        page.control("Base URL").await.click().await.expect("it can be clicked");
        page.until_value("Client ID", "A").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn saved_shows_only_when_the_newest_edit_is_acknowledged() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        world.sandbox.set_faults(vec![Fault::new(Kind::Hold).on(Operation::Save)]);
        page.type_over("Client ID", "first").await;
        page.until_shown("Saving…").await;
        page.type_over("Client ID", "second").await;
        // The first save is answered; the second one is held again.
        world.sandbox.release();
        let two = |log: &[e2e::sandbox::Entry]| {
            let save = Operation::Save.field();
            log.iter().filter(|entry| entry.operation.as_deref() == save).count() == 2
        };
        world.sandbox.wait_for(two, std::time::Duration::from_secs(20)).await.expect("two saves");
        let state = page.eval("wizard().getAttribute('save-state')", vec![]).await;
        assert_eq!(state, json!("saving"));
        world.sandbox.clear_faults();
        page.until_shown("All changes saved").await;
        let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(saved.contains(r#""clientId":"second""#), "{saved}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_page_saves_at_once() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        page.type_over("Client ID", "typed just before").await;
        // With the first key the record is read, so that the save can leave at any moment.
        let read = |log: &[e2e::sandbox::Entry]| {
            let load = Operation::Load.field();
            log.iter().filter(|e| e.operation.as_deref() == load && e.took.is_some()).count() == 2
        };
        world.sandbox.wait_for(read, std::time::Duration::from_secs(20)).await.expect("two reads");
        // The next page comes before the pause after typing has passed.
        world.browser.go("about:blank").await;
        let saved = |log: &[e2e::sandbox::Entry]| {
            let save = Operation::Save.field();
            log.iter().any(|entry| entry.operation.as_deref() == save && entry.status.is_some())
        };
        world.sandbox.wait_for(saved, std::time::Duration::from_secs(20)).await.expect("a save");
        let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(saved.contains("typed just before"), "{saved}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_base_url_that_is_none_says_so_and_is_saved_all_the_same() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        page.type_over("Base URL", "quickbooks").await;
        page.control("Client ID").await.click().await.expect("it can be clicked");
        page.until_shown("This is not a web address").await;
        page.until_state("saved").await;
        let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(saved.contains(r#""baseURL":"quickbooks""#), "{saved}");
        page.type_over("Base URL", "https://quickbooks.example").await;
        page.until_gone("This is not a web address").await;
    })
    .await;
}
