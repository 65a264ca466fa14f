//! A field that is saved while it is typed.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use wizard::components::TextField;
use wizard_core::{Field, SaveEvent, Step};

use super::stage::{COMPLETE, Stage, has_focus};
use crate::{turn, until};

fn base_url() -> impl IntoView {
    view! { <TextField field=Field::BaseUrl /> }
}

fn client_id() -> impl IntoView {
    view! { <TextField field=Field::ClientId /> }
}

#[wasm_bindgen_test]
async fn the_label_the_help_and_the_problem_belong_to_the_control() {
    let stage = Stage::holding(COMPLETE, base_url).await;
    let field = stage.field(Field::BaseUrl);
    assert_eq!(stage.text("label[for=baseURL]"), "Base URL");
    assert_eq!(field.text(), "https://api.example");
    let described_by = field.attr("aria-describedby").unwrap();
    assert_eq!(described_by, "baseURL-error baseURL-help");
    for id in described_by.split(' ') {
        stage.find(&format!("#{id}"));
    }
    assert!(stage.text("#baseURL-help").starts_with("Where requests go"));
}

#[wasm_bindgen_test]
async fn a_problem_is_told_once_the_field_is_left_and_covers_the_help() {
    let stage = Stage::holding("{}", base_url).await;
    let field = stage.field(Field::BaseUrl);
    field.focus();
    field.type_text("nonsense");
    turn().await;
    assert_eq!(stage.text("#baseURL-error"), "", "it may become an address yet");
    assert_eq!(field.attr("aria-invalid"), None);
    field.blur();
    until(|| stage.text("#baseURL-error").starts_with("This is not a web address.")).await;
    assert_eq!(field.attr("aria-invalid").as_deref(), Some("true"));
    assert!(stage.get(".below.covered #baseURL-help").is_some());
    field.focus();
    until(|| stage.text("#baseURL-error").is_empty()).await;
    assert_eq!(field.attr("aria-invalid"), None);
    assert!(stage.get(".below.covered").is_none());
}

#[wasm_bindgen_test]
async fn what_is_missing_is_told_once_the_step_was_left() {
    let stage = Stage::holding("{}", base_url).await;
    let field = stage.field(Field::BaseUrl);
    field.focus();
    field.blur();
    turn().await;
    assert_eq!(stage.text("#baseURL-error"), "");
    stage.show(Step::Parameters).await;
    stage.show(Step::Application).await;
    assert_eq!(stage.text("#baseURL-error"), "Enter the base URL.");
    assert_eq!(field.attr("aria-invalid").as_deref(), Some("true"));
}

#[wasm_bindgen_test]
async fn the_host_page_says_what_is_required() {
    let stage = Stage::holding("{}", client_id).await;
    let field = stage.field(Field::ClientId);
    assert_eq!(field.attr("aria-required").as_deref(), Some("true"));
    stage.options(|options| options.required.clear()).await;
    assert_eq!(field.attr("aria-required"), None);
    stage.show(Step::Review).await;
    assert_eq!(stage.text("#clientId-error"), "");
}

#[wasm_bindgen_test]
async fn what_nobody_sees_is_shown_where_it_is_and_can_be_removed() {
    let stage = Stage::holding(r#"{"baseURL":"https://api.example"}"#, client_id).await;
    stage.io.takes_saves();
    let field = stage.field(Field::ClientId);
    field.focus();
    field.type_text("AB\u{200b}C\u{a0}");
    field.blur();
    until(|| stage.text("#clientId-error").contains("“AB[zero width space]C[no-break space]”"))
        .await;
    assert_eq!(field.text(), "AB\u{200b}C\u{a0}", "nothing changes by itself");
    assert_eq!(field.attr("aria-invalid"), None, "it is a warning");
    stage.press("Remove what nobody sees: Client ID").await;
    assert_eq!(field.text(), "ABC");
    stage.focus_is_on("#clientId").await;
    field.blur();
    turn().await;
    assert_eq!(stage.text("#clientId-error"), "");
}

#[wasm_bindgen_test]
async fn the_scheme_is_added_to_a_bare_host() {
    let stage = Stage::holding("{}", base_url).await;
    let field = stage.field(Field::BaseUrl);
    field.focus();
    field.type_text("quickbooks.example/api");
    field.blur();
    until(|| stage.text("#baseURL-error").starts_with("This address lacks its beginning")).await;
    stage.press("Add https://: Base URL").await;
    assert_eq!(field.text(), "https://quickbooks.example/api");
    stage.focus_is_on("#baseURL").await;
}

#[wasm_bindgen_test]
async fn blanks_are_pointed_out_and_can_be_removed() {
    let stage = Stage::holding("{}", client_id).await;
    let field = stage.field(Field::ClientId);
    field.focus();
    field.type_text(" A ");
    field.blur();
    until(|| stage.text("#clientId-error").starts_with("There are blanks at an end.")).await;
    assert_eq!(field.attr("aria-invalid"), None, "things may be right as they are");
    stage.press("Remove blanks: Client ID").await;
    stage.focus_is_on("#clientId").await;
    assert_eq!(field.text(), "A");
    assert!(stage.button_named("Remove blanks: Client ID").is_none());
}

#[wasm_bindgen_test]
async fn half_a_character_stays_in_the_control_and_is_told_at_once() {
    let stage = Stage::holding(COMPLETE, client_id).await;
    let field = stage.field(Field::ClientId);
    field.focus();
    field.run("element.value = 'A\\ud83d'");
    field.fire("input");
    until(|| stage.text("#clientId-error").starts_with("This text has half of a character")).await;
    assert_eq!(field.run("return element.value.length"), 2);
    assert!(has_focus(&field.0));
    field.type_text("A\u{1f600}");
    until(|| stage.text("#clientId-error").is_empty()).await;
}

#[wasm_bindgen_test]
async fn it_is_read_only_while_a_token_is_generated() {
    let stage = Stage::holding(COMPLETE, client_id).await;
    let field = stage.field(Field::ClientId);
    assert!(!field.0.has_attribute("readonly"));
    stage.authorize().await;
    assert!(field.0.has_attribute("readonly"));
}

#[wasm_bindgen_test]
async fn half_a_character_goes_when_the_changes_are_discarded() {
    let stage = Stage::holding(COMPLETE, client_id).await;
    let field = stage.field(Field::ClientId);
    field.focus();
    field.run("element.value = 'A\\ud83d'");
    field.fire("input");
    until(|| stage.text("#clientId-error").starts_with("This text has half of a character")).await;
    field.fire("compositionstart");
    stage.session.dispatch(SaveEvent::Discard);
    until(|| stage.text("#clientId-error").is_empty()).await;
    assert_eq!(field.run("return element.value.length"), 2, "nobody writes into a composition");
    field.fire("compositionend");
    until(|| field.text() == "A").await;
    field.run("element.value = 'A\\ud83d'");
    field.fire("input");
    until(|| !stage.text("#clientId-error").is_empty()).await;
    stage.session.dispatch(SaveEvent::Discard);
    until(|| field.text() == "A").await;
}

#[wasm_bindgen_test]
async fn password_managers_leave_it_alone() {
    let stage = Stage::holding("{}", || view! { <TextField field=Field::ClientId /> }).await;
    let control = stage.get("#clientId").expect("it is drawn");
    for name in ["data-1p-ignore", "data-lpignore", "data-bwignore", "data-form-type"] {
        assert!(control.has_attribute(name), "{name}");
    }
}
