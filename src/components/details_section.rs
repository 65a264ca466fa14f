use leptos::prelude::*;
use wizard_core::{SaveEvent, neutralize_bidi};
use wizard_state::{RemoteState, WizardState};

use super::{ConfirmButton, CopyButton, ShowWhen};
use crate::i18n::EN;

/// The failure report, the texts set aside and the button that discards edits, below what always
/// stays in sight: the section is long, and opens without taking room from the form.
#[component]
pub fn DetailsSection() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let failure = Memo::new(move |_| wizard.save().with(|status| status.failure.clone()));
    let report = Memo::new(move |_| {
        failure.with(|failure| Some(wizard.session()?.report(failure.as_ref()?)))
    });
    let malformed = Memo::new(move |_| match wizard.remote() {
        RemoteState::Malformed(text) => Some(text),
        _ => None,
    });
    let set_aside = Memo::new(move |_| wizard.save().with(|status| status.set_aside.clone()));
    let can_discard = Memo::new(move |_| {
        let is_stuck = wizard.remedy().is_some()
            || wizard.save().with(|status| status.unsavable) > 0
            || malformed.with(Option::is_some);
        is_stuck
            && (wizard.save().with(|status| status.has_edits)
                || wizard.save().with(|status| status.unsavable) > 0)
    });
    view! {
        <div class="more">
            <ForeignTexts summary=EN.details text=report.into() />
            <ForeignTexts summary=EN.malformed_found text=malformed.into() />
            <ForeignTexts summary=EN.set_aside text=set_aside.into() />
            <ShowWhen when=move || can_discard.get()>
                <ConfirmButton
                    id="discard"
                    class="link"
                    action=EN.discard
                    question=EN.discard_question
                    disabled=Signal::derive(move || wizard.is_authorizing())
                    on_agree=Callback::new(move |()| wizard.dispatch(SaveEvent::Discard))
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
