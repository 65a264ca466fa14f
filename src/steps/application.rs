use leptos::{ev, prelude::*};
use wizard_core::{Field, Part, Step};
use wizard_state::WizardState;

use crate::{
    components::{RedirectUri, SecretField, ShowWhen, TextField},
    i18n::EN,
    integrations::{Integrations, LazyPanel},
};

/// The step with what the provider and the connector need to know about the OAuth application.
#[component]
pub fn ApplicationStep() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let integrations = expect_context::<Integrations>();
    let is_on_screen = move || wizard.step().get() == Step::Application;
    let fields = Field::ALL.map(|field| {
        view! {
            <ShowWhen when=move || wizard.shows(Part::Field(field))>
                <TextField field />
            </ShowWhen>
        }
    });
    view! {
        <div>
            <p class="intro" part="intro">{EN.application_intro}</p>
            // Neither the panel nor the secret's control is there on another step: they hold a secret.
            <ShowWhen when=move || integrations.import.get() && is_on_screen()>
                <ApplicationImport />
            </ShowWhen>
            <div class="fields">
                {fields.into_iter().collect_view()}
                <ShowWhen when=move || wizard.shows(Part::Secret) && is_on_screen()>
                    <SecretField />
                </ShowWhen>
            </div>
            // Closed, so that a host page which says it late moves nothing.
            <details>
                <summary>{EN.redirect_uri_to_register}</summary>
                <RedirectUri />
            </details>
        </div>
    }
}

/// An application of Hybrid Data Pipeline can fill the form, where the host page wants that.
#[component]
fn ApplicationImport() -> impl IntoView {
    let is_wanted = RwSignal::new(false);
    view! {
        <details class="import" on:toggle=move |_: ev::Event| is_wanted.set(true)>
            <summary>{EN.import}</summary>
            <LazyPanel name="importPanel" is_wanted />
        </details>
    }
}
