//! A button that asks first.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use wizard::components::ConfirmButton;

use super::stage::Stage;
use crate::turn;

/// The button, and how often the person has agreed.
fn asking() -> (Stage, RwSignal<u32>) {
    asking_while(RwSignal::new(false))
}

/// The same for a button that does nothing while `disabled` holds.
fn asking_while(disabled: RwSignal<bool>) -> (Stage, RwSignal<u32>) {
    let agreed = RwSignal::new(0);
    let stage = Stage::with(move || {
        let on_agree = Callback::new(move |()| agreed.update(|agreed| *agreed += 1));
        view! { <ConfirmButton id="sure" class="link" action="Discard" question="Sure?" disabled on_agree /> }
    });
    (stage, agreed)
}

#[wasm_bindgen_test]
async fn it_asks_and_the_safe_answer_has_the_focus() {
    let (stage, agreed) = asking();
    assert_eq!(stage.text("#sure"), "Discard");
    assert_eq!(stage.attr("button", "part").as_deref(), Some("button link"));
    stage.press("Discard").await;
    assert_eq!(stage.text("#sure p"), "Sure?");
    stage.focus_is_on("#sure button").await;
    assert_eq!(stage.text("#sure button"), "Keep");
    assert_eq!(agreed.get_untracked(), 0);
    stage.press("Keep").await;
    assert_eq!(stage.text("#sure"), "Discard");
    stage.focus_is_on("#sure button").await;
    assert_eq!(agreed.get_untracked(), 0);
}

#[wasm_bindgen_test]
async fn only_the_second_press_does_it() {
    let (stage, agreed) = asking();
    stage.press("Discard").await;
    stage.press("Discard").await;
    assert_eq!(agreed.get_untracked(), 1);
    assert_eq!(stage.text("#sure"), "Discard", "it asks anew the next time");
    stage.focus_is_on("#sure button").await;
}

#[wasm_bindgen_test]
async fn one_that_is_disabled_neither_asks_nor_does_it() {
    let disabled = RwSignal::new(true);
    let (stage, agreed) = asking_while(disabled);
    let disabled_is = || stage.button("Discard").get_attribute("aria-disabled");
    assert_eq!(disabled_is().as_deref(), Some("true"));
    stage.press("Discard").await;
    assert_eq!(stage.text("#sure"), "Discard");
    disabled.set(false);
    turn().await;
    assert_eq!(disabled_is(), None);
    stage.press("Discard").await;
    disabled.set(true);
    turn().await;
    stage.press("Discard").await;
    assert_eq!((agreed.get_untracked(), disabled_is().as_deref()), (0, Some("true")));
    stage.press("Keep").await;
    assert_eq!(stage.text("#sure"), "Discard", "it stays as it is also then");
}
