use leptos::prelude::*;
use wizard_core::{Event, Failure, FailureKind, Remedy, Step, Token, TokenEvent};
use wizard_state::{EditStorage, RemoteState, WizardState};

use super::{ConfirmButton, ShowWhen};
use crate::i18n::{EN, messages};

/// What went wrong, in words, always in sight.
#[component]
pub fn FailureBanner() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    // The same failure again is not read out again.
    let news = Memo::new(move |_| {
        wizard.failure.with(|failure| failure.as_ref().map(|it| (it.kind, it.message.clone())))
    });
    let is_malformed =
        Memo::new(move |_| wizard.remote.with(|it| matches!(it, RemoteState::Malformed(_))));
    let failed = move || {
        news.with(|_| ());
        let failure = wizard.failure.get_untracked()?;
        Some(view! { <FailureNotice failure /> })
    };
    view! {
        <div role="alert">
            {failed}
            <ShowWhen when=move || is_malformed.get()>
                <div class="trouble" part="trouble">
                    <p><strong>{EN.malformed}</strong></p>
                    <ConfirmButton
                        id="start-over"
                        action=EN.start_over
                        question=EN.start_over_question
                        on_agree=Callback::new(move |()| wizard.dispatch(Event::StartOver))
                    />
                </div>
            </ShowWhen>
        </div>
    }
}

#[component]
fn FailureNotice(failure: Failure) -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let is_loaded = wizard.remote.with_untracked(|remote| *remote != RemoteState::Unknown);
    let sentence = match failure.kind {
        FailureKind::Forbidden if !is_loaded => EN.failure_forbidden_load,
        kind => messages::failure(kind),
    };
    let kept = move || match wizard.storage.get() {
        _ if !wizard.has_edits.get() => "",
        EditStorage::Browser => EN.typed_is_kept,
        EditStorage::Page(_) => EN.typed_is_on_page,
    };
    let tries_again = (failure.remedy() == Remedy::RetryAlone).then_some(EN.tries_again);
    view! {
        <div class="trouble" part="trouble">
            <p>
                <strong>{sentence}</strong>
                " "
                {kept}
                {tries_again.map(|sentence| format!(" {sentence}"))}
            </p>
        </div>
    }
}

/// The reason why the form is read only while a token is generated, where its own step is not on screen.
#[component]
pub fn FrozenNotice() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let is_frozen = move || wizard.is_authorizing.get() && wizard.step.get() != Step::Authorize;
    view! {
        <ShowWhen when=is_frozen>
            <div class="note" part="note">
                <p>{EN.token_frozen}</p>
                <button
                    type="button"
                    part="button"
                    on:click=move |_| wizard.dispatch_token(TokenEvent::Cancelled)
                >
                    {EN.cancel}
                </button>
            </div>
        </ShowWhen>
    }
}

/// A token that was generated with other settings.
#[component]
pub fn StaleTokenNotice() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    view! {
        <ShowWhen when=move || wizard.token.get() == Token::Stale>
            <p class="note" part="note">{EN.token_stale}</p>
        </ShowWhen>
    }
}
