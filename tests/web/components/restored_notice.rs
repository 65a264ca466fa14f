//! What the journal brought back, and what it could not.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use wizard::components::{RestoredNotice, StorageNotice, UnreadableNotice};
use wizard_core::{ControlId, Field};
use wizard_state::IoEvent;
use wizard_web::journal::{Found, StorageError};

use super::stage::Stage;
use crate::until;

/// What the platform holds: nothing where something was typed earlier.
const HELD: &str = r#"{"baseURL":"https://api.example"}"#;

fn notices() -> impl IntoView {
    view! { <RestoredNotice /><UnreadableNotice /><StorageNotice /> }
}

/// An entry of an earlier wizard's.
fn entry(name: &str, text: &str) -> Found {
    Found { writer: "earlier".to_owned(), name: name.to_owned(), text: text.to_owned() }
}

/// A wizard that finds something in the journal.
async fn finding(left: Vec<Found>) -> Stage {
    let mut stage = Stage::new();
    stage.io.left.replace(left);
    stage.draw(notices);
    stage.session.open();
    stage.io.holds(HELD);
    until(|| stage.get(".note").is_some()).await;
    stage
}

fn typed(member: &str) -> Found {
    entry(member, r#"{"version":1,"at":1794999000000,"value":"restored"}"#)
}

fn text(stage: &Stage, field: Field) -> String {
    stage.session.save().text(ControlId::Field(field))
}

#[wasm_bindgen_test]
async fn what_was_restored_is_counted_and_can_be_kept() {
    let stage = finding(vec![typed("clientId"), typed("companyId")]).await;
    let sentence = stage.text(".note p");
    assert!(sentence.starts_with("2 changes from "), "{sentence}");
    assert_eq!(text(&stage, Field::ClientId), "restored");
    stage.press("OK").await;
    assert!(stage.get(".note").is_none());
    assert_eq!(text(&stage, Field::ClientId), "restored");
}

#[wasm_bindgen_test]
async fn what_was_restored_can_be_discarded() {
    let stage = finding(vec![typed("clientId")]).await;
    assert!(stage.text(".note p").starts_with("1 change from "));
    stage.press("Discard what was restored").await;
    assert!(stage.get(".note").is_none());
    assert_eq!(text(&stage, Field::ClientId), "");
}

#[wasm_bindgen_test]
async fn nothing_is_discarded_while_a_token_is_generated() {
    let stage = finding(vec![typed("clientId")]).await;
    stage.io.takes_saves();
    stage.authorize().await;
    let name = "Discard what was restored";
    assert_eq!(stage.button(name).get_attribute("aria-disabled").as_deref(), Some("true"));
    stage.press(name).await;
    assert_eq!(text(&stage, Field::ClientId), "restored");
}

#[wasm_bindgen_test]
async fn what_cannot_be_read_is_told_and_can_be_removed() {
    let stage = finding(vec![entry("clientId", r#"{"version":2}"#)]).await;
    assert!(stage.text(".note p").starts_with("Another version of this wizard kept changes"));
    stage.press("Remove them").await;
    until(|| stage.get(".note").is_none()).await;
}

#[wasm_bindgen_test]
async fn a_browser_that_keeps_nothing_is_told() {
    let stage = Stage::holding(HELD, notices).await;
    assert_eq!(stage.text("[role=status]"), "");
    stage.io.tell(IoEvent::JournalFailed(StorageError::Full));
    until(|| stage.text("[role=status]").starts_with("This browser has no room left.")).await;
    stage.io.tell(IoEvent::JournalSettled);
    until(|| stage.text("[role=status]").is_empty()).await;
}
