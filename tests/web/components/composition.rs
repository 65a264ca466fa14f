//! Nobody writes into a control while an input method composes a text there, nor what it holds already:
//! either would end the composition, or move the caret.

use wasm_bindgen_test::wasm_bindgen_test;
use wizard_core::{ControlId, Field, RowId, Step, Table};

use super::{
    control::Control,
    stage::{COMPLETE, Stage},
};
use crate::{turn, until};

const TABLE: Table = Table::Authorization;

/// The platform's record becomes another one while a text is composed in a control.
async fn changes_meanwhile(stage: &Stage, control: &Control, expected: &str) {
    let before = control.text();
    let sets = control.watch_sets();
    control.fire("compositionstart");
    stage.io.changed_elsewhere(
        r#"{"baseURL":"https://b.example","clientId":"theirs","authParams":{"scope":"theirs"}}"#,
    );
    until(|| stage.session.save().text(ControlId::Field(Field::BaseUrl)) == "https://b.example")
        .await;
    turn().await;
    assert_eq!(sets.texts(), [""; 0]);
    assert_eq!(control.text(), before);
    control.fire("compositionend");
    until(|| control.text() == expected).await;
    assert_eq!(sets.texts(), [expected], "once, and at the end");
}

#[wasm_bindgen_test]
async fn a_record_that_changes_waits_for_the_end_of_a_composition_in_a_field() {
    let stage = Stage::shell(COMPLETE).await;
    changes_meanwhile(&stage, &stage.field(Field::ClientId), "theirs").await;
}

#[wasm_bindgen_test]
async fn a_record_that_changes_waits_for_the_end_of_a_composition_in_a_value() {
    let stage = Stage::shell(COMPLETE).await;
    stage.show(Step::Parameters).await;
    let value = stage.control(ControlId::Value(TABLE, RowId(0)));
    changes_meanwhile(&stage, &value, "theirs").await;
}

#[wasm_bindgen_test]
async fn a_late_record_does_not_meet_what_is_composed() {
    let mut stage = Stage::new();
    stage.draw_shell();
    stage.session.open();
    let field = stage.field(Field::ClientId);
    field.focus();
    let sets = field.watch_sets();
    field.fire("compositionstart");
    for text in ["k", "か", "かn", "かん"] {
        field.type_text(text);
        turn().await;
    }
    stage.io.holds(COMPLETE);
    until(|| stage.field(Field::BaseUrl).text() == "https://api.example").await;
    field.type_text("感");
    field.fire("compositionend");
    turn().await;
    assert_eq!(field.text(), "感");
    assert_eq!(sets.texts(), [""; 0]);
}

/// Lets what was put off to a task of its own happen.
async fn later() {
    let later = js_sys::Promise::new(&mut |resolve, _| {
        let window = web_sys::window().unwrap();
        window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 50).unwrap();
    });
    wasm_bindgen_futures::JsFuture::from(later).await.unwrap();
}

#[wasm_bindgen_test]
async fn what_firefox_tells_after_the_end_of_a_composition_is_taken_first() {
    let stage = Stage::shell(COMPLETE).await;
    let field = stage.field(Field::ClientId);
    field.focus();
    let sets = field.watch_sets();
    field.fire("compositionstart");
    field.type_text("か");
    turn().await;
    // One event follows the other in the same task, and microtasks run between them.
    field.enter("感");
    field.fire("compositionend");
    wasm_bindgen_futures::JsFuture::from(js_sys::Promise::resolve(&wasm_bindgen::JsValue::NULL))
        .await
        .unwrap();
    assert_eq!(field.text(), "感");
    field.fire("input");
    later().await;
    assert_eq!(field.text(), "感");
    let text = stage.session.save().text(ControlId::Field(Field::ClientId));
    assert_eq!((text.as_str(), sets.texts()), ("感", Vec::new()));
}

#[wasm_bindgen_test]
async fn a_composition_that_begins_at_once_after_another_is_not_written_into() {
    let stage = Stage::shell(COMPLETE).await;
    let field = stage.field(Field::ClientId);
    let sets = field.watch_sets();
    field.fire("compositionstart");
    stage.io.changed_elsewhere(&COMPLETE.replace(r#""A""#, r#""theirs""#));
    until(|| stage.session.save().text(ControlId::Field(Field::ClientId)) == "theirs").await;
    field.fire("compositionend");
    field.fire("compositionstart");
    later().await;
    assert_eq!((field.text().as_str(), sets.texts()), ("A", Vec::new()));
    field.fire("compositionend");
    until(|| field.text() == "theirs").await;
}

#[wasm_bindgen_test]
async fn a_control_that_goes_at_the_end_of_a_composition_is_written_into_no_more() {
    let mut stage = Stage::shell(COMPLETE).await;
    let thrown = super::watch::Thrown::listen();
    let field = stage.field(Field::ClientId);
    field.fire("compositionstart");
    field.fire("compositionend");
    stage.clear();
    later().await;
    assert_eq!(thrown.messages(), [""; 0]);
}

#[wasm_bindgen_test]
async fn what_a_control_holds_already_is_not_written_again() {
    let stage = Stage::shell(COMPLETE).await;
    stage.show(Step::Parameters).await;
    let key = stage.control(ControlId::Key(TABLE, RowId(0)));
    let value = stage.control(ControlId::Value(TABLE, RowId(0)));
    let (field, secret) = {
        stage.show(Step::Application).await;
        (stage.field(Field::ClientId), stage.secret())
    };
    stage.io.takes_saves();
    for (step, control) in [
        (Step::Application, field),
        (Step::Application, secret),
        (Step::Parameters, key),
        (Step::Parameters, value),
    ] {
        stage.show(step).await;
        let sets = control.watch_sets();
        control.focus();
        for length in 1..20 {
            control.type_text(&"x".repeat(length));
            turn().await;
        }
        stage.io.pass(5_000);
        stage.is("saved").await;
        control.blur();
        turn().await;
        assert_eq!(sets.texts(), [""; 0], "{}", control.0.id());
    }
}
