use wizard_model::{Field, Place, SaveState, Step, Table, check};

use crate::{
    app::{Held, Token, View},
    text::EN,
    ui::{
        control::Control,
        dom::{El, el},
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
            Err(if view.has_secret() { EN.secret_typed } else { EN.secret_not_typed })
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
    let done = move || {
        let is_done = control.read(|view| {
            view.state == SaveState::Saved
                && view.held == Held::Details
                && view.needs(Step::Review) == 0
        });
        if is_done { EN.review_done.to_owned() } else { String::new() }
    };
    el("div")
        .child(el("p").class("intro").text(EN.review_intro))
        .child(summary(control))
        .child(list)
        .child(el("p").class("done").text_of(done))
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
    match view.text(Place::Field(field)) {
        "" => Err(unless_unknown(view, EN.not_entered)),
        text => Ok(text.to_owned()),
    }
}

fn table_text(view: &View, table: Table) -> Shown {
    let line = |row: &wizard_model::Row| format!("{} = {}", row.key, row.value.shown());
    let lines: Vec<_> = view.held_rows(table).map(line).collect();
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
