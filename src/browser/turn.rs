//! Taking turns with the other pages of this origin, and telling which of them are still there.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

// web-sys counts Web Locks among what may still change, and has them behind a compiler flag.
#[wasm_bindgen]
extern "C" {
    type Locks;

    #[wasm_bindgen(method, catch)]
    fn request(this: &Locks, name: &str, granted: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn query(this: &Locks) -> Result<Promise, JsValue>;
}

/// A lock that this page alone holds until it is dropped, or until the page goes away.
#[derive(Debug)]
pub struct Turn(Function);

impl Drop for Turn {
    fn drop(&mut self) {
        // What resolves a promise does not throw.
        let _ = self.0.call0(&JsValue::UNDEFINED);
    }
}

/// Waits until this page alone holds the lock of a name. `None` where the browser has no Web Locks
/// (it has none in pages that are not secure) or refuses.
pub async fn take(name: &str) -> Option<Turn> {
    let (held, give_back) = deferred();
    // From now on, so that nobody holds the lock who does not wait for it any more.
    let turn = Turn(give_back);
    let (granted, grant) = deferred();
    let holds = Closure::once_into_js(move || {
        let _ = grant.call0(&JsValue::UNDEFINED);
        held
    });
    let over = locks()?.request(name, &holds).ok()?;
    // It is over before it is granted only where it is refused.
    JsFuture::from(Promise::race(&Array::of2(&granted, &over))).await.ok()?;
    Some(turn)
}

/// The names of all locks that some page of this origin holds. `None` where the browser has no Web
/// Locks or does not tell.
pub async fn held() -> Option<Vec<String>> {
    let told = JsFuture::from(locks()?.query().ok()?).await.ok()?;
    let held = Array::from(&Reflect::get(&told, &"held".into()).ok()?);
    let name = |lock| Reflect::get(&lock, &"name".into()).ok()?.as_string();
    Some(held.iter().filter_map(name).collect())
}

fn locks() -> Option<Locks> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    locks.is_object().then(|| locks.unchecked_into())
}

/// A promise, and what resolves it.
fn deferred() -> (Promise, Function) {
    let mut resolves = None;
    let promise = Promise::new(&mut |resolve, _| resolves = Some(resolve));
    (promise, resolves.unwrap_or_default())
}
