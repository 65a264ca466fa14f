//! A text that a browser or a password manager fills in is asked about.

use wasm_bindgen_test::wasm_bindgen_test;
use wizard_core::{ControlId, Field, RowId, SecretState, Step, Table};

use super::stage::{COMPLETE, Stage};
use crate::{turn, until};

const QUESTION: &str = "Your browser or password manager has filled this in. Keep it?";

#[wasm_bindgen_test]
async fn what_was_filled_into_a_field_is_kept_or_taken_out_by_the_person() {
    let stage = Stage::shell(COMPLETE).await;
    stage.io.takes_saves();
    let field = stage.field(Field::ClientId);
    stage.field(Field::BaseUrl).focus();
    field.fill("me@x");
    until(|| stage.text("#clientId-error") == QUESTION).await;
    stage.io.pass(5_000);
    stage.is("unsaved").await;
    assert_eq!(stage.attr(".shell", "data-state").as_deref(), Some("unsaved"));
    assert_eq!(field.text(), "me@x");
    stage.press("Take it out: Client ID").await;
    assert_eq!((field.text().as_str(), stage.text("#clientId-error")), ("A", String::new()));
    stage.is("saved").await;
    stage.focus_is_on("#clientId").await;
}

#[wasm_bindgen_test]
async fn what_was_filled_in_and_is_kept_is_saved() {
    let stage = Stage::shell(COMPLETE).await;
    stage.io.takes_saves();
    let field = stage.field(Field::ClientId);
    field.fill("me@x");
    until(|| stage.text("#clientId-error") == QUESTION).await;
    stage.press("Keep: Client ID").await;
    stage.is("saved").await;
    assert_eq!((field.text().as_str(), stage.text("#clientId-error")), ("me@x", String::new()));
}

#[wasm_bindgen_test]
async fn whoever_types_there_is_asked_no_more() {
    let stage = Stage::shell(COMPLETE).await;
    let field = stage.field(Field::ClientId);
    field.fill("me@x");
    until(|| stage.text("#clientId-error") == QUESTION).await;
    field.focus();
    turn().await;
    assert_eq!(stage.text("#clientId-error"), QUESTION, "to look is no answer");
    field.fill("me@xy");
    until(|| stage.text("#clientId-error").is_empty()).await;
    field.blur();
    // The person has been here: what comes now is theirs.
    field.fill("B");
    turn().await;
    assert_eq!(stage.text("#clientId-error"), "");
}

#[wasm_bindgen_test]
async fn what_was_filled_into_a_row_is_asked_about_too() {
    let stage = Stage::shell(COMPLETE).await;
    stage.show(Step::Parameters).await;
    let value = stage.control(ControlId::Value(Table::Authorization, RowId(0)));
    let before = value.text();
    value.fill("me@x");
    let error = format!("#{}-error", value.0.id());
    until(|| stage.text(&error) == QUESTION).await;
    stage.press("Take it out: Value, authorization parameter 1").await;
    assert_eq!((value.text(), stage.text(&error)), (before, String::new()));
}

#[wasm_bindgen_test]
async fn a_secret_that_was_filled_in_is_nobodys_before_it_is_kept() {
    let stage = Stage::shell(COMPLETE).await;
    let secret = stage.secret();
    let held = || stage.session.secret().with(str::to_owned);
    secret.fill("s3cret");
    until(|| stage.text("#clientSecret-error").starts_with(QUESTION)).await;
    assert_eq!((held().as_str(), secret.text().as_str()), ("", "s3cret"));
    assert_eq!(stage.session.secret().state_untracked(), SecretState::None);
    stage.press("Take it out: Client secret").await;
    stage.focus_is_on("#clientSecret").await;
    assert_eq!((secret.text().as_str(), stage.text("#clientSecret-error")), ("", String::new()));
    stage.show(Step::Review).await;
    stage.show(Step::Application).await;
    let secret = stage.secret();
    secret.fill("s3cret");
    until(|| stage.text("#clientSecret-error").starts_with(QUESTION)).await;
    stage.press("Keep: Client secret").await;
    stage.focus_is_on("#clientSecret").await;
    assert_eq!((held().as_str(), stage.text("#clientSecret-error")), ("s3cret", String::new()));
    stage.show(Step::Review).await;
    stage.show(Step::Application).await;
    stage.secret().fill("another");
    until(|| stage.text("#clientSecret-error").starts_with(QUESTION)).await;
    stage.session.forget_secrets();
    until(|| stage.text("#clientSecret-error").is_empty()).await;
    assert_eq!(stage.secret().text(), "");
}
