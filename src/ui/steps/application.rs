use leptos::prelude::*;
use wizard_model::Field;

use crate::{
    app::Held,
    text::EN,
    ui::{
        control::Control,
        field::{SecretField, TextField},
    },
};

/// What the provider and the connector need to know about the OAuth application.
#[component]
pub(in crate::ui) fn Application(control: Control) -> impl IntoView {
    // Once empty, always empty while this view lasts: a sentence that went away with the first
    // save would move the control under the person's hands.
    let is_empty = Memo::new(move |before: Option<&bool>| {
        before == Some(&true) || control.view.with(|view| view.held == Held::Nothing)
    });
    view! {
        <p class="intro">{EN.application_intro}</p>
        {move || is_empty.get().then(|| view! { <p class="note">{EN.empty}</p> })}
        <form class="fields" autocomplete="on" on:submit=move |event| event.prevent_default()>
            {Field::ALL.map(|field| view! { <TextField control field /> }).collect_view()}
            <SecretField control />
        </form>
    }
}
