//! The wizard's parts in a browser, without a platform: `fetch` is the test's own.
#![cfg(target_arch = "wasm32")]

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{HtmlElement, HtmlInputElement};
use wizard::element::Wizard;

#[path = "web/bearer.rs"]
mod bearer;
#[path = "web/clock.rs"]
mod clock;
#[path = "web/components/mod.rs"]
mod components;
#[path = "web/journal.rs"]
mod journal;
#[path = "web/memory.rs"]
mod memory;
#[path = "web/pages.rs"]
mod pages;
#[path = "web/requests.rs"]
mod requests;

wasm_bindgen_test_configure!(run_in_browser);

const ATTRIBUTES: [(&str, &str); 6] = [
    ("endpoint", "/graphql"),
    ("space-guid", "g"),
    ("env-id", "2"),
    ("process-id", "1"),
    ("integration-pack-instance-id", "test-101"),
    ("connection-id", "3"),
];

/// A new element in the page.
fn element() -> HtmlElement {
    let document = web_sys::window().unwrap().document().unwrap();
    let element: HtmlElement = document.create_element("div").unwrap().unchecked_into();
    document.body().unwrap().append_child(&element).unwrap();
    element
}

/// Makes every request answer with a JSON text.
fn answer_with(json: &str) {
    let json = JsValue::from(json).quoted();
    answer_by(&format!("return Promise.resolve(new Response({json}))"));
}

/// Makes every request answer with what a script returns.
fn answer_by(script: &str) {
    let fetch = Function::new_no_args(script);
    Reflect::set(&js_sys::global(), &"fetch".into(), &fetch).unwrap();
}

/// What the custom element hands over for a host that gives no bearer.
fn nobody() -> Function {
    Function::new_no_args("return undefined")
}

/// What a host page says that has attributes only.
fn said(host: &HtmlElement) -> Function {
    Function::new_with_args("name", "return this.getAttribute(name)").bind0(host)
}

trait Quoted {
    fn quoted(&self) -> String;
}

impl Quoted for JsValue {
    fn quoted(&self) -> String {
        js_sys::JSON::stringify(self).unwrap().into()
    }
}

/// Lets the browser do what it has to do at once, such as drawing what has changed.
async fn turn() {
    // Browsers hold timers back that follow each other.
    let turn = Function::new_no_args(
        "return new Promise((resolve) => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => { port1.close(); resolve() };
            port2.postMessage(0);
        })",
    );
    let turn = turn.call0(&JsValue::UNDEFINED).unwrap();
    JsFuture::from(turn.unchecked_into::<Promise>()).await.unwrap();
}

/// Lets the browser do what it has to do, until something holds.
async fn until(holds: impl Fn() -> bool) {
    for _ in 0..1_000 {
        if holds() {
            return;
        }
        let later = Promise::new(&mut |resolve, _| {
            web_sys::window().unwrap().set_timeout_with_callback(&resolve).unwrap();
        });
        JsFuture::from(later).await.unwrap();
    }
    panic!(
        "it never came true: {}",
        web_sys::window().unwrap().document().unwrap().body().unwrap().text_content().unwrap()
    );
}

fn control(root: &HtmlElement, name: &str) -> HtmlInputElement {
    root.query_selector(&format!("input[name={name}]"))
        .unwrap()
        .unwrap_or_else(|| panic!("there is no control {name}"))
        .unchecked_into()
}

fn state(host: &HtmlElement) -> Option<String> {
    host.get_attribute("save-state")
}

#[wasm_bindgen_test]
fn what_is_missing_is_said_in_words() {
    let (host, root) = (element(), element());
    let wizard = Wizard::new(
        host.clone(),
        root.clone(),
        nobody(),
        nobody(),
        said(&host),
        nobody(),
        mirror(&host),
    );
    host.set_attribute("connection-id", "3").unwrap();
    assert!(!wizard.configure());
    let text = root.text_content().unwrap();
    assert!(text.contains("The attribute endpoint is missing"), "{text}");
    assert!(text.contains("The attribute env-id is missing."), "{text}");
    assert_eq!(state(&host).as_deref(), Some("failed"));
    wizard.leave();
    assert_eq!(root.child_element_count(), 0, "a wizard that leaves takes its view along");
}

