//! The room for requests that outlive their page.
//!
//! The Fetch standard (HTTP-network-or-cache fetch) gives all of a page's such requests 64 KiB together, the
//! host's own and its beacons among them, and a request without room is refused like one without a network.
//! So our own bytes are counted over all wizards of the page, and after a refusal the next request does
//! without.

use std::cell::Cell;

/// The room that is taken at most: something is left for the host page.
const ROOM_BYTES: usize = 60 * 1024;

thread_local! {
    static TAKEN: Cell<usize> = const { Cell::new(0) };
    static WAS_REFUSED: Cell<bool> = const { Cell::new(false) };
}

/// Room that a request has taken; dropped, it is given back.
pub(crate) struct Room(usize);

impl Room {
    /// Takes room for a body, if there is some.
    pub(crate) fn take(body: &str) -> Option<Self> {
        let is_refused = WAS_REFUSED.replace(false);
        if is_refused || !fits(body) {
            return None;
        }
        TAKEN.set(TAKEN.get() + body.len());
        Some(Self(body.len()))
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        TAKEN.set(TAKEN.get().saturating_sub(self.0));
    }
}

/// A browser did not send a request that had taken room, or nobody knows: the next one does without.
pub(crate) fn note_refusal() {
    WAS_REFUSED.set(true);
}

/// True if there is room for a body.
pub(crate) fn fits(body: &str) -> bool {
    TAKEN.get() + body.len() < ROOM_BYTES
}
