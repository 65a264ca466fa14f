use leptos::prelude::*;
use wizard_core::{ControlId, Problem, SaveEvent, base_url};

use super::{Focus, TextControl, control_id, focus::control_name};
use crate::i18n::{EN, messages};

/// The sentence on what is wrong at a control, with a way to mend it.
#[component]
pub fn FieldProblem(control: TextControl) -> impl IntoView {
    let id = control.control();
    // A memo: what is drawn for a problem stays while it is the same one.
    let problem = Memo::new(move |_| control.visible_problem());
    let sentence = move || {
        let problem = problem.get()?;
        Some(control.text().with(|text| messages::problem(id, problem, text)))
    };
    // A question is no mistake of the person's.
    let is_warning = move || {
        problem.get().is_some_and(|problem| problem.is_warning() || problem == Problem::Filled)
    };
    let mend = move || {
        let problem = problem.get()?;
        if problem == Problem::LooksSecret {
            return Some(view! { <NotSecretButton control /> }.into_any());
        }
        if control.wizard().is_read_only().get() {
            return None;
        }
        let focus = expect_context::<Focus>();
        let button = move |(text, mend): (&'static str, Mend)| {
            let name = move || control_name(control.wizard(), id);
            let label = Signal::derive(move || mend_label(text, &name()));
            let press = move || {
                mend(control);
                focus.on_control(id);
            };
            view! { <MendButton text label on_press=press /> " " }
        };
        Some(mending(problem).into_iter().map(button).collect_view().into_any())
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

/// Something that mends the text of a control.
type Mend = fn(TextControl);

/// The buttons that mend a problem, and what each does; none for a problem that only the person can mend.
fn mending(problem: Problem) -> Vec<(&'static str, Mend)> {
    match problem {
        Problem::Blanks | Problem::BaseUrl(base_url::Problem::Blanks) => {
            vec![(EN.remove_blanks, TextControl::remove_invisible)]
        }
        Problem::Invisible | Problem::ControlCharacter => {
            vec![(EN.remove_invisible, TextControl::remove_invisible)]
        }
        Problem::BaseUrl(base_url::Problem::BareHost) => {
            vec![(EN.add_scheme, TextControl::add_scheme)]
        }
        Problem::Filled => vec![
            (EN.keep_filled, TextControl::keep_filled),
            (EN.take_out_filled, TextControl::take_out_filled),
        ],
        _ => Vec::new(),
    }
}

/// A button that mends a control's text.
#[component]
pub fn MendButton(
    /// The button's name for eyes.
    text: &'static str,
    /// The button's name for ears, which says at what control.
    #[prop(into)]
    label: Signal<String>,
    /// Called when it is pressed.
    on_press: impl Fn() + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <button type="button" class="link" part="button link" aria-label=label on:click=move |_| on_press()>
            {text}
        </button>
    }
}

/// The name of a button that mends a control's text.
pub fn mend_label(text: &str, control: &str) -> String {
    format!("{text}: {control}")
}
