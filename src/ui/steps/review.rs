use reactive_graph::{prelude::*, signal::RwSignal};
use wizard_core::{ControlId, Field, SaveState, Secret, Step, Table, Token, check};

use crate::{
    app::{Held, Unfinished, View},
    text::EN,
    ui::{
        control::Control,
        dom::{El, Follows, button, el},
        panel::Panel,
        summary::summary,
        words,
    },
};

/// Everything in one place.
pub(in crate::ui) fn review(control: Control) -> El {
    let mut list = el("dl").class("review");
    for field in Field::ALL {
        if control.shows(check::Part::Field(field)) {
            list =
                list.child(line(control, words::label(field), move |view| field_text(view, field)));
        }
    }
    if control.shows(check::Part::Secret) {
        let said = |view: &View| {
            Err(match view.secret {
                Secret::Typed if view.encrypts => EN.secret_to_encrypt,
                Secret::Typed => EN.secret_typed,
                Secret::None => EN.secret_not_typed,
                other => words::secret(other),
            })
        };
        list = list.child(line(control, EN.client_secret, said));
    }
    for table in Table::ALL {
        if control.shows(check::Part::Table(table)) {
            list =
                list.child(line(control, words::table(table), move |view| table_text(view, table)));
        }
    }
    list = list.child(line(control, EN.token, token_text));
    let stands = move || control.read(|view| words::unfinished(view.unfinished()).to_owned());
    el("div")
        .child(el("p").class("intro").text(EN.review_intro))
        .child(summary(control))
        .child(list)
        .slot(move || health_key(control).unwrap_or_default(), move || health(control))
        .child(el("p").class("done").attr("id", "unfinished").text_of(stands))
}

fn health_key(control: Control) -> Option<String> {
    control.read(|view| view.screen.rules.health.clone())
}

/// How the connection is in `OpenInt`, where the host page has one there.
fn health(control: Control) -> Option<El> {
    health_key(control)?;
    let panel = Panel::new(control, "healthPanel");
    panel.draw();
    Some(panel.place())
}

/// The last button. What keeps it from its work it leads to.
pub(in crate::ui) fn finish(control: Control) -> El {
    let is_finished = RwSignal::new(false);
    let unfinished = move || control.read(View::unfinished);
    let finish = move || match control.peek(View::unfinished) {
        None => {
            control.finish();
            is_finished.set(true);
        }
        Some(Unfinished::Needs) => control.focus_first_need(),
        Some(Unfinished::NoToken | Unfinished::Authorizing) => control.go_to(Step::Authorize),
        // How saving stands is told below, with a way on.
        Some(Unfinished::NotSaved) => {}
    };
    let said = move || if is_finished.get() { EN.finished.to_owned() } else { String::new() };
    el("div").class("finish").children([
        button(EN.finish, finish)
            .class("primary")
            .attr("aria-describedby", "unfinished")
            .attr_of("aria-disabled", move || unfinished().map(|_| "true".to_owned())),
        el("span").attr("role", "status").text_of(said),
    ])
}

/// A text, or what is said in its place.
type Shown = Result<String, &'static str>;

fn line(control: Control, name: &str, text: impl Fn(&View) -> Shown + Copy + 'static) -> El {
    let shown = move || control.read(text);
    let said = move || shown().unwrap_or_else(ToOwned::to_owned);
    el("div")
        .class("row")
        .child(el("dt").text(name))
        .child(el("dd").class_if("missing", move || shown().is_err()).text_of(said))
}

fn field_text(view: &View, field: Field) -> Shown {
    match view.text(ControlId::Field(field)) {
        "" => Err(unless_unknown(view, EN.not_entered)),
        text => Ok(text.to_owned()),
    }
}

fn table_text(view: &View, table: Table) -> Shown {
    let line = |row: &wizard_core::Row| format!("{} = {}", row.key, row.value.shown());
    let lines: Vec<_> = view.savable_rows(table).map(line).collect();
    if lines.is_empty() { Err(unless_unknown(view, EN.params_none)) } else { Ok(lines.join("\n")) }
}

fn token_text(view: &View) -> Shown {
    match view.token {
        Token::None => Err(unless_unknown(view, EN.token_not_generated)),
        Token::Generated => Ok(EN.token_generated.to_owned()),
        Token::Stale => Ok(EN.token_outdated.to_owned()),
        Token::NotNeeded => Ok(EN.token_not_needed.to_owned()),
    }
}

/// What is said where nothing is; before the platform has answered nobody knows that.
fn unless_unknown(view: &View, said: &'static str) -> &'static str {
    match view.held {
        Held::Unknown if view.state == SaveState::Loading => EN.state_loading,
        Held::Unknown => EN.not_known,
        _ => said,
    }
}
