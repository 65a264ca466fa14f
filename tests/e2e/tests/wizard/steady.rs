//! Nothing on screen moves under the person's hands.

use e2e::{
    Page, run,
    sandbox::{Fault, Kind, Operation, sample},
};
use serde_json::{Value, json};

/// Where the form's controls are.
async fn places(page: Page<'_>) -> Value {
    page.eval(
        "all(document).filter((e) => e.matches('input, textarea, button[type=submit], h2') && \
         seen(e)).map((e) => [e.name || e.textContent, e.getBoundingClientRect().top + scrollY])",
        vec![],
    )
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn loading_saving_and_failing_move_no_control() {
    run(async |world| {
        world.sandbox.set_faults(vec![Fault::new(Kind::Hold).on(Operation::Load)]);
        let page = world.open_early(&sample::DOCUMENTED, "application").await;
        page.until_state("loading").await;
        page.until("find('input', 'Client secret')", vec![]).await;
        let loading = places(page).await;
        assert_eq!(loading.as_array().map(Vec::len), Some(6), "{loading}");
        world.sandbox.clear_faults();
        page.until_value("Client ID", "A").await;
        page.until_state("saved").await;
        assert_eq!(places(page).await, loading, "loaded");

        world.sandbox.set_faults(vec![Fault::new(Kind::ServerError).on(Operation::Save)]);
        page.type_over("Base URL", "quickbooks").await;
        page.control("Client ID").await.click().await.expect("it can be clicked");
        page.until_shown("This is not a web address.").await;
        page.until_shown("The platform has a problem at the moment.").await;
        assert_eq!(places(page).await, loading, "a mistake and a failure");
        world.go_on(page, "Try again now", Operation::Save).await;
        page.until_state("saved").await;
        assert_eq!(places(page).await, loading, "recovered");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn less_motion_means_none() {
    run(async |world| {
        for (wish, moves) in [("no-preference", true), ("reduce", false)] {
            let media =
                json!({ "features": [{ "name": "prefers-reduced-motion", "value": wish }] });
            world.browser.devtools("Emulation.setEmulatedMedia", media).await;
            world.sandbox.set_faults(vec![Fault::new(Kind::Hold).on(Operation::Load)]);
            let page = world.open_early(&sample::DOCUMENTED, "parameters").await;
            page.until_state("loading").await;
            let moving = "wizard().shadowRoot.getAnimations().length > 0";
            assert_eq!(page.eval(moving, vec![]).await, json!(moves), "{wish}");
            world.sandbox.clear_faults();
            page.until_state("saved").await;
        }
    })
    .await;
}
