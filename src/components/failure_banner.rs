use leptos::prelude::*;
use wizard_core::{Failure, FailureKind, Remedy, SaveEvent, Step, TokenEvent, TokenStatus};
use wizard_state::{EditStorage, RemoteState, WizardState};
use wizard_web::clock;

use super::{ConfirmButton, ShowWhen};
use crate::i18n::{EN, interpolate, messages};

/// A pause from which on the time of its end is told, in milliseconds.
const LONG_WAIT_MS: u64 = 60_000;

/// The last failure in words, always in sight.
#[component]
pub fn FailureBanner() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    // The same failure again is not read out again.
    let news = failure_news(wizard);
    let is_malformed = move || matches!(wizard.remote(), RemoteState::Malformed(_));
    let failed = move || {
        news.with(|_| ());
        let failure = wizard.save().with_untracked(|status| status.failure.clone())?;
        Some(view! { <FailureNotice failure /> })
    };
    view! {
        <div role="alert">
            {failed}
            <ShowWhen when=is_malformed>
                <div class="trouble" part="trouble">
                    <p><strong>{EN.malformed}</strong></p>
                    <ConfirmButton
                        id="start-over"
                        action=EN.start_over
                        question=EN.start_over_question
                        disabled=Signal::derive(move || wizard.is_authorizing())
                        on_agree=Callback::new(move |()| wizard.dispatch(SaveEvent::StartOver))
                    />
                </div>
            </ShowWhen>
        </div>
    }
}

/// The text that distinguishes one failure from another; `None` while there is none.
fn failure_news(wizard: WizardState) -> Memo<Option<String>> {
    Memo::new(move |_| {
        wizard.save().with(|status| {
            let failure = status.failure.as_ref()?;
            let message = failure.message.as_deref().unwrap_or_default();
            Some(format!("{} {message}", failure.kind.name()))
        })
    })
}

#[component]
fn FailureNotice(failure: Failure) -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let is_loaded = wizard.save().with_untracked(|status| status.remote != RemoteState::Unknown);
    let sentence = match failure.kind {
        FailureKind::Forbidden if !is_loaded => EN.failure_forbidden_load,
        kind => messages::failure(kind),
    };
    let kept = move || match wizard.save().with(|status| status.storage) {
        _ if !wizard.save().with(|status| status.has_edits) => "",
        EditStorage::Browser => EN.typed_is_kept,
        EditStorage::Page(_) => EN.typed_is_on_page,
    };
    let tries_again = (failure.remedy() == Remedy::RetryAlone).then(|| match failure.retry_after {
        Some(wait) if wait >= LONG_WAIT_MS => {
            let time = clock::format_time(clock::wall() + wait);
            interpolate(EN.tries_again_at, &[("time", &time)])
        }
        _ => EN.tries_again.to_owned(),
    });
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
    let is_frozen = move || wizard.is_authorizing() && wizard.step().get() != Step::Authorize;
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
        <ShowWhen when=move || wizard.token() == TokenStatus::Stale>
            <p class="note" part="note">{EN.token_stale}</p>
        </ShowWhen>
    }
}
