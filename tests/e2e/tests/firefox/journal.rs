//! What the platform has not got comes back from the browser.

use e2e::{Page, World, run_in_firefox};

use crate::host::{held, host, open, refuse_saves, reload};

async fn type_while_it_is_down(world: &World) {
    let page = host(world).await;
    refuse_saves(world);
    page.type_over("Client ID", "kept here").await;
    page.until_state("failed").await;
    page.until_journal(|entries| !entries.is_empty()).await;
    assert!(!held(world).contains("kept here"), "{}", held(world));
}

async fn assert_back(world: &World, page: Page<'_>) {
    page.until_value("Client ID", "kept here").await;
    page.until_shown("1 change from").await;
    page.until_shown("that the platform had not got was restored.").await;
    page.until_state("failed").await;
    world.sandbox.clear_faults();
    page.until_state("saved").await;
    assert!(held(world).contains("kept here"), "{}", held(world));
    page.until_journal(<[_]>::is_empty).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_reload_it_is_back_and_saved_as_soon_as_that_works() {
    run_in_firefox(async |world| {
        type_while_it_is_down(world).await;
        let page = reload(world).await;
        assert_back(world, page).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_browser_was_killed_too() {
    run_in_firefox(async |world| {
        type_while_it_is_down(world).await;
        world.restart_browser().await;
        let page = open(world).await;
        assert_back(world, page).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_can_be_discarded() {
    run_in_firefox(async |world| {
        type_while_it_is_down(world).await;
        let page = reload(world).await;
        page.until_value("Client ID", "kept here").await;
        page.press("Discard what was restored").await;
        page.until_value("Client ID", "A").await;
        world.sandbox.clear_faults();
        page.until_state("saved").await;
        page.until_journal(<[_]>::is_empty).await;
        assert!(!held(world).contains("kept here"), "{}", held(world));
    })
    .await;
}
