//! Each thing that can go wrong has its sentence and a way on, and nothing is lost.

use e2e::{
    World, run,
    sandbox::{Fault, Kind, Operation, sample},
};
use serde_json::json;

/// What a person reads for a fault, and the element's state.
const FAULTS: [(Kind, &str, &str); 12] = [
    (Kind::Drop, "The platform cannot be reached.", "failed"),
    (Kind::Unauthorized, "The platform does not accept your sign-in.", "signed-out"),
    (Kind::Forbidden, "You may look at this connection, but not change it.", "failed"),
    (Kind::RateLimited, "The platform asks for a pause", "failed"),
    (Kind::ServerError, "The platform has a problem at the moment.", "failed"),
    (Kind::Errors, "The platform has a problem at the moment.", "failed"),
    (Kind::DataNull, "The platform answered without any data.", "failed"),
    (Kind::Html, "The answer did not come from the platform as expected.", "failed"),
    (Kind::Truncated, "The platform’s answer broke off.", "failed"),
    (Kind::DropReply, "The platform cannot be reached.", "failed"),
    (Kind::UnknownSpace, "The platform does not know this Space, or it was deleted.", "failed"),
    (Kind::UnknownInstance, "This integration pack is not installed here any more.", "failed"),
];

/// The button that goes on after a fault.
fn way_on(kind: Kind) -> &'static str {
    if kind == Kind::Unauthorized { "Sign in again" } else { "Try again now" }
}

async fn save_meets(world: &World, kind: Kind, sentence: &str, state: &str) {
    let page = world.open(&sample::DOCUMENTED, "application").await;
    world.sandbox.set_faults(vec![Fault::new(kind).on(Operation::Save)]);
    let text = format!("typed under {kind:?}");
    page.type_over("Client ID", &text).await;
    if kind == Kind::DropReply {
        // A look finds that it has arrived.
        page.until_shown("All changes saved").await;
        assert!(world.details(&sample::DOCUMENTED).is_some_and(|held| held.contains(&text)));
        return world.sandbox.clear_faults();
    }
    page.until_shown(sentence).await;
    page.until_state(state).await;
    assert_eq!(page.value("Client ID").await, text);
    world.go_on(page, way_on(kind), Operation::Save).await;
    page.until_shown("All changes saved").await;
    page.until_gone(sentence).await;
    let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
    assert!(saved.contains(&text), "{saved}");
}

async fn load_meets(world: &World, kind: Kind, sentence: &str, state: &str) {
    world.sandbox.set_faults(vec![Fault::new(kind).on(Operation::Load)]);
    let page = world.open_early(&sample::DOCUMENTED, "application").await;
    // What may not be read is not there to be looked at.
    let sentence =
        if kind == Kind::Forbidden { "You may not see this connection." } else { sentence };
    page.until_shown(sentence).await;
    page.until_state(state).await;
    page.until_shown(if state == "signed-out" { "Signed out" } else { "Not loaded" }).await;
    world.go_on(page, way_on(kind), Operation::Load).await;
    page.until_value("Base URL", "https://baseURL.com").await;
    page.until_state("saved").await;
    page.until_gone(sentence).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_save_that_fails_says_why_and_recovers() {
    run(async |world| {
        for (kind, sentence, state) in FAULTS {
            save_meets(world, kind, sentence, state).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_load_that_fails_says_why_and_recovers() {
    run(async |world| {
        for (kind, sentence, state) in FAULTS {
            load_meets(world, kind, sentence, state).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_beside_the_record_keeps_nobody_from_working() {
    run(async |world| {
        world.sandbox.set_faults(vec![Fault::new(Kind::ErrorsBesideData)]);
        let page = world.open(&sample::DOCUMENTED, "application").await;
        page.until_value("Base URL", "https://baseURL.com").await;
        page.type_over("Client ID", "B").await;
        page.until_state("unsaved").await;
        page.until_state("saved").await;
        assert!(world.details(&sample::DOCUMENTED).is_some_and(|held| held.contains(r#""B""#)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_can_be_copied_and_holds_no_secret_and_no_bearer() {
    run(async |world| {
        let origin = world.sandbox.origin();
        let granted = json!(["clipboardReadWrite", "clipboardSanitizedWrite"]);
        let permissions = json!({ "origin": origin, "permissions": granted });
        world.browser.devtools("Browser.grantPermissions", permissions).await;
        let page = world.open(&sample::DOCUMENTED, "application").await;
        page.type_into("Client secret", "canary-secret").await;
        world.sandbox.set_faults(vec![Fault::new(Kind::Forbidden).on(Operation::Save)]);
        page.type_over("Client ID", "B").await;
        page.until_shown("You may look at this connection, but not change it.").await;
        page.press("Details").await;
        page.until_shown("Problem: forbidden").await;
        page.press("Copy").await;
        page.until_shown("Copied.").await;
        let copied = page.eval("navigator.clipboard.readText()", vec![]).await;
        let copied = copied.as_str().expect("it is text");
        assert!(copied.contains("HTTP status: 403"), "{copied}");
        assert!(copied.contains("connectionId: 3"), "{copied}");
        // The sandbox's bearers are JWTs, which all begin like this.
        assert!(!copied.contains("eyJ") && !copied.contains("canary"), "{copied}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passing_fault_needs_nobody() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        world.sandbox.set_faults(vec![
            Fault::new(Kind::Delay).on(Operation::Save).milliseconds(300),
            Fault::new(Kind::ServerError).on(Operation::Save).times(1),
        ]);
        page.type_over("Client ID", "by itself").await;
        page.until_shown("The wizard keeps trying by itself.").await;
        page.until_shown("All changes saved").await;
        let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(saved.contains("by itself"), "{saved}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_before_a_failed_load_recovers_is_kept() {
    run(async |world| {
        world.sandbox.set_faults(vec![Fault::new(Kind::ServerError).on(Operation::Load)]);
        let page = world.open_early(&sample::DOCUMENTED, "application").await;
        page.until_state("failed").await;
        page.type_into("Client ID", "typed meanwhile").await;
        world.go_on(page, "Try again now", Operation::Load).await;
        page.until_state("saved").await;
        assert_eq!(page.value("Client ID").await, "typed meanwhile");
        assert_eq!(page.value("Base URL").await, "https://baseURL.com");
        let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert_eq!(
            saved,
            sample::DOCUMENTED_DETAILS
                .replace(r#""clientId":"A""#, r#""clientId":"typed meanwhile""#)
        );
    })
    .await;
}
