use leptos::prelude::*;
use wizard_core::{Remedy, SaveEvent, SaveState};
use wizard_state::{EditStorage, RemoteState, WizardState};
use wizard_web::clock;

use super::{Focus, ShowWhen};
use crate::i18n::{EN, interpolate};

/// The save state, with the way on after a failure, always in sight; and, for ears, only what matters
/// while typing.
#[component]
pub fn SaveStatus() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let focus = expect_context::<Focus>();
    let action = move || match wizard.remedy() {
        Some(Remedy::SignIn) => EN.sign_in_again,
        _ => EN.retry,
    };
    let has_choices = move || wizard.merge().with(|merge| !merge.conflicts.is_empty());
    // Formatted once a save, not at each key.
    let saved_at =
        Memo::new(move |_| wizard.save().with(|status| status.saved_at).map(clock::format_time));
    let seen = Memo::new(move |_| sentence(wizard, saved_at));
    let heard = Memo::new(move |_| spoken(wizard, saved_at));
    view! {
        <div>
            <div class="status-line">
                <p
                    class="status"
                    part="status"
                    data-state=move || wizard.save_state().name()
                >
                    {move || seen.get()}
                </p>
                <ShowWhen when=move || wizard.remedy().is_some()>
                    <button
                        type="button"
                        part="button"
                        on:click=move |_| wizard.dispatch(SaveEvent::Retry)
                    >
                        {action}
                    </button>
                </ShowWhen>
                <ShowWhen when=has_choices>
                    <button type="button" part="button" on:click=move |_| focus.on("#conflicts")>
                        {EN.choose}
                    </button>
                </ShowWhen>
            </div>
            <p class="visually-hidden" role="status">{move || heard.get()}</p>
        </div>
    }
}

fn sentence(wizard: WizardState, saved_at: Memo<Option<String>>) -> String {
    let remote = wizard.remote();
    let has_edits = wizard.save().with(|status| status.has_edits);
    let unsavable = wizard.save().with(|status| status.unsavable);
    let saved_at = saved_at.get();
    let sentence = match wizard.save_state() {
        SaveState::Loading => EN.state_loading,
        SaveState::Saved if remote == RemoteState::Nothing => EN.state_nothing_saved,
        SaveState::Saved if saved_at.is_some() => EN.state_saved_at,
        SaveState::Saved => EN.state_saved,
        // What is owed without an entry that cannot be saved, such as the word on a new token, goes by itself.
        SaveState::Unsaved if has_edits || unsavable == 0 => EN.state_unsaved,
        SaveState::Unsaved if remote != RemoteState::Details => EN.state_attention,
        SaveState::Unsaved if unsavable == 1 => EN.state_except_one,
        SaveState::Unsaved => EN.state_except_many,
        SaveState::Saving => EN.state_saving,
        SaveState::Offline
            if has_edits && wizard.save().with(|status| status.storage) == EditStorage::Browser =>
        {
            EN.state_offline_kept
        }
        SaveState::Offline => EN.state_offline,
        SaveState::Conflict => EN.state_conflict,
        SaveState::SignedOut => EN.state_signed_out,
        SaveState::Failed => match remote {
            RemoteState::Nothing | RemoteState::Details => EN.state_not_saved,
            RemoteState::Unknown => EN.state_not_loaded,
            RemoteState::Malformed(_) => EN.state_unreadable,
        },
    };
    let count = unsavable.to_string();
    interpolate(sentence, &[("count", &count), ("time", &saved_at.unwrap_or_default())])
}

/// "Unsaved" and "Saving" with every burst of keys would talk over the person's own typing. A failure
/// speaks for itself, in its own alert.
fn spoken(wizard: WizardState, saved_at: Memo<Option<String>>) -> String {
    match wizard.save_state() {
        // When is to be seen; to hear it each time would be too much.
        SaveState::Saved if wizard.remote() == RemoteState::Details => EN.state_saved.to_owned(),
        SaveState::Loading | SaveState::Saved | SaveState::Conflict => sentence(wizard, saved_at),
        SaveState::Unsaved
            if wizard.save().with(|status| !status.has_edits && status.unsavable > 0) =>
        {
            sentence(wizard, saved_at)
        }
        _ => String::new(),
    }
}
