//! Everything around a step.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use wizard_core::{Failure, FailureKind, Field, Part, Record, SaveEvent, Step, Table};
use wizard_state::HostEvent;

use super::{
    fake::record,
    stage::{COMPLETE, Stage, has_focus},
};
use crate::{turn, until};

#[wasm_bindgen_test]
async fn next_and_back_walk_the_steps_from_heading_to_heading() {
    let stage = Stage::shell(COMPLETE).await;
    assert!(stage.button_named("Back").is_none(), "this is the first step");
    for title in ["Parameters", "Access token", "Review"] {
        stage.press("Next").await;
        assert_eq!(stage.text("h2"), title);
        assert_eq!(stage.text("[aria-current]"), title);
        stage.focus_is_on("h2").await;
    }
    assert!(stage.button_named("Next").is_none(), "this is the last step");
    stage.press("Back").await;
    assert_eq!(stage.text("h2"), "Access token");
    stage.focus_is_on("h2").await;
    let steps: Vec<_> = stage.io.told.borrow().iter().filter_map(step).map(Step::name).collect();
    assert_eq!(steps, ["parameters", "authorize", "review", "authorize"]);
}

const fn step(event: &HostEvent) -> Option<Step> {
    match event {
        HostEvent::Step(step) => Some(*step),
        _ => None,
    }
}

#[wasm_bindgen_test]
async fn enter_in_a_field_moves_on() {
    let stage = Stage::shell(COMPLETE).await;
    stage.field(Field::ClientId).run("element.form.requestSubmit()");
    turn().await;
    assert_eq!(stage.text("h2"), "Parameters");
}

#[wasm_bindgen_test]
async fn enter_that_ends_a_composition_does_nothing_else() {
    let stage = Stage::shell(COMPLETE).await;
    for (field, key) in [
        (stage.field(Field::ClientId), "{ key: 'Enter', keyCode: 229, isComposing: true }"),
        // Safari ends the composition first.
        (stage.field(Field::BaseUrl), "{ key: 'Enter', keyCode: 229 }"),
        (stage.secret(), "{ key: 'Enter', keyCode: 229 }"),
    ] {
        field.focus();
        field.fire("compositionstart");
        field.fire("compositionend");
        assert!(field.press_key(key), "the browser goes on with it");
        field.run("element.form.requestSubmit()");
        turn().await;
        assert_eq!(stage.text("h2"), "Application");
        field.fire("keyup");
    }
    let field = stage.field(Field::ClientId);
    assert!(field.press_key("{ key: 'Enter', keyCode: 13 }"));
    field.run("element.form.requestSubmit()");
    turn().await;
    assert_eq!(stage.text("h2"), "Parameters");
}

#[wasm_bindgen_test]
async fn whoever_presses_next_after_a_composition_moves_on() {
    let stage = Stage::shell(COMPLETE).await;
    let field = stage.field(Field::ClientId);
    field.focus();
    field.press_key("{ key: 'Enter', keyCode: 229 }");
    stage.press("Next").await;
    assert_eq!(stage.text("h2"), "Parameters");
}

