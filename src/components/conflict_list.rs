use leptos::prelude::*;
use wizard_core::{
    Conflict, MergePath, ParamValue, ResolvedConflict, SaveEvent, Side, neutralize_bidi,
};
use wizard_state::WizardState;

use super::{Focus, ShowWhen};
use crate::i18n::{EN, interpolate, messages};

/// The choices that were made.
const RESOLVED: &str = ".choices .note";

/// The conflicts between what is here and elsewhere, for the person to decide.
#[component]
pub fn ConflictList() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let conflicts = Memo::new(move |_| wizard.merge().with(|merge| merge.conflicts.clone()));
    let choices = move || {
        let choice = |conflict| view! { <ConflictChoice conflict /> };
        conflicts.get().into_iter().map(choice).collect_view()
    };
    view! {
        <ShowWhen when=move || conflicts.with(|conflicts| !conflicts.is_empty())>
            <section class="trouble" aria-labelledby="conflicts" part="trouble">
                <h3 id="conflicts" tabindex="-1">{EN.conflicts}</h3>
                <p>{EN.conflicts_help}</p>
                {choices}
            </section>
        </ShowWhen>
    }
}

/// Both values of a field or parameter, each with its button.
#[component]
fn ConflictChoice(conflict: Conflict) -> impl IntoView {
    let Conflict { path, mine, theirs } = conflict;
    let name = merge_path_name(&path);
    view! {
        <fieldset>
            <legend>{name}</legend>
            <ConflictSide path=path.clone() side=Side::Mine value=mine />
            <ConflictSide path side=Side::Theirs value=theirs />
        </fieldset>
    }
}

#[component]
fn ConflictSide(path: MergePath, side: Side, value: Option<ParamValue>) -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let focus = expect_context::<Focus>();
    let (whose, action) = match side {
        Side::Mine => (EN.mine, EN.keep_mine),
        Side::Theirs => (EN.theirs, EN.take_theirs),
    };
    let label = format!("{action}: {}", merge_path_name(&path));
    let choose = move |_| {
        if untrack(|| wizard.is_authorizing()) {
            return;
        }
        wizard.dispatch(SaveEvent::Chosen(path.clone(), side));
        // After the last choice the person goes on where it was about.
        let is_last = wizard.merge().with_untracked(|merge| merge.conflicts.is_empty());
        focus.on(if is_last { RESOLVED } else { "#conflicts" });
    };
    view! {
        <div class="side">
            <p><strong>{whose}</strong>" "<MergedValue value /></p>
            <button
                type="button"
                part="button"
                aria-label=label
                aria-disabled=move || wizard.is_authorizing().then_some("true")
                on:click=choose
            >
                {action}
            </button>
        </div>
    }
}

/// The choices that were made, each of which can be changed.
#[component]
pub fn ResolvedConflictList() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let focus = expect_context::<Focus>();
    let resolved = Memo::new(move |_| wizard.merge().with(|merge| merge.resolved.clone()));
    let choices = move || {
        let choice = |resolved| view! { <SwapChoice resolved /> };
        resolved.get().into_iter().map(choice).collect_view()
    };
    let read = move |_| {
        wizard.dispatch(SaveEvent::ResolvedRead);
        focus.on("h2");
    };
    view! {
        <ShowWhen when=move || resolved.with(|resolved| !resolved.is_empty())>
            <div class="note" tabindex="-1" part="note">
                {choices}
                <button type="button" part="button" on:click=read>{EN.understood}</button>
            </div>
        </ShowWhen>
    }
}

#[component]
fn SwapChoice(resolved: ResolvedConflict) -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let focus = expect_context::<Focus>();
    let name = merge_path_name(&resolved.path);
    let value = resolved.other.clone();
    let swap = move |_| {
        if untrack(|| wizard.is_authorizing()) {
            return;
        }
        wizard.dispatch(SaveEvent::Swapped(resolved.clone()));
        focus.on(RESOLVED);
    };
    view! {
        <div class="side">
            <p>{interpolate(EN.not_chosen, &[("name", &name)])}" "<MergedValue value /></p>
            <button
                type="button"
                part="button"
                aria-label=format!("{}: {name}", EN.exchange)
                aria-disabled=move || wizard.is_authorizing().then_some("true")
                on:click=swap
            >
                {EN.exchange}
            </button>
        </div>
    }
}

/// A value on one side of a merge.
#[component]
fn MergedValue(value: Option<ParamValue>) -> impl IntoView {
    let is_none = value.as_ref().is_none_or(|value| value.shown().is_empty());
    let text = neutralize_bidi(messages::value(value.as_ref())).into_owned();
    view! { <q dir="auto" class:none=is_none>{text}</q> }
}

fn merge_path_name(path: &MergePath) -> String {
    neutralize_bidi(&messages::merge_path(path)).into_owned()
}
