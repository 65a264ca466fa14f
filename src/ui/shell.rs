use leptos::{html::H2, prelude::*};
use wizard_model::Step;

use super::{
    control::Control,
    status::Status,
    steps::{application::Application, review::Review},
    trouble::Trouble,
    words,
};
use crate::{host::Problem, text::EN};

/// Everything around a step.
#[component]
pub(super) fn Shell(control: Control, warnings: ArcRwSignal<Vec<Problem>>) -> impl IntoView {
    let step = control.step;
    let heading = NodeRef::<H2>::new();
    // A new step is read from its heading on. The first one is not: a page that opens keeps its
    // focus where the person has it.
    Effect::new(move |before: Option<Step>| {
        let step = step.get();
        if let Some(heading) = heading.get_untracked().filter(|_| before.is_some_and(|b| b != step))
        {
            // A heading that cannot take the focus leaves it where it is.
            let _ = heading.focus();
        }
        step
    });
    let warnings = move || warnings.get().iter().map(words::problem).collect::<Vec<_>>();
    view! {
        <div class="shell">
            <nav aria-label=EN.steps>
                <ol class="steps">
                    {Step::ALL.map(|step| view! { <li><StepButton control step /></li> }).collect_view()}
                </ol>
            </nav>
            <Status control />
            {move || {
                let warning = |text| view! { <p class="note">{text}</p> };
                warnings().into_iter().map(warning).collect_view()
            }}
            <Trouble control />
            <h2 class="heading" tabindex="-1" node_ref=heading>{move || words::step(step.get())}</h2>
            {move || match step.get() {
                Step::Application => view! { <Application control /> }.into_any(),
                Step::Review => view! { <Review control /> }.into_any(),
            }}
            <div class="moves">
                {move || step.get().previous().map(|to| view! { <Move control to words=EN.back /> })}
                {move || {
                    let to = step.get().next()?;
                    Some(view! { <Move control to words=EN.next primary=true /> })
                }}
            </div>
        </div>
    }
}

#[component]
fn StepButton(control: Control, step: Step) -> impl IntoView {
    let current = move || (control.step.get() == step).then_some("step");
    view! {
        <button
            type="button"
            class="step"
            data-step=step.name()
            aria-current=current
            on:click=move |_| control.go_to(step)
        >
            {words::step(step)}
        </button>
    }
}

#[component]
fn Move(
    control: Control,
    to: Step,
    words: &'static str,
    #[prop(optional)] primary: bool,
) -> impl IntoView {
    view! {
        <button type="button" class:primary=primary on:click=move |_| control.go_to(to)>
            {words}
        </button>
    }
}
