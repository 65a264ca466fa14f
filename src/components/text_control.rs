use leptos::{
    attr::{
        self as attribute,
        any_attribute::{AnyAttribute, IntoAnyAttribute},
    },
    ev::{self, on},
    prelude::*,
    tachys::{html::directive::directive, renderer::types::Element},
};
use wasm_bindgen::JsCast;
use wizard_core::{ControlId, Problem, SaveEvent, base_url, invisible};
use wizard_state::WizardState;
use wizard_web::{
    clock::Alarm,
    dom::set_value,
    marks::NO_SIGN_IN,
    page::{has_focus, text_of},
};

use super::control_id;

/// A control that takes a text, be it an `input` or a `textarea`: its text, its problem, and what the
/// person does with it.
#[derive(Clone, Copy)]
pub struct TextControl {
    wizard: WizardState,
    control: ControlId,
    text: Signal<String>,
    problem: Signal<Option<Problem>>,
    has_focus: RwSignal<bool>,
    is_composing: StoredValue<bool>,
    /// Writes what a composition kept from being written, once it is over.
    catch_up: StoredValue<Option<Alarm>, LocalStorage>,
    was_typed: StoredValue<bool>,
    /// The person has been in the control since it was drawn.
    was_visited: StoredValue<bool>,
}

impl TextControl {
    /// A control of the wizard in the context.
    pub fn new(control: ControlId) -> Self {
        let wizard = expect_context::<WizardState>();
        Self {
            wizard,
            control,
            text: wizard.text(control),
            problem: wizard.problem(control),
            has_focus: RwSignal::new(false),
            is_composing: StoredValue::new(false),
            catch_up: StoredValue::new_local(None),
            was_typed: StoredValue::new(false),
            was_visited: StoredValue::new(false),
        }
    }

    /// The control that it is.
    pub const fn control(self) -> ControlId {
        self.control
    }

    /// The wizard's state.
    pub const fn wizard(self) -> WizardState {
        self.wizard
    }

    /// The text.
    pub const fn text(self) -> Signal<String> {
        self.text
    }

    /// The problem, as soon as it is time to say so: a text is no mistake before it was finished, and
    /// nothing is missing at a step before it was left once.
    pub fn visible_problem(self) -> Option<Problem> {
        let problem = self.problem.get()?;
        let is_time = match problem {
            Problem::HalfCharacter | Problem::Filled => true,
            Problem::Missing => {
                let step = self.control.step();
                !self.has_focus.get() && self.wizard.left_steps().with(|left| left.contains(&step))
            }
            _ => !self.has_focus.get(),
        };
        is_time.then_some(problem)
    }

    /// The attributes and listeners of the control's element; `is_fixed` for one that can never be edited.
    pub fn attributes(self, is_fixed: bool) -> Vec<AnyAttribute> {
        let id = control_id(self.control);
        let described_by = match self.control {
            ControlId::Key(..) => format!("{id}-error"),
            _ => format!("{id}-error {id}-help"),
        };
        let is_mistake = |problem: Problem| !problem.is_warning() && problem != Problem::Filled;
        let is_wrong = move || self.visible_problem().is_some_and(is_mistake);
        let marks = marked(NO_SIGN_IN);
        let own = [
            attribute::id(id).into_any_attr(),
            attribute::name(self.control.name()).into_any_attr(),
            attribute::dir("auto").into_any_attr(),
            attribute::autocapitalize("off").into_any_attr(),
            attribute::spellcheck("false").into_any_attr(),
            attribute::aria_describedby(described_by).into_any_attr(),
            // A boolean attribute would be written empty.
            attribute::aria_invalid(move || is_wrong().then_some("true")).into_any_attr(),
            attribute::readonly(move || is_fixed || self.wizard.is_read_only().get())
                .into_any_attr(),
            on(ev::input, move |event| self.typed(&event)).into_any_attr(),
            on(ev::focus, move |_| self.focused()).into_any_attr(),
            on(ev::blur, move |_| self.blurred()).into_any_attr(),
            on(ev::compositionstart, move |_| self.composition_started()).into_any_attr(),
            on(ev::compositionend, move |event| self.composition_ended(&event)).into_any_attr(),
            directive(keep_value, self).into_any_attr(),
        ];
        own.into_iter().chain(marks).collect()
    }

