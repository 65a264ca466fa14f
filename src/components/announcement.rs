use leptos::prelude::*;

/// The announcement of a change to a table's rows, for screen readers.
#[derive(Clone, Copy, Default)]
pub struct Announcement(RwSignal<String>);

impl Announcement {
    /// The sentence that is to be read out.
    pub fn text(self) -> String {
        self.0.get()
    }

    /// Has a sentence read out, also one that was read out last: a blank more makes it another.
    pub fn say(self, sentence: &str) {
        self.0.update(|last| {
            *last = if last == sentence { format!("{sentence} ") } else { sentence.to_owned() };
        });
    }
}
