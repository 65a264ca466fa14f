//! What went wrong, in words.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use wizard::components::{DetailsSection, FailureBanner, FrozenNotice, StaleTokenNotice};
use wizard_core::{ControlId, Failure, FailureKind, Field, Record, SaveEvent};
use wizard_state::RemoteState;

use super::{
    fake::record,
    stage::{COMPLETE, Stage},
    watch::Changes,
};
use crate::{turn, until};

fn banner() -> impl IntoView {
    view! { <FailureBanner /> }
}

fn type_client_id(stage: &Stage, text: &str) {
    let control = ControlId::Field(Field::ClientId);
    stage.session.dispatch(SaveEvent::Typed { control, text: text.to_owned() });
}

#[wasm_bindgen_test]
async fn a_failure_is_read_out_with_what_becomes_of_the_edits() {
    let stage = Stage::holding(COMPLETE, banner).await;
    assert_eq!(stage.text("[role=alert]"), "");
    stage.io.saves.give(Err(Failure::of(FailureKind::PlatformDown)));
    type_client_id(&stage, "B");
    stage.io.pass(600);
    until(|| stage.get(".trouble").is_some()).await;
    assert_eq!(
        stage.text("[role=alert]"),
        "The platform has a problem at the moment. What you typed is kept in this browser. \
        The wizard keeps trying by itself."
    );
    stage.io.takes_saves();
    stage.session.dispatch(SaveEvent::Retry);
    stage.is("saved").await;
    assert_eq!(stage.text("[role=alert]"), "");
}

#[wasm_bindgen_test]
async fn the_same_failure_again_is_not_read_out_again() {
    let stage = Stage::with(banner);
    stage.io.loads.give(Err(Failure::of(FailureKind::Unreachable)));
    until(|| stage.get(".trouble").is_some()).await;
    let alert = Changes::of(&stage.find("[role=alert]"));
    stage.io.loads.withhold();
    stage.session.dispatch(SaveEvent::Retry);
    until(|| stage.io.loads.waiting() == 1).await;
    stage.io.loads.give(Err(Failure { status: Some(0), ..Failure::of(FailureKind::Unreachable) }));
    until(|| stage.session.save().with_untracked(|it| it.failure().unwrap().status.is_some()))
        .await;
    turn().await;
    assert_eq!(alert.outside(&[]), [""; 0]);
    stage.io.loads.give(Err(Failure::of(FailureKind::TimedOut)));
    stage.session.dispatch(SaveEvent::Retry);
    until(|| stage.text(".trouble").starts_with("The platform takes too long to answer.")).await;
}

#[wasm_bindgen_test]
async fn whoever_may_not_see_the_record_is_told_so() {
    let stage = Stage::with(banner);
    stage.io.loads.give(Err(Failure::of(FailureKind::Forbidden)));
    until(|| stage.get(".trouble").is_some()).await;
    assert!(stage.text(".trouble").starts_with("You may not see this connection."));
}

#[wasm_bindgen_test]
async fn malformed_details_are_replaced_only_when_the_person_says_so_twice() {
    let stage = Stage::with(banner);
    stage.io.loads.give(Ok(Record { id: None, ..record("[broken") }));
    until(|| stage.get(".trouble").is_some()).await;
    assert!(stage.text(".trouble").starts_with("What the platform holds for this connection"));
    stage.press("Start over").await;
    stage.focus_is_on("#start-over button").await;
    assert!(stage.text("#start-over").starts_with("Start over with an empty form?"));
    assert_eq!(
        stage.session.save().with_untracked(RemoteState::of),
        RemoteState::Malformed("[broken".to_owned())
    );
    stage.press("Start over").await;
    assert!(stage.get(".trouble").is_none());
    assert_eq!(stage.session.save().with_untracked(RemoteState::of), RemoteState::Nothing);
}

#[wasm_bindgen_test]
async fn a_form_that_is_read_only_says_why_and_the_person_can_change_that() {
    let frozen = || view! { <FrozenNotice /> };
    let stage = Stage::holding(COMPLETE, frozen).await;
    assert!(stage.get(".note").is_none());
    stage.authorize().await;
    assert!(stage.text(".note").starts_with("The access token is being generated"));
    stage.show(wizard_core::Step::Authorize).await;
    assert!(stage.get(".note").is_none(), "that step says so itself");
    stage.show(wizard_core::Step::Application).await;
    stage.press("Cancel").await;
    assert!(stage.get(".note").is_none() && !stage.session.token().is_under_way());
}

#[wasm_bindgen_test]
async fn a_token_for_other_settings_is_told() {
    let stage = Stage::with(|| view! { <StaleTokenNotice /> });
    stage.io.loads.give(Ok(Record { is_token_generated: true, ..record(COMPLETE) }));
    stage.is("saved").await;
    assert!(stage.get(".note").is_none());
    type_client_id(&stage, "B");
    until(|| stage.get(".note").is_some()).await;
    assert!(stage.text(".note").starts_with("The settings have changed since"));
    type_client_id(&stage, "A");
    until(|| stage.get(".note").is_none()).await;
}

#[wasm_bindgen_test]
async fn the_report_is_that_of_the_last_failure() {
    let stage = Stage::with(|| view! { <DetailsSection /> });
    for status in [500, 503] {
        let failure = Failure { status: Some(status), ..Failure::of(FailureKind::PlatformDown) };
        stage.io.loads.give(Err(failure));
        stage.session.dispatch(SaveEvent::Retry);
        until(|| {
            stage
                .session
                .save()
                .with_untracked(|it| it.failure().is_some_and(|it| it.status == Some(status)))
        })
        .await;
        turn().await;
        let report = stage.text("pre");
        assert!(report.contains(&format!("HTTP status: {status}")), "{report}");
    }
}

#[wasm_bindgen_test]
async fn nobody_starts_over_while_a_token_is_generated() {
    let stage = Stage::holding(COMPLETE, banner).await;
    stage.authorize().await;
    stage.io.changed_elsewhere("[broken");
    until(|| stage.button_named("Start over").is_some()).await;
    assert_eq!(stage.button("Start over").get_attribute("aria-disabled").as_deref(), Some("true"));
    stage.press("Start over").await;
    assert_eq!(stage.text("#start-over"), "Start over");
    stage.session.token().dispatch(wizard_core::TokenEvent::Cancelled);
    turn().await;
    assert_eq!(stage.button("Start over").get_attribute("aria-disabled"), None);
    stage.press("Start over").await;
    assert!(stage.text("#start-over").starts_with("Start over with an empty form?"));
}

#[wasm_bindgen_test]
async fn a_long_pause_is_told_with_its_end() {
    let stage = Stage::holding(COMPLETE, banner).await;
    let wait = Some(3_600_000);
    stage
        .io
        .saves
        .give(Err(Failure { retry_after: wait, ..Failure::of(FailureKind::RateLimited) }));
    type_client_id(&stage, "B");
    stage.io.pass(600);
    until(|| stage.get(".trouble").is_some()).await;
    let text = stage.text("[role=alert]");
    assert!(text.contains("The wizard tries again by itself at "), "{text}");
}
