//! A browser that stores nothing keeps nobody from working.

use e2e::{NoDatabase, run, sandbox::sample};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn without_a_database_what_is_typed_is_saved_all_the_same() {
    let all =
        [NoDatabase::Absent, NoDatabase::Throws, NoDatabase::OpenThrows, NoDatabase::OpenFails];
    run(async |world| {
        for how in all {
            // In a tab of its own, for a tab keeps to its way.
            world.browser.new_tab().await;
            world.browser.without_database(how).await;
            let page = world.open(&sample::DOCUMENTED, "application").await;
            let text = format!("typed with {how:?}");
            page.type_over("Client ID", &text).await;
            page.until_state("unsaved").await;
            page.until_shown("All changes saved").await;
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
        page.type_over("Client ID", "typed without room").await;
        page.until_state("unsaved").await;
        page.until_shown("All changes saved").await;
        let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(saved.contains("typed without room"), "{saved}");
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
