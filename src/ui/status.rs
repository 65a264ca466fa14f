use wizard_core::{Event, Failure, Remedy, SaveState};

use super::{
    control::Control,
    dom::{El, Follows, button, el},
    words,
};
use crate::{
    app::{Held, View},
    text::EN,
};

/// How things stand, with the way on after a failure, always in sight; and, for ears, only what
/// matters while typing.
pub(super) fn status(control: Control) -> El {
    let remedy = move || control.read(|view| view.failure.as_ref().map(Failure::remedy));
    let action = move || {
        remedy().map(|remedy| if remedy == Remedy::SignIn { EN.sign_in_again } else { EN.retry })
    };
    let way_on = move || action().map(|text| button(text, move || control.happen(Event::Retry)));
    let chooses = move || control.read(|view| !view.conflicts.is_empty());
    let to_choices = move || control.focus_on("#clashes".to_owned());
    let choose = move || chooses().then(|| button(EN.choose, to_choices));
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
            .slot(move || action().unwrap_or_default().to_owned(), way_on)
            .slot(move || chooses().to_string(), choose),
        el("p").class("for-ears").attr("role", "status").text_of(move || control.read(spoken)),
    ])
}

/// "Unsaved" and "Saving" with every burst of keys would talk over the person's own typing. A
/// failure speaks for itself, in its own alert.
fn spoken(view: &View) -> String {
    match view.state {
        // When is to be seen; to hear it each time would be too much.
        SaveState::Saved if view.held == Held::Details => EN.state_saved.to_owned(),
        SaveState::Loading | SaveState::Saved | SaveState::Conflict => words::state(view),
        SaveState::Unsaved if !view.has_edits => words::state(view),
        _ => String::new(),
    }
}
