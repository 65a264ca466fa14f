//! A button that copies a text.

use js_sys::Function;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use wizard::components::CopyableText;

use super::{stage::Stage, watch::Thrown};
use crate::{turn, until};

/// Takes the place of the browser's clipboard until it is dropped.
struct Clipboard;

impl Clipboard {
    /// One whose `writeText` is a script.
    fn new(write_text: &str) -> Self {
        run(&format!(
            "self.copied = [];
            const writeText = (text) => {{ {write_text} }};
            const value = {{ writeText }};
            Object.defineProperty(navigator, 'clipboard', {{ value, configurable: true }})"
        ));
        Self
    }
}

impl Drop for Clipboard {
    fn drop(&mut self) {
        run("delete navigator.clipboard");
    }
}

fn run(script: &str) -> JsValue {
    Function::new_no_args(script).call0(&JsValue::UNDEFINED).unwrap()
}

fn copyable(text: RwSignal<String>) -> Stage {
    Stage::with(move || view! { <CopyableText text name="Redirect URI" /> })
}

#[wasm_bindgen_test]
async fn it_copies_the_text_of_now_and_says_so() {
    let _clipboard = Clipboard::new("self.copied.push(text); return Promise.resolve()");
    let text = RwSignal::new("one".to_owned());
    let stage = copyable(text);
    text.set("two".to_owned());
    until(|| stage.text("code") == "two").await;
    assert_eq!(stage.text("[role=status]"), "");
    stage.press("Copy: Redirect URI").await;
    until(|| stage.text("[role=status]") == "Copied.").await;
    assert_eq!(run("return self.copied.join()"), "two");
}

#[wasm_bindgen_test]
async fn a_browser_that_refuses_is_told_of() {
    let refused = Clipboard::new("return Promise.reject(new DOMException('', 'NotAllowedError'))");
    let stage = copyable(RwSignal::new("one".to_owned()));
    stage.press("Copy: Redirect URI").await;
    until(|| stage.text("[role=status]").starts_with("The browser did not allow it.")).await;
    drop(refused);
    run("Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })");
    let stage = copyable(RwSignal::new("one".to_owned()));
    stage.press("Copy: Redirect URI").await;
    until(|| stage.text("[role=status]").starts_with("The browser did not allow it.")).await;
    run("delete navigator.clipboard");
}

#[wasm_bindgen_test]
async fn an_answer_that_comes_after_the_view_has_gone_is_nobodys() {
    let _clipboard =
        Clipboard::new("return new Promise((resolve) => { self.resolveCopy = resolve })");
    let thrown = Thrown::listen();
    let mut stage = copyable(RwSignal::new("one".to_owned()));
    stage.press("Copy: Redirect URI").await;
    stage.clear();
    run("self.resolveCopy()");
    turn().await;
    assert_eq!(thrown.messages(), [""; 0]);
}
