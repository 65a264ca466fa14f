use leptos::prelude::*;
use wizard_model::Field;

use crate::{
    app::Token,
    text::EN,
    ui::{control::Control, words},
};

/// Everything in one place.
#[component]
pub(in crate::ui) fn Review(control: Control) -> impl IntoView {
    let row = move |field: Field| {
        let text = Memo::new(move |_| control.view.with(|view| view.text(field).to_owned()));
        let shown = move || match text.get() {
            text if text.is_empty() => EN.not_entered.to_owned(),
            text => text,
        };
        view! {
            <div class="row">
                <dt>{words::label(field)}</dt>
                <dd class:missing=move || text.with(String::is_empty)>{shown}</dd>
            </div>
        }
    };
    let token = move || match control.view.with(|view| view.token) {
        Token::None => EN.token_not_generated,
        Token::Generated => EN.token_generated,
        Token::Stale => EN.token_outdated,
    };
    view! {
        <p class="intro">{EN.review_intro}</p>
        <dl class="review">
            {Field::ALL.map(row).collect_view()}
            <div class="row">
                <dt>{EN.client_secret}</dt>
                <dd class="missing">{EN.secret_not_kept}</dd>
            </div>
            <div class="row">
                <dt>{EN.token}</dt>
                <dd>{token}</dd>
            </div>
        </dl>
    }
}
