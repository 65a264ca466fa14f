//! Real keys, wherever the focus is.

use std::time::Duration;

use e2e::World;
use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};

/// The time from one key to the next.
pub(crate) const PAUSE: Duration = Duration::from_millis(80);

/// A text of that many characters.
pub(crate) fn letters(number: u32) -> String {
    ('a'..='z').cycle().take(number as usize).collect()
}

/// Presses the keys of a text, one after the other.
pub(crate) async fn press(world: &World, text: &str) {
    let mut keys = KeyActions::new("keyboard".to_owned());
    for value in text.chars() {
        keys = keys
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value })
            .then(KeyAction::Pause { duration: PAUSE });
    }
    world.browser.client().perform_actions(keys).await.expect("the browser takes keys");
}
