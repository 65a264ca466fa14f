use leptos::{html::Input, prelude::*};
use wizard_model::{Event, Field};

use super::{control::Control, words};
use crate::{app::View, text::EN};

/// A field that is saved while it is typed.
#[component]
pub(super) fn TextField(control: Control, field: Field) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let name = field.name();
    let text = Memo::new(move |_| control.view.with(|view| view.text(field).to_owned()));
    let (focused, set_focused) = signal(false);
    // Nobody writes into a field that has the focus but the person; what came meanwhile shows
    // when they leave it. Their own typing is in the text already.
    Effect::new(move |_| {
        let text = text.get();
        if focused.get() {
            return;
        }
        if let Some(input) = input.get().filter(|input| input.value() != text) {
            input.set_value(&text);
        }
    });
    // A text is no mistake before it was finished, and none any more as soon as it is right.
    let error = Memo::new(move |_| text.with(|text| words::error(field, text)));
    let shown_error = move || error.get().filter(|_| !focused.get());
    let described_by = move || match shown_error() {
        Some(_) => format!("{name}-error {name}-help"),
        None => format!("{name}-help"),
    };
    view! {
        <div class="field">
            <label for=name>{words::label(field)}</label>
            <input
                node_ref=input
                id=name
                name=name
                type="text"
                inputmode=if field == Field::BaseUrl { "url" } else { "text" }
                autocomplete="on"
                autocapitalize="off"
                spellcheck="false"
                aria-describedby=described_by
                aria-invalid=move || shown_error().map(|_| "true")
                readonly=move || control.view.with(View::is_read_only)
                on:input=move |event| {
                    control.happen(Event::Typed { field, text: event_target_value(&event) });
                }
                on:focus=move |_| set_focused.set(true)
                on:blur=move |_| {
                    set_focused.set(false);
                    control.happen(Event::Settle);
                }
            />
            <p class="error" id=format!("{name}-error")>{shown_error}</p>
            <p class="help" id=format!("{name}-help")>{words::help(field)}</p>
        </div>
    }
}

/// The client secret: typed here, kept nowhere.
#[component]
pub(super) fn SecretField(control: Control) -> impl IntoView {
    let secret = control.secret();
    view! {
        <div class="field">
            <label for="clientSecret">{EN.client_secret}</label>
            <input
                id="clientSecret"
                name="clientSecret"
                type="password"
                autocomplete="new-password"
                autocapitalize="off"
                spellcheck="false"
                aria-describedby="clientSecret-help"
                prop:value=secret
                on:input=move |event| control.set_secret(event_target_value(&event))
            />
            <p class="help" id="clientSecret-help">{EN.client_secret_help}</p>
        </div>
    }
}
