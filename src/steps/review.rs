use leptos::prelude::*;
use wizard_core::{
    ControlId, Field, Part, Row, SaveState, SecretState, Step, Table, TokenStatus, neutralize_bidi,
};
use wizard_state::{RemoteState, Unfinished, WizardState};

use crate::{
    components::{Focus, ProblemSummary, ShowWhen},
    i18n::{EN, messages},
    integrations::{Integrations, LazyPanel},
};

/// Everything in one place.
#[component]
pub fn ReviewStep() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let integrations = expect_context::<Integrations>();
    let fields = Field::ALL.map(|field| {
        view! {
            <ReviewLine
                name=messages::field(field).label
                part=Part::Field(field)
                text=Signal::derive(move || field_text(wizard, field))
            />
        }
    });
    let tables = Table::ALL.map(|table| {
        view! {
            <ReviewLine
                name=messages::table(table)
                part=Part::Table(table)
                text=Signal::derive(move || table_text(wizard, table))
            />
        }
    });
    // It asks nobody while nobody sees it, and begins anew when the host page names another connection.
    let health = Memo::new(move |_| {
        let is_on_screen = wizard.step().get() == Step::Review;
        integrations.health.get().filter(|_| is_on_screen)
    });
    view! {
        <div>
            <p class="intro" part="intro">{EN.review_intro}</p>
            <ProblemSummary id="review-summary" />
            <dl class="review">
                {fields.into_iter().collect_view()}
                <ReviewLine
                    name=EN.client_secret
                    part=Part::Secret
                    text=Signal::derive(move || secret_text(wizard))
                />
                {tables.into_iter().collect_view()}
                <ReviewLine name=EN.token text=Signal::derive(move || token_text(wizard)) />
            </dl>
            {move || health.get().map(|_| view! { <LazyPanel name="healthPanel" is_wanted=true /> })}
            <p class="done" id="unfinished">{move || messages::unfinished(wizard.unfinished().get())}</p>
        </div>
    }
}

/// The last button. It leads to what keeps it from its work.
#[component]
pub fn FinishButton() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let focus = expect_context::<Focus>();
    let is_finished = RwSignal::new(false);
    let finish = move |_| {
        match wizard.unfinished().get_untracked() {
            None => {
                if let Some(session) = wizard.session() {
                    session.finish();
                    is_finished.set(true);
                }
            }
            Some(Unfinished::Needs) => focus.on_first_need(),
            Some(Unfinished::NoToken | Unfinished::Authorizing) => focus.go_to(Step::Authorize),
            // The save status tells it, with a way on.
            Some(Unfinished::NotSaved) => {}
        }
    };
    let is_unfinished = move || wizard.unfinished().with(Option::is_some);
    // What comes up afterwards has to be finished too.
    let begin_anew = RenderEffect::new(move |_| {
        if is_unfinished() {
            is_finished.set(false);
        }
    });
    StoredValue::new_local(begin_anew);
    let is_disabled = move || is_unfinished().then_some("true");
    view! {
        <div class="finish">
            <button
                type="button"
                class="primary"
                part="button primary"
                aria-describedby="unfinished"
                aria-disabled=is_disabled
                on:click=finish
            >
                {EN.finish}
            </button>
            <span role="status">{move || is_finished.get().then_some(EN.finished)}</span>
        </div>
    }
}

/// A text, or the sentence in its place.
type LineText = Result<String, &'static str>;

/// A line of the list, unless the host page hides its part of the form.
#[component]
fn ReviewLine(
    name: &'static str,
    #[prop(optional, into)] part: Option<Part>,
    text: Signal<LineText>,
) -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    // Nobody sees it on another step, and a table can be long.
    let text = Memo::new(move |before: Option<&LineText>| match before {
        Some(before) if wizard.step().get() != Step::Review => before.clone(),
        _ => text.get(),
    });
    let is_missing = move || text.with(Result::is_err);
    let shown = move || match text.get() {
        Ok(text) => neutralize_bidi(&text).into_owned(),
        Err(sentence) => sentence.to_owned(),
    };
    view! {
        <ShowWhen when=move || part.is_none_or(|part| wizard.shows(part))>
            <div class="row" part="row">
                <dt>{name}</dt>
                <dd class:missing=is_missing>{shown}</dd>
            </div>
        </ShowWhen>
    }
}

fn field_text(wizard: WizardState, field: Field) -> LineText {
    let text = wizard.text(ControlId::Field(field)).get();
    if text.is_empty() { Err(unless_unknown(wizard, EN.not_entered)) } else { Ok(text) }
}

fn secret_text(wizard: WizardState) -> LineText {
    Err(match wizard.secret().get() {
        SecretState::Typed if wizard.authorization().with(|it| it.encrypts) => EN.secret_to_encrypt,
        SecretState::Typed => EN.secret_typed,
        SecretState::None => EN.secret_not_typed,
        other => messages::secret(other),
    })
}

fn table_text(wizard: WizardState, table: Table) -> LineText {
    let line = |row: &Row| format!("{} = {}", row.key, row.value.shown());
    let lines: Option<Vec<_>> =
        wizard.with(|machine| machine.rows(table).savable().map(line).collect());
    match lines.unwrap_or_default() {
        lines if lines.is_empty() => Err(unless_unknown(wizard, EN.params_none)),
        lines => Ok(lines.join("\n")),
    }
}

fn token_text(wizard: WizardState) -> LineText {
    match wizard.token() {
        TokenStatus::None => Err(unless_unknown(wizard, EN.token_not_generated)),
        TokenStatus::Generated => Ok(EN.token_generated.to_owned()),
        TokenStatus::Stale => Ok(EN.token_outdated.to_owned()),
        TokenStatus::NotNeeded => Ok(EN.token_not_needed.to_owned()),
    }
}

/// The sentence where nothing is; before the platform has answered nobody knows that.
fn unless_unknown(wizard: WizardState, sentence: &'static str) -> &'static str {
    match wizard.remote() {
        RemoteState::Unknown if wizard.save_state() == SaveState::Loading => EN.state_loading,
        RemoteState::Unknown => EN.not_known,
        _ => sentence,
    }
}
