use leptos::{ev, prelude::*, tachys::renderer::types::Element};
use wizard_core::{
    SecretState,
    invisible::{self, TextKind},
};
use wizard_state::{SecretStore, WizardState};
use wizard_web::{
    dom::set_value,
    marks::{NO_SIGN_IN, NOT_RECORDED, NOT_RECORDED_CLASSES},
    page::{has_focus, text_of},
};

use super::{Focus, MendButton, ShowWhen, field_problem::mend_label, text_control::marked};
use crate::i18n::{EN, SecretWarning, messages};

/// The control's name and id.
const NAME: &str = "clientSecret";

/// The client secret: typed here, kept nowhere.
#[component]
pub fn SecretField() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let focus = expect_context::<Focus>();
    // The secret itself is in no signal: it has one place.
    let warning = RwSignal::new(None);
    let is_shown = RwSignal::new(false);
    let was_visited = StoredValue::new(false);
    let secret = wizard.secret();
    let look = move || {
        // What the host page made of it is not the person's to mend.
        let is_typed = secret.get_untracked() == SecretState::Typed;
        warning.set(is_typed.then(|| read(wizard, SecretWarning::of)).flatten());
    };
    look();
    take_back_refused(wizard);
    hide_when_forgotten(secret, warning, is_shown);
    let is_filled = Memo::new(move |_| is_filled(wizard));
    let is_fixed = move || {
        wizard.is_read_only().get()
            || matches!(secret.get(), SecretState::Encrypting | SecretState::Encrypted)
    };
    let is_refused = Memo::new(move |_| is_refused(wizard));
    let remove = move || {
        if let Some(session) = wizard.session() {
            let clean = session.secret().with(|secret| invisible::remove(secret, TextKind::Word));
            session.secret().set(clean);
        }
        look();
        focus.on("#clientSecret");
    };
    view! {
        <div class="field" part="field">
            <label for=NAME part="label">{EN.client_secret}</label>
            <input
                id=NAME
                name=NAME
                part="input"
                type=move || if is_shown.get() { "text" } else { "password" }
                autocomplete="new-password"
                {..marked(NO_SIGN_IN.into_iter().chain(NOT_RECORDED))}
                class=NOT_RECORDED_CLASSES
                autocapitalize="off"
                spellcheck="false"
                aria-describedby="clientSecret-error clientSecret-help"
                aria-invalid=move || is_refused.get().then_some("true")
                readonly=is_fixed
                on:input=move |event| typed(wizard, &event, was_visited.get_value())
                on:focus=move |_| {
                    was_visited.set_value(true);
                    warning.set(None);
                }
                on:blur=move |_| look()
                use:keep_secret=wizard
            />
            <div class="below" class:covered=move || warning.with(Option::is_some) || is_refused.get() || is_filled.get()>
                <p class="help" id="clientSecret-help" part="help">
                    {move || messages::secret(secret.get())}
                </p>
                <div id="clientSecret-error">
                    <ShowWhen when=is_filled>
                        <FilledQuestion />
                    </ShowWhen>
                    <ShowWhen when=is_refused>
                        <p class="error" part="error">{EN.half_character}</p>
                    </ShowWhen>
                    {move || warning.get().map(|warning| view! { <Warning warning on_press=remove /> })}
                </div>
            </div>
            <div class="actions">
                <button
                    type="button"
                    part="button"
                    aria-label=format!("{}: {}", EN.show_secret, EN.client_secret)
                    aria-pressed=move || is_shown.get().to_string()
                    on:click=move |_| is_shown.update(|is_shown| *is_shown = !*is_shown)
                >
                    {EN.show_secret}
                </button>
                <ShowWhen when=move || wizard.authorization().with(|it| it.encrypts)>
                    <EncryptButton />
                </ShowWhen>
            </div>
        </div>
    }
}

/// Hides the control's text once a secret was forgotten, so that nobody types the next one in the
/// clear unasked. Whoever empties the control by hand goes on as before.
fn hide_when_forgotten(
    secret: Signal<SecretState>,
    warning: RwSignal<Option<SecretWarning>>,
    is_shown: RwSignal<bool>,
) {
    let effect = RenderEffect::new(move |before: Option<SecretState>| {
        let now = secret.get();
        let before = before.unwrap_or(now);
        if before != now && now != SecretState::Typed {
            warning.set(None);
            if (before, now) != (SecretState::Typed, SecretState::None) {
                is_shown.set(false);
            }
        }
        now
    });
    StoredValue::new_local(effect);
}

