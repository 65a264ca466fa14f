use std::rc::Rc;

use js_sys::{Function, Promise};
use reactive_graph::{
    owner::{LocalStorage, StoredValue},
    prelude::*,
    signal::RwSignal,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;
use wizard_core::{ControlId, Event, Failure, Field, Step, TokenEvent, check};

use super::{
    dom::{El, Follows},
    words,
};
use crate::app::{Form, Session, View};
use wizard_web::{page, task};

/// A view's hand on its session. It is copied into every handler and ends with the view, while
/// the session may go on.
#[derive(Clone, Copy)]
pub(super) struct Control {
    session: StoredValue<Rc<Session>, LocalStorage>,
    /// The element that it is drawn into, and what draws panels that are not loaded with the wizard.
    page: StoredValue<(HtmlElement, Function), LocalStorage>,
    /// What is on screen.
    view: RwSignal<View>,
}

impl Control {
    /// A hand on a session, for the current view inside an element, with what draws panels there.
    pub(super) fn new(session: Rc<Session>, page: (HtmlElement, Function)) -> Self {
        Self {
            view: session.view().into(),
            session: StoredValue::new_local(session),
            page: StoredValue::new_local(page),
        }
    }

    /// Reads what is on screen, and again whenever it changes.
    pub(super) fn read<T>(self, read: impl FnOnce(&View) -> T) -> T {
        through(read, |read| with(self.view, read))
    }

    /// Reads what is on screen, once.
    pub(super) fn peek<T>(self, read: impl FnOnce(&View) -> T) -> T {
        through(read, |read| with_untracked(self.view, read))
    }

    /// The session; a view that is gone has none any more.
    fn session(self) -> Option<Rc<Session>> {
        self.session.try_get_value()
    }

    /// Tells the session what happened.
    pub(super) fn happen(self, event: Event) {
        if let Some(session) = self.session() {
            session.happen(event);
        }
    }

    /// Removes what the journal holds and nobody can read.
    pub(super) fn forget_unreadable(self) {
        if let Some(session) = self.session() {
            session.forget_unreadable();
        }
    }

    /// Goes to a step, which is read from its heading on.
    pub(super) fn go_to(self, step: Step) {
        if let Some(session) = self.session() {
            session.go_to(step);
            self.focus_on("h2".to_owned());
        }
    }

    /// Goes to the step after this one, or before it.
    pub(super) fn move_on(self, forwards: bool) {
        if let Some(step) = self.beside(forwards) {
            self.go_to(step);
        }
    }

    /// The step after this one, or before it.
    pub(super) fn beside(self, forwards: bool) -> Option<Step> {
        let (steps, step) = self.peek(|v| (v.screen.rules.steps(), v.screen.step));
        let place = steps.iter().position(|other| *other == step)?;
        let beside = if forwards { place + 1 } else { place.checked_sub(1)? };
        steps.get(beside).copied()
    }

    /// Whether the host page lets a control be shown.
    pub(super) fn shows(self, shown: check::Part) -> bool {
        self.read(|view| view.screen.rules.shows(shown))
    }

    /// The person has typed a field's final text.
    pub(super) fn suggest(self, field: Field) {
        if let Some(session) = self.session() {
            session.suggest(field);
        }
    }

    /// Leads to the first thing that is missing or wrong.
    pub(super) fn focus_first_need(self) {
        if let Some(need) = self.peek(|view| view.checks.first_need()) {
            self.focus(need.place);
        }
    }

    /// Brings a control on screen and gives it the focus.
    pub(super) fn focus(self, place: ControlId) {
        if self.peek(|view| view.screen.step) != place.step() {
            self.go_to(place.step());
        }
        self.focus_on(format!("#{}", id(place)));
    }

    /// Gives the focus to what matches a selector.
    pub(super) fn focus_on(self, selector: String) {
        if let Some((root, _)) = self.page.try_get_value() {
            page::focus_soon(root.into(), selector);
        }
    }

    /// Draws a panel that is not loaded with the wizard, and gives it if it came.
    pub(super) fn draw_panel(
        self,
        name: &str,
        place: &El,
        drawn: impl FnOnce(Option<JsValue>) + 'static,
    ) {
        let (Some(session), Some((_, panel))) = (self.session(), self.page.try_get_value()) else {
            return;
        };
        let form = Form::of(session).into();
        let answer = panel.call3(&JsValue::UNDEFINED, &name.into(), place.element(), &form);
        task::spawn(async move {
            let drawing = answer.map(|answer| JsFuture::from(Promise::resolve(&answer)));
            drawn(match drawing {
                Ok(drawing) => drawing.await.ok(),
                Err(_) => None,
            });
        });
    }

    /// The person has finished.
    pub(super) fn finish(self) {
        if let Some(session) = self.session() {
            session.finish();
        }
    }

    /// The person wants a token, or to see its window.
    pub(super) fn authorize(self) {
        if let Some(session) = self.session() {
            session.authorize();
        }
    }

    /// Looks for a token that was generated elsewhere, and tells what it found.
    pub(super) fn look_for_token(self, told: impl FnOnce(Option<bool>) + 'static) {
        if let Some(session) = self.session() {
            task::spawn(async move { told(session.look_for_token().await.ok().flatten()) });
        }
    }

    /// Tells what happened on the way to a token.
    pub(super) fn token_happens(self, event: TokenEvent) {
        if let Some(session) = self.session() {
            session.token_happens(event);
        }
    }

    /// The host is to give another bearer.
    pub(super) fn sign_in_again(self) {
        if let Some(session) = self.session() {
            session.ask_for_bearer();
        }
    }

    /// The person wants the client secret encrypted.
    pub(super) fn encrypt(self) {
        if let Some(session) = self.session() {
            session.encrypt();
        }
    }

    /// Hands the client secret over.
    pub(super) fn set_secret(self, secret: String) {
        if let Some(session) = self.session() {
            session.set_secret(secret);
        }
    }

    /// A button that puts other values in the place of what is on screen: it does nothing while a token
    /// is generated with them.
    pub(super) fn while_it_may_change(self, button: El) -> El {
        button.attr_of("aria-disabled", move || {
            self.read(View::is_authorizing).then(|| "true".to_owned())
        })
    }

    /// The client secret, as far as it was typed.
    pub(super) fn secret(self) -> String {
        self.session().map(|session| session.secret()).unwrap_or_default()
    }

    /// What is known about a failure.
    pub(super) fn report(self, failure: &Failure) -> String {
        self.session().map(|session| session.report(failure)).unwrap_or_default()
    }
}

impl Control {
    /// What a control is called where it does not stand.
    pub(super) fn name(self, place: ControlId) -> String {
        let number = self.peek(|view| match place {
            ControlId::Field(_) => None,
            ControlId::Key(table, id) | ControlId::Value(table, id) => {
                view.rows(table).iter().position(|row| row.id == id)
            }
        });
        words::name(place, number.map_or(1, |place| place + 1))
    }
}

/// A control's id.
pub(super) fn id(place: ControlId) -> String {
    match place {
        ControlId::Field(field) => field.name().to_owned(),
        ControlId::Key(table, row) => format!("{}-{}-key", table.name(), row.0),
        ControlId::Value(table, row) => format!("{}-{}-value", table.name(), row.0),
    }
}

/// Hands a closure of any type through to one that takes it boxed, so that reading a signal is
/// compiled once and not for every reader.
fn through<T>(read: impl FnOnce(&View) -> T, with: impl FnOnce(&mut dyn FnMut(&View))) -> T {
    let (mut read, mut result) = (Some(read), None);
    with(&mut |view| result = read.take().map(|read| read(view)));
    result.expect("a signal is read at once, and once")
}

#[inline(never)]
fn with(view: RwSignal<View>, read: &mut dyn FnMut(&View)) {
    view.with(|view| read(view));
}

#[inline(never)]
fn with_untracked(view: RwSignal<View>, read: &mut dyn FnMut(&View)) {
    view.with_untracked(|view| read(view));
}
