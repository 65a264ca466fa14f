use std::cell::Cell;

use wizard_core::{Field, check};

use crate::{
    text::EN,
    ui::{
        control::Control,
        dom::{El, Follows, el},
        field::{secret_field, text_field},
        panel::Panel,
        redirect::redirect_uri,
    },
};

/// What the provider and the connector need to know about the OAuth application.
pub(in crate::ui) fn application(control: Control) -> El {
    let fields = Field::ALL.into_iter().filter(|field| control.shows(check::Part::Field(*field)));
    let secret = control.shows(check::Part::Secret).then(|| secret_field(control));
    el("div")
        .child(el("p").class("intro").text(EN.application_intro))
        .slot(move || import_key(control).unwrap_or_default(), move || import(control))
        .child(
            el("div")
                .class("fields")
                .children(fields.map(|field| text_field(control, field)))
                .children(secret),
        )
        .child(to_register(control))
}

fn import_key(control: Control) -> Option<String> {
    control.read(|view| view.screen.rules.import.clone())
}

/// An application of Hybrid Data Pipeline can fill the form, where the host page wants that.
fn import(control: Control) -> Option<El> {
    import_key(control)?;
    let panel = Panel::new(control, "importPanel");
    let (opened, is_drawn) = (panel.clone(), Cell::new(false));
    let open = move |_| {
        if !is_drawn.replace(true) {
            opened.draw();
        }
    };
    Some(
        el("details")
            .class("import")
            .child(el("summary").text(EN.import))
            .child(panel.place())
            .on("toggle", open),
    )
}

/// What the provider has to know of the platform. Closed, so that a host page which says it late moves
/// nothing.
fn to_register(control: Control) -> El {
    el("details")
        .child(el("summary").text(EN.redirect_uri_to_register))
        .child(redirect_uri(control))
}
