//! A token that was generated elsewhere is asked for.

use std::rc::Rc;

use wasm_bindgen_test::wasm_bindgen_test;
use wizard_core::{Failure, FailureKind, Step};
use wizard_state::HostEvent;

use super::{
    stage::{COMPLETE, Stage},
    starter::Nobody,
};
use crate::until;

const STATUS: &str = ".actions [role=status]";

/// The step of the access token, where the page cannot start one.
async fn without_starter() -> Stage {
    let stage = Stage::shell(COMPLETE).await;
    stage.token_config(|config| config.starter = Rc::new(Nobody)).await;
    stage.io.looks.give(Ok(Some(false)));
    stage.show(Step::Authorize).await;
    stage
}

#[wasm_bindgen_test]
async fn what_keeps_the_platform_from_telling_is_said() {
    let stage = without_starter().await;
    stage.press("Check now").await;
    until(|| stage.text(STATUS) == "The platform has no access token for this connection yet.")
        .await;
    stage.io.looks.give(Err(Failure::of(FailureKind::Offline)));
    stage.press("Check now").await;
    until(|| stage.text(STATUS) == "This device is offline.").await;
    assert!(stage.button_named("Sign in again").is_none());
    stage.io.looks.give(Ok(None));
    stage.press("Check now").await;
    until(|| stage.text(STATUS).starts_with("This page cannot tell how it ended.")).await;
}

#[wasm_bindgen_test]
async fn whoever_is_signed_out_can_sign_in_there() {
    let stage = without_starter().await;
    stage.io.looks.give(Err(Failure::of(FailureKind::SignedOut)));
    stage.press("Check now").await;
    until(|| stage.text(STATUS).starts_with("The platform does not accept your sign-in.")).await;
    assert!(!stage.io.told.borrow().contains(&HostEvent::AuthRequired));
    stage.press("Sign in again").await;
    assert!(stage.io.told.borrow().contains(&HostEvent::AuthRequired));
    stage.io.looks.give(Ok(Some(false)));
    stage.press("Check now").await;
    until(|| stage.button_named("Sign in again").is_none()).await;
}
