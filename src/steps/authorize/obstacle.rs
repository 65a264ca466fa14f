use leptos::prelude::*;
use wizard_core::{Checks, Obstacle, Part, Readiness, Remedy, Step};
use wizard_state::WizardState;
use wizard_web::task;

use crate::{
    components::{Focus, ShowWhen},
    i18n::{EN, messages},
};

/// The obstacle that keeps a token from being asked for, and again whenever that changes.
pub fn obstacle(wizard: WizardState) -> Option<Obstacle> {
    let readiness = Readiness {
        has_starter: wizard.authorization().with(|authorization| authorization.can_start),
        needs: wizard.checks().with(Checks::needs_in_all),
        asks_for_secret: wizard.shows(Part::Secret),
        encrypts: wizard.authorization().with(|it| it.encrypts),
        secret: wizard.secret().get(),
    };
    readiness.obstacle()
}

/// Leads to what keeps a token from being asked for.
pub fn overcome(focus: Focus, obstacle: Obstacle) {
    match obstacle {
        Obstacle::NoStarter => {}
        Obstacle::Needs => focus.on_first_need(),
        Obstacle::NoSecret | Obstacle::NotEncrypted => {
            focus.go_to(Step::Application);
            focus.on("#clientSecret");
        }
    }
}

/// The obstacle that keeps a token from being asked for, in words, and the way there.
#[component]
pub fn ObstacleNote(obstacle: Obstacle) -> impl IntoView {
    let focus = expect_context::<Focus>();
    let (sentence, lead) = messages::obstacle(obstacle);
    let lead = lead.map(|lead| {
        view! {
            <button
                type="button"
                class="link"
                part="button link"
                on:click=move |_| overcome(focus, obstacle)
            >
                {lead}
            </button>
        }
    });
    let note = view! {
        <p class="help" id="token-obstacle" part="help">{sentence}" "{lead}</p>
    };
    if obstacle == Obstacle::NoStarter {
        view! { <div>{note}<ElsewhereCheck /></div> }.into_any()
    } else {
        note.into_any()
    }
}

/// Asks the platform for a token that the person has generated elsewhere.
#[component]
fn ElsewhereCheck() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let answer = RwSignal::new("");
    let signs_in = RwSignal::new(false);
    let look = move |says: bool| {
        let Some(session) = wizard.session() else { return };
        task::spawn(async move {
            let found = session.token().check_token().await;
            let needs_bearer =
                found.as_ref().is_err_and(|failure| failure.remedy() == Remedy::SignIn);
            let sentence = match found {
                Ok(Some(true)) => "",
                _ if !says => "",
                Ok(Some(false)) => EN.token_not_there,
                Ok(None) => EN.token_untold,
                Err(failure) => messages::failure(failure.kind),
            };
            // The step may have been left by now.
            let _ = answer.try_set(sentence);
            let _ = signs_in.try_set(says && needs_bearer);
        });
    };
    let sign_in = move |_| {
        if let Some(session) = wizard.session() {
            session.token().ask_for_bearer();
        }
    };
    // One that is there before can be that of other settings.
    look(false);
    view! {
        <p class="actions">
            <button type="button" part="button" on:click=move |_| look(true)>{EN.check_now}</button>
            <span role="status">{move || answer.get()}</span>
            <ShowWhen when=signs_in>
                <button type="button" part="button" on:click=sign_in>{EN.sign_in_again}</button>
            </ShowWhen>
        </p>
    }
}
