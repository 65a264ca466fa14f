use leptos::{ev, prelude::*};
use wizard_core::{FormOptions, Step};
use wizard_state::WizardState;
use wizard_web::keys::SubmitGuard;

use super::{StepPanel, review::FinishButton};
use crate::{
    components::{
        ConflictList, DetailsSection, FailureBanner, Focus, FrozenNotice, PastedNotice,
        ResolvedConflictList, RestoredNotice, SaveStatus, ShowWhen, StaleTokenNotice, Stepper,
        StorageNotice, UnreadableNotice,
    },
    i18n::{EN, messages},
};

/// Everything around a step.
///
/// How saving stands is told at the end, where a notice that comes and goes moves nothing under the
/// person's hands.
#[component]
pub fn WizardShell(
    /// The problems in the host page's settings that keep nothing from working, in words.
    warnings: Signal<Vec<String>>,
) -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let focus = expect_context::<Focus>();
    let guard = StoredValue::new_local(SubmitGuard::default());
    let go_on = Callback::new(move |event: ev::Event| {
        event.prevent_default();
        if !guard.with_value(SubmitGuard::is_closed) {
            focus.next_step();
        }
    });
    let released = move || guard.with_value(SubmitGuard::key_released);
    let notes = move || {
        let note = |sentence| view! { <p class="note" part="note">{sentence}</p> };
        let warnings = warnings.get();
        (!warnings.is_empty())
            .then(|| view! { <div>{warnings.into_iter().map(note).collect_view()}</div> })
    };
    let panels = Step::ALL.map(|step| {
        view! {
            <ShowWhen when=move || wizard.has_step(step)>
                <StepPanel step />
            </ShowWhen>
        }
    });
    view! {
        <div class="shell" part="shell" data-state=move || wizard.save_state().name()>
            <Stepper />
            {notes}
            <h2 class="heading" tabindex="-1" part="heading">
                {move || messages::step(wizard.step().get())}
            </h2>
            <form
                autocomplete="on"
                novalidate=true
                on:submit=move |event| go_on.run(event.into())
                on:keydown=move |event| guard.with_value(|guard| guard.key_pressed(&event))
                on:keyup=move |_| released()
                on:pointerdown=move |_| released()
                on:focusout=move |_| released()
            >
                {panels.into_iter().collect_view()}
                <StepButtons go_on />
            </form>
            <div class="choices">
                <ConflictList />
                <ResolvedConflictList />
            </div>
            <div class="foot">
                <SaveStatus />
                <div>
                    <FailureBanner />
                    <FrozenNotice />
                    <StaleTokenNotice />
                    <PastedNotice />
                </div>
                <div role="status">
                    <RestoredNotice />
                    <UnreadableNotice />
                </div>
            </div>
            <StorageNotice />
            <DetailsSection />
        </div>
    }
}

/// Back, and Next or at the end Finish.
#[component]
fn StepButtons(
    /// Goes to the next step, in place of what the browser would do.
    go_on: Callback<ev::Event>,
) -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let focus = expect_context::<Focus>();
    let has = move |beside: fn(&FormOptions, Step) -> Option<Step>| {
        let step = wizard.step().get();
        wizard.options().with(|options| beside(options, step)).is_some()
    };
    view! {
        <div class="moves" part="moves">
            <ShowWhen when=move || has(FormOptions::previous)>
                <button type="button" part="button" on:click=move |_| focus.previous_step()>
                    {EN.back}
                </button>
            </ShowWhen>
            <ShowWhen when=move || has(FormOptions::next) fallback=|| view! { <FinishButton /> }>
                // Enter in a field presses it. Its click counts, and not what would be submitted: a frame in a
                // sandbox without allow-forms submits nothing.
                <button
                    type="submit"
                    class="primary"
                    part="button primary"
                    on:click=move |event| go_on.run(event.into())
                >
                    {EN.next}
                </button>
            </ShowWhen>
        </div>
    }
}
