use leptos::prelude::*;
use wizard_core::{Attempt, Obstacle, OutcomeSource, TokenEvent, TokenPhase, TokenStatus, Waiting};
use wizard_state::{AuthorizationView, ProviderWindow, WizardState};

use super::obstacle::{ObstacleNote, obstacle, overcome};
use crate::{
    components::{CopyableText, Focus},
    i18n::EN,
};

/// The actions that are possible, with what is to be drawn for them.
#[derive(Clone, PartialEq)]
enum Actions {
    /// To begin, unless something is in the way.
    Begin { is_first: bool, obstacle: Option<Obstacle> },
    /// To wait for the settings to be saved, or for an authorization URL.
    Cancel,
    /// To answer the provider.
    Answer { attempt: Box<Attempt>, window: ProviderWindow, needs_bearer: bool },
}

impl Actions {
    fn of(wizard: WizardState) -> Self {
        wizard.authorization().with(|AuthorizationView { phase, window, .. }| match phase {
            TokenPhase::Idle => Self::Begin {
                is_first: wizard.token() == TokenStatus::None,
                obstacle: obstacle(wizard),
            },
            TokenPhase::Saving { .. } | TokenPhase::Beginning { .. } => Self::Cancel,
            TokenPhase::Waiting(waiting) => Self::Answer {
                attempt: Box::new(waiting.attempt.clone()),
                window: *window,
                needs_bearer: waiting.needs_bearer(),
            },
        })
    }
}

/// The person's actions on the way to a token.
#[component]
pub fn TokenActions() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let actions = Memo::new(move |_| Actions::of(wizard));
    view! {
        <div>
            {move || match actions.get() {
                Actions::Begin { is_first, obstacle } => {
                    view! { <BeginAction is_first obstacle /> }.into_any()
                }
                Actions::Cancel => view! { <div class="actions"><CancelButton /></div> }.into_any(),
                Actions::Answer { attempt, window, needs_bearer } => {
                    view! { <AnswerActions attempt=*attempt window needs_bearer /> }.into_any()
                }
            }}
        </div>
    }
}

/// The button that begins. One that cannot do what it says leads to what keeps it from that.
#[component]
fn BeginAction(is_first: bool, obstacle: Option<Obstacle>) -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let focus = expect_context::<Focus>();
    let begin = move |_| match (obstacle, wizard.session()) {
        (Some(obstacle), _) => overcome(focus, obstacle),
        (None, Some(session)) => session.token().authorize(),
        (None, None) => {}
    };
    view! {
        <div class="actions">
            <button
                type="button"
                class="primary"
                part="button primary"
                aria-disabled=obstacle.map(|_| "true")
                aria-describedby=obstacle.map(|_| "token-obstacle")
                on:click=begin
            >
                {if is_first { EN.generate_token } else { EN.regenerate_token }}
            </button>
            {obstacle.map(|obstacle| view! { <ObstacleNote obstacle /> })}
        </div>
    }
}

#[component]
fn CancelButton() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    view! {
        <button
            type="button"
            part="button"
            on:click=move |_| wizard.dispatch_token(TokenEvent::Cancelled)
        >
            {EN.cancel}
        </button>
    }
}

#[component]
fn AnswerActions(attempt: Attempt, window: ProviderWindow, needs_bearer: bool) -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let Attempt { url, source, brings_back, .. } = attempt;
    let is_window_shown = window == ProviderWindow::Shown;
    let has_link = !is_window_shown && !url.is_empty();
    let show = move |_| {
        if let Some(session) = wizard.session() {
            session.token().authorize();
        }
    };
    let sign_in = move |_| {
        if let Some(session) = wizard.session() {
            session.token().ask_for_bearer();
        }
    };
    let answered = move |_| wizard.dispatch_token(TokenEvent::Answered);
    let ask =
        if needs_bearer {
            Some(
                view! {
                    <button type="button" part="button" on:click=sign_in>{EN.sign_in_again}</button>
                }
                .into_any(),
            )
        } else if source == OutcomeSource::Nobody {
            Some(view! {
            <button type="button" part="button" on:click=answered>{EN.i_have_answered}</button>
        }.into_any())
        } else {
            source.can_be_asked().then(|| view! { <CheckButton /> }.into_any())
        };
    let link = has_link.then(|| view! { <ProviderLink url=url.clone() brings_back /> });
    let by_hand = has_link.then(|| {
        view! {
            <details>
                <summary>{EN.provider_page_address}</summary>
                <CopyableText text=url name=EN.provider_page />
            </details>
        }
    });
    view! {
        <div class="actions">
            {link}
            {is_window_shown.then(|| view! {
                <button type="button" part="button" on:click=show>{EN.show_window}</button>
            })}
            {ask}
            <CancelButton />
            {by_hand}
        </div>
    }
}

/// The way to the provider's page where no window opened by itself, and where people are brought back,
/// the way there in this tab. A frame gives way to it as a whole: most providers do not let themselves be
/// framed, and nobody should sign in where no address is seen (RFC 8252, section 8.12).
#[component]
fn ProviderLink(url: String, brings_back: bool) -> impl IntoView {
    let here = brings_back.then(|| {
        view! { <a href=url.clone() target="_top">{EN.provider_page_here}</a> }
    });
    view! {
        // It keeps the connection to this page: without that, some browsers open nothing.
        <a class="primary" part="primary" href=url target="_blank" rel="opener">
            {EN.provider_page}
        </a>
        {here}
    }
}

/// The button that looks at once, and says what came of it.
#[component]
fn CheckButton() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let answers = Memo::new(move |_| {
        wizard.authorization().with(|authorization| match &authorization.phase {
            TokenPhase::Waiting(waiting) => Waiting::answers(waiting),
            _ => 0,
        })
    });
    // How many answers there were when it was pressed.
    let pressed_at = RwSignal::new(None);
    let outcome = move || match pressed_at.get() {
        Some(before) if answers.get() > before => EN.no_answer_yet,
        Some(_) => EN.looking,
        None => "",
    };
    let look = move |_| {
        pressed_at.set(Some(answers.get_untracked()));
        wizard.dispatch_token(TokenEvent::Hinted);
    };
    view! {
        <span class="checked">
            <button type="button" part="button" on:click=look>{EN.check_now}</button>
            <span role="status">{outcome}</span>
        </span>
    }
}
