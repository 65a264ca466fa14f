//! The access token: what it takes, how it comes on, and what to do when it does not.

mod actions;
mod end;
mod obstacle;

use leptos::prelude::*;
use wizard_core::{OutcomeSource, TokenEnd, TokenPhase, TokenStatus};
use wizard_state::{AuthorizationView, ProviderWindow, WizardState};

use self::{actions::TokenActions, end::TokenEnd};
use crate::{
    components::{ProblemSummary, RedirectUri, ShowWhen},
    i18n::EN,
};

/// The step of the access token.
#[component]
pub fn AuthorizeStep() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let is_needed = move || wizard.token() != TokenStatus::NotNeeded;
    let not_needed = || view! { <p class="intro" part="intro">{EN.token_not_needed}</p> };
    view! {
        <div>
            <ShowWhen when=is_needed fallback=not_needed>
                <TokenGeneration />
            </ShowWhen>
        </div>
    }
}

#[component]
fn TokenGeneration() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let state = Memo::new(move |_| {
        wizard.authorization().with(|authorization| sentence(authorization, wizard.token()))
    });
    let is_in_doubt = move || wizard.authorization().with(|it| it.is_in_doubt);
    view! {
        <div class="authorize">
            <p class="intro" part="intro">{EN.authorize_intro}</p>
            <ProblemSummary id="authorize-summary" />
            <div class="redirect">
                <h3>{EN.redirect_uri}</h3>
                <RedirectUri />
            </div>
            <p class="token progress" tabindex="-1" role="status">{move || state.get()}</p>
            <TokenEnd />
            <TokenActions />
            // A place of its own: what it comes beside keeps the focus.
            <div>
                <ShowWhen when=is_in_doubt>
                    <details>
                        <summary>{EN.doubt}</summary>
                        <p>{EN.doubt_help}</p>
                        <RedirectUri />
                    </details>
                </ShowWhen>
            </div>
        </div>
    }
}

/// The state of the way to a token, in words.
fn sentence(authorization: &AuthorizationView, token: TokenStatus) -> String {
    let state = state_sentence(authorization, token);
    match (&authorization.phase, &authorization.end) {
        (TokenPhase::Idle, Some(TokenEnd::Cancelled)) => format!("{} {state}", EN.token_cancelled),
        _ => state.to_owned(),
    }
}

const fn state_sentence(authorization: &AuthorizationView, token: TokenStatus) -> &'static str {
    match (&authorization.phase, token) {
        (TokenPhase::Saving { .. }, _) => EN.token_saving,
        (TokenPhase::Beginning { .. }, _) => EN.token_beginning,
        (TokenPhase::Waiting(waiting), _) => match &waiting.failure {
            Some(_) if waiting.needs_bearer() => EN.token_waiting_signed_out,
            Some(_) => EN.token_waiting_failed,
            None if matches!(waiting.attempt.source, OutcomeSource::Nobody) => {
                EN.token_waiting_nobody
            }
            None => match authorization.window {
                ProviderWindow::Shown => EN.token_waiting,
                ProviderWindow::Gone => EN.token_waiting_gone,
                ProviderWindow::Blocked => EN.token_waiting_blocked,
            },
        },
        (_, TokenStatus::Generated) => match authorization.end {
            None | Some(TokenEnd::Generated) => EN.token_is_generated,
            Some(_) => EN.token_is_still_there,
        },
        (_, TokenStatus::Stale) => EN.token_stale,
        (_, TokenStatus::None | TokenStatus::NotNeeded) => EN.token_is_not_generated,
    }
}
