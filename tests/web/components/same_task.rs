//! What goes in the same task in which something changes. A signal that is read after its end panics, and
//! a panic takes every wizard of the page down.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;
use wizard_core::{ControlId, Failure, FailureKind, Field, RowId, SaveEvent, Step, Table};

use super::{
    control::{Control, run},
    stage::{COMPLETE, Stage},
    watch::Thrown,
};
use crate::turn;

const TABLE: Table = Table::Authorization;

/// Makes an element that is taken out of the page tell its controls that they lose the focus, just before and
/// just after, as some browsers do.
fn blur_when_removed(element: &HtmlElement) {
    let script = "element.remove = function () {
            const blur = () => this.querySelectorAll('input, textarea').forEach((control) => {
                control.dispatchEvent(new Event('blur'));
            });
            blur();
            Element.prototype.remove.call(this);
            blur();
            self.removedWithBlur = true;
        };
        self.removedWithBlur = false";
    run(element, script);
}

fn was_removed_with_blur(element: &HtmlElement) -> bool {
    run(element, "return self.removedWithBlur").as_bool().unwrap()
}

async fn nothing_is_thrown(thrown: &Thrown, after: &str) {
    // What was set is drawn in the first turn, and what that wakes in the second.
    turn().await;
    turn().await;
    assert_eq!(thrown.messages(), [""; 0], "after {after}");
}

#[wasm_bindgen_test]
async fn a_view_that_goes_with_what_was_just_typed() {
    let thrown = Thrown::listen();
    for kind in ["input", "focus", "blur", "compositionstart", "compositionend"] {
        let mut stage = Stage::shell(COMPLETE).await;
        stage.show(Step::Parameters).await;
        let controls: Vec<_> = stage.all("input, textarea").into_iter().map(Control).collect();
        for control in &controls {
            control.enter("changed");
            control.fire(kind);
        }
        let shell = stage.find(".shell");
        blur_when_removed(&shell);
        stage.clear();
        assert!(was_removed_with_blur(&shell));
        nothing_is_thrown(&thrown, kind).await;
    }
}

#[wasm_bindgen_test]
async fn a_view_that_goes_with_a_pressed_button() {
    let thrown = Thrown::listen();
    for step in Step::ALL {
        let mut stage = Stage::shell(COMPLETE).await;
        stage.show(step).await;
        let buttons = stage.all("button");
        for button in &buttons {
            button.click();
        }
        stage.clear();
        nothing_is_thrown(&thrown, step.name()).await;
        for button in &buttons {
            button.click();
        }
        nothing_is_thrown(&thrown, "a button of what is gone").await;
    }
}

#[wasm_bindgen_test]
async fn a_view_that_goes_with_what_comes_from_outside() {
    let thrown = Thrown::listen();
    let mut stage = Stage::shell(COMPLETE).await;
    stage.field(Field::ClientId).type_text("B");
    stage.io.changed_elsewhere(r#"{"clientId":"C"}"#);
    stage.session.set_options(wizard_core::FormOptions::default());
    stage.warnings.set(vec!["warning".to_owned()]);
    stage.session.show_step(Step::Review);
    stage.clear();
    nothing_is_thrown(&thrown, "everything at once").await;
    stage.io.saves.give(Err(Failure::of(FailureKind::SignedOut)));
    stage.io.pass(60_000);
    stage.session.token().authorize();
    nothing_is_thrown(&thrown, "what comes to a session without a view").await;
}

#[wasm_bindgen_test]
async fn a_blur_that_comes_while_its_row_goes() {
    let thrown = Thrown::listen();
    let stage = Stage::shell(COMPLETE).await;
    stage.show(Step::Parameters).await;
    for control in [ControlId::Key(TABLE, RowId(0)), ControlId::Value(TABLE, RowId(1))] {
        let control = stage.control(control);
        let row = stage.find(".param");
        blur_when_removed(&row);
        control.focus();
        control.type_text("");
        stage.find(".remove").click();
        for kind in ["blur", "input"] {
            control.fire(kind);
        }
        nothing_is_thrown(&thrown, "a row that goes").await;
        assert!(was_removed_with_blur(&row));
        stage.session.dispatch(SaveEvent::RowAdded(TABLE));
        turn().await;
    }
}

#[wasm_bindgen_test]
async fn a_warning_whose_control_goes_with_it() {
    let thrown = Thrown::listen();
    let stage = Stage::shell(COMPLETE).await;
    let secret = stage.secret();
    secret.focus();
    secret.type_text("s3cret ");
    secret.blur();
    turn().await;
    let remove = stage.button("Remove blanks: Client secret");
    stage.session.show_step(Step::Review);
    remove.click();
    secret.fire("blur");
    nothing_is_thrown(&thrown, "a secret that goes").await;
    remove.click();
    secret.fire("blur");
    nothing_is_thrown(&thrown, "a secret that is gone").await;
    assert_eq!(stage.session.step().get_untracked(), Step::Review);
}
