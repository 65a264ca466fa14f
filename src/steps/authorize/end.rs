use leptos::prelude::*;
use wizard_core::{Reason, Remedy, TokenEnd};
use wizard_state::WizardState;

use crate::{
    components::{ForeignText, RedirectUri},
    i18n::{EN, messages},
};

/// The end of the way to a token in words, what to do, and what the provider itself has said about
/// it.
#[component]
pub fn TokenEnd() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    // The same sentence again is not read out again.
    let sentence = Memo::new(move |_| {
        wizard
            .authorization()
            .with(|authorization| authorization.end.as_ref().map_or("", messages::token_end))
    });
    let end = move || {
        sentence.with(|_| ());
        let end =
            wizard.authorization().with_untracked(|authorization| authorization.end.clone())?;
        let is_news = !matches!(end, TokenEnd::Generated | TokenEnd::Cancelled);
        is_news.then(|| view! { <BadEnd end /> })
    };
    view! { <div role="alert">{end}</div> }
}

#[component]
fn BadEnd(end: TokenEnd) -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let sentence = messages::token_end(&end);
    let words = provider_words(&end);
    let is_about_redirect = matches!(&end, TokenEnd::Refused(refusal)
        if matches!(refusal.reason(), Reason::RedirectUri | Reason::Grant));
    let signs_in = matches!(&end, TokenEnd::NotBegun(failure)
        if failure.remedy() == Remedy::SignIn);
    let sign_in = move |_| {
        if let Some(session) = wizard.session() {
            session.token().ask_for_bearer();
        }
    };
    view! {
        <div class="trouble" part="trouble">
            <p><strong>{sentence}</strong></p>
            {is_about_redirect.then(|| view! { <RedirectUri /> })}
            {signs_in.then(|| view! {
                <button type="button" part="button" on:click=sign_in>{EN.sign_in_again}</button>
            })}
            {(!words.is_empty()).then(|| view! {
                <details>
                    <summary>{EN.details}</summary>
                    <ForeignText name=EN.details text=words.join("\n") />
                </details>
            })}
        </div>
    }
}

/// The words of others about an end, a line each.
fn provider_words(end: &TokenEnd) -> Vec<String> {
    match end {
        TokenEnd::Refused(refusal) => {
            let parts = [Some(&refusal.code), refusal.description.as_ref(), refusal.uri.as_ref()];
            parts.into_iter().flatten().filter(|part| !part.is_empty()).cloned().collect()
        }
        TokenEnd::NotBegun(failure) => failure.message.iter().cloned().collect(),
        TokenEnd::BadUrl(problem) => vec![messages::bad_url(*problem).to_owned()],
        _ => Vec::new(),
    }
}
