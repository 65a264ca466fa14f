use leptos::prelude::*;
use wizard_core::Finding;
use wizard_state::WizardState;

use super::{Focus, ShowWhen, focus::control_name};
use crate::i18n::{EN, messages};

/// Everything that is missing or wrong, each a button that leads to it.
#[component]
pub fn ProblemSummary(
    /// The id of its title, one on the page.
    id: &'static str,
) -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let is_empty = Memo::new(move |_| wizard.checks().with(wizard_core::Checks::is_empty));
    let only_warnings =
        move || wizard.checks().with(|checks| checks.iter().all(|it| it.problem.is_warning()));
    let title = move || if only_warnings() { EN.summary_of_warnings } else { EN.summary };
    let items = move || {
        let item = |finding| view! { <ProblemItem finding /> };
        wizard.checks().with(|checks| checks.iter().copied().map(item).collect_view())
    };
    view! {
        <div>
            <ShowWhen when=move || !is_empty.get()>
                <section class="summary" aria-labelledby=id>
                    <h3 id=id>{title}</h3>
                    <ul>{items}</ul>
                </section>
            </ShowWhen>
        </div>
    }
}

#[component]
fn ProblemItem(finding: Finding) -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let focus = expect_context::<Focus>();
    let Finding { control, problem } = finding;
    view! {
        <li>
            <button
                type="button"
                class="link"
                part="button link"
                on:click=move |_| focus.on_control(control)
            >
                {move || control_name(wizard, control)}
            </button>
            ": "
            {move || wizard.text(control).with(|text| messages::problem(control, problem, text))}
        </li>
    }
}
