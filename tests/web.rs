//! The wizard's parts in a browser, without a platform: `fetch` is the test's own.
#![cfg(target_arch = "wasm32")]

use std::{cell::RefCell, rc::Rc};

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{HtmlElement, HtmlInputElement};
use wizard::element::Wizard;
use wizard_client::{bearer::Bearer, jwt};
use wizard_core::{FailureKind, bearer::TokenLife};

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

/// A host that gives these bearers, one after the other.
fn host_with(tokens: &[&str]) -> (Function, Rc<RefCell<usize>>) {
    let asked = Rc::new(RefCell::new(0));
    let tokens: Vec<String> = tokens.iter().map(|token| (*token).to_owned()).collect();
    let counted = Rc::clone(&asked);
    let get = Closure::<dyn Fn() -> Result<String, JsValue>>::new(move || {
        let place = *counted.borrow();
        *counted.borrow_mut() += 1;
        tokens.get(place).cloned().ok_or_else(|| "no more".into())
    });
    let get = get.into_js_value();
    let ask = Function::new_with_args(
        "get",
        "return new Promise((resolve) => resolve(get())).then((answer) => ({ name: 'getToken', answer }))",
    );
    (ask.bind1(&JsValue::UNDEFINED, &get).unchecked_into(), asked)
}

/// A JWT that ends so many seconds from now.
fn jwt(seconds: f64) -> String {
    let claims = Object::new();
    let end = (js_sys::Date::now() / 1_000.0 + seconds).floor();
    Reflect::set(&claims, &"exp".into(), &end.into()).unwrap();
    let claims = JsValue::from(claims).quoted();
    let claims = web_sys::window().unwrap().btoa(&claims).unwrap();
    format!("e30.{}.", claims.trim_end_matches('=').replace('+', "-").replace('/', "_"))
}

