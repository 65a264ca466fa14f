//! Covers over browser features, one file a feature; each registers its own listeners and removes them.
//!
//! - [`listen`] and [`task`]: events and work that goes on by itself.
//! - [`clock`]: time, chance and waking up.
//! - [`page`], [`page_events`], [`popup`], [`event`] and [`dom`]: the page, its life, its window, its events
//!   and its elements; `fatal`: how the page hears of a panic. Each WebAssembly has a hook of its own.
//! - [`keys`]: what Enter means.
//! - [`http`]: one request with a time limit.
//! - [`journal`], [`memory`]: what rests in the browser.
//! - [`channel`], [`lock`]: the browser's other wizards.
//!
//! Of the wizard they know little: a `Key` gives its name to what [`memory`] keeps and to an event's detail, a
//! `Change` is a name and a text for the [`journal`], a `Now` is what [`clock`] reads, and a `Failure` says why
//! [`http`] has no answer. [`dom`] has `neutralize_bidi` for texts that others wrote.

pub mod channel;
pub mod clock;
pub mod console;
pub mod dom;
pub mod event;
mod fatal;
pub mod focus_keeper;
pub mod http;
pub mod journal;
mod keepalive;
pub mod keys;
pub mod listen;
pub mod lock;
pub mod marks;
pub mod memory;
pub mod page;
pub mod page_events;
pub mod popup;
pub mod task;
mod time_format;
