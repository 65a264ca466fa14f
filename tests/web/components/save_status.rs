//! How saving stands.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use wizard::components::SaveStatus;
use wizard_core::{
    ControlId, Details, Failure, FailureKind, Field, Fingerprint, Record, SaveEvent,
};
use wizard_state::{HostEvent, IoEvent};
use wizard_web::journal::StorageError;

use super::stage::{COMPLETE, Stage};
use crate::until;

fn status() -> impl IntoView {
    view! { <h3 id="conflicts" tabindex="-1">{"Conflicts"}</h3><SaveStatus /> }
}

fn type_client_id(stage: &Stage, text: &str) {
    let control = ControlId::Field(Field::ClientId);
    stage.session.dispatch(SaveEvent::Typed { control, text: text.to_owned() });
}

fn fails(stage: &Stage, kind: FailureKind) {
    stage.io.saves.give(Err(Failure::of(kind)));
}

/// What is to be seen.
fn seen(stage: &Stage) -> String {
    stage.text(".status")
}

/// What is read out.
fn heard(stage: &Stage) -> String {
    stage.text("[role=status]")
}

#[wasm_bindgen_test]
async fn it_tells_what_the_platform_has() {
    let stage = Stage::with(status);
    until(|| seen(&stage) == "Loading…").await;
    stage.io.holds_nothing();
    stage.is("saved").await;
    assert_eq!(seen(&stage), "Nothing saved yet");
    assert_eq!(heard(&stage), "Nothing saved yet");
    type_client_id(&stage, "A");
    until(|| seen(&stage) == "Unsaved changes").await;
    assert_eq!(heard(&stage), "", "nobody talks over who types");
    assert_eq!(stage.attr(".status", "data-state").as_deref(), Some("unsaved"));
    stage.io.pass(600);
    until(|| seen(&stage) == "Saving…").await;
    assert_eq!(heard(&stage), "");
    stage.io.takes_saves();
    until(|| seen(&stage).starts_with("All changes saved at ")).await;
    assert_eq!(heard(&stage), "All changes saved");
    assert!(stage.all("button").is_empty(), "there is nothing to do");
}

#[wasm_bindgen_test]
async fn after_a_failure_there_is_a_way_on() {
    let stage = Stage::holding(COMPLETE, status).await;
    fails(&stage, FailureKind::PlatformDown);
    type_client_id(&stage, "B");
    stage.io.pass(600);
    until(|| seen(&stage) == "Not saved").await;
    assert_eq!(heard(&stage), "", "the failure speaks for itself");
    stage.io.takes_saves();
    stage.press("Try again now").await;
    until(|| seen(&stage).starts_with("All changes saved at ")).await;
    assert!(stage.button_named("Try again now").is_none());
}

#[wasm_bindgen_test]
async fn a_record_that_did_not_come_is_asked_for_again() {
    let stage = Stage::with(status);
    stage.io.loads.give(Err(Failure::of(FailureKind::TimedOut)));
    until(|| seen(&stage) == "Not loaded").await;
    stage.io.loads.give(Ok(Record::nothing()));
    stage.press("Try again now").await;
    until(|| seen(&stage) == "Nothing saved yet").await;
}

#[wasm_bindgen_test]
async fn whoever_is_signed_out_signs_in_again() {
    let stage = Stage::holding(COMPLETE, status).await;
    fails(&stage, FailureKind::SignedOut);
    type_client_id(&stage, "B");
    stage.io.pass(600);
    until(|| seen(&stage) == "Signed out").await;
    assert!(stage.io.told.borrow().contains(&HostEvent::AuthRequired));
    stage.io.takes_saves();
    stage.press("Sign in again").await;
    until(|| seen(&stage).starts_with("All changes saved at ")).await;
}

#[wasm_bindgen_test]
async fn offline_it_says_where_the_edits_are() {
    let stage = Stage::holding(COMPLETE, status).await;
    fails(&stage, FailureKind::Offline);
    type_client_id(&stage, "B");
    stage.io.pass(600);
    until(|| seen(&stage) == "Offline, kept in this browser").await;
    stage.io.tell(IoEvent::JournalFailed(StorageError::Full));
    until(|| seen(&stage) == "Offline").await;
}

#[wasm_bindgen_test]
async fn what_cannot_be_saved_is_counted() {
    let stage = Stage::holding(COMPLETE, status).await;
    stage.add_row(wizard_core::Table::Authorization, "", "1").await;
    until(|| seen(&stage) == "Saved, except 1 entry that needs your attention").await;
    assert_eq!(heard(&stage), seen(&stage));
    stage.add_row(wizard_core::Table::AccessToken, "", "2").await;
    until(|| seen(&stage) == "Saved, except 2 entries that need your attention").await;
}

#[wasm_bindgen_test]
async fn a_conflict_leads_to_the_choice() {
    let stage = Stage::holding(COMPLETE, status).await;
    type_client_id(&stage, "B");
    stage.io.changed_elsewhere(&COMPLETE.replace(r#""A""#, r#""C""#));
    until(|| seen(&stage) == "Changed elsewhere").await;
    stage.press("Choose").await;
    stage.focus_is_on("#conflicts").await;
}

#[wasm_bindgen_test]
async fn a_token_that_the_platform_has_to_be_told_of_needs_nobodys_attention() {
    let stage = Stage::holding(COMPLETE, status).await;
    let settings = Fingerprint::of_settings(&Details::parse(COMPLETE).unwrap());
    // Before it is told the record is read once more.
    stage.io.loads.withhold();
    stage.session.dispatch(SaveEvent::Generated(settings));
    stage.is("unsaved").await;
    assert_eq!((seen(&stage), heard(&stage)), ("Unsaved changes".to_owned(), String::new()));
    stage.io.takes_saves();
    stage.io.holds(COMPLETE);
    until(|| seen(&stage).starts_with("All changes saved at ")).await;
    assert!(stage.io.sent.borrow().last().unwrap().is_token_generated);
}
