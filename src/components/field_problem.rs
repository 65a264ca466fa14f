use leptos::prelude::*;
use wizard_core::{ControlId, Problem, SaveEvent};

use super::{Focus, TextControl, control_id, focus::control_name};
use crate::i18n::{EN, messages};

/// The sentence on what is wrong at a control, with a way to mend it.
#[component]
pub fn FieldProblem(of: TextControl) -> impl IntoView {
    let control = of.control();
    let sentence = move || of.problem().map(|problem| messages::problem(control, problem));
    let is_warning = move || of.problem().is_some_and(Problem::is_warning);
    let mend = move || match of.problem() {
        Some(Problem::LooksSecret) => Some(view! { <NotSecretButton of /> }.into_any()),
        Some(Problem::Blanks) if !of.wizard().is_read_only().get() => {
            let label =
                Signal::derive(move || remove_blanks_label(&control_name(of.wizard(), control)));
            let focus = expect_context::<Focus>();
            let trim = move || {
                of.trim();
                focus.on_control(control);
            };
            Some(view! { <RemoveBlanksButton label on_press=trim /> }.into_any())
        }
        _ => None,
    };
    view! {
        <p class="error" class:warning=is_warning part="error">
            <span id=format!("{}-error", control_id(control))>{sentence}</span>
            " "
            {mend}
        </p>
    }
}

/// The button by which the person says that a parameter is no secret.
#[component]
fn NotSecretButton(of: TextControl) -> impl IntoView {
    let (wizard, control, focus) = (of.wizard(), of.control(), expect_context::<Focus>());
    let label = move || format!("{}: {}", EN.not_a_secret, control_name(wizard, control));
    let press = move |_| {
        if let ControlId::Key(table, row) = control {
            wizard.dispatch(SaveEvent::MarkedNotSecret(table, row));
            focus.on_control(control);
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
