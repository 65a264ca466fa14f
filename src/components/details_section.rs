use leptos::prelude::*;
use wizard_core::{Event, Failure, neutralize_bidi};
use wizard_state::{RemoteState, WizardState};

use super::{ConfirmButton, CopyButton, ShowWhen};
use crate::i18n::EN;

/// What there is to look at and to do once something went wrong, below what always stays in sight: it is
/// long, and opens without taking room from the form.
#[component]
pub fn DetailsSection() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let news = Memo::new(move |_| {
        wizard.failure.with(|failure| failure.as_ref().map(|it| (it.kind, it.message.clone())))
    });
    let report = Memo::new(move |_| {
        news.with(|_| ());
        let failure: Failure = wizard.failure.get_untracked()?;
        Some(wizard.session()?.report(&failure))
    });
    let malformed = Memo::new(move |_| match wizard.remote.get() {
        RemoteState::Malformed(text) => Some(text),
        _ => None,
    });
    let can_discard = Memo::new(move |_| {
        let is_stuck = wizard.failure.with(Option::is_some)
            || wizard.unsavable.get() > 0
            || malformed.with(Option::is_some);
        is_stuck && (wizard.has_edits.get() || wizard.unsavable.get() > 0)
    });
    view! {
        <div class="more">
            <ForeignTexts summary=EN.details text=report.into() />
            <ForeignTexts summary=EN.malformed_found text=malformed.into() />
            <ForeignTexts summary=EN.set_aside text=wizard.set_aside.into() />
            <ShowWhen when=move || can_discard.get()>
                <ConfirmButton
                    id="discard"
                    class="link"
                    action=EN.discard
                    question=EN.discard_question
                    on_agree=Callback::new(move |()| wizard.dispatch(Event::Discard))
                />
            </ShowWhen>
        </div>
    }
}

/// Somebody else's text, as text, to be read and copied; nothing where there is none.
#[component]
fn ForeignTexts(summary: &'static str, text: Signal<Option<String>>) -> impl IntoView {
    let is_there = move || text.with(Option::is_some);
    let text = Signal::derive(move || text.get().unwrap_or_default());
    view! {
        <ShowWhen when=is_there>
            <details>
                <summary>{summary}</summary>
                <CopyButton text />
                <ForeignText name=summary text />
            </details>
        </ShowWhen>
    }
}

/// A text of several lines that comes from elsewhere.
#[component]
pub fn ForeignText(name: &'static str, #[prop(into)] text: Signal<String>) -> impl IntoView {
    view! {
        <pre tabindex="0" role="group" aria-label=name>
            {move || neutralize_bidi(&text.read()).into_owned()}
        </pre>
    }
}
