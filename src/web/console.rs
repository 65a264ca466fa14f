//! The browser's console, where a page's developers look.

use std::{cell::RefCell, collections::HashSet};

thread_local! {
    static TOLD: RefCell<HashSet<String>> = RefCell::default();
}

/// Tells a page's developers something, once.
pub fn tell(sentence: &str) {
    if TOLD.with_borrow_mut(|told| told.insert(sentence.to_owned())) {
        web_sys::console::warn_1(&format!("<spaces-oauth-wizard>: {sentence}").into());
    }
}
