use leptos::prelude::*;
use wizard_core::neutralize_bidi;
use wizard_web::{page, task};

use crate::i18n::EN;

/// A button that copies a text, and says what came of it.
#[component]
pub fn CopyButton(
    /// The text.
    text: Signal<String>,
    /// The button's name for ears, where "Copy" does not say what.
    #[prop(optional_no_strip)]
    label: Option<String>,
) -> impl IntoView {
    let outcome = RwSignal::new("");
    let copy = move |_| {
        let text = text.get_untracked();
        task::spawn(async move {
            let message = if page::copy(&text).await { EN.copied } else { EN.not_copied };
            // The step may have been left by now.
            let _ = outcome.try_set(message);
        });
    };
    view! {
        <button type="button" part="button" aria-label=label on:click=copy>
            {EN.copy}
        </button>
        <span role="status">{move || outcome.get()}</span>
    }
}

/// A text of one line to copy.
#[component]
pub fn CopyableText(
    /// The text.
    #[prop(into)]
    text: Signal<String>,
    /// The text's name.
    name: &'static str,
) -> impl IntoView {
    view! {
        <p class="copied">
            <code>{move || neutralize_bidi(&text.read()).into_owned()}</code>
            <CopyButton text label=Some(format!("{}: {name}", EN.copy)) />
        </p>
    }
}
