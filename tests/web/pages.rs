//! What wizards in several pages have in common.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use wasm_bindgen_test::wasm_bindgen_test;
use wizard_web::{
    channel::Channel,
    journal::writer,
    lock::{acquire, held_names},
};

fn run(script: &str) -> JsValue {
    Function::new_no_args(script).call0(&JsValue::UNDEFINED).unwrap()
}

/// Answers once everybody who waited for a lock before has been looked at.
async fn locks() -> Vec<String> {
    held_names().await.unwrap()
}

#[wasm_bindgen_test]
async fn a_turn_waits_until_the_other_one_is_given_back() {
    let name = writer();
    let first = acquire(&name).await.unwrap();
    assert!(locks().await.contains(&name));
    let order = Rc::new(RefCell::new(vec![]));
    let second = {
        let (name, order) = (name.clone(), Rc::clone(&order));
        future_to_promise(async move {
            let turn = acquire(&name).await.unwrap();
            order.borrow_mut().push("taken");
            drop(turn);
            Ok(JsValue::UNDEFINED)
        })
    };
    let other = acquire(&writer()).await;
    assert!(other.is_some(), "locks of other names are free");
    locks().await;
    order.borrow_mut().push("given back");
    drop(first);
    JsFuture::from(second).await.unwrap();
    assert_eq!(order.take(), ["given back", "taken"]);
    assert!(acquire(&name).await.is_some());
}

#[wasm_bindgen_test]
async fn who_stops_waiting_for_a_turn_does_not_keep_it() {
    let name = writer();
    let first = acquire(&name).await.unwrap();
    {
        let mut waits = Box::pin(acquire(&name));
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        assert!(waits.as_mut().poll(&mut context).is_pending());
    }
    drop(first);
    assert!(acquire(&name).await.is_some());
}

#[wasm_bindgen_test]
async fn where_there_are_no_locks_nobody_waits() {
    // As in a page that is not secure.
    run("Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true })");
    let (turn, all) = (acquire("a").await, held_names().await);
    run("const request = () => Promise.reject(new DOMException('', 'SecurityError'));
        const query = request;
        Object.defineProperty(navigator, 'locks', { value: { request, query }, configurable: true })");
    let (refused, unknown) = (acquire("a").await, held_names().await);
    run("delete navigator.locks");
    assert!(turn.is_none() && refused.is_none());
    assert_eq!((all, unknown), (None, None));
    assert!(held_names().await.is_some());
}

#[wasm_bindgen_test]
async fn a_channel_hears_the_others_and_not_itself() {
    // What was dropped throws when it is called all the same.
    run("self.thrown = 0; self.addEventListener('error', () => { self.thrown += 1 })");
    let heard = Rc::new(RefCell::new(vec![]));
    let mut open = None;
    let last = Promise::new(&mut |last, _| {
        let note = |who| {
            let (heard, last) = (Rc::clone(&heard), last.clone());
            move |text: String| {
                if text == "last" {
                    last.call0(&JsValue::UNDEFINED).unwrap();
                }
                heard.borrow_mut().push((who, text));
            }
        };
        open = Some((
            Channel::open(note("one")).unwrap(),
            Channel::open(note("two")).unwrap(),
            Channel::open(note("closed")).unwrap(),
        ));
    });
    let (one, two, closed) = open.unwrap();
    drop(closed);
    one.post("from one");
    let other = web_sys::BroadcastChannel::new("spaces-oauth-wizard").unwrap();
    other.post_message(&1.into()).unwrap();
    other.close();
    two.post("from two");
    one.post("last");
    JsFuture::from(last).await.unwrap();
    let heard: Vec<(&str, String)> = heard.take();
    let of = |who| heard.iter().filter(move |(by, _)| *by == who).map(|(_, text)| text.as_str());
    assert_eq!(of("two").collect::<Vec<_>>(), ["from one", "last"]);
    assert!(of("one").all(|text| text == "from two"), "{heard:?}");
    assert_eq!(of("closed").count(), 0);
    assert_eq!(run("return self.thrown"), 0);
}
