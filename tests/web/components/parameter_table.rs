//! A table of parameters.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use wizard::components::{ParameterTable, ProblemSummary};
use wizard_core::{ControlId, SaveEvent, Step, Table};

use super::{control::Control, stage::Stage};
use crate::{turn, until};

const TABLE: Table = Table::Authorization;
const ADD: &str = "Add authorization parameter";
const THREE: &str = r#"{"authParams":{"a":"1","b":"2","c":"3"}}"#;

fn table() -> impl IntoView {
    view! { <ParameterTable table=TABLE /> }
}

/// The keys as they are on screen.
fn keys(stage: &Stage) -> Vec<String> {
    stage.all(".param input").into_iter().map(|input| Control(input).text()).collect()
}

fn values(stage: &Stage) -> Vec<String> {
    stage.all(".param textarea").into_iter().map(|input| Control(input).text()).collect()
}

/// The key's control of the row at a place.
fn key_at(stage: &Stage, place: usize) -> Control {
    stage.control(ControlId::Key(TABLE, stage.rows(TABLE)[place]))
}

fn value_at(stage: &Stage, place: usize) -> Control {
    stage.control(ControlId::Value(TABLE, stage.rows(TABLE)[place]))
}

async fn heard(stage: &Stage, sentence: &str) {
    until(|| stage.text("[role=status]") == sentence).await;
}

#[wasm_bindgen_test]
async fn a_row_that_is_added_has_the_focus() {
    let stage = Stage::holding("{}", table).await;
    assert_eq!(stage.text(".none"), "None");
    stage.press(ADD).await;
    stage.focus_is_on(".param:last-child input").await;
    heard(&stage, "Parameter added.").await;
    assert_eq!(stage.text(".none"), "");
    assert_eq!(stage.text(".param label"), "Key, authorization parameter 1");
    stage.press(ADD).await;
    stage.focus_is_on(".param:nth-child(2) input").await;
    assert_eq!(stage.text(".param:nth-child(2) label"), "Key, authorization parameter 2");
}

#[wasm_bindgen_test]
async fn the_focus_goes_on_to_the_row_that_takes_the_place_of_a_removed_one() {
    let stage = Stage::holding(THREE, table).await;
    let (first, third) = (key_at(&stage, 0), key_at(&stage, 2));
    stage.press("Remove authorization parameter 2").await;
    assert_eq!(keys(&stage), ["a", "c"]);
    stage.focus_is_on(&format!("#{}", third.0.id())).await;
    heard(&stage, "Parameter b removed.").await;
    assert_eq!(stage.text(".param:nth-child(2) .remove"), "Remove authorization parameter 2");
    stage.press("Remove authorization parameter 2").await;
    stage.focus_is_on(&format!("#{}", first.0.id())).await;
    assert!(first == key_at(&stage, 0), "a row that stays keeps its controls");
    stage.press("Remove authorization parameter 1").await;
    stage.focus_is_on("#authParams-add").await;
    assert_eq!(stage.text(".none"), "None");
    stage.press(ADD).await;
    stage.press("Remove authorization parameter 1").await;
    heard(&stage, "Parameter without a key removed.").await;
}

#[wasm_bindgen_test]
async fn pasted_lines_become_rows() {
    let stage = Stage::holding("{}", table).await;
    stage.press(ADD).await;
    let key = key_at(&stage, 0);
    assert!(!key.paste("scope=a b\nprompt=consent=x"), "the browser inserts nothing");
    heard(&stage, "2 parameters pasted.").await;
    assert_eq!(keys(&stage), ["scope", "prompt"]);
    assert_eq!(values(&stage), ["a b", "consent=x"]);
    assert!(key == key_at(&stage, 0));
    assert!(key.paste("one line=1"), "one line is a text");
    assert!(value_at(&stage, 0).paste("a=1\nb=2"), "lines for a key are its value");
    turn().await;
    assert_eq!(keys(&stage), ["scope", "prompt"]);
    stage.press(ADD).await;
    assert!(value_at(&stage, 2).paste("a=1\nb=2"), "they are a value before it has a key, too");
    assert!(!key_at(&stage, 2).paste("https://login.example/?audience=a%20b"));
    heard(&stage, "1 parameter pasted.").await;
    assert_eq!(
        (keys(&stage).pop(), values(&stage).pop()),
        (Some("audience".into()), Some("a b".into()))
    );
}

