//! A key changes its own field or row, the steps' needs and the save status, and nothing else in the
//! page.

use wasm_bindgen_test::wasm_bindgen_test;
use wizard_core::{ControlId, Field, RowId, Step, Table};

use super::{
    control::Control,
    stage::{COMPLETE, Stage},
    watch::Changes,
};
use crate::turn;

const TABLE: Table = Table::Authorization;

/// Every step was seen, so that all of them are drawn.
async fn with_all_steps() -> Stage {
    let stage = Stage::shell(COMPLETE).await;
    for step in [Step::Parameters, Step::Authorize, Step::Review, Step::Application] {
        stage.show(step).await;
    }
    stage.add_row(TABLE, "prompt", "consent").await;
    stage.io.takes_saves();
    stage.io.pass(600);
    stage.is("saved").await;
    stage
}

/// Types into a control, and says what was changed outside of its place.
async fn typing(stage: &Stage, control: &Control, place: &str) -> Vec<String> {
    control.focus();
    let mut text = control.text();
    // The first key says that there is something unsaved, also where that keeps from finishing.
    text.push('x');
    control.type_text(&text);
    turn().await;
    let changes = Changes::of(&stage.root);
    for _ in 0..20 {
        text.push('x');
        control.type_text(&text);
        turn().await;
    }
    changes.outside(&[place, "nav", ".status-line"])
}

#[wasm_bindgen_test]
async fn a_key_in_a_field() {
    let stage = with_all_steps().await;
    let field = stage.field(Field::ClientId);
    let changed = typing(&stage, &field, ".field:has(#clientId)").await;
    assert!(changed.is_empty(), "{changed:#?}");
}

#[wasm_bindgen_test]
async fn a_key_in_the_secret() {
    let stage = with_all_steps().await;
    let changed = typing(&stage, &stage.secret(), ".field:has(#clientSecret)").await;
    assert!(changed.is_empty(), "{changed:#?}");
}

#[wasm_bindgen_test]
async fn a_key_in_a_row() {
    let stage = with_all_steps().await;
    stage.show(Step::Parameters).await;
    for control in [ControlId::Key(TABLE, RowId(0)), ControlId::Value(TABLE, RowId(0))] {
        let changed = typing(&stage, &stage.control(control), ".param:first-child").await;
        assert!(changed.is_empty(), "{changed:#?}");
    }
}

#[wasm_bindgen_test]
async fn the_first_key_tells_that_there_is_something_unsaved() {
    let stage = with_all_steps().await;
    let field = stage.field(Field::ClientId);
    field.focus();
    turn().await;
    let changes = Changes::of(&stage.root);
    field.type_text("Ax");
    turn().await;
    let places = [".field:has(#clientId)", "nav", ".foot > div:first-child", "#unfinished"];
    let mut elsewhere = changes.outside(&places);
    elsewhere.retain(|change| !change.starts_with("attributes data-state <div class=\"shell\""));
    assert!(elsewhere.is_empty(), "{elsewhere:#?}");
}
