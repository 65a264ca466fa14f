use wizard_core::{Table, check};

use crate::{
    text::EN,
    ui::{
        control::Control,
        dom::{El, Follows, el},
        table::table,
        words,
    },
};

/// What the platform adds to the two requests.
pub(in crate::ui) fn parameters(control: Control) -> El {
    let shown = Table::ALL.into_iter().filter(|shown| control.shows(check::Part::Table(*shown)));
    let tables: Vec<_> = shown.collect();
    let preview = |table| {
        let sent = move || match control.read(|view| view.sent(table)) {
            sent if sent.is_empty() => EN.preview_nothing.to_owned(),
            sent => sent,
        };
        let name = words::preview(table);
        let text = el("pre").attr("tabindex", "0").attr("role", "group").attr("aria-label", name);
        [el("h4").text(name), text.text_of(sent)]
    };
    el("div")
        .child(el("p").class("intro").text(EN.parameters_intro))
        .children(tables.iter().map(|shown| table(control, *shown)))
        .child(
            el("details")
                .class("preview")
                .child(el("summary").text(EN.preview))
                .children(tables.iter().copied().flat_map(preview)),
        )
}