    /// Takes over what was typed. Nobody types where they have not been: a browser or a password manager
    /// has filled that in.
    fn typed(self, event: &ev::Event) {
        let control = self.control;
        let is_filled = !self.was_visited.get_value() && !has_focus(event);
        self.was_typed.set_value(true);
        self.wizard.dispatch(match text_of(event) {
            Some(text) if is_filled => SaveEvent::Filled { control, text },
            Some(text) => SaveEvent::Typed { control, text },
            None => SaveEvent::Refused(control),
        });
    }

    /// The control has got the focus.
    fn focused(self) {
        self.has_focus.set(true);
        self.was_visited.set_value(true);
        // What others write waits until the person has left the control.
        self.wizard.dispatch(SaveEvent::Focused(Some(self.control)));
    }

    /// The control has lost the focus; it may be about to go.
    fn blurred(self) {
        let _ = self.has_focus.try_set(false);
        self.wizard.dispatch(SaveEvent::Focused(None));
        self.wizard.dispatch(SaveEvent::Flush);
        if let (ControlId::Field(field), Some(true)) =
            (self.control, self.was_typed.try_get_value())
            && let Some(session) = self.wizard.session()
        {
            session.suggest(field);
        }
    }

    /// An input method begins to compose a text: nobody else writes into the control.
    fn composition_started(self) {
        self.is_composing.set_value(true);
        self.catch_up.set_value(None);
    }

    /// The text is composed. Firefox tells of that text only after this, in the same task
    /// (w3c/uievents#202), so nobody writes before the next one.
    fn composition_ended(self, event: &ev::CompositionEvent) {
        let Some(element) = event.target() else { return };
        let element: Element = element.unchecked_into();
        let catch_up = Alarm::at(0, move || {
            self.is_composing.set_value(false);
            self.write(&element, &self.text.get_untracked());
        });
        self.catch_up.set_value(Some(catch_up));
    }

    /// Writes a text into the element, unless it has that text already, so that the caret keeps its place.
    /// Nobody writes over a text that was not taken, nor into a composition.
    fn write(self, element: &Element, text: &str) {
        let is_taken = self.problem.get_untracked() != Some(Problem::HalfCharacter);
        if is_taken && !self.is_composing.try_get_value().unwrap_or_default() {
            set_value(element, text);
        }
    }

    /// Takes away what nobody sees in the text.
    pub fn remove_invisible(self) {
        let kind = self.control.text_kind();
        self.replace(self.text.with_untracked(|text| invisible::remove(text, kind)));
    }

    /// Keeps what was filled in.
    pub fn keep_filled(self) {
        self.wizard.dispatch(SaveEvent::FilledKept(self.control));
        self.wizard.dispatch(SaveEvent::Flush);
    }

    /// Takes out what was filled in.
    pub fn take_out_filled(self) {
        self.wizard.dispatch(SaveEvent::FilledTakenOut(self.control));
    }

    /// Puts the scheme before a host that lacks it.
    pub fn add_scheme(self) {
        if let Some(text) = self.text.with_untracked(|text| base_url::with_scheme(text)) {
            self.replace(text);
        }
    }

    /// Puts another text in the place of this one, by the person's hand.
    fn replace(self, text: String) {
        self.wizard.dispatch(SaveEvent::Typed { control: self.control, text });
        self.wizard.dispatch(SaveEvent::Flush);
    }
}

/// The attributes of marks for software that looks into pages.
pub fn marked(marks: impl IntoIterator<Item = (&'static str, &'static str)>) -> Vec<AnyAttribute> {
    let mark = |(name, value)| attribute::custom::custom_attribute(name, value).into_any_attr();
    marks.into_iter().map(mark).collect()
}

/// Keeps an element's value at a control's text.
fn keep_value(element: Element, control: TextControl) {
    let effect = RenderEffect::new(move |_| {
        let text = control.text.get();
        // One that was not taken gives way to that text when it is given up.
        control.problem.with(|_| ());
        control.write(&element, &text);
    });
    StoredValue::new_local(effect);
}
