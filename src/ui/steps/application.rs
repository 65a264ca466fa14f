use wizard_model::{Field, check};

use crate::{
    text::EN,
    ui::{
        control::Control,
        dom::{El, el},
        field::{secret_field, text_field},
        redirect::redirect_uri,
    },
};

/// What the provider and the connector need to know about the OAuth application.
pub(in crate::ui) fn application(control: Control) -> El {
    let fields = Field::ALL.into_iter().filter(|field| control.shows(check::Part::Field(*field)));
    let secret = control.shows(check::Part::Secret).then(|| secret_field(control));
    el("div")
        .child(el("p").class("intro").text(EN.application_intro))
        .child(
            el("div")
                .class("fields")
                .children(fields.map(|field| text_field(control, field)))
                .children(secret),
        )
        .child(to_register(control))
}

/// What the provider has to know of the platform. Closed, so that a host page which says it late moves
/// nothing.
fn to_register(control: Control) -> El {
    el("details")
        .child(el("summary").text(EN.redirect_uri_to_register))
        .child(redirect_uri(control))
}
