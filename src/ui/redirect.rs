//! The redirect URI that has to be registered with the provider, and texts to copy.

use reactive_graph::{prelude::*, signal::RwSignal};

use super::{
    control::Control,
    dom::{El, Follows, button, el},
};
use crate::text::{EN, fill};
use wizard_web::{page, task};

/// The redirect URI, or what the page has to say for it to be known.
pub(super) fn redirect_uri(control: Control) -> El {
    let uri = move || control.read(|view| view.authorizing.redirect_uri.clone());
    el("div").slot(
        move || uri().unwrap_or_else(ToOwned::to_owned),
        move || {
            Some(match uri() {
                Ok(uri) => el("div").children([
                    el("p").class("help").text(EN.redirect_uri_help),
                    copied(EN.redirect_uri, &uri),
                ]),
                Err(attribute) => el("p")
                    .class("help")
                    .text(&fill(EN.redirect_uri_unknown, &[("attribute", attribute)])),
            })
        },
    )
}

/// A text to copy.
pub(super) fn copied(name: &'static str, text: &str) -> El {
    let outcome = RwSignal::new(String::new());
    let shown = el("code").text(text);
    let text = text.to_owned();
    let copy = move || {
        let text = text.clone();
        task::spawn(async move {
            let words = if page::copy(&text).await { EN.copied } else { EN.not_copied };
            // The step may have been left by now.
            let _ = outcome.try_set(words.to_owned());
        });
    };
    el("p").class("copied").children([
        shown,
        button(EN.copy, copy).attr("aria-label", &format!("{}: {name}", EN.copy)),
        el("span").attr("role", "status").text_of(move || outcome.get()),
    ])
}
