//! A page that the browser put away for a while goes on where it was.

use e2e::{
    run,
    sandbox::{Entry, Fault, Kind, Operation, sample},
};
#[tokio::test(flavor = "multi_thread")]
async fn a_page_out_of_the_back_forward_cache_keeps_its_values_and_saves_on() {
    run(async |world| {
        world.browser.note_returns().await;
        let page = world.open(&sample::DOCUMENTED, "application").await;
        page.type_into("Client secret", "only in this page").await;
        page.type_over("Client ID", "before").await;
        world.browser.go("about:blank").await;
        world.browser.back_to_kept_page().await;
        assert_eq!(page.value("Client secret").await, "", "no page that is left keeps it");
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

#[tokio::test(flavor = "multi_thread")]
async fn a_page_left_while_the_platform_is_down_saves_when_somebody_goes_back_to_it() {
    run(async |world| {
        world.browser.note_returns().await;
        let page = world.open(&sample::DOCUMENTED, "application").await;
        world.sandbox.set_faults(vec![Fault::new(Kind::Drop)]);
        page.type_over("Client ID", "not saved yet").await;
        page.until_state("failed").await;
        world.browser.go("about:blank").await;
        world.browser.back_to_kept_page().await;
        assert_eq!(page.value("Client ID").await, "not saved yet");
        world.sandbox.clear_faults();
        page.until_shown("All changes saved").await;
        let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(saved.contains("not saved yet"), "{saved}");
        page.until_journal(<[_]>::is_empty).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_page_put_away_had_unsaved_is_restored_in_another_tab_and_conflicts_with_nothing() {
    run(async |world| {
        world.browser.note_returns().await;
        let page = world.open(&sample::DOCUMENTED, "application").await;
        let first = world.browser.tab().await;
        world.sandbox.set_faults(vec![Fault::new(Kind::Drop).on(Operation::Save)]);
        page.type_over("Client ID", "not saved yet").await;
        page.until_state("failed").await;
        world.browser.go("about:blank").await;

        let second = world.browser.new_tab().await;
        let page = world.open(&sample::DOCUMENTED, "application").await;
        page.until_value("Client ID", "not saved yet").await;
        page.until_shown("that the platform had not got was restored.").await;
        world.sandbox.clear_faults();
        page.until_shown("All changes saved").await;

        world.browser.switch_to(&first).await;
        world.browser.back_to_kept_page().await;
        page.until_state("saved").await;
        assert_eq!(page.value("Client ID").await, "not saved yet");
        page.until_gone("Changed here and elsewhere").await;
        page.type_into("Client ID", ", and more").await;
        page.until_state("unsaved").await;
        page.until_state("saved").await;
        world.browser.switch_to(&second).await;
        page.until_value("Client ID", "not saved yet, and more").await;
        page.until_state("saved").await;
        page.until_gone("Changed here and elsewhere").await;
        page.until_journal(<[_]>::is_empty).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_hidden_waits_for_no_more_typing() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        // From now on the pause after typing never ends.
        let endless = "(window.setTimeout = ((set) => (work, wait) => \
            wait > 100 ? 0 : set(work, wait))(setTimeout))";
        page.eval(endless, vec![]).await;
        page.type_over("Client ID", "typed just before").await;
        page.until_state("unsaved").await;
        let hide = "(Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' }), \
            document.dispatchEvent(new Event('visibilitychange')))";
        page.eval(hide, vec![]).await;
        let is_saved =
            |log: &[Entry]| log.iter().any(|e| e.is(Operation::Save) && e.status.is_some());
        let patience = std::time::Duration::from_secs(20);
        world.sandbox.wait_for(is_saved, patience).await.expect("a save");
        page.until_state("saved").await;
        let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(saved.contains("typed just before"), "{saved}");
    })
    .await;
}
