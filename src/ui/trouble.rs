use leptos::prelude::*;
use wizard_model::{Event, FailureKind, Remedy};

use super::{
    ask::ask,
    control::Control,
    dom::{El, button, el},
    words,
};
use crate::{
    app::{Held, Token, View},
    browser::{page, task},
    text::EN,
};

/// What went wrong, in words, with a way on.
pub(super) fn trouble(control: Control) -> El {
    let failed = move || control.read(|view| failure_key(view).unwrap_or_default());
    let malformed = move || control.read(|view| malformed(view).unwrap_or_default().to_owned());
    let stale = move || control.read(|view| view.token == Token::Stale);
    let set_aside = move || control.read(|view| view.set_aside.clone());
    el("div")
        .child(
            el("div")
                .attr("role", "alert")
                .slot(failed, move || failure_notice(control))
                .slot(malformed, move || malformed_notice(control)),
        )
        .slot(
            move || stale().to_string(),
            move || stale().then(|| el("p").class("note").text(EN.token_stale)),
        )
        .slot(
            move || set_aside().unwrap_or_default(),
            move || set_aside().map(|text| found(EN.set_aside, text)),
        )
}

/// What tells one failure from another; the same one again is not read out again.
fn failure_key(view: &View) -> Option<String> {
    let failure = view.failure.as_ref()?;
    let said = failure.said.as_deref().unwrap_or_default();
    Some(format!("{} {said}", failure.kind.name()))
}

fn malformed(view: &View) -> Option<&str> {
    match &view.held {
        Held::Malformed(text) => Some(text),
        _ => None,
    }
}

fn failure_notice(control: Control) -> Option<El> {
    let (failure, is_loaded) = control.peek(|v| (v.failure.clone(), v.held != Held::Unknown));
    let failure = failure?;
    let remedy = failure.remedy();
    let action = if remedy == Remedy::SignIn { EN.sign_in_again } else { EN.retry };
    let sentence = match failure.kind {
        FailureKind::Forbidden if !is_loaded => EN.failure_forbidden_load,
        kind => words::failure(kind),
    };
    let kept = move || {
        let has_edits = control.read(|view| view.has_edits);
        if has_edits { EN.typed_is_kept.to_owned() } else { String::new() }
    };
    let mut words = el("p").child(el("strong").text(sentence)).text(" ").text_of(kept);
    if remedy == Remedy::RetryAlone {
        words = words.text(" ").text(EN.tries_again);
    }
    Some(el("div").class("trouble").children([
        words,
        button(action, move || control.happen(Event::Retry)),
        found(EN.details, control.report(&failure)),
    ]))
}

fn malformed_notice(control: Control) -> Option<El> {
    let text = control.read(|view| malformed(view).map(ToOwned::to_owned))?;
    let yes = move || control.happen(Event::StartOver);
    Some(el("div").class("trouble").children([
        el("p").child(el("strong").text(EN.malformed)),
        ask(control, "start-over", EN.start_over, EN.start_over_question, yes),
        found(EN.malformed_found, text),
    ]))
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
        shown,
        button(EN.copy, copy),
        el("span").attr("role", "status").text_of(move || outcome.get()),
    ])
}
