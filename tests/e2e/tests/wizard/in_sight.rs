//! What went wrong and the way on are in sight, however small the window.

use e2e::{
    Page, World, run,
    sandbox::{Fault, Kind, Operation, sample},
};
use serde_json::json;

async fn sized(world: &World, width: u32, height: u32) {
    let metrics =
        json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    world.browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
}

/// Whether what shows a text is whole in the window, with nothing over it, as it is now.
async fn assert_in_sight(page: Page<'_>, text: &str) {
    let expression = "(() => { const e = all(document).find((e) => seen(e) && \
        [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.includes(args[0]))); \
        const { top, bottom, left, right } = e.getBoundingClientRect(); \
        const over = e.getRootNode().elementFromPoint((left + right) / 2, (top + bottom) / 2); \
        return top >= 0 && bottom <= innerHeight && left >= 0 && right <= innerWidth && \
            (e.contains(over) || over.contains(e)); })()";
    assert_eq!(page.eval(expression, vec![json!(text)]).await, json!(true), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_says_why_and_has_its_button_on_a_small_screen() {
    run(async |world| {
        for (width, height) in [(320, 640), (1280, 720)] {
            sized(world, width, height).await;
            for (kind, reason, button) in [
                (Kind::ServerError, "The platform has a problem", "Try again now"),
                (Kind::Html, "The answer did not come from the platform", "Try again now"),
                (Kind::Unauthorized, "does not accept your sign-in", "Sign in again"),
            ] {
                world.sandbox.set_faults(vec![Fault::new(kind).on(Operation::Save)]);
                let page = world.open(&sample::DOCUMENTED, "application").await;
                page.type_into("Base URL", "/v2").await;
                page.until_shown(reason).await;
                assert_in_sight(page, reason).await;
                assert_in_sight(page, button).await;
                world.go_on(page, button, Operation::Save).await;
                page.until_state("saved").await;
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_report_and_the_question_open_below_without_a_scroll_bar_of_their_own() {
    run(async |world| {
        sized(world, 320, 640).await;
        world.sandbox.set_faults(vec![Fault::new(Kind::Forbidden).on(Operation::Save)]);
        let page = world.open(&sample::DOCUMENTED, "application").await;
        page.type_into("Client ID", "B").await;
        page.until_shown("You may look at this connection, but not change it.").await;
        page.press("Details").await;
        page.until_shown("Problem: forbidden").await;
        let scrolls = "all(wizard().shadowRoot).filter((e) => seen(e) && \
            e.scrollHeight > e.clientHeight + 1 && getComputedStyle(e).overflowY === 'auto').length";
        assert_eq!(page.eval(scrolls, vec![]).await, json!(0));
        page.press("Discard my changes").await;
        page.until_focus("Keep").await;
        assert_in_sight(page, "Go back to what the platform holds?").await;
        assert_in_sight(page, "Keep").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn how_a_token_comes_on_and_why_it_does_not_is_said_where_the_person_looks() {
    run(async |world| {
        for (width, height) in [(320, 640), (1280, 720)] {
            sized(world, width, height).await;
            let page = world.open_ready(&sample::DOCUMENTED, "s3cret").await;
            let window = page.generate().await;
            assert_in_sight(page, "Waiting for you to answer").await;
            assert_in_sight(page, "Cancel").await;
            world.browser.answer(&window, "No thanks").await;
            let sentence = "You or your administrator said no.";
            page.until_shown(sentence).await;
            assert_in_sight(page, sentence).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_is_as_high_as_it_is_taken_for_before_it_is_laid_out() {
    run(async |world| {
        for (width, height) in [(320, 640), (1280, 720)] {
            sized(world, width, height).await;
            let page = world.open(&sample::DOCUMENTED, "parameters").await;
            // What is below would jump under the person's hands else.
            let difference = "(() => { const row = wizard().shadowRoot.querySelector('.param'); \
                const taken_for = getComputedStyle(row).containIntrinsicBlockSize; \
                return row.getBoundingClientRect().height / parseFloat(taken_for.slice(5)) - 1; })()";
            let difference = page.eval(difference, vec![]).await;
            let difference = difference.as_f64().expect("it is a number");
            assert!(difference.abs() < 0.02, "at {width}: {difference}");
        }
    })
    .await;
}
