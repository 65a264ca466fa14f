//! The words before what takes a while.

/// Says what is about to take a while, and why.
pub(super) fn announce(what: &str) {
    println!("setup: {what}");
}