#[wasm_bindgen_test]
fn what_is_still_missing_is_not_read_out_again() {
    let (host, root) = (element(), element());
    let wizard = Wizard::new(
        host.clone(),
        root.clone(),
        nobody(),
        nobody(),
        said(&host),
        nobody(),
        mirror(&host),
    );
    assert!(!wizard.configure());
    let alert = root.query_selector("[role=alert]").unwrap().unwrap();
    host.set_attribute("theme", "dark").unwrap();
    assert!(!wizard.configure());
    assert!(alert.is_connected());
    host.set_attribute("env-id", "2").unwrap();
    assert!(!wizard.configure());
    assert!(!alert.is_connected(), "this is news");
    assert!(!root.text_content().unwrap().contains("The attribute env-id is missing."));
    wizard.leave();
}

#[wasm_bindgen_test]
async fn a_record_comes_on_screen_under_the_names_of_the_contract() {
    answer_with(
        r#"{"data":{"IPackInstanceOAuthConnectorDetails":{"oauthConnectorDetails":
        "{\"baseURL\":\"https://a.example\",\"companyId\":\"9341452451293689\",\"clientId\":\"A\"}"}}}"#,
    );
    let (host, root) = (element(), element());
    for (name, value) in ATTRIBUTES {
        host.set_attribute(name, value).unwrap();
    }
    let wizard = Wizard::new(
        host.clone(),
        root.clone(),
        nobody(),
        nobody(),
        said(&host),
        nobody(),
        mirror(&host),
    );
    wizard.configure();
    assert_eq!(state(&host).as_deref(), Some("loading"));
    until(|| state(&host).as_deref() == Some("saved")).await;
    until(|| control(&root, "clientId").value() == "A").await;
    assert_eq!(control(&root, "baseURL").value(), "https://a.example");
    assert_eq!(control(&root, "companyId").value(), "9341452451293689");
    assert_eq!(control(&root, "clientSecret").type_(), "password");
    for step in ["application", "parameters", "review"] {
        assert!(root.query_selector(&format!("button[data-step={step}]")).unwrap().is_some());
    }
    wizard.leave();
}

#[wasm_bindgen_test]
async fn a_failure_is_told_without_the_bearer_and_the_secret_that_it_repeats() {
    // Longer than the words that are shown.
    let token = format!("tok-canary{}", "x".repeat(600));
    let errors = r#"{"errors":[{"message":"No access for TOKEN with s3cret-canary"}]}"#;
    answer_with(&errors.replace("TOKEN", &token));
    let (host, root) = (element(), element());
    for (name, value) in ATTRIBUTES {
        host.set_attribute(name, value).unwrap();
    }
    let ask = asks(&format!("'{token}'"));
    let wizard = Wizard::new(
        host.clone(),
        root.clone(),
        ask,
        nobody(),
        said(&host),
        nobody(),
        mirror(&host),
    );
    wizard.configure();
    let secret = control(&root, "clientSecret");
    secret.set_value("s3cret-canary");
    secret.dispatch_event(&web_sys::Event::new("input").unwrap()).unwrap();
    until(|| root.text_content().unwrap().contains("Problem: refused")).await;
    let text = root.text_content().unwrap();
    assert!(text.contains("The platform said: No access for … with …"), "{text}");
    assert!(!text.contains("canary"), "{text}");
    wizard.leave();
}

/// What the custom element hands over to ask a host's function that gives the value of an expression.
fn asks(given: &str) -> Function {
    let answer =
        format!("Promise.resolve({given}).then((answer) => ({{ name: 'getToken', answer }}))");
    Function::new_no_args(&format!("return {answer}"))
}

/// What the custom element hands over to say how things stand.
fn mirror(host: &HtmlElement) -> Function {
    let mirror = Function::new_with_args("host, name, state", "host.setAttribute(name, state)");
    mirror.bind1(&JsValue::UNDEFINED, host).unchecked_into()
}
