use leptos::prelude::*;
use wizard_model::{Event, Failure, Remedy};

use super::{control::Control, words};
use crate::{app::Held, text::EN};

/// What went wrong, in words, with a way on.
#[component]
pub(super) fn Trouble(control: Control) -> impl IntoView {
    let failure = Memo::new(move |_| control.view.with(|view| view.failure.clone()));
    let malformed = Memo::new(move |_| {
        control.view.with(|view| match &view.held {
            Held::Malformed(text) => Some(text.clone()),
            _ => None,
        })
    });
    let set_aside = Memo::new(move |_| control.view.with(|view| view.set_aside.clone()));
    view! {
        <div role="alert">
            {move || failure.get().map(|failure| view! { <FailureNotice control failure /> })}
            {move || malformed.get().map(|found| view! { <MalformedNotice control found /> })}
        </div>
        {move || set_aside.get().map(|text| found(EN.set_aside, text))}
    }
}

#[component]
fn FailureNotice(control: Control, failure: Failure) -> impl IntoView {
    let has_edits = control.view.with_untracked(|view| view.has_edits);
    let remedy = failure.remedy();
    let action = if remedy == Remedy::SignIn { EN.sign_in_again } else { EN.retry };
    let sentence = words::failure(failure.kind);
    view! {
        <div class="trouble">
            <p>
                <strong>{sentence}</strong>
                {has_edits.then_some(" ")}
                {has_edits.then_some(EN.typed_is_kept)}
                {(remedy == Remedy::RetryAlone).then_some(" ")}
                {(remedy == Remedy::RetryAlone).then_some(EN.tries_again)}
            </p>
            {failure.said.map(|said| found(EN.details, said))}
            <button type="button" on:click=move |_| control.happen(Event::Retry)>{action}</button>
        </div>
    }
}

#[component]
fn MalformedNotice(control: Control, found: String) -> impl IntoView {
    view! {
        <div class="trouble">
            <p><strong>{EN.malformed}</strong></p>
            {self::found(EN.malformed_found, found)}
            <button type="button" on:click=move |_| control.happen(Event::StartOver)>
                {EN.start_over}
            </button>
        </div>
    }
}

/// Somebody else's text, as text.
fn found(summary: &'static str, text: String) -> impl IntoView {
    view! {
        <details>
            <summary>{summary}</summary>
            <pre tabindex="0">{text}</pre>
        </details>
    }
}
