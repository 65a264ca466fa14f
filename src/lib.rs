//! The OAuth setup wizard for integration packs, as a custom element for the Boomi Spaces web page.
//!
//! It takes what a person types about an OAuth connector, keeps it safe on the platform while they
//! type, and brings it back after a reload.
//!
//! A tour, in the direction in which the data flows:
//!
//! - `element/spaces-oauth-wizard.js` defines the element `<spaces-oauth-wizard>`. It creates one
//!   [`element::Wizard`] for each element and tells it the element's attributes.
//! - [`element`] reads those attributes and opens an [`app::Session`] for the key that they name.
//! - [`app`] wires the model's save machine to the browser: events in, calls out.
//! - [`ui`] shows the session and tells it what the person does.
//! - [`client`] talks to the platform. It is a crate of its own, since the panels need it as well; so are
//!   `wizard_web`, which covers what is needed of the browser, and `wizard_core`, which holds the rules.
//! - [`text`] holds every sentence.
//!
//! Arrows point one way: element → ui → app → client → web → core.

#[cfg(all(target_arch = "wasm32", not(debug_assertions), not(erase_components)))]
compile_error!(
    "A release build for the browser needs `--cfg erase_components`, which .cargo/config.toml sets. \
     RUSTFLAGS or CARGO_ENCODED_RUSTFLAGS in the environment override it: unset them, or add it there."
);

pub mod app;
pub mod element;
pub mod text;
pub mod ui;

pub use wizard_client as client;

use wasm_bindgen::prelude::wasm_bindgen;

/// The style sheet that all elements of a page share.
#[wasm_bindgen]
pub fn styles() -> String {
    include_str!(concat!(env!("OUT_DIR"), "/element.css")).to_owned()
}
