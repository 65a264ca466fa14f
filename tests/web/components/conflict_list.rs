//! What was changed here and elsewhere.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use wizard::components::{ConflictList, ResolvedConflictList};
use wizard_core::{ControlId, Field, SaveEvent};

use super::stage::{COMPLETE, Stage, has_focus};
use crate::until;

fn choices() -> impl IntoView {
    view! {
        <h2 tabindex="-1">{"The step"}</h2>
        <div class="choices"><ConflictList /><ResolvedConflictList /></div>
    }
}

/// A wizard whose company id and client id are `mine` here and `theirs` on the platform.
async fn in_conflict() -> Stage {
    let stage = Stage::holding(COMPLETE, choices).await;
    change_both(&stage);
    stage.is("conflict").await;
    stage
}

/// The company id and the client id become `mine` here and `theirs` on the platform.
fn change_both(stage: &Stage) {
    for field in [Field::CompanyId, Field::ClientId] {
        let control = ControlId::Field(field);
        stage.session.dispatch(SaveEvent::Typed { control, text: "mine".to_owned() });
    }
    let theirs = r#"{"baseURL":"https://api.example","companyId":"theirs","clientId":"theirs"}"#;
    stage.io.changed_elsewhere(theirs);
}

/// Waits until the focus has moved, if it is to move.
async fn frames() {
    for _ in 0..2 {
        let frame = js_sys::Promise::new(&mut |resolve, _| {
            web_sys::window().unwrap().request_animation_frame(&resolve).unwrap();
        });
        wasm_bindgen_futures::JsFuture::from(frame).await.unwrap();
    }
}

fn client_id(stage: &Stage) -> String {
    stage.session.save().text(ControlId::Field(Field::ClientId))
}

#[wasm_bindgen_test]
async fn both_values_are_to_be_seen_each_with_its_button() {
    let stage = in_conflict().await;
    assert_eq!(stage.text("#conflicts"), "Changed here and elsewhere");
    assert_eq!(stage.attr("section", "aria-labelledby").as_deref(), Some("conflicts"));
    assert_eq!(stage.text("legend"), "Company ID");
    assert_eq!(stage.text("fieldset .side:nth-child(2) q"), "mine");
    assert_eq!(stage.text("fieldset .side:nth-child(3) q"), "theirs");
    for name in ["Keep yours: Company ID", "Take theirs: Client ID"] {
        stage.button(name);
    }
}

#[wasm_bindgen_test]
async fn a_choice_leads_to_the_next_and_the_last_to_what_was_not_chosen() {
    let stage = in_conflict().await;
    stage.press("Keep yours: Company ID").await;
    stage.focus_is_on("#conflicts").await;
    assert_eq!(stage.all("fieldset").len(), 1);
    stage.press("Take theirs: Client ID").await;
    stage.focus_is_on(".choices .note").await;
    assert!(stage.get("#conflicts").is_none());
    assert_eq!(client_id(&stage), "theirs");
    assert_eq!(stage.all(".note .side").len(), 2);
    assert!(stage.text(".note .side:nth-child(2)").starts_with("Client ID, not chosen: mine"));
}

#[wasm_bindgen_test]
async fn what_was_not_chosen_can_be_had_after_all_and_back_again() {
    let stage = in_conflict().await;
    stage.press("Keep yours: Company ID").await;
    stage.press("Take theirs: Client ID").await;
    let swap = "Use this instead: Client ID";
    stage.press(swap).await;
    stage.focus_is_on(".choices .note").await;
    assert_eq!(client_id(&stage), "mine");
    assert!(stage.text(".note").contains("Client ID, not chosen: theirs"));
    stage.press(swap).await;
    assert_eq!(client_id(&stage), "theirs");
    stage.press("OK").await;
    stage.focus_is_on("h2").await;
    assert!(stage.get(".note").is_none());
}

#[wasm_bindgen_test]
async fn an_empty_and_a_removed_value_are_told_apart() {
    let stage = Stage::holding(COMPLETE, choices).await;
    let row = stage.rows(wizard_core::Table::Authorization)[0];
    let control = ControlId::Value(wizard_core::Table::Authorization, row);
    stage.session.dispatch(SaveEvent::Typed { control, text: String::new() });
    stage.io.changed_elsewhere(r#"{"baseURL":"https://api.example","clientId":"A"}"#);
    until(|| stage.get("fieldset").is_some()).await;
    assert_eq!(stage.text("legend"), "authorization parameter “scope”");
    assert_eq!(stage.text("fieldset .side:nth-child(2) q"), "empty");
    assert_eq!(stage.text("fieldset .side:nth-child(3) q"), "removed");
    assert_eq!(stage.all("q.none").len(), 2);
}

#[wasm_bindgen_test]
async fn nothing_is_chosen_while_a_token_is_generated() {
    let stage = in_conflict().await;
    stage.press("Keep yours: Company ID").await;
    stage.press("Take theirs: Client ID").await;
    stage.focus_is_on(".choices .note").await;
    stage.authorize().await;
    let swap = stage.button("Use this instead: Client ID");
    assert_eq!(swap.get_attribute("aria-disabled").as_deref(), Some("true"));
    swap.focus().unwrap();
    swap.click();
    frames().await;
    assert!(has_focus(&swap));
    assert_eq!(client_id(&stage), "theirs");
}

#[wasm_bindgen_test]
async fn a_side_is_not_chosen_and_the_focus_stays_while_a_token_is_generated() {
    let stage = Stage::holding(COMPLETE, choices).await;
    stage.authorize().await;
    change_both(&stage);
    stage.is("conflict").await;
    let keep = stage.button("Keep yours: Client ID");
    assert_eq!(keep.get_attribute("aria-disabled").as_deref(), Some("true"));
    keep.focus().unwrap();
    keep.click();
    frames().await;
    assert!(has_focus(&keep));
    assert_eq!(stage.all("fieldset").len(), 2);
}
