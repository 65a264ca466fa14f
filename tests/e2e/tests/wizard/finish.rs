//! The last button: what it waits for, where it leads until then, and what the host page hears.

use e2e::{
    Page, World, run,
    sandbox::{Fault, Kind, Operation, sample},
};
use serde_json::json;

const DONE: &str = "Finished. You can leave this page.";

/// Opens the last step; the page notes what it hears of an end.
async fn open(world: &World) -> Page<'_> {
    let note = "window.ends = []; document.addEventListener('wizard-completed', \
        ({ detail }) => ends.push([detail.key.connectionId, detail.token]));";
    world.browser.before_each_page(note).await;
    let page = world.open(&sample::DOCUMENTED, "review").await;
    page.until_state("saved").await;
    page
}

async fn assert_not_finished(page: Page<'_>) {
    assert_eq!(page.eval("ends", vec![]).await, json!([]));
    page.until_gone(DONE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_leads_to_the_token_and_with_one_the_host_hears_of_the_end() {
    run(async |world| {
        let page = open(world).await;
        page.until_shown("To finish, generate the access token.").await;
        page.press("Finish").await;
        page.until_shown("The access token is not generated yet.").await;
        assert_not_finished(page).await;
        page.enter_secret("s3cret").await;
        let window = page.generate().await;
        world.browser.answer(&window, "Connect").await;
        page.until_token("generated").await;
        page.press("Next").await;
        page.until_shown("Everything is there.").await;
        page.press("Finish").await;
        page.until_shown(DONE).await;
        assert_eq!(page.eval("ends", vec![]).await, json!([["3", "generated"]]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_leads_to_what_is_missing() {
    run(async |world| {
        let page = open(world).await;
        page.press("Application").await;
        // All of it, and the backspace key.
        page.type_over("Client ID", "\u{e003}").await;
        page.press("Review").await;
        page.until_shown("To finish, complete what is listed above.").await;
        page.press("Finish").await;
        page.until_focus("Client ID").await;
        assert_not_finished(page).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_waits_until_everything_is_saved() {
    run(async |world| {
        let page = open(world).await;
        page.eval("void (wizard().grantType = 'client_credentials')", vec![]).await;
        page.until_shown("Everything is there.").await;
        world.sandbox.set_faults(vec![Fault::new(Kind::Forbidden).on(Operation::Save)]);
        page.press("Application").await;
        page.type_over("Company ID", "7").await;
        page.until_state("failed").await;
        page.press("Review").await;
        page.until_shown("To finish, everything has to be saved.").await;
        page.press("Finish").await;
        assert_not_finished(page).await;
        world.sandbox.clear_faults();
        page.press("Try again now").await;
        page.until_shown("Everything is there.").await;
        page.press("Finish").await;
        page.until_shown(DONE).await;
        assert_eq!(page.eval("ends", vec![]).await, json!([["3", "not-needed"]]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_waits_for_a_token_that_is_being_generated_again() {
    run(async |world| {
        let page = open(world).await;
        for action in ["Generate token", "Regenerate token"] {
            page.press("Access token").await;
            page.enter_secret("s3cret").await;
            let window = page.press_for_window(action).await;
            page.until_token("waiting").await;
            page.press("Review").await;
            page.until_shown("The access token is being generated.").await;
            page.press("Finish").await;
            page.until_focus("Access token").await;
            assert_not_finished(page).await;
            world.browser.answer(&window, "Connect").await;
            page.until_token("generated").await;
        }
        page.press("Review").await;
        page.press("Finish").await;
        page.until_shown(DONE).await;
        assert_eq!(page.eval("ends", vec![]).await, json!([["3", "generated"]]));
    })
    .await;
}
