use wizard_model::{Field, Place, Table, check};

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
        list = list.child(line(control, EN.client_secret, |_| Err(EN.secret_not_kept)));
    }
    for table in Table::ALL {
        if control.shows(check::Part::Table(table)) {
            list =
                list.child(line(control, words::table(table), move |view| table_text(view, table)));
        }
    }
    list = list.child(line(control, EN.token, |view| Ok(token_text(view).to_owned())));
    el("div")
        .child(el("p").class("intro").text(EN.review_intro))
        .child(summary(control))
        .child(list)
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
        "" if view.held == Held::Unknown => Err(EN.state_loading),
        "" => Err(EN.not_entered),
        text => Ok(text.to_owned()),
    }
}

fn table_text(view: &View, table: Table) -> Shown {
    let line = |row: &wizard_model::Row| format!("{} = {}", row.key, row.value.shown());
    let lines: Vec<_> = view.held_rows(table).map(line).collect();
    if lines.is_empty() { Err(EN.params_none) } else { Ok(lines.join("\n")) }
}

fn token_text(view: &View) -> &'static str {
    match view.token {
        Token::None => EN.token_not_generated,
        Token::Generated => EN.token_generated,
        Token::Stale => EN.token_outdated,
    }
}