/// Encrypts the secret by the host page, or makes room for another one.
#[component]
fn EncryptButton() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let focus = expect_context::<Focus>();
    let is_encrypted =
        move || matches!(wizard.secret().get(), SecretState::Encrypting | SecretState::Encrypted);
    let press = move |_| {
        let Some(session) = wizard.session() else { return };
        match session.secret().state_untracked() {
            SecretState::Encrypting | SecretState::Encrypted => session.secret().set(String::new()),
            SecretState::Typed => session.token().encrypt_secret(),
            _ => {}
        }
        focus.on("#clientSecret");
    };
    view! {
        <button type="button" part="button" on:click=press>
            {move || if is_encrypted() { EN.reset_secret } else { EN.encrypt_secret }}
        </button>
    }
}

fn read<T: Default>(wizard: WizardState, read: impl FnOnce(&str) -> T) -> T {
    wizard.session().map(|session| session.secret().with(read)).unwrap_or_default()
}

/// A text that was not taken, or filled in, went with the control that it was in.
fn take_back_refused(wizard: WizardState) {
    if let Some(session) = wizard.session()
        && untrack(|| session.secret().is_refused())
    {
        session.secret().set(String::new());
    }
    if let Some(session) = wizard.session() {
        untrack(|| session.secret().take_out_filled());
    }
}

fn is_refused(wizard: WizardState) -> bool {
    wizard.session().is_some_and(|session| session.secret().is_refused())
}

/// Takes over what was typed. Nobody types where they have not been: a password manager has filled that in.
fn typed(wizard: WizardState, event: &ev::Event, was_visited: bool) {
    let Some(session) = wizard.session() else { return };
    match text_of(event) {
        Some(text) if !was_visited && !has_focus(event) => session.secret().fill(text),
        Some(text) => session.secret().set(text),
        None => session.secret().refuse(),
    }
}

/// The warning about characters in the secret that nobody sees.
#[component]
fn Warning(
    warning: SecretWarning,
    /// Called when the person wants them removed.
    on_press: impl Fn() + Send + Sync + 'static,
) -> impl IntoView {
    let SecretWarning { sentence, button } = warning;
    view! {
        <p class="error warning" part="error">
            {sentence}
            " "
            <MendButton text=button label=mend_label(button, EN.client_secret) on_press />
        </p>
    }
}

fn is_filled(wizard: WizardState) -> bool {
    wizard.session().is_some_and(|session| session.secret().is_filled())
}

/// Asks the person about a secret that was filled in.
#[component]
fn FilledQuestion() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let focus = expect_context::<Focus>();
    let answer = move |answer: fn(&SecretStore)| {
        if let Some(session) = wizard.session() {
            answer(session.secret());
        }
        focus.on("#clientSecret");
    };
    view! {
        <p class="error" part="error">
            {EN.filled}
            " "
            <MendButton
                text=EN.keep_filled
                label=mend_label(EN.keep_filled, EN.client_secret)
                on_press=move || answer(SecretStore::keep_filled)
            />
            " "
            <MendButton
                text=EN.take_out_filled
                label=mend_label(EN.take_out_filled, EN.client_secret)
                on_press=move || answer(SecretStore::take_out_filled)
            />
        </p>
    }
}

/// Keeps the control at the secret, which is forgotten and filled in elsewhere too; for `use:`. What
/// follows a text would keep a copy of it. Nobody writes over a text that was not taken.
fn keep_secret(element: Element, wizard: WizardState) {
    let effect = RenderEffect::new(move |_| {
        let is_typed = wizard.secret().get() == SecretState::Typed;
        let write = |store: &SecretStore| {
            store.with(|secret| set_value(&element, if is_typed { secret } else { "" }));
        };
        if let Some(session) = wizard.session()
            && !session.secret().is_refused()
            && !session.secret().is_filled()
        {
            write(session.secret());
        }
    });
    StoredValue::new_local(effect);
}
