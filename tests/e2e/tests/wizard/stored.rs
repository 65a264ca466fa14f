//! A browser that stores nothing keeps nobody from working.

use e2e::{
    NoDatabase, Page, run,
    sandbox::{Fault, Kind, Operation, sample},
};
use serde_json::json;

const DENIED: &str = "This browser keeps nothing for this page. What you type is on this page \
                      only until it is saved.";
const BROKEN: &str = "This browser could not keep what you type. It is on this page only until it \
                      is saved.";
const FULL: &str = "This browser has no room left. What you type is on this page only until it \
                    is saved.";

/// Whether the browser would ask the person before the page goes away.
async fn asks_before_leaving(page: Page<'_>) -> bool {
    let ask = "!dispatchEvent(new Event('beforeunload', { cancelable: true }))";
    page.eval(ask, vec![]).await == json!(true)
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_database_what_is_typed_is_saved_all_the_same() {
    let all = [
        (NoDatabase::Absent, DENIED),
        (NoDatabase::Throws, DENIED),
        (NoDatabase::OpenThrows, DENIED),
        (NoDatabase::OpenFails, BROKEN),
    ];
    run(async |world| {
        for (how, sentence) in all {
            // In a tab of its own, for a tab keeps to its way.
            world.browser.new_tab().await;
            world.browser.without_database(how).await;
            let page = world.open(&sample::DOCUMENTED, "application").await;
            page.until_shown(sentence).await;
            assert!(!asks_before_leaving(page).await, "there is nothing to lose with {how:?}");
            let text = format!("typed with {how:?}");
            world.sandbox.set_faults(vec![Fault::new(Kind::ServerError).on(Operation::Save)]);
            page.type_over("Client ID", &text).await;
            page.until_state("failed").await;
            page.until_shown("What you typed is kept on this page.").await;
            assert!(asks_before_leaving(page).await, "there is something to lose with {how:?}");
            world.sandbox.clear_faults();
            page.until_shown("All changes saved").await;
            page.until_state("saved").await;
            assert!(!asks_before_leaving(page).await, "nothing is left to lose with {how:?}");
            let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
            assert!(saved.contains(&text), "{saved}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_no_room_left_what_is_typed_is_saved_all_the_same() {
    run(async |world| {
        world.browser.set_quota(&world.sandbox.origin(), Some(1)).await;
        let page = world.open(&sample::DOCUMENTED, "application").await;
        world.sandbox.set_faults(vec![Fault::new(Kind::ServerError).on(Operation::Save)]);
        page.type_over("Client ID", "typed without room").await;
        page.until_state("failed").await;
        page.until_shown(FULL).await;
        assert!(asks_before_leaving(page).await, "there is something to lose");
        world.sandbox.clear_faults();
        page.until_shown("All changes saved").await;
        page.until_state("saved").await;
        let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(saved.contains("typed without room"), "{saved}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_no_room_left_what_an_earlier_page_kept_is_back_all_the_same() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        world.sandbox.set_faults(vec![Fault::new(Kind::ServerError).on(Operation::Save)]);
        page.type_over("Client ID", "typed while there was room").await;
        page.until_state("failed").await;
        page.until_journal(|entries| !entries.is_empty()).await;
        world.browser.set_quota(&world.sandbox.origin(), Some(1)).await;
        world.browser.client().refresh().await.expect("the page reloads");
        page.until_value("Client ID", "typed while there was room").await;
        page.until_shown("that the platform had not got was restored.").await;
        world.sandbox.clear_faults();
        page.until_shown("All changes saved").await;
        let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(saved.contains("typed while there was room"), "{saved}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_unsaved_is_written_again_when_the_browser_has_thrown_it_away() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        world.sandbox.set_faults(vec![Fault::new(Kind::ServerError).on(Operation::Save)]);
        page.type_over("Client ID", "typed once").await;
        page.until_state("failed").await;
        page.until_journal(|entries| !entries.is_empty()).await;
        let thrown = "(window.thrown = false, \
            indexedDB.deleteDatabase('spaces-oauth-wizard').onsuccess = () => thrown = true)";
        page.eval(thrown, vec![]).await;
        page.until("thrown", vec![]).await;
        page.until_journal(|entries| !entries.is_empty()).await;
        world.browser.client().refresh().await.expect("the page reloads");
        page.until_value("Client ID", "typed once").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_browser_keeps_is_what_is_unsaved_and_never_the_secret() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        page.control("Client ID").await.click().await.expect("it can be clicked");
        page.type_into("Client secret", "canary-77c1").await;
        page.until_state("saved").await;
        assert_eq!(page.journal().await, vec![], "an untouched form keeps nothing");

        world.sandbox.set_faults(vec![Fault::new(Kind::ServerError).on(Operation::Save)]);
        page.type_over("Client ID", "kept here").await;
        page.type_into("Client secret", "-and-more").await;
        page.until_state("failed").await;
        page.until_shown("What you typed is kept in this browser.").await;
        let is_kept = |journal: &[(_, serde_json::Value)]| {
            journal.len() == 1 && journal[0].1.to_string().contains("kept here")
        };
        page.until_journal(is_kept).await;
        let all = page.databases().await;
        assert!(all.contains("kept here") && !all.contains("canary"), "{all}");
        assert!(!asks_before_leaving(page).await, "nothing would be lost");

        world.sandbox.clear_faults();
        page.until_shown("All changes saved").await;
        page.until_journal(<[_]>::is_empty).await;
        let all = page.databases().await;
        assert!(!all.contains("canary"), "{all}");
    })
    .await;
}

/// What the tests about the client secret and the journal rely on.
#[tokio::test(flavor = "multi_thread")]
async fn a_search_finds_what_is_in_any_database() {
    run(async |world| {
        world.sandbox.page("/empty.html", "<!doctype html><html lang=en><title>Empty</title>");
        let page = world.go("/empty.html").await;
        assert_eq!(page.databases().await, "");
        assert_eq!(page.journal().await, vec![]);
        let make = "new Promise((done) => {
            const request = indexedDB.open('spaces-oauth-wizard', 1);
            request.onupgradeneeded = () => {
                request.result.createObjectStore('edits');
                const other = request.result.createObjectStore('other');
                other.put({ deep: [new TextEncoder().encode('in bytes'), new Blob(['in a blob'])] }, 'a key');
            };
            request.onsuccess = () => done(request.result.close());
        })";
        page.eval(make, vec![]).await;
        page.put_into_journal(json!(["a", 1]), json!({ "value": "damaged" })).await;
        page.put_into_journal(json!("b"), json!(null)).await;
        page.remove_from_journal(json!("b")).await;
        assert_eq!(page.journal().await, vec![(json!(["a", 1]), json!({ "value": "damaged" }))]);
        let all = page.databases().await;
        for text in ["spaces-oauth-wizard", "damaged", "in bytes", "in a blob", "a key"] {
            assert!(all.contains(text), "{text} is not in {all}");
        }
    })
    .await;
}
