use wizard_core::Step;

use super::{
    control::Control,
    dom::{El, Follows, button, el},
    words,
};
use crate::{
    app::{Held, View},
    text::{EN, fill},
};

/// The steps, and what each still needs.
pub(super) fn stepper(control: Control) -> El {
    let steps = move || control.read(|view| view.screen.rules.steps());
    el("nav").attr("aria-label", EN.steps).slot(
        move || steps().into_iter().map(Step::name).collect(),
        move || {
            let items = steps().into_iter().map(|step| item(control, step));
            Some(el("ol").class("steps").children(items))
        },
    )
}

fn item(control: Control, step: Step) -> El {
    let current = move || {
        let is_current = control.read(|view| view.screen.step == step);
        is_current.then(|| "step".to_owned())
    };
    let needs = move || {
        let lacks_token =
            |view: &View| matches!(step, Step::Authorize | Step::Review) && view.token.is_lacking();
        control.read(|view| match (&view.held, view.needs(step) + usize::from(lacks_token(view))) {
            (Held::Unknown | Held::Malformed(_), _) => String::new(),
            (_, 0) => EN.needs_nothing.to_owned(),
            (_, count) => fill(EN.needs, &[("count", &count.to_string())]),
        })
    };
    let id = format!("{}-needs", step.name());
    el("li").class("step").class_if("current", move || current().is_some()).children([
        button(words::step(step), move || control.go_to(step))
            .attr("data-step", step.name())
            .attr("aria-describedby", &id)
            .attr_of("aria-current", current),
        el("span").class("needs").attr("id", &id).text_of(needs),
    ])
}
