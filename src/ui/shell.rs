use reactive_graph::{
    signal::ArcRwSignal,
    traits::{Get, With},
};
use wizard_core::Step;

use super::{
    choices::choices,
    control::Control,
    dom::{El, Follows, button, el},
    more::more,
    notes::{kept, restored},
    status::status,
    stepper::stepper,
    steps::{
        application::application,
        authorize::authorize,
        parameters::parameters,
        review::{finish, review},
    },
    trouble::trouble,
    words,
};
use crate::{app::Problem, text::EN};

/// Everything around a step.
///
/// How things stand is told at the end, where a notice that comes and goes moves nothing under
/// the person's hands.
pub(super) fn shell(control: Control, warnings: ArcRwSignal<Vec<Problem>>) -> El {
    let step = move || control.read(|view| view.screen.step);
    let warned = {
        let warnings = warnings.clone();
        move || warnings.get().iter().map(words::host_problem).collect()
    };
    let warning = move || {
        let sentences =
            warnings.with(|all| all.iter().map(words::host_problem).collect::<Vec<_>>());
        let notes = sentences.iter().map(|sentence| el("p").class("note").text(sentence));
        (!sentences.is_empty()).then(|| el("div").children(notes))
    };
    // A change of what the host hides draws the step again.
    let drawn = move || {
        let hidden: String =
            control.read(|v| v.screen.rules.hidden.iter().map(|control| control.name()).collect());
        format!("{} {hidden}", step().name())
    };
    el("div")
        .class("shell")
        .attr_of("data-state", move || control.read(|view| Some(view.state.name().to_owned())))
        .child(stepper(control))
        .slot(warned, warning)
        .child(
            el("h2")
                .class("heading")
                .attr("tabindex", "-1")
                .text_of(move || words::step(step()).to_owned()),
        )
        .child(
            el("form")
                .attr("autocomplete", "on")
                .attr("novalidate", "")
                .on("submit", move |event| {
                    event.prevent_default();
                    control.move_on(true);
                })
                .slot(drawn, move || Some(content(control, step())))
                .slot(move || step().name().to_owned(), move || Some(moves(control))),
        )
        .child(choices(control))
        .child(el("div").class("foot").children([
            status(control),
            trouble(control),
            restored(control),
        ]))
        .child(kept(control))
        .child(more(control))
}

fn content(control: Control, step: Step) -> El {
    match step {
        Step::Application => application(control),
        Step::Parameters => parameters(control),
        Step::Authorize => authorize(control),
        Step::Review => review(control),
    }
}

fn moves(control: Control) -> El {
    let back = control.beside(false).map(|_| button(EN.back, move || control.move_on(false)));
    let next = control
        .beside(true)
        .map(|_| el("button").attr("type", "submit").class("primary").text(EN.next));
    let end = next.is_none().then(|| finish(control));
    el("div").class("moves").children(back).children(next).children(end)
}