#[wasm_bindgen_test]
async fn a_paste_can_be_undone_until_the_next_edit_or_the_next_step() {
    let stage = Stage::shell(r#"{"authParams":{"a":"1"}}"#).await;
    stage.show(Step::Parameters).await;
    stage.press(ADD).await;
    let key = key_at(&stage, 1);
    key.focus();
    key.type_text("sc");
    let paste = || {
        assert!(!key.paste(r#"{"b": "2", "c": 3}"#));
    };
    paste();
    until(|| stage.get(".foot .note").is_some()).await;
    assert_eq!(stage.text(".foot .note p"), "2 parameters pasted.");
    assert_eq!(keys(&stage), ["a", "b", "c"]);
    stage.press("Undo").await;
    assert_eq!(keys(&stage), ["a", "sc"]);
    stage.focus_is_on(&format!("#{}", key.0.id())).await;
    assert!(stage.button_named("Undo").is_none());
    paste();
    until(|| stage.button_named("Undo").is_some()).await;
    value_at(&stage, 0).type_text("2");
    until(|| stage.button_named("Undo").is_none()).await;
    paste();
    until(|| stage.button_named("Undo").is_some()).await;
    stage.show(Step::Review).await;
    assert!(stage.button_named("Undo").is_none());
    stage.show(Step::Parameters).await;
    assert!(stage.button_named("Undo").is_none());
}

#[wasm_bindgen_test]
async fn enter_moves_on_from_a_value_and_breaks_the_line_with_shift() {
    let stage = Stage::holding(THREE, table).await;
    stage.show(Step::Parameters).await;
    let value = value_at(&stage, 0);
    for goes_on in [
        "{ key: 'a' }",
        "{ key: 'Enter', shiftKey: true }",
        "{ key: 'Enter', isComposing: true }",
        "{ key: 'Enter', keyCode: 229 }",
    ] {
        assert!(value.press_key(goes_on), "{goes_on}");
        assert_eq!(stage.session.step().get_untracked(), Step::Parameters);
    }
    assert!(!value.press_key("{ key: 'Enter' }"), "it breaks no line");
    assert_eq!(stage.session.step().get_untracked(), Step::Authorize);
}

#[wasm_bindgen_test]
async fn a_problem_is_told_at_the_row_and_can_be_mended() {
    let stage = Stage::holding(r#"{"authParams":{"a":"1"}}"#, table).await;
    let row = stage.add_row(TABLE, "a", "2").await;
    let error = format!("#authParams-{}-key-error", row.0);
    assert!(stage.text(&error).starts_with("Another parameter has this key"));
    let key = stage.control(ControlId::Key(TABLE, row));
    assert_eq!(key.attr("aria-invalid").as_deref(), Some("true"));
    assert_eq!(key.attr("aria-describedby").map(|id| format!("#{id}")), Some(error.clone()));
    key.type_text("client_secret");
    key.blur();
    until(|| stage.text(&error).starts_with("This looks like a secret.")).await;
    stage.press("This is not a secret: Key, authorization parameter 2").await;
    stage.focus_is_on(&format!("#authParams-{}-key", row.0)).await;
    assert!(!stage.text(&error).starts_with("This looks like a secret."));
}

#[wasm_bindgen_test]
async fn a_value_that_is_no_text_can_only_be_removed() {
    let stage = Stage::holding(r#"{"authParams":{"n":1.0}}"#, table).await;
    assert!(key_at(&stage, 0).0.has_attribute("readonly"));
    let value = value_at(&stage, 0);
    assert!(value.0.has_attribute("readonly"));
    assert_eq!(value.text(), "1.0");
    let help = value.attr("aria-describedby").unwrap();
    let help = help.split(' ').find(|id| id.ends_with("-help")).unwrap().to_owned();
    assert!(stage.text(&format!("#{help}")).starts_with("This value is no text."));
    stage.press("Remove authorization parameter 1").await;
    assert_eq!(keys(&stage), [""; 0]);
}

#[wasm_bindgen_test]
async fn nothing_changes_while_a_token_is_generated() {
    let stage = Stage::holding(THREE, table).await;
    stage.authorize().await;
    for name in [ADD, "Remove authorization parameter 1"] {
        let button = stage.button(name);
        assert_eq!(button.get_attribute("aria-disabled").as_deref(), Some("true"));
        stage.press(name).await;
    }
    assert!(key_at(&stage, 0).paste("x=1\ny=2"));
    turn().await;
    assert_eq!(keys(&stage), ["a", "b", "c"]);
    assert!(key_at(&stage, 0).0.has_attribute("readonly"));
}

#[wasm_bindgen_test]
async fn a_row_that_moves_up_is_called_by_its_new_number_everywhere() {
    let stage = Stage::holding(THREE, || {
        view! { <ParameterTable table=TABLE /><ProblemSummary id="summary" /> }
    })
    .await;
    key_at(&stage, 2).type_text("client_secret");
    value_at(&stage, 2).type_text("3 ");
    value_at(&stage, 2).blur();
    let has = |number: u32| {
        let named =
            |name: &str| stage.button_named(&format!("{name}, authorization parameter {number}"));
        ["This is not a secret: Key", "Remove blanks: Value", "Key", "Value"]
            .map(|it| named(it).is_some())
    };
    until(|| has(3) == [true; 4]).await;
    stage.session.dispatch(SaveEvent::RowRemoved(TABLE, stage.rows(TABLE)[0]));
    turn().await;
    assert_eq!((has(3), has(2)), ([false; 4], [true; 4]));
}
