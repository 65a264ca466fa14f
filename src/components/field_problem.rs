use leptos::prelude::*;
use wizard_core::{ControlId, Problem, SaveEvent};

use super::{Focus, TextControl, control_id, focus::control_name};
use crate::i18n::{EN, messages};

/// The sentence on what is wrong at a control, with a way to mend it.
#[component]
pub fn FieldProblem(control: TextControl) -> impl IntoView {
    let id = control.control();
    let sentence = move || control.visible_problem().map(|problem| messages::problem(id, problem));
    let is_warning = move || control.visible_problem().is_some_and(Problem::is_warning);
    let mend = move || match control.visible_problem() {
        Some(Problem::LooksSecret) => Some(view! { <NotSecretButton control /> }.into_any()),
        Some(Problem::Blanks) if !control.wizard().is_read_only().get() => {
            let label =
                Signal::derive(move || remove_blanks_label(&control_name(control.wizard(), id)));
            let focus = expect_context::<Focus>();
            let trim = move || {
                control.trim();
                focus.on_control(id);
            };
            Some(view! { <RemoveBlanksButton label on_press=trim /> }.into_any())
        }
        _ => None,
    };
    view! {
        <p class="error" class:warning=is_warning part="error">
            <span id=format!("{}-error", control_id(id))>{sentence}</span>
            " "
            {mend}
        </p>
    }
}

/// The button by which the person says that a parameter is no secret.
#[component]
fn NotSecretButton(control: TextControl) -> impl IntoView {
    let (wizard, id, focus) = (control.wizard(), control.control(), expect_context::<Focus>());
    let label = move || format!("{}: {}", EN.not_a_secret, control_name(wizard, id));
    let press = move |_| {
        if let ControlId::Key(table, row) = id {
            wizard.dispatch(SaveEvent::MarkedNotSecret(table, row));
            focus.on_control(id);
        }
    };
    view! {
        <button type="button" class="link" part="button link" aria-label=label on:click=press>
            {EN.not_a_secret}
        </button>
    }
}

/// The button that takes blanks away from the ends of a control's text.
#[component]
pub fn RemoveBlanksButton(
    /// The button's name for ears, which says at what control.
    #[prop(into)]
    label: Signal<String>,
    /// Called when it is pressed.
    on_press: impl Fn() + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <button type="button" class="link" part="button link" aria-label=label on:click=move |_| on_press()>
            {EN.remove_blanks}
        </button>
    }
}

/// The name of the button that takes blanks away from a control's text.
pub fn remove_blanks_label(control: &str) -> String {
    format!("{}: {control}", EN.remove_blanks)
}
