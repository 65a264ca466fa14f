use reactive_graph::{owner::StoredValue, prelude::*, signal::RwSignal};
use wizard_core::{ControlId, Event, Problem};

use super::{
    control::{Control, id},
    dom::{El, Follows, button, el},
    words,
};
use crate::{app::View, text::EN};
use wizard_web::page::text_of;

/// A control that takes a text, whatever element it is.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    control: Control,
    place: ControlId,
    focused: RwSignal<bool>,
    /// Whether the person has typed.
    typed: StoredValue<bool>,
}

impl Entry {
    pub(super) fn new(control: Control, place: ControlId) -> Self {
        // What was not taken went with the control that it was typed into.
        if control.peek(|view| view.problem(place)) == Some(Problem::HalfCharacter) {
            let text = control.peek(|view| view.text(place).to_owned());
            control.happen(Event::Typed { place, text });
        }
        Self { control, place, focused: RwSignal::new(false), typed: StoredValue::new(false) }
    }

    /// The control, for all that input and textarea have in common.
    pub(super) fn element(self, tag: &str, is_fixed: bool) -> El {
        let id = id(self.place);
        let control = self.control;
        el(tag)
            .attr("id", &id)
            .attr("name", &self.place.name())
            .attr("dir", "auto")
            .attr("autocapitalize", "off")
            .attr("spellcheck", "false")
            .attr("aria-describedby", &described_by(self.place))
            .attr_of("aria-invalid", move || {
                let is_wrong = self.problem().is_some_and(|problem| !problem.is_warning());
                is_wrong.then(|| "true".to_owned())
            })
            .attr_of("readonly", move || {
                (is_fixed || control.read(View::is_read_only)).then(String::new)
            })
            .value_of(move || self.text())
            .on("input", move |event| self.take(&event))
            .on("focus", move |_| self.focus(true))
            .on("blur", move |_| self.focus(false))
    }

    /// What the control is to show. Nobody writes over a text that was not taken.
    fn text(self) -> Option<String> {
        self.control.read(|view| {
            let is_taken = view.problem(self.place) != Some(Problem::HalfCharacter);
            is_taken.then(|| view.text(self.place).to_owned())
        })
    }

    fn take(self, event: &web_sys::Event) {
        self.typed.set_value(true);
        match text_of(event) {
            Some(text) => self.control.happen(Event::Typed { place: self.place, text }),
            None => self.control.happen(Event::Refused(self.place)),
        }
    }

    fn focus(self, focused: bool) {
        self.focused.set(focused);
        // What others write waits until the person has left the control.
        self.control.happen(Event::Focused(focused.then_some(self.place)));
        if focused {
            return;
        }
        self.control.happen(Event::Flush);
        if let ControlId::Field(field) = self.place
            && self.typed.get_value()
        {
            self.control.suggest(field);
        }
    }

    /// What is wrong, as soon as it is time to say so: a text is no mistake before it was
    /// finished, and nothing is missing at a step before it was left once.
    pub(super) fn problem(self) -> Option<Problem> {
        let focused = self.focused.get();
        self.control.read(|view| {
            let is_time = |problem: &Problem| match problem {
                Problem::HalfCharacter => true,
                Problem::Missing => !focused && view.screen.left.contains(&self.place.step()),
                _ => !focused,
            };
            view.problem(self.place).filter(is_time)
        })
    }

    fn looks_secret(self) -> bool {
        self.problem() == Some(Problem::LooksSecret)
    }

    /// The button by which the person says that it is no secret.
    fn mark_not_secret(self) -> El {
        let name = format!("{}: {}", EN.not_a_secret, self.control.name(self.place));
        let mark_not_secret = move || {
            if let ControlId::Key(table, row) = self.place {
                self.control.happen(Event::MarkedNotSecret(table, row));
                self.control.focus(self.place);
            }
        };
        button(EN.not_a_secret, mark_not_secret).class("link").attr("aria-label", &name)
    }

    /// The sentence on what is wrong, with a way to mend it.
    pub(super) fn note(self) -> El {
        let has_blanks = move || {
            let read_only = self.control.read(View::is_read_only);
            !read_only && self.problem() == Some(Problem::Blanks)
        };
        let sentence = move || {
            let problem = self.problem();
            problem.map_or_else(String::new, |p| words::problem(self.place, p).to_owned())
        };
        let trim = move || {
            let control = self.control;
            let text = control.peek(|view| view.text(self.place).trim().to_owned());
            control.happen(Event::Typed { place: self.place, text });
            self.control.happen(Event::Flush);
            self.control.focus(self.place);
        };
        el("p")
            .class("error")
            .class_if("warning", move || self.problem().is_some_and(Problem::is_warning))
            .child(el("span").attr("id", &format!("{}-error", id(self.place))).text_of(sentence))
            .text(" ")
            .slot(
                move || self.looks_secret().to_string(),
                move || self.looks_secret().then(|| self.mark_not_secret()),
            )
            .slot(
                move || has_blanks().to_string(),
                move || has_blanks().then(|| remove_blanks(&self.control.name(self.place), trim)),
            )
    }
}

/// What describes a control: what is wrong with it, and where it has one its help.
fn described_by(place: ControlId) -> String {
    let id = id(place);
    match place {
        ControlId::Key(..) => format!("{id}-error"),
        _ => format!("{id}-error {id}-help"),
    }
}

/// The button that takes blanks away from the ends of a control's text.
pub(super) fn remove_blanks(of: &str, pressed: impl FnMut() + 'static) -> El {
    let name = format!("{}: {of}", EN.remove_blanks);
    button(EN.remove_blanks, pressed).class("link").attr("aria-label", &name)
}
