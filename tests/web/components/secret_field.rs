//! The client secret: typed, and kept nowhere.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use wizard::components::SecretField;
use wizard_core::SecretState;
use wizard_state::LocalBoxFuture;

use super::stage::{COMPLETE, Stage};
use crate::{turn, until};

fn secret_field() -> impl IntoView {
    view! { <SecretField /> }
}

const SHOW: &str = "Show: Client secret";

#[wasm_bindgen_test]
async fn it_is_shown_and_hidden_in_the_same_control() {
    let stage = Stage::holding(COMPLETE, secret_field).await;
    let secret = stage.secret();
    assert_eq!(secret.attr("type").as_deref(), Some("password"));
    assert_eq!(stage.button(SHOW).get_attribute("aria-pressed").as_deref(), Some("false"));
    secret.type_text("s3cret");
    stage.press(SHOW).await;
    assert_eq!(secret.attr("type").as_deref(), Some("text"));
    assert_eq!(stage.button(SHOW).get_attribute("aria-pressed").as_deref(), Some("true"));
    stage.press(SHOW).await;
    assert_eq!(secret.attr("type").as_deref(), Some("password"));
    assert!(secret == stage.secret() && secret.text() == "s3cret");
}

#[wasm_bindgen_test]
async fn it_is_neither_saved_nor_written_into_the_page() {
    let stage = Stage::holding(COMPLETE, secret_field).await;
    stage.io.takes_saves();
    let secret = stage.secret();
    secret.focus();
    secret.type_text("s3cret");
    stage.press(SHOW).await;
    stage.io.pass(10_000);
    turn().await;
    assert_eq!(stage.session.save().state().name(), "saved");
    assert!(stage.io.sent.borrow().is_empty());
    assert!(!stage.root.outer_html().contains("s3cret"), "a text is no attribute");
}

#[wasm_bindgen_test]
async fn it_is_forgotten_and_hidden_once_it_was_used() {
    let stage = Stage::holding(COMPLETE, secret_field).await;
    let secret = stage.secret();
    secret.type_text("s3cret");
    stage.press(SHOW).await;
    stage.starter.starts.give(());
    stage.session.token().authorize();
    until(|| stage.session.secret().state_untracked() == SecretState::Used).await;
    turn().await;
    assert_eq!(secret.text(), "");
    assert_eq!(secret.attr("type").as_deref(), Some("password"));
    assert!(stage.text("#clientSecret-help").starts_with("It was used and is forgotten."));
    assert!(secret.0.has_attribute("readonly"), "a token is being generated");
}

#[wasm_bindgen_test]
async fn it_is_not_hidden_from_whoever_empties_it_by_hand() {
    let stage = Stage::holding(COMPLETE, secret_field).await;
    let secret = stage.secret();
    secret.type_text("s3cret");
    stage.press(SHOW).await;
    secret.type_text("");
    turn().await;
    assert_eq!(secret.attr("type").as_deref(), Some("text"));
}

#[wasm_bindgen_test]
async fn blanks_are_pointed_out_once_it_is_left_and_can_be_removed() {
    let stage = Stage::holding(COMPLETE, secret_field).await;
    let secret = stage.secret();
    secret.focus();
    secret.type_text("s3cret ");
    turn().await;
    assert_eq!(stage.text("#clientSecret-error"), "");
    secret.blur();
    until(|| stage.text("#clientSecret-error").starts_with("There are blanks at an end.")).await;
    assert!(stage.get(".below.covered").is_some());
    secret.focus();
    until(|| stage.text("#clientSecret-error").is_empty()).await;
    secret.blur();
    until(|| stage.button_named("Remove blanks: Client secret").is_some()).await;
    stage.press("Remove blanks: Client secret").await;
    stage.focus_is_on("#clientSecret").await;
    assert_eq!(secret.text(), "s3cret");
    assert_eq!(stage.text("#clientSecret-error"), "");
}

