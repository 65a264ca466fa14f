use wizard_model::{Event, SaveState};

use super::{
    ask::ask,
    control::Control,
    dom::{El, el},
    words,
};
use crate::{
    app::{Held, View},
    text::EN,
};

/// How things stand, always in sight; and, for ears, only what matters while typing.
pub(super) fn status(control: Control) -> El {
    let discard = move || {
        control.read(can_discard).then(|| {
            let yes = move || control.happen(Event::Discard);
            ask(control, "discard", EN.discard, EN.discard_question, yes)
        })
    };
    el("div").children([
        el("div")
            .class("status-line")
            .child(
                el("p")
                    .class("status")
                    .attr_of("data-state", move || {
                        control.read(|view| Some(view.state.name().into()))
                    })
                    .text_of(move || control.read(words::state)),
            )
            .slot(move || control.read(can_discard).to_string(), discard),
        el("p").class("for-ears").attr("role", "status").text_of(move || control.read(spoken)),
    ])
}

/// "Unsaved" and "Saving" with every burst of keys would talk over the person's own typing. A
/// failure speaks for itself, in its own alert.
fn spoken(view: &View) -> String {
    match view.state {
        SaveState::Loading | SaveState::Saved => words::state(view),
        SaveState::Unsaved if !view.has_edits => words::state(view),
        _ => String::new(),
    }
}

/// Whether something typed stays unsaved for longer than a moment.
fn can_discard(view: &View) -> bool {
    let is_stuck =
        view.failure.is_some() || view.unsavable > 0 || matches!(view.held, Held::Malformed(_));
    view.has_unsaved() && is_stuck
}
