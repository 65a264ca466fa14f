//! Thin covers, each over one browser feature; what they need to know of the wizard is in its model.
//!
//! - [`dom`]: elements, [`event`]: what a host page hears, [`page`], [`page_events`] and [`popup`]: the page and its window.
//! - `fatal`: how the page hears of a panic; each WebAssembly has a hook of its own.
//! - [`http`]: one request with a time limit; [`token`]: what a host page lets them carry.
//! - [`clock`] and [`task`]: time, chance and work that goes on by itself.
//! - [`journal`], [`memory`]: what rests in the browser.
//! - [`channel`], [`lock`]: the browser's other wizards.

pub mod channel;
pub mod clock;
mod database;
pub mod dom;
pub mod event;
mod fatal;
pub mod focus_keeper;
pub mod http;
pub mod journal;
pub mod lock;
pub mod memory;
pub mod page;
pub mod page_events;
pub mod popup;
pub mod task;
pub mod token;