#[wasm_bindgen_test]
fn only_a_jwt_says_when_it_ends() {
    let window = web_sys::window().unwrap();
    let end = |claims: &str| {
        let claims = window.btoa(claims).unwrap();
        let other_alphabet = claims.trim_end_matches('=').replace('+', "-").replace('/', "_");
        let ends = [&claims, &other_alphabet].map(|claims| jwt::life(&format!("e30.{claims}.x")));
        assert_eq!(ends[0], ends[1]);
        ends[0]
    };
    let life = |expires, issued| Some(TokenLife { expires, issued });
    assert_eq!(end(r#"{"sub":"ÿÿÿ>>>???","exp":1,"iat":0}"#), life(1.0, Some(0.0)));
    assert_eq!(end(r#"{"exp":1700000000.5}"#), life(1_700_000_000.5, None));
    for claims in ["{}", r#"{"exp":"1"}"#, r#"{"exp":null}"#, "[1]", "<html>", ""] {
        assert_eq!(end(claims), None, "{claims}");
    }
    for token in ["", "opaque", "a.b", "e30.%.x"] {
        assert_eq!(jwt::life(token), None, "{token}");
    }
}

/// Sends a request that is refused with those bearers, and gives the bearer of its answer.
async fn sent_with(bearer: &Bearer, refused: &[&str]) -> Result<Option<String>, FailureKind> {
    let is_refused = |answer: &Result<Option<String>, _>| {
        answer.as_ref().is_ok_and(|token| token.as_deref().is_some_and(|it| refused.contains(&it)))
    };
    bearer.send(async |token| Ok(token), is_refused).await.map_err(|failure| failure.kind)
}

#[wasm_bindgen_test]
async fn a_bearer_is_asked_for_once_and_kept_while_it_lasts() {
    let token = jwt(300.0);
    let (host, asked) = host_with(&[&token]);
    let bearer = Rc::new(Bearer::new(host));
    let ask = || {
        let bearer = Rc::clone(&bearer);
        future_to_promise(async move { Ok(sent_with(&bearer, &[]).await.unwrap().into()) })
    };
    let (one, two) = (ask(), ask());
    assert_eq!(JsFuture::from(one).await.unwrap().as_string().as_deref(), Some(token.as_str()));
    JsFuture::from(two).await.unwrap();
    assert_eq!(sent_with(&bearer, &[]).await, Ok(Some(token)));
    assert_eq!(*asked.borrow(), 1);
}

#[wasm_bindgen_test]
async fn a_bearer_is_replaced_when_it_is_refused() {
    let long = jwt(300.0);
    let (host, asked) = host_with(&[&long, "opaque", "<!doctype html>\n<p>Sign in"]);
    let bearer = Bearer::new(host);
    assert_eq!(sent_with(&bearer, &[]).await, Ok(Some(long.clone())));
    assert_eq!(sent_with(&bearer, &[&long]).await, Ok(Some("opaque".to_owned())));
    assert_eq!(
        sent_with(&bearer, &[]).await,
        Ok(Some("opaque".to_owned())),
        "its end is not known"
    );
    let answer = sent_with(&bearer, &["opaque"]).await;
    assert_eq!(answer, Err(FailureKind::NoBearer), "a page is no bearer");
    assert_eq!(sent_with(&bearer, &[]).await, Err(FailureKind::NoBearer), "the host threw");
    assert_eq!(*asked.borrow(), 4);
}

#[wasm_bindgen_test]
async fn after_a_bearer_that_was_refused_the_next_one_is_tried_once() {
    let (host, asked) = host_with(&["a", "b", "c", "d"]);
    let bearer = Bearer::new(host);
    assert_eq!(sent_with(&bearer, &["a", "b", "c"]).await, Ok(Some("b".to_owned())));
    assert_eq!(sent_with(&bearer, &["a", "b", "c"]).await, Ok(Some("c".to_owned())));
    assert_eq!(sent_with(&bearer, &["a", "b", "c"]).await, Ok(Some("d".to_owned())));
    assert_eq!(*asked.borrow(), 4);
}

#[wasm_bindgen_test]
async fn a_host_that_answers_each_refusal_with_another_function_makes_no_storm() {
    let (host, asked) = host_with(&["bad"; 100]);
    let bearer = Rc::new(Bearer::new(host));
    let try_again = || {
        let again = Rc::clone(&bearer);
        bearer.when_due(move || {
            spawn_local(async move {
                let _ = sent_with(&again, &["bad"]).await;
            });
        });
        turn()
    };
    for _ in 0..20 {
        bearer.changed();
        try_again().await;
    }
    assert_eq!(*asked.borrow(), 3, "twice, and once more at once; then there is a pause");
    bearer.release();
    try_again().await;
    assert_eq!(*asked.borrow(), 5, "somebody says so");
}

#[wasm_bindgen_test]
async fn the_answer_of_the_function_that_was_asked_counts() {
    let slow = "new Promise((resolve) => {
        const asked = window.asked = (window.asked ?? 0) + 1;
        setTimeout(() => resolve('t' + asked), 30);
    })";
    let bearer = Rc::new(Bearer::new(asks(slow)));
    let asking = Rc::clone(&bearer);
    let answer =
        future_to_promise(async move { Ok(sent_with(&asking, &[]).await.unwrap().into()) });
    JsFuture::from(Promise::resolve(&JsValue::NULL)).await.unwrap();
    bearer.changed();
    assert_eq!(JsFuture::from(answer).await.unwrap().as_string().as_deref(), Some("t1"));
    let next = sent_with(&bearer, &[]).await;
    assert_eq!(next, Ok(Some("t2".to_owned())), "the next question is for the other function");
}

#[wasm_bindgen_test]
async fn a_bearer_is_found_in_what_a_host_gives() {
    for given in
        ["'a.b'", "' Bearer a.b '", "({ access_token: 'a.b', expires_in: 300 })", "'\"a.b\"'"]
    {
        let bearer = Bearer::new(asks(given));
        assert_eq!(sent_with(&bearer, &[]).await, Ok(Some("a.b".to_owned())), "{given}");
    }
    for given in ["42", "null", "[]", "({})", "'<p>Sign in</p>'", "new Date(NaN)"] {
        let bearer = Bearer::new(asks(given));
        assert_eq!(sent_with(&bearer, &[]).await, Err(FailureKind::NoBearer), "{given}");
    }
}

#[wasm_bindgen_test]
async fn a_host_that_gives_no_bearer_at_all_signs_its_requests_itself() {
    assert_eq!(sent_with(&Bearer::new(nobody()), &[]).await, Ok(None));
}
