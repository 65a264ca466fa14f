use wizard_core::{Event, FailureKind, Remedy, Step, Token, TokenEvent};

use super::{
    ask::ask,
    control::Control,
    dom::{El, Follows, button, el},
    words,
};
use crate::{
    app::{Held, Kept, View},
    text::EN,
};

/// What went wrong, in words, always in sight.
pub(super) fn trouble(control: Control) -> El {
    let failed = move || control.read(|view| failure_key(view).unwrap_or_default());
    let malformed = move || control.read(|view| malformed(view).unwrap_or_default().to_owned());
    let frozen =
        move || control.read(|view| view.is_authorizing() && view.screen.step != Step::Authorize);
    let stale = move || control.read(|view| view.token == Token::Stale);
    el("div")
        .child(
            el("div")
                .attr("role", "alert")
                .slot(failed, move || failure_notice(control))
                .slot(malformed, move || malformed_notice(control)),
        )
        .slot(
            move || frozen().to_string(),
            move || {
                let cancel = move || control.token_happens(TokenEvent::Cancelled);
                let words = el("p").text(EN.token_frozen);
                let note = el("div").class("note");
                frozen().then(|| note.children([words, button(EN.cancel, cancel)]))
            },
        )
        .slot(
            move || stale().to_string(),
            move || stale().then(|| el("p").class("note").text(EN.token_stale)),
        )
}

/// What tells one failure from another; the same one again is not read out again.
pub(super) fn failure_key(view: &View) -> Option<String> {
    let failure = view.failure.as_ref()?;
    let said = failure.message.as_deref().unwrap_or_default();
    Some(format!("{} {said}", failure.kind.name()))
}

pub(super) fn malformed(view: &View) -> Option<&str> {
    match &view.held {
        Held::Malformed(text) => Some(text),
        _ => None,
    }
}

fn failure_notice(control: Control) -> Option<El> {
    let (failure, is_loaded) = control.peek(|v| (v.failure.clone(), v.held != Held::Unknown));
    let failure = failure?;
    let sentence = match failure.kind {
        FailureKind::Forbidden if !is_loaded => EN.failure_forbidden_load,
        kind => words::failure(kind),
    };
    let kept = move || {
        let (has_edits, kept) = control.read(|view| (view.has_edits, view.kept));
        let words = match kept {
            _ if !has_edits => "",
            Kept::InBrowser => EN.typed_is_kept,
            Kept::OnPage(_) => EN.typed_is_on_page,
        };
        words.to_owned()
    };
    let mut words = el("p").child(el("strong").text(sentence)).text(" ").text_of(kept);
    if failure.remedy() == Remedy::RetryAlone {
        words = words.text(" ").text(EN.tries_again);
    }
    Some(el("div").class("trouble").child(words))
}

fn malformed_notice(control: Control) -> Option<El> {
    control.peek(|view| malformed(view).is_some()).then(|| {
        let yes = move || control.happen(Event::StartOver);
        el("div").class("trouble").children([
            el("p").child(el("strong").text(EN.malformed)),
            ask(control, "start-over", "", EN.start_over, EN.start_over_question, yes),
        ])
    })
}
