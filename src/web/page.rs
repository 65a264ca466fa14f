//! The page: its address, its browser, its clipboard and its focus.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, Url, UrlSearchParams, VisibilityState};

/// The time of the wall clock, as RFC 3339 writes it.
pub fn time() -> String {
    js_sys::Date::new_0().to_iso_string().into()
}

/// The browser's own name and version.
pub fn browser() -> String {
    web_sys::window().and_then(|window| window.navigator().user_agent().ok()).unwrap_or_default()
}

/// A page that nobody sees may go away for good.
pub fn is_hidden() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.visibility_state() == VisibilityState::Hidden)
}

/// A whole http or https address, resolved against the page's own.
pub fn resolve(address: &str) -> Option<String> {
    let base = web_sys::window()?.document()?.base_uri().ok()??;
    let url = Url::new_with_base(address, &base).ok()?;
    matches!(url.protocol().as_str(), "https:" | "http:").then(|| url.href())
}

/// The Space's guid in the page's own address: the Space's pages carry it there.
pub fn guid() -> Option<String> {
    let search = web_sys::window()?.location().search().ok()?;
    UrlSearchParams::new_with_str(&search).ok()?.get("guid")
}

/// Copies a text and says whether the browser did. It has no clipboard on pages that are not
/// secure, and refuses in frames that may not use it.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    let navigator = window.navigator();
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into());
    if !clipboard.is_ok_and(|clipboard| clipboard.is_object()) {
        return false;
    }
    JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}

/// Returns `true` if the element of an event has the focus.
pub fn has_focus(event: &web_sys::Event) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| element.matches(":focus").unwrap_or_default())
}

/// Gives the first element that matches the focus, once what was changed is on screen; the heading
/// if there is none.
pub fn focus_soon(root: Element, selector: String) {
    let focus = move || {
        let find = |selector| root.query_selector(selector).ok().flatten();
        let found = find(&selector).or_else(|| find("h2"));
        if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
            // An element that cannot take the focus leaves it where it is.
            let _ = element.focus();
        }
    };
    if let Some(window) = web_sys::window() {
        // A page that is not drawn any more has nothing to focus.
        let focus = Closure::once_into_js(focus);
        let _ = window.request_animation_frame(focus.unchecked_ref());
    }
}

/// The text of a control; `None` when half of a character is missing in it. Rust's text cannot
/// hold a lone surrogate, and a JSON text should not (RFC 8259, section 8.2).
pub fn text_of(event: &web_sys::Event) -> Option<String> {
    let value = js_sys::Reflect::get(&event.target()?.into(), &"value".into()).ok()?;
    let text = value.as_string()?;
    // On its way over, a lone surrogate becomes this character; a person's own one stays the same.
    let is_whole = !text.contains('\u{fffd}') || js_sys::Object::is(&JsValue::from(&text), &value);
    is_whole.then_some(text)
}
