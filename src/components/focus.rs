use leptos::prelude::*;
use web_sys::HtmlElement;
use wizard_core::{ControlId, FormOptions, Step};
use wizard_state::WizardState;
use wizard_web::page;

use crate::i18n::messages;

/// The way to move the focus inside one wizard, from any component.
#[derive(Clone, Copy)]
pub struct Focus {
    root: StoredValue<HtmlElement, LocalStorage>,
    wizard: WizardState,
}

impl Focus {
    /// The focus of a wizard that is drawn into `root`.
    pub fn new(root: HtmlElement, wizard: WizardState) -> Self {
        Self { root: StoredValue::new_local(root), wizard }
    }

    /// Moves the focus to what matches a selector, once what was changed is on screen.
    pub fn on(self, selector: &str) {
        if let Some(root) = self.root.try_get_value() {
            page::focus_soon(root.into(), selector.to_owned());
        }
    }

    /// Moves the focus to a control, on whatever step it is.
    pub fn on_control(self, control: ControlId) {
        if self.wizard.step().get_untracked() != control.step() {
            self.go_to(control.step());
        }
        self.on(&format!("#{}", control_id(control)));
    }

    /// Moves the focus to the first control that needs something.
    pub fn on_first_need(self) {
        if let Some(control) = self.wizard.checks().with_untracked(wizard_core::Checks::first_need)
        {
            self.on_control(control);
        }
    }

    /// Goes to a step, which is read from its heading on.
    pub fn go_to(self, step: Step) {
        if let Some(session) = self.wizard.session() {
            session.go_to(step);
            self.on("h2");
        }
    }

    /// Goes to the step after this one, if there is one.
    pub fn next_step(self) {
        self.go_beside(FormOptions::next);
    }

    /// Goes to the step before this one, if there is one.
    pub fn previous_step(self) {
        self.go_beside(FormOptions::previous);
    }

    fn go_beside(self, beside: fn(&FormOptions, Step) -> Option<Step>) {
        let step = self.wizard.step().get_untracked();
        let beside = self.wizard.options().with_untracked(|options| beside(options, step));
        if let Some(step) = beside {
            self.go_to(step);
        }
    }
}

/// The id of a control's element.
pub fn control_id(control: ControlId) -> String {
    match control {
        ControlId::Field(field) => field.name().to_owned(),
        ControlId::Key(table, row) => format!("{}-{}-key", table.name(), row.0),
        ControlId::Value(table, row) => format!("{}-{}-value", table.name(), row.0),
    }
}

/// The name of a control where it does not stand, and again when rows before it come or go.
pub fn control_name(wizard: WizardState, control: ControlId) -> String {
    let place = match control {
        ControlId::Field(_) => None,
        ControlId::Key(table, row) | ControlId::Value(table, row) => {
            wizard.rows(table).with(|rows| rows.iter().position(|other| *other == row))
        }
    };
    messages::name(control, place.map_or(1, |place| place + 1))
}
