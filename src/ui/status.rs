use leptos::prelude::*;
use wizard_model::SaveState;

use super::{control::Control, words};
use crate::{app::Token, text::EN};

/// How things stand, always in sight; and, for ears, only what matters while typing.
#[component]
pub(super) fn Status(control: Control) -> impl IntoView {
    let state = Memo::new(move |_| control.view.with(|view| view.state));
    let text = Memo::new(move |_| control.view.with(words::state));
    // "Unsaved" and "Saving" with every burst of keys would talk over the person's own typing. A
    // failure speaks for itself, in its own alert.
    let spoken = move || match state.get() {
        SaveState::Loading | SaveState::Saved => text.get(),
        _ => "",
    };
    view! {
        <p class="status" data-state=move || state.get().name()>{text}</p>
        <p class="for-ears" role="status">{spoken}</p>
        {move || {
            control.view.with(|view| view.token == Token::Stale).then(|| {
                view! { <p class="note">{EN.token_stale}</p> }
            })
        }}
    }
}
