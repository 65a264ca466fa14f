//! What a host page can rely on holds in Firefox too, one main promise of the README's "Embed it" a test.
//! The details are tested in Chromium, in `tests/wizard`.

mod events;
mod health;
mod host;
mod import;
mod journal;
mod key;
mod look;
mod moved;
mod overview;
mod policy;
mod properties;
mod states;
mod token;
mod two;
mod typing;