#[wasm_bindgen_test]
async fn finish_leads_to_what_is_missing() {
    let stage = Stage::shell(r#"{"baseURL":"https://api.example"}"#).await;
    stage.show(Step::Review).await;
    let finish = stage.button("Finish");
    assert_eq!(finish.get_attribute("aria-disabled").as_deref(), Some("true"));
    assert_eq!(finish.get_attribute("aria-describedby").as_deref(), Some("unfinished"));
    assert_eq!(stage.text("#unfinished"), "To finish, complete what is listed above.");
    stage.press("Finish").await;
    stage.focus_is_on("#clientId").await;
    assert_eq!(stage.text("h2"), "Application");
    stage.field(Field::ClientId).type_text("A");
    stage.io.takes_saves();
    stage.io.pass(600);
    stage.is("saved").await;
    stage.show(Step::Review).await;
    stage.press("Finish").await;
    assert_eq!(stage.text("h2"), "Access token", "there is none yet");
}

#[wasm_bindgen_test]
async fn whoever_has_everything_finishes() {
    let mut stage = Stage::new();
    stage.draw_shell();
    stage.session.open();
    stage.io.loads.give(Ok(Record { is_token_generated: true, ..record(COMPLETE) }));
    stage.is("saved").await;
    stage.show(Step::Review).await;
    assert_eq!(stage.text("#unfinished"), "Everything is there.");
    assert_eq!(stage.button("Finish").get_attribute("aria-disabled"), None);
    stage.press("Finish").await;
    assert_eq!(stage.text(".finish [role=status]"), "Finished. You can leave this page.");
    let told = stage.io.told.borrow();
    assert!(told.contains(&HostEvent::Completed { token: "generated" }));
}

#[wasm_bindgen_test]
async fn whoever_has_finished_is_not_told_so_any_more_once_something_came_up() {
    let mut stage = Stage::new();
    stage.draw_shell();
    stage.session.open();
    stage.io.loads.give(Ok(Record { is_token_generated: true, ..record(COMPLETE) }));
    stage.is("saved").await;
    stage.show(Step::Review).await;
    let said = || stage.text(".finish [role=status]");
    stage.press("Finish").await;
    assert_eq!(said(), "Finished. You can leave this page.");
    let client_id = wizard_core::ControlId::Field(Field::ClientId);
    stage.session.dispatch(SaveEvent::Typed { control: client_id, text: "B".to_owned() });
    until(|| stage.text("#unfinished") != "Everything is there.").await;
    assert_eq!(said(), "");
    stage.session.dispatch(SaveEvent::Typed { control: client_id, text: "A".to_owned() });
    until(|| stage.text("#unfinished") == "Everything is there.").await;
    assert_eq!(said(), "", "the person finishes anew");
    stage.press("Finish").await;
    assert_eq!(said(), "Finished. You can leave this page.");
}

#[wasm_bindgen_test]
async fn the_focus_goes_to_the_heading_when_what_had_it_is_removed() {
    let stage = Stage::shell(COMPLETE).await;
    stage.field(Field::CompanyId).focus();
    stage.options(|options| options.hidden = vec![Part::Field(Field::CompanyId)]).await;
    assert!(stage.get("#companyId").is_none());
    stage.focus_is_on("h2").await;
}

#[wasm_bindgen_test]
async fn the_focus_of_whoever_is_elsewhere_stays() {
    let stage = Stage::shell(COMPLETE).await;
    let other = stage.field(Field::ClientId);
    stage.field(Field::CompanyId).focus();
    other.focus();
    stage.options(|options| options.hidden = vec![Part::Field(Field::CompanyId)]).await;
    assert!(has_focus(&other.0));
}

#[wasm_bindgen_test]
async fn the_button_of_a_failure_that_is_over_gives_the_focus_to_the_heading() {
    let stage = Stage::shell(COMPLETE).await;
    stage.io.saves.give(Err(Failure::of(FailureKind::PlatformDown)));
    stage.field(Field::ClientId).type_text("B");
    stage.io.pass(600);
    stage.is("failed").await;
    stage.io.takes_saves();
    stage.press("Try again now").await;
    stage.is("saved").await;
    stage.focus_is_on("h2").await;
}

#[wasm_bindgen_test]
async fn a_step_that_is_taken_away_leaves_the_person_at_the_first() {
    let stage = Stage::shell(COMPLETE).await;
    stage.show(Step::Parameters).await;
    stage.find("#authParams-add").focus().unwrap();
    stage.options(|options| options.hidden = Table::ALL.map(Part::Table).to_vec()).await;
    assert_eq!(stage.text("h2"), "Application");
    stage.focus_is_on("h2").await;
    stage.press("Next").await;
    assert_eq!(stage.text("h2"), "Access token");
}

#[wasm_bindgen_test]
async fn only_the_current_step_is_to_be_seen() {
    let stage = Stage::shell(COMPLETE).await;
    let panels = stage.all("form > div[hidden]");
    assert_eq!(panels.len(), 3);
    assert!(panels.iter().all(|panel| panel.child_element_count() == 0), "not drawn before");
    stage.show(Step::Review).await;
    assert_eq!(stage.all("form > div[hidden]").len(), 3);
    assert!(stage.get("form > div[hidden] #clientId").is_some(), "it stays, hidden");
    assert!(stage.get("#clientSecret").is_none(), "a secret is nowhere but on its step");
}

#[wasm_bindgen_test]
async fn what_the_host_page_says_wrongly_is_told() {
    let stage = Stage::shell(COMPLETE).await;
    assert!(stage.get("p.note").is_none());
    let field = stage.field(Field::ClientId);
    stage.warnings.set(vec!["The attribute health has an unknown value.".to_owned()]);
    until(|| stage.get("p.note").is_some()).await;
    assert_eq!(stage.text("p.note"), "The attribute health has an unknown value.");
    assert!(field == stage.field(Field::ClientId));
}

#[wasm_bindgen_test]
async fn the_save_state_is_that_of_the_shell() {
    let stage = Stage::shell(COMPLETE).await;
    assert_eq!(stage.attr(".shell", "data-state").as_deref(), Some("saved"));
    stage.session.dispatch(SaveEvent::Typed {
        control: wizard_core::ControlId::Field(Field::ClientId),
        text: "B".to_owned(),
    });
    turn().await;
    assert_eq!(stage.attr(".shell", "data-state").as_deref(), Some("unsaved"));
}
