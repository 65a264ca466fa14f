use leptos::prelude::*;
use wizard_core::Step;
use wizard_state::{RemoteState, WizardState};

use super::{Focus, ShowWhen};
use crate::i18n::{EN, interpolate, messages};

/// The steps, and what each still needs.
#[component]
pub fn Stepper() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let buttons = Step::ALL.map(|step| {
        view! {
            <ShowWhen when=move || wizard.has_step(step)>
                <StepButton step />
            </ShowWhen>
        }
    });
    view! {
        <nav aria-label=EN.steps>
            <ol class="steps" part="steps">
                {buttons.into_iter().collect_view()}
            </ol>
        </nav>
    }
}

#[component]
fn StepButton(step: Step) -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let focus = expect_context::<Focus>();
    let is_current = move || wizard.step().get() == step;
    let needs = move || {
        let is_known = matches!(wizard.remote(), RemoteState::Nothing | RemoteState::Details);
        let lacks_token =
            matches!(step, Step::Authorize | Step::Review) && wizard.token().is_lacking();
        let needs = wizard.checks().with(|checks| checks.needs(step)) + usize::from(lacks_token);
        match needs {
            _ if !is_known => String::new(),
            0 => EN.needs_nothing.to_owned(),
            count => interpolate(EN.needs, &[("count", &count.to_string())]),
        }
    };
    let id = format!("{}-needs", step.name());
    view! {
        <li class="step" class:current=is_current part="step">
            <button
                type="button"
                part="button"
                data-step=step.name()
                aria-describedby=id.clone()
                aria-current=move || is_current().then_some("step")
                on:click=move |_| focus.go_to(step)
            >
                {messages::step(step)}
            </button>
            <span class="needs" id=id>{needs}</span>
        </li>
    }
}
