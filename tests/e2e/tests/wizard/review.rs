//! The review says what is known, and that something is not.

use e2e::{
    Page, run,
    sandbox::{Fault, Kind, Operation, sample},
};
use serde_json::json;

/// What the review says beside a name.
async fn said(page: Page<'_>, name: &str) -> String {
    let beside = "all(document).find((e) => e.matches('dt') && e.textContent === args[0])\
        .nextElementSibling.textContent";
    let said = page.eval(beside, vec![json!(name)]).await;
    said.as_str().unwrap_or_default().to_owned()
}

const NAMES: [&str; 5] = [
    "Base URL",
    "Client ID",
    "Authorization parameters",
    "Access token parameters",
    "Access token",
];

#[tokio::test(flavor = "multi_thread")]
async fn what_was_never_loaded_is_not_said_to_be_empty() {
    run(async |world| {
        world.sandbox.set_faults(vec![Fault::new(Kind::Hold).on(Operation::Load)]);
        let page = world.open_early(&sample::DOCUMENTED, "review").await;
        page.until_state("loading").await;
        for name in NAMES {
            assert_eq!(said(page, name).await, "Loading…", "{name}");
        }
        world.sandbox.set_faults(vec![Fault::new(Kind::ServerError).on(Operation::Load)]);
        let page = world.open(&sample::DOCUMENTED, "review").await;
        page.until_state("failed").await;
        for name in NAMES {
            assert_eq!(said(page, name).await, "Not known yet", "{name}");
        }
        page.until_shown("To finish, everything has to be saved.").await;
        world.go_on(page, "Try again now", Operation::Load).await;
        page.until_state("saved").await;
        assert_eq!(said(page, "Authorization parameters").await, "key = value");
        assert_eq!(said(page, "Access token").await, "Not generated yet");
        page.until_shown("The settings are saved. To finish, generate the access token.").await;
        page.until_shown("Complete").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_secret_is_said_to_be_typed_and_never_shown() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "review").await;
        let secret = "Client secret";
        assert_eq!(said(page, secret).await, "Not typed. It is never saved.");
        page.press("Application").await;
        page.type_into(secret, "canary").await;
        page.press("Review").await;
        page.until_shown("The settings are saved.").await;
        assert_eq!(
            said(page, secret).await,
            "Typed, and kept in the memory of this page only. It is never saved."
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn damaged_details_leave_nothing_to_do_before_they_are_replaced() {
    run(async |world| {
        let page = world.open(&sample::BROKEN, "review").await;
        page.until_shown("Cannot be read").await;
        page.until_gone("to do").await;
        page.until_gone("Complete").await;
        page.press("Start over").await;
        page.until_shown("Start over with an empty form?").await;
        page.press("Start over").await;
        page.until_shown("2 to do").await;
    })
    .await;
}
