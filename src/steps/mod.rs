//! The steps: one component each, and one registry.

mod application;
mod authorize;
mod parameters;
mod review;

use leptos::prelude::*;
use wizard_core::Step;
use wizard_state::WizardState;

use self::{
    application::ApplicationStep, authorize::AuthorizeStep, parameters::ParametersStep,
    review::ReviewStep,
};
use crate::{components::ShowWhen, i18n::EN};

pub use self::review::FinishButton;

/// A step's title.
pub const fn title(step: Step) -> &'static str {
    match step {
        Step::Application => EN.step_application,
        Step::Parameters => EN.step_parameters,
        Step::Authorize => EN.step_authorize,
        Step::Review => EN.step_review,
    }
}

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
pub fn StepPanel(
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
