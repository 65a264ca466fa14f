//! The window in which the provider asks the person.

use web_sys::Window;

/// Its measures: the pages of most providers fit, and what called it stays to be seen behind.
const FEATURES: &str = "popup,width=520,height=720";

/// A window of its own. That it seems closed says nothing: a provider that isolates its pages takes
/// away the handle while its window is open (`Cross-Origin-Opener-Policy`).
pub struct Popup(Window);

impl Popup {
    /// Opens a window, which a browser allows only while it hands over a person's click. None where
    /// the browser blocks it.
    pub fn open(url: &str, name: &str) -> Option<Self> {
        let window = web_sys::window()?;
        let opened = window.open_with_url_and_target_and_features(url, name, FEATURES);
        opened.ok().flatten().map(Self)
    }

    /// Sends it to an address.
    pub fn go(&self, url: &str) {
        // A window that is gone goes nowhere.
        let _ = self.0.location().replace(url);
    }

    /// Brings it to the front.
    pub fn show(&self) {
        let _ = self.0.focus();
    }

    /// Closes it, where its handle still does.
    pub fn close(&self) {
        let _ = self.0.close();
    }

    /// Whether its handle says that it is gone.
    pub fn seems_closed(&self) -> bool {
        self.0.closed().unwrap_or(true)
    }
}
