use leptos::prelude::*;
use wizard_core::{ControlId, Field};
use wizard_web::memory;

use super::{FieldProblem, TextControl};
use crate::i18n::messages;

/// A field that is saved while it is typed.
#[component]
pub fn TextField(field: Field) -> impl IntoView {
    let control = TextControl::new(ControlId::Field(field));
    let wizard = control.wizard();
    let name = field.name();
    let list = format!("{name}-list");
    let is_required = move || {
        wizard.options().with(|options| options.required.contains(&field)).then_some("true")
    };
    let is_covered = move || control.visible_problem().is_some();
    view! {
        <div class="field" part="field">
            <label for=name part="label">{messages::field(field).label}</label>
            <input
                {..control.attributes(false)}
                part="input"
                type="text"
                inputmode=if field == Field::BaseUrl { "url" } else { "text" }
                autocomplete="on"
                list=list.clone()
                aria-required=is_required
            />
            <Suggestions id=list texts=memory::suggestions(name) />
            <div class="below" class:covered=is_covered>
                <p class="help" id=format!("{name}-help") part="help">{messages::field(field).help}</p>
                <FieldProblem control />
            </div>
        </div>
    }
}

/// Texts that a control suggests.
#[component]
pub fn Suggestions(#[prop(into)] id: String, texts: Vec<String>) -> impl IntoView {
    let options = texts.into_iter().map(|text| view! { <option value=text></option> });
    view! { <datalist id=id>{options.collect_view()}</datalist> }
}
