use leptos::prelude::*;

use super::words;
use crate::{host::Problem, text::EN};

/// What keeps the wizard from working, for the page's developers.
#[component]
pub(super) fn Problems(problems: Vec<Problem>) -> impl IntoView {
    let sentences = problems.into_iter().map(|problem| words::problem(&problem));
    view! {
        <div class="trouble" role="alert">
            <h2>{EN.problems}</h2>
            <ul>{sentences.map(|sentence| view! { <li>{sentence}</li> }).collect_view()}</ul>
            <p>{EN.problems_for_developers}</p>
        </div>
    }
}
