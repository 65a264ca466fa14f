use leptos::prelude::*;

use crate::i18n::EN;

/// The problems that keep the wizard from working, for the page's developers.
#[component]
pub fn HostProblems(
    /// Each problem in words.
    messages: Vec<String>,
) -> impl IntoView {
    let items = messages.into_iter().map(|message| view! { <li>{message}</li> });
    view! {
        <div class="trouble" role="alert" part="trouble">
            <h2>{EN.problems}</h2>
            <ul>{items.collect_view()}</ul>
            <p>{EN.problems_for_developers}</p>
        </div>
    }
}
