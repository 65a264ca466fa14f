//! Times and alarms.

use std::{cell::Cell, rc::Rc};

use js_sys::{Date, Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use wizard_web::clock::{self, Alarm};

#[wasm_bindgen_test]
fn a_time_is_short_and_in_the_browsers_language() {
    let now = Date::now();
    let format = |options: &str, ms: f64| {
        let script = format!("return new Intl.DateTimeFormat(undefined, {options}).format(ms)");
        let text = Function::new_with_args("ms", &script).call1(&JsValue::NULL, &ms.into());
        text.unwrap().as_string().unwrap()
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is a time")]
    let told = |ms: f64| clock::format_time(ms as u64);
    let time = "hour: '2-digit', minute: '2-digit'";
    assert_eq!(told(now), format(&format!("{{ {time} }}"), now));
    let earlier = now - 3.0 * 86_400_000.0;
    let day = format!("{{ month: 'short', day: 'numeric', {time} }}");
    assert_eq!(told(earlier), format(&day, earlier));
}

#[wasm_bindgen_test]
async fn an_alarm_that_is_dropped_does_not_wake() {
    let woken = Rc::new(Cell::new(0));
    let count = |woken: &Rc<Cell<u32>>| {
        let woken = Rc::clone(woken);
        move || woken.set(woken.get() + 1)
    };
    let soon = clock::now().ms + 1;
    let (dropped, kept) = (Alarm::at(soon, count(&woken)), Alarm::at(0, count(&woken)));
    drop(dropped);
    let later = Promise::new(&mut |later, _| {
        let later = move || drop(later.call0(&JsValue::UNDEFINED));
        std::mem::forget(Alarm::at(soon + 50, later));
    });
    JsFuture::from(later).await.unwrap();
    assert_eq!(woken.get(), 1);
    drop(kept);
}
