use reactive_graph::{prelude::*, signal::RwSignal};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use wizard_core::{ControlId, Field, Secret, check::has_blanks};
use wizard_web::{dom::set_value, memory};

use super::{
    control::Control,
    dom::{El, Follows, button, effect, el},
    entry::{Entry, remove_blanks},
    words,
};
use crate::{app::View, text::EN};

/// A field that is saved while it is typed.
pub(super) fn text_field(control: Control, field: Field) -> El {
    let entry = Entry::new(control, ControlId::Field(field));
    let name = field.name();
    let list = format!("{name}-list");
    let required = move || {
        let required = control.read(|view| view.screen.rules.required.contains(&field));
        required.then(|| "true".to_owned())
    };
    let mode = if field == Field::BaseUrl { "url" } else { "text" };
    let input = entry
        .element("input", false)
        .attr("type", "text")
        .attr("inputmode", mode)
        .attr("autocomplete", "on")
        .attr("list", &list)
        .attr_of("aria-required", required);
    let below = el("div")
        .class("below")
        .class_if("covered", move || entry.problem().is_some())
        .child(help(name, words::help(field)))
        .child(entry.note());
    el("div").class("field").children([
        label(name, words::label(field)),
        input,
        suggestions(&list, memory::suggestions(name).iter().map(String::as_str)),
        below,
    ])
}

/// Texts that a control suggests.
pub(super) fn suggestions<'a>(id: &str, texts: impl Iterator<Item = &'a str>) -> El {
    el("datalist").attr("id", id).children(texts.map(|text| el("option").attr("value", text)))
}

fn label(id: &str, text: &str) -> El {
    el("label").attr("for", id).text(text)
}

fn help(id: &str, text: &str) -> El {
    el("p").class("help").attr("id", &format!("{id}-help")).text(text)
}

/// The client secret: typed here, kept nowhere.
pub(super) fn secret_field(control: Control) -> El {
    let id = "clientSecret";
    // The secret itself is in no signal: it has one place.
    let blanks = RwSignal::new(false);
    let shows = RwSignal::new(false);
    // What the host page made of it is not the person's to mend.
    let look = move || blanks.set(!control.peek(is_gone) && has_blanks(&control.secret()));
    look();
    let mut before = control.peek(|view| view.secret);
    effect(move || {
        let secret = control.read(|view| view.secret);
        if secret != before && secret != Secret::Typed {
            blanks.set(false);
            // Nobody types the next one in the clear unasked. Whoever empties the control by hand
            // goes on as before.
            if (before, secret) != (Secret::Typed, Secret::None) {
                shows.set(false);
            }
        }
        before = secret;
    });
    let input = el("input");
    let element = input.clone();
    let trim = move || {
        let secret = control.secret();
        control.set_secret(secret.trim().to_owned());
        set_value(element.element(), secret.trim());
        look();
        control.focus_on(format!("#{id}"));
    };
    let input = input
        .attr("id", id)
        .attr("name", id)
        .attr("autocomplete", "new-password")
        // Password managers offer to keep what they take for a sign-in. Each has its own word.
        .attr("data-1p-ignore", "")
        .attr("data-lpignore", "true")
        .attr("data-bwignore", "")
        .attr("data-form-type", "other")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("aria-describedby", &format!("{id}-error {id}-help"))
        .attr_of("readonly", move || {
            let is_fixed = |view: &View| {
                view.is_read_only() || matches!(view.secret, Secret::Encrypting | Secret::Encrypted)
            };
            control.read(is_fixed).then(String::new)
        })
        .attr_of("type", move || Some(if shows.get() { "text" } else { "password" }.to_owned()))
        .on("input", move |event| control.set_secret(typed(&event)))
        .on("focus", move |_| blanks.set(false))
        .on("blur", move |_| look());
    let control_itself = input.element().clone();
    // It is forgotten elsewhere too, after its use for example, and filled in from elsewhere. What
    // follows a text would keep a copy of it.
    effect(move || {
        let is_gone = control.read(is_gone);
        set_value(&control_itself, &if is_gone { String::new() } else { control.secret() });
    });
    let warning = move || {
        blanks.get().then(|| {
            el("p")
                .class("error warning")
                .text(EN.blanks_in_secret)
                .text(" ")
                .child(remove_blanks(EN.client_secret, trim.clone()))
        })
    };
    let error = el("div").attr("id", &format!("{id}-error"));
    let below = el("div")
        .class("below")
        .class_if("covered", move || blanks.get())
        .child(
            help(id, "")
                .text_of(move || control.read(|view| words::secret(view.secret)).to_owned()),
        )
        .child(error.slot(move || blanks.get().to_string(), warning));
    let toggle = button(EN.show_secret, move || shows.update(|shows| *shows = !*shows))
        .attr("aria-label", &format!("{}: {}", EN.show_secret, EN.client_secret))
        .attr_of("aria-pressed", move || Some(shows.get().to_string()));
    let encryption =
        move || control.read(|view| view.encrypts.then_some(view.secret)).map(encryption);
    let acts = el("div").class("acts").child(toggle).slot(
        move || encryption().unwrap_or_default().to_owned(),
        move || encryption().map(|action| encryption_button(control, action)),
    );
    el("div").class("field").children([label(id, EN.client_secret), input, below, acts])
}

/// Whether the control has nothing to show: the secret was forgotten, or is not what was typed.
const fn is_gone(view: &View) -> bool {
    !matches!(view.secret, Secret::Typed)
}

/// What can be done with the secret where the host page encrypts it.
const fn encryption(secret: Secret) -> &'static str {
    match secret {
        Secret::Encrypting | Secret::Encrypted => EN.reset_secret,
        _ => EN.encrypt_secret,
    }
}

fn encryption_button(control: Control, action: &'static str) -> El {
    button(action, move || {
        if action == EN.reset_secret {
            control.set_secret(String::new());
        } else if control.peek(|view| view.secret == Secret::Typed) {
            control.encrypt();
        }
        control.focus_on("#clientSecret".to_owned());
    })
}

/// What an input holds now.
fn typed(event: &web_sys::Event) -> String {
    let input = event.target().map(JsCast::unchecked_into::<HtmlInputElement>);
    input.map(|input| input.value()).unwrap_or_default()
}
