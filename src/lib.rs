//! The OAuth setup wizard for integration packs, as a custom element for the Boomi Spaces web page.
//!
//! It takes what a person types about an OAuth connector, keeps it safe on the platform while they
//! type, and brings it back after a reload.
//!
//! A tour, in the direction in which the data flows:
//!
//! - `element/spaces-oauth-wizard.js` defines the element `<spaces-oauth-wizard>`. It creates one
//!   [`element::Wizard`] for each element and tells it the element's attributes.
//! - [`element`] reads those attributes, opens a session for the key that they name, and draws it.
//! - [`steps`] are what a person walks through, made of [`components`]; [`integrations`] are systems beside
//!   the platform.
//! - `wizard_state` (`src/state`) is what is alive while a wizard is: the drivers of the two machines, and
//!   the memos that components read. It is a crate of its own, tested without a browser.
//! - `wizard_client` (`src/client`) talks to the servers, `wizard_web` (`src/web`) covers what is needed of
//!   the browser, and `wizard_core` (`src/core`) holds the rules.
//! - [`i18n`] holds every sentence.
//! - `src/neighbours` are the panels of the integrations, a second program that is loaded when a page wants
//!   one; `src/pages` are the standalone pages, the element's first host.
//!
//! The crates are folders of `src`, beside this crate's own modules, so that everything that is shipped is
//! found in one place. Arrows point one way: element → steps → integrations → components → state →
//! client, web → core.

#[cfg(all(target_arch = "wasm32", not(debug_assertions), not(erase_components)))]
compile_error!(
    "A release build for the browser needs `--cfg erase_components`, which .cargo/config.toml sets. \
     RUSTFLAGS or CARGO_ENCODED_RUSTFLAGS in the environment override it: unset them, or add it there."
);

pub mod components;
pub mod element;
pub mod i18n;
pub mod integrations;
pub mod steps;

use wasm_bindgen::prelude::wasm_bindgen;

/// The style sheet that all elements of a page share.
#[wasm_bindgen]
pub fn styles() -> String {
    include_str!(concat!(env!("OUT_DIR"), "/element.css")).to_owned()
}
