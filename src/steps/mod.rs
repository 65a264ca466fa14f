//! The steps: one component each, one registry, and the shell around them.

mod application;
mod authorize;
mod parameters;
mod review;
mod wizard_shell;

use leptos::prelude::*;
use wizard_core::Step;
use wizard_state::WizardState;

use self::{
    application::ApplicationStep, authorize::AuthorizeStep, parameters::ParametersStep,
    review::ReviewStep,
};
use crate::components::ShowWhen;

pub use self::wizard_shell::WizardShell;

/// A step's content.
fn content(step: Step) -> AnyView {
    match step {
        Step::Application => view! { <ApplicationStep /> }.into_any(),
        Step::Parameters => view! { <ParametersStep /> }.into_any(),
        Step::Authorize => view! { <AuthorizeStep /> }.into_any(),
        Step::Review => view! { <ReviewStep /> }.into_any(),
    }
}

/// A step on screen. It is drawn when it is first shown and stays from then on, hidden: its controls keep
/// what the browser knows of them, and going back costs nothing.
#[component]
fn StepPanel(
    /// The step.
    step: Step,
) -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let is_shown = move || wizard.step().get() == step;
    let was_shown = Memo::new(move |before: Option<&bool>| before == Some(&true) || is_shown());
    view! {
        <div hidden=move || !is_shown()>
            <ShowWhen when=move || was_shown.get()>{content(step)}</ShowWhen>
        </div>
    }
}
