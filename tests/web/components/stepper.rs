//! The steps, and what each still needs.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use wizard::components::Stepper;
use wizard_core::{ControlId, Field, Part, SaveEvent, Step, Table};

use super::stage::{COMPLETE, Stage};
use crate::turn;

fn stepper() -> impl IntoView {
    view! { <h2 tabindex="-1">{"The step"}</h2><Stepper /> }
}

/// The names of the steps that are on screen.
fn names(stage: &Stage) -> Vec<String> {
    stage.all("button").iter().map(|button| button.text_content().unwrap()).collect()
}

fn needs(stage: &Stage, step: &str) -> String {
    let described_by = stage.attr(&format!("[data-step={step}]"), "aria-describedby").unwrap();
    stage.text(&format!("#{described_by}"))
}

#[wasm_bindgen_test]
async fn the_current_step_is_marked_and_the_focus_follows_the_person() {
    let stage = Stage::holding(COMPLETE, stepper).await;
    let current = || stage.all("[aria-current=step]");
    assert_eq!(names(&stage), ["Application", "Parameters", "Access token", "Review"]);
    assert_eq!(current().len(), 1);
    assert_eq!(stage.text("[aria-current]"), "Application");
    stage.press("Review").await;
    assert_eq!(current().len(), 1);
    assert_eq!(stage.text("[aria-current]"), "Review");
    stage.focus_is_on("h2").await;
}

#[wasm_bindgen_test]
async fn a_step_says_what_it_needs_once_that_is_known() {
    let stage = Stage::with(stepper);
    turn().await;
    assert_eq!(needs(&stage, "application"), "", "nobody knows yet");
    stage.io.holds("{}");
    stage.is("saved").await;
    assert_eq!(needs(&stage, "application"), "2 to do");
    assert_eq!(needs(&stage, "parameters"), "Complete");
    assert_eq!(needs(&stage, "authorize"), "1 to do", "a token");
    assert_eq!(needs(&stage, "review"), "3 to do");
    let typed =
        SaveEvent::Typed { control: ControlId::Field(Field::ClientId), text: "A".to_owned() };
    stage.session.dispatch(typed);
    turn().await;
    assert_eq!(needs(&stage, "application"), "1 to do");
    stage.options(|options| options.needs_token = false).await;
    assert_eq!(needs(&stage, "authorize"), "Complete");
}

#[wasm_bindgen_test]
async fn a_step_without_anything_to_show_is_not_there() {
    let stage = Stage::holding(COMPLETE, stepper).await;
    let review = stage.button("Review");
    stage.options(|options| options.hidden = Table::ALL.map(Part::Table).to_vec()).await;
    assert_eq!(names(&stage), ["Application", "Access token", "Review"]);
    assert_eq!(review, stage.button("Review"));
    stage.show(Step::Review).await;
    assert_eq!(stage.text("[aria-current]"), "Review");
    stage.options(|_| {}).await;
    assert_eq!(names(&stage), ["Application", "Parameters", "Access token", "Review"]);
}
