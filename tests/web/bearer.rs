//! The bearer that a host page gives: how long it is kept, and when the host is asked again.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use wasm_bindgen_test::wasm_bindgen_test;
use wizard_client::{bearer::Bearer, jwt};
use wizard_core::{FailureKind, bearer::TokenLife};

use crate::{Quoted as _, asks, nobody, turn};

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
