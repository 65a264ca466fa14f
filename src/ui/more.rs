use reactive_graph::{prelude::*, signal::RwSignal};
use wizard_core::{Event, Failure};

use super::{
    ask::ask,
    control::Control,
    dom::{El, Follows, button, el},
    trouble::{failure_key, malformed},
};
use crate::{
    app::{Held, View},
    text::EN,
};
use wizard_web::{page, task};

/// What there is to look at and to do once something went wrong, below what always stays in sight:
/// it is long, and opens without taking room from the form.
pub(super) fn more(control: Control) -> El {
    let failed = move || control.read(|view| failure_key(view).unwrap_or_default());
    let failure = move || control.peek(|view| view.failure.clone());
    let report = move |failure: Failure| found(EN.details, control.report(&failure));
    let malformed = move || control.read(|view| malformed(view).map(ToOwned::to_owned));
    let set_aside = move || control.read(|view| view.set_aside.clone());
    let discard = move || {
        control.peek(can_discard).then(|| {
            let yes = move || control.happen(Event::Discard);
            ask(control, "discard", "link", EN.discard, EN.discard_question, yes)
        })
    };
    el("div")
        .class("more")
        .slot(failed, move || failure().map(report))
        .slot(
            move || malformed().unwrap_or_default(),
            move || malformed().map(|text| found(EN.malformed_found, text)),
        )
        .slot(
            move || set_aside().unwrap_or_default(),
            move || set_aside().map(|text| found(EN.set_aside, text)),
        )
        .slot(move || control.read(can_discard).to_string(), discard)
}

/// Whether something typed stays unsaved for longer than a moment.
fn can_discard(view: &View) -> bool {
    let is_stuck =
        view.failure.is_some() || view.unsavable > 0 || matches!(view.held, Held::Malformed(_));
    view.has_unsaved() && is_stuck
}

/// Somebody else's text, as text, to be read and copied.
fn found(summary: &'static str, text: String) -> El {
    let outcome = RwSignal::new(String::new());
    let shown = el("pre").attr("tabindex", "0").attr("role", "group").attr("aria-label", summary);
    let shown = shown.text(&text);
    let copy = move || {
        let text = text.clone();
        task::spawn(async move {
            let words = if page::copy(&text).await { EN.copied } else { EN.not_copied };
            // The notice may be gone by now.
            let _ = outcome.try_set(words.to_owned());
        });
    };
    el("details").children([
        el("summary").text(summary),
        button(EN.copy, copy),
        el("span").attr("role", "status").text_of(move || outcome.get()),
        shown,
    ])
}
