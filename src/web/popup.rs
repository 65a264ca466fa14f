//! The window in which the provider asks the person.

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{Document, Window};

/// Its measures: the pages of most providers fit, and what called it stays to be seen behind.
const FEATURES: &str = "popup,width=520,height=720";

/// A window of the provider's. That it seems closed proves nothing: a provider that isolates its pages
/// takes away the handle while its window is open (`Cross-Origin-Opener-Policy`).
///
/// Its `opener` stays this page, although the provider could send this page elsewhere with it. Chromium lets
/// only the opener close a window that shows another origin: with `popup.opener = null` nothing closes it
/// when the person cancels, and each attempt is an error in the host's console.
pub struct Popup(Window);

impl Popup {
    /// Opens a window, which a browser allows only while it hands over a person's click. None where
    /// the browser blocks it.
    ///
    /// Until it is sent somewhere it is empty but for a title and a text. A page of the host's own
    /// would come with the host's headers, and with `Cross-Origin-Opener-Policy:
    /// same-origin-allow-popups` it would be cut off when it goes on to the provider, in a frame of
    /// another site even before. The empty page that a window begins with is exempt.
    pub fn open(name: &str, title: &str, text: &str) -> Option<Self> {
        let window = web_sys::window()?;
        let opened = window.open_with_url_and_target_and_features("", name, FEATURES);
        let popup = opened.ok().flatten()?;
        // A frame in a sandbox may open it and not write into it.
        if let Ok(document) = Reflect::get(&popup, &"document".into()) {
            // Of another window's own kind: here it is an instance of nothing.
            let document: Document = document.unchecked_into();
            document.set_title(title);
            if let Some(body) = document.body() {
                body.set_text_content(Some(text));
            }
        }
        Some(Self(popup))
    }

    /// Sends it to an address.
    pub fn go(&self, url: &str) {
        // A window that is gone goes nowhere.
        let _ = self.0.location().replace(url);
    }

    /// Brings it to the front, where the browser lets this page do that.
    pub fn show(&self) {
        let _ = self.0.focus();
    }

    /// Closes it, where its handle still does.
    pub fn close(&self) {
        let _ = self.0.close();
    }

    /// True if its handle says that it is gone.
    pub fn seems_closed(&self) -> bool {
        self.0.closed().unwrap_or(true)
    }
}
