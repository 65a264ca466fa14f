//! The controls of the sandbox, which stands in for the platform: what is to go wrong, and what
//! arrived.
//!
//! Shows only where the sandbox answers. A host's own pages have nothing like it.

mod calls;
mod faults;
mod live;
mod log;
mod row;
mod switches;
mod words;

use leptos::prelude::*;
use web_sys::HtmlDetailsElement;

use self::{faults::Faults, live::Live, log::Log, switches::Switches};

/// The section below the wizard; nothing where no sandbox answers.
#[component]
pub(crate) fn Sandbox() -> impl IntoView {
    let answer = LocalResource::new(calls::faults);
    move || matches!(answer.get(), Some(Ok(_))).then(|| view! { <Section /> })
}

#[component]
fn Section() -> impl IntoView {
    let (open, set_open) = signal(false);
    let toggled = move |event| set_open.set(event_target::<HtmlDetailsElement>(&event).open());
    // Inside is there only while the section is open, and so is its watching.
    view! {
        <details class="sandbox" on:toggle=toggled>
            <summary>{"Sandbox: let things go wrong"}</summary>
            <Show when=move || open.get()><Inside /></Show>
        </details>
    }
}

#[component]
fn Inside() -> impl IntoView {
    let live = Live::start();
    view! {
        <p>
            {"Behind this page stands a sandbox in place of the platform. Here you choose what is \
            to go wrong, and see what the wizard makes of it."}
        </p>
        {move || live.error().map(|said| view! { <p role="alert" class="alert">{said}</p> })}
        <Switches live />
        <Faults live />
        <Log entries=live.log />
    }
}
