use leptos::prelude::*;
use wizard_core::{ControlId, Paste, Restored, SaveEvent};
use wizard_state::{EditStorage, WizardState};
use wizard_web::clock;

use super::{Announcement, Focus, ShowWhen};
use crate::i18n::{EN, interpolate, messages};

/// The notice of edits that the journal brought back.
#[component]
pub fn RestoredNotice() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let sentence = Memo::new(move |_| {
        wizard.merge().with(|merge| merge.restored.as_ref().map(restored_sentence))
    });
    view! {
        <ShowWhen when=move || sentence.with(Option::is_some)>
            <div class="note" part="note">
                <p>{move || sentence.get()}</p>
                <div class="actions">
                    <button
                        type="button"
                        part="button"
                        // A token is generated with what is on screen: nothing takes its place meanwhile.
                        aria-disabled=move || wizard.is_authorizing().then_some("true")
                        on:click=move |_| wizard.dispatch(SaveEvent::RestoredDiscarded)
                    >
                        {EN.restored_discard}
                    </button>
                    <button
                        type="button"
                        part="button"
                        on:click=move |_| wizard.dispatch(SaveEvent::RestoredRead)
                    >
                        {EN.understood}
                    </button>
                </div>
            </div>
        </ShowWhen>
    }
}

fn restored_sentence(restored: &Restored) -> String {
    let sentence = if restored.count() == 1 { EN.restored_one } else { EN.restored_many };
    let (count, time) = (restored.count().to_string(), clock::format_time(restored.at));
    interpolate(sentence, &[("count", &count), ("time", &time)])
}

/// The notice of parameters that were pasted, as long as that can be undone. The table says so to screen
/// readers; this says to them that it was undone.
#[component]
pub fn PastedNotice() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let focus = expect_context::<Focus>();
    let announcement = Announcement::default();
    let pasted = wizard.pasted();
    let sentence = move || pasted.get().map(|paste| messages::params_pasted(paste.count));
    let undo = move |_| {
        let Some(Paste { table, row, .. }) = pasted.get_untracked() else { return };
        if wizard.is_read_only().get_untracked() {
            return;
        }
        wizard.dispatch(SaveEvent::PasteUndone(table, row));
        wizard.dispatch(SaveEvent::Flush);
        focus.on_control(ControlId::Key(table, row));
        announcement.say(EN.paste_undone);
    };
    view! {
        <p class="visually-hidden" role="status">{move || announcement.text()}</p>
        <ShowWhen when=move || pasted.with(Option::is_some)>
            <div class="note" part="note">
                <p>{sentence}</p>
                <div class="actions">
                    <button
                        type="button"
                        part="button"
                        aria-disabled=move || wizard.is_read_only().get().then_some("true")
                        on:click=undo
                    >
                        {EN.undo_paste}
                    </button>
                </div>
            </div>
        </ShowWhen>
    }
}

/// The notice of entries that the journal could not bring back.
#[component]
pub fn UnreadableNotice() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let sentence = move || wizard.save().with(|status| status.unreadable).map(messages::unreadable);
    let forget = move |_| {
        if let Some(session) = wizard.session() {
            session.save().forget_unreadable();
        }
    };
    view! {
        <ShowWhen when=move || wizard.save().with(|status| status.unreadable).is_some()>
            <div class="note" part="note">
                <p>{sentence}</p>
                <div class="actions">
                    <button type="button" part="button" on:click=forget>
                        {EN.unreadable_forget}
                    </button>
                </div>
            </div>
        </ShowWhen>
    }
}

/// The notice of where edits are kept, if that is not where a person would expect them.
#[component]
pub fn StorageNotice() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let sentence = move || match wizard.save().with(|status| status.storage) {
        EditStorage::Browser => None,
        EditStorage::Page(error) => Some(messages::storage_error(error)),
    };
    view! {
        <div role="status">
            <ShowWhen when=move || sentence().is_some()>
                <p class="note" part="note">{sentence}</p>
            </ShowWhen>
        </div>
    }
}
