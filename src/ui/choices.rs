use wizard_core::{Conflict, Event, MergePath, ParamValue, ResolvedConflict, Side};

use super::{
    control::Control,
    dom::{El, Follows, button, el},
    words,
};
use crate::text::{EN, fill};

/// The choices that were made.
const TAKEN: &str = ".choices .note";

/// What there is twice, here and elsewhere, for the person to decide.
pub(super) fn choices(control: Control) -> El {
    let clashed = move || control.read(|view| key(view.conflicts.iter().map(clash_key)));
    let taken = move || control.read(|view| key(view.taken.iter().map(taken_key)));
    el("div")
        .class("choices")
        .slot(clashed, move || clash_notice(control))
        .slot(taken, move || taken_note(control))
}

fn key(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("\n")
}

fn clash_key(conflict: &Conflict) -> String {
    let value = |value| words::value(value).to_owned();
    [words::slot(&conflict.path), value(conflict.mine.as_ref()), value(conflict.theirs.as_ref())]
        .join("\t")
}

fn taken_key(taken: &ResolvedConflict) -> String {
    [words::slot(&taken.path), words::value(taken.other.as_ref()).to_owned()].join("\t")
}

fn clash_notice(control: Control) -> Option<El> {
    let conflicts = control.peek(|view| view.conflicts.clone());
    if conflicts.is_empty() {
        return None;
    }
    let asked = conflicts.iter().map(|conflict| ask(control, conflict));
    Some(
        el("section")
            .class("trouble")
            .attr("aria-labelledby", "clashes")
            .child(el("h3").attr("id", "clashes").attr("tabindex", "-1").text(EN.conflicts))
            .child(el("p").text(EN.clashes_help))
            .children(asked),
    )
}

/// Both values of a slot, each with its button.
fn ask(control: Control, conflict: &Conflict) -> El {
    let name = words::slot(&conflict.path);
    let side = |side: Side, whose: &str, value: Option<&ParamValue>, action: &'static str| {
        let slot = conflict.path.clone();
        let choose = move || choose(control, &slot, side);
        el("div").class("side").children([
            el("p").child(el("strong").text(whose)).text(" ").child(shown(value)),
            control.while_it_may_change(
                button(action, choose).attr("aria-label", &format!("{action}: {name}")),
            ),
        ])
    };
    el("fieldset").children([
        el("legend").text(&name),
        side(Side::Mine, EN.mine, conflict.mine.as_ref(), EN.keep_mine),
        side(Side::Theirs, EN.theirs, conflict.theirs.as_ref(), EN.take_theirs),
    ])
}

/// After the last choice the person goes on where it was about.
fn choose(control: Control, slot: &MergePath, side: Side) {
    control.happen(Event::Chosen(slot.clone(), side));
    let is_last = control.peek(|view| view.conflicts.is_empty());
    control.focus_on(if is_last { TAKEN } else { "#clashes" }.to_owned());
}

fn taken_note(control: Control) -> Option<El> {
    let taken = control.peek(|view| view.taken.clone());
    if taken.is_empty() {
        return None;
    }
    let lines = taken.into_iter().map(|taken| {
        let name = words::slot(&taken.path);
        let label = format!("{}: {name}", EN.exchange);
        let line = el("p").text(&fill(EN.not_chosen, &[("name", &name)])).text(" ");
        let line = line.child(shown(taken.other.as_ref()));
        let exchange = move || {
            control.happen(Event::Swapped(taken.clone()));
            control.focus_on(TAKEN.to_owned());
        };
        el("div").class("side").child(line).child(
            control.while_it_may_change(button(EN.exchange, exchange).attr("aria-label", &label)),
        )
    });
    let read = move || {
        control.happen(Event::ResolvedRead);
        control.focus_on("h2".to_owned());
    };
    let note = el("div").class("note").attr("tabindex", "-1");
    Some(note.children(lines).child(button(EN.understood, read)))
}

fn shown(value: Option<&ParamValue>) -> El {
    el("q")
        .attr("dir", "auto")
        .class_if("none", {
            let is_none = value.is_none_or(|value| value.shown().is_empty());
            move || is_none
        })
        .text(words::value(value))
}
