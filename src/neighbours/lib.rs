//! The panels beside the wizard: the overview of a pack, from which its connections are opened, and
//! two panels about systems beside the platform. An OAuth application of Progress Hybrid Data
//! Pipeline fills the form, and an `OpenInt` connection shows its health.
//!
//! They are a WebAssembly of their own, which the custom element loads when the first of them is wanted:
//! a page that has none pays nothing for them. The element hands each a place to draw into and itself,
//! whose properties are the settings.
//!
//! - [`api`]: one file a neighbouring system, each with what it can be asked; the platform is `wizard_client`'s.
//! - [`overview`], [`import`] and [`health`]: what is drawn.
//! - `wizard_core::pack`, `wizard_core::hdp` and `wizard_core::openint` hold the rules.
//! - [`text`] holds every sentence.

pub mod api;
mod form;
pub mod health;
mod host;
pub mod import;
pub mod overview;
mod parts;
pub mod text;

pub use form::Form;

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::HtmlElement;

/// The style sheet of the panels, which comes after the wizard's own.
#[wasm_bindgen]
pub fn styles() -> String {
    include_str!("../../style/neighbours.css").to_owned()
}

/// A panel that is on screen. Freed, it forgets what it holds.
#[wasm_bindgen]
pub struct Panel {
    _end: Box<dyn std::any::Any>,
}

/// Draws the import from Hybrid Data Pipeline.
#[wasm_bindgen(js_name = importPanel)]
pub fn import_panel(place: &HtmlElement, host: JsValue, form: Form) -> Panel {
    Panel { _end: Box::new(import::draw(place, host::Host::new(host), form)) }
}

/// A pack's overview that is on screen. Freed, it is gone.
#[wasm_bindgen]
pub struct Overview(overview::Shown);

#[wasm_bindgen]
impl Overview {
    /// Lists the connections again, with a fresh bearer.
    pub fn retry(&self) {
        self.0.retry();
    }

    /// The host gives its bearer in another way now.
    #[wasm_bindgen(js_name = bearerChanged)]
    pub fn bearer_changed(&self) {
        self.0.bearer_changed();
    }
}

/// Draws the overview of the pack that the host page names at the beginning of `root`. `hands` has `ask`,
/// which gives the bearer; `open`, which shows the connection of the ids below, or none without any; and
/// `mayLeave`, which says whether that can be left without a loss.
#[wasm_bindgen(js_name = overviewPanel)]
pub fn overview_panel(root: &HtmlElement, host: HtmlElement, hands: &JsValue) -> Overview {
    Overview(overview::draw(root, host, hands))
}

/// Draws the health of an `OpenInt` connection; nothing where the host page names none.
#[wasm_bindgen(js_name = healthPanel)]
pub fn health_panel(place: &HtmlElement, host: JsValue) -> Panel {
    Panel { _end: Box::new(health::draw(place, host::Host::new(host))) }
}
