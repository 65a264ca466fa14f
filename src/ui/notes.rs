use wizard_core::Event;

use super::{
    control::Control,
    dom::{El, Follows, button, el},
    words,
};
use crate::{
    app::{Kept, View},
    text::{EN, fill},
};
use wizard_web::clock;

/// What the journal brought back, or could not.
pub(super) fn restored(control: Control) -> El {
    let restored = move || control.read(restored_words).unwrap_or_default();
    let unreadable = move || control.read(|view| view.unreadable.map(words::unreadable));
    let discard = move || control.happen(Event::RestoredDiscarded);
    let read = move || control.happen(Event::RestoredRead);
    let forget = move || control.forget_unreadable();
    el("div")
        .attr("role", "status")
        .slot(restored, move || {
            let words = control.peek(restored_words)?;
            let discard = button(EN.restored_discard, discard);
            let acts = [control.while_it_may_change(discard), button(EN.understood, read)];
            Some(note(&words, acts))
        })
        .slot(
            move || unreadable().unwrap_or_default().to_owned(),
            move || unreadable().map(|words| note(words, [button(EN.unreadable_forget, forget)])),
        )
}

fn note(words: &str, acts: impl IntoIterator<Item = El>) -> El {
    let acts = el("div").class("acts").children(acts);
    el("div").class("note").children([el("p").text(words), acts])
}

fn restored_words(view: &View) -> Option<String> {
    let restored = view.restored.as_ref()?;
    let sentence = if restored.count() == 1 { EN.restored_one } else { EN.restored_many };
    let (count, time) = (restored.count().to_string(), clock::format_time(restored.at));
    Some(fill(sentence, &[("count", &count), ("time", &time)]))
}

/// Where what is typed is kept, where that is not as a person would expect.
pub(super) fn kept(control: Control) -> El {
    let words = move || match control.read(|view| view.kept) {
        Kept::InBrowser => None,
        Kept::OnPage(trouble) => Some(words::not_kept(trouble)),
    };
    el("div").attr("role", "status").slot(
        move || words().unwrap_or_default().to_owned(),
        move || words().map(|words| el("p").class("note").text(words)),
    )
}