#[wasm_bindgen_test]
async fn what_nobody_sees_in_it_is_counted_and_nothing_of_it_is_shown() {
    let stage = Stage::holding(COMPLETE, secret_field).await;
    let secret = stage.secret();
    secret.focus();
    secret.type_text("s3\u{200b}cret\u{a0}");
    secret.blur();
    let said = "There are 2 characters that nobody sees, at positions 3 and 8.";
    until(|| stage.text("#clientSecret-error").starts_with(said)).await;
    assert!(!stage.root.text_content().unwrap().contains("cret\u{a0}"));
    stage.press("Remove what nobody sees: Client secret").await;
    stage.focus_is_on("#clientSecret").await;
    assert_eq!(
        (secret.text().as_str(), stage.text("#clientSecret-error")),
        ("s3cret", String::new())
    );
}

#[wasm_bindgen_test]
async fn a_host_page_can_encrypt_it() {
    let stage = Stage::holding(COMPLETE, secret_field).await;
    assert!(stage.button_named("Encrypt client secret").is_none());
    let encrypt = |text: &str| -> LocalBoxFuture<'static, Option<String>> {
        let encrypted = Some(text.to_uppercase());
        Box::pin(async move { encrypted })
    };
    stage.token_config(|config| config.encrypt = Some(Rc::new(encrypt))).await;
    let secret = stage.secret();
    secret.type_text("s3cret");
    stage.press("Encrypt client secret").await;
    until(|| stage.text("#clientSecret-help").starts_with("It is encrypted.")).await;
    stage.focus_is_on("#clientSecret").await;
    assert_eq!(secret.text(), "", "what was typed is forgotten");
    assert!(secret.0.has_attribute("readonly"));
    stage.press("Reset client secret").await;
    assert!(!secret.0.has_attribute("readonly"));
    stage.button("Encrypt client secret");
    stage.focus_is_on("#clientSecret").await;
}

#[wasm_bindgen_test]
async fn half_a_character_is_told_at_once_and_nothing_is_held() {
    let stage = Stage::holding(COMPLETE, secret_field).await;
    let secret = stage.secret();
    let held = || stage.session.secret().with(str::to_owned);
    secret.focus();
    secret.type_text("s3cret");
    secret.run("element.value = 's3cret\\ud83d'");
    secret.fire("input");
    until(|| stage.text("#clientSecret-error").starts_with("This text has half of a character"))
        .await;
    assert_eq!(
        (held(), stage.session.secret().state_untracked()),
        (String::new(), SecretState::None)
    );
    assert_eq!(secret.run("return element.value.length"), 7, "it stays in the control");
    assert_eq!(secret.attr("aria-invalid").as_deref(), Some("true"));
    assert!(stage.get(".below.covered").is_some());
    secret.type_text("s3cret\u{1f600}");
    until(|| stage.text("#clientSecret-error").is_empty()).await;
    assert_eq!(held(), "s3cret\u{1f600}");
    assert_eq!(secret.attr("aria-invalid"), None);
}

#[wasm_bindgen_test]
async fn half_a_character_is_forgotten_with_the_secret_and_with_its_control() {
    let stage = Stage::shell(COMPLETE).await;
    let type_half = || {
        stage.secret().run("element.value = 's3cret\\ud83d'");
        stage.secret().fire("input");
    };
    type_half();
    until(|| !stage.text("#clientSecret-error").is_empty()).await;
    stage.session.forget_secrets();
    until(|| stage.text("#clientSecret-error").is_empty()).await;
    assert_eq!(stage.secret().text(), "");
    type_half();
    turn().await;
    stage.show(wizard_core::Step::Review).await;
    stage.show(wizard_core::Step::Application).await;
    assert_eq!((stage.secret().text(), stage.text("#clientSecret-error")), Default::default());
    stage.secret().type_text("s");
    stage.session.secret().set("filled in".to_owned());
    until(|| stage.secret().text() == "filled in").await;
}

#[wasm_bindgen_test]
async fn software_that_looks_into_pages_leaves_it_alone() {
    let stage = Stage::holding("{}", || view! { <SecretField /> }).await;
    let secret = stage.get("#clientSecret").expect("it is drawn");
    for name in ["data-1p-ignore", "data-lpignore", "data-bwignore", "data-form-type"] {
        assert!(secret.has_attribute(name), "{name}");
    }
    for name in ["data-hj-suppress", "data-private", "data-dd-privacy", "data-clarity-mask"] {
        assert!(secret.has_attribute(name), "{name}");
    }
    for class in ["fs-exclude", "rr-block", "ph-no-capture"] {
        assert!(secret.class_list().contains(class), "{class}");
    }
}
