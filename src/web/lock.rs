//! Locks that the pages of this origin share: one after the other has its turn, and each shows the others
//! that it is still there.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

use crate::task::promise;

// web-sys counts Web Locks among what may still change, and has them behind a compiler flag.
// Where there are none, asking for them throws.
#[wasm_bindgen(js_namespace = ["navigator", "locks"])]
extern "C" {
    #[wasm_bindgen(catch)]
    fn request(name: &str, granted: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(catch)]
    fn query() -> Result<Promise, JsValue>;
}

/// A lock that this page alone holds until it is dropped, or until the page goes away.
#[derive(Debug)]
pub struct Lock {
    release: Function,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A function that resolves a promise does not throw.
        let _ = self.release.call0(&JsValue::UNDEFINED);
    }
}

/// Waits until this page alone holds the lock of a name. `None` where the browser has no Web Locks
/// (it has none in pages that are not secure) or refuses.
pub async fn acquire(name: &str) -> Option<Lock> {
    let (held, release, _) = promise();
    // From now on, so that nobody holds the lock who does not wait for it any more.
    let lock = Lock { release };
    let (granted, grant, _) = promise();
    let holds = Closure::once_into_js(move || {
        let _ = grant.call0(&JsValue::UNDEFINED);
        held
    });
    let over = request(name, &holds).ok()?;
    // It is over before it is granted only where it is refused.
    JsFuture::from(Promise::race(&Array::of2(&granted, &over))).await.ok()?;
    Some(lock)
}

/// The names of all locks that some page of this origin holds. `None` where the browser has no Web
/// Locks or does not say.
pub async fn held_names() -> Option<Vec<String>> {
    let state = JsFuture::from(query().ok()?).await.ok()?;
    let held: Array = Reflect::get(&state, &"held".into()).ok()?.unchecked_into();
    let name = |lock| Reflect::get(&lock, &"name".into()).ok()?.as_string();
    Some(held.iter().filter_map(name).collect())
}
