use leptos::{ev, prelude::*};
use wizard_core::{ControlId, Row, RowId, SaveEvent, SaveMachine, Table, neutralize_bidi, pasted};
use wizard_state::WizardState;
use wizard_web::keys::is_enter;

use super::{Announcement, FieldProblem, Focus, TextControl, control_id};
use crate::i18n::{EN, interpolate, messages};

/// A row of a table: a parameter, or what is to become one.
#[component]
pub fn ParameterRow(
    table: Table,
    row: RowId,
    /// The row's place in the table, from 0.
    index: ReadSignal<usize>,
    announcement: Announcement,
) -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let focus = expect_context::<Focus>();
    let (key, value) = (
        TextControl::new(ControlId::Key(table, row)),
        TextControl::new(ControlId::Value(table, row)),
    );
    let is_fixed = wizard
        .with_untracked(|machine| machine.row(table, row).is_some_and(Row::is_fixed))
        .unwrap_or_default();
    let which = Signal::derive(move || {
        let number = (index.get() + 1).to_string();
        interpolate(messages::param(table), &[("number", &number)])
    });
    let (key_id, value_id) = (control_id(key.control()), control_id(value.control()));
    let actions = RowActions { wizard, table, row, announcement };
    view! {
        <li class="param">
            <div>
                <label for=key_id part="label">
                    {EN.key}<span class="visually-hidden">", " {which}</span>
                </label>
                <input
                    {..key.attributes(is_fixed)}
                    part="input"
                    type="text"
                    autocomplete="off"
                    list=format!("{}-keys", table.name())
                    on:paste=move |event| actions.paste(&event)
                />
            </div>
            <div>
                <label for=value_id.clone() part="label">
                    {EN.value}<span class="visually-hidden">", " {which}</span>
                </label>
                <textarea
                    {..value.attributes(is_fixed)}
                    part="textarea"
                    rows="1"
                    autocomplete="off"
                    on:keydown=move |event| next_step_at_enter(focus, &event)
                ></textarea>
            </div>
            <button
                type="button"
                class="remove"
                part="button"
                aria-disabled=move || wizard.is_read_only().get().then_some("true")
                on:click=move |_| actions.remove(focus)
            >
                {EN.remove}<span class="visually-hidden">" " {which}</span>
            </button>
            <div class="below">
                <FieldProblem control=key />
                <FieldProblem control=value />
                <p class="help" id=format!("{value_id}-help") part="help">
                    {is_fixed.then_some(EN.param_fixed)}
                </p>
            </div>
        </li>
    }
}

/// The actions on a row as a whole.
#[derive(Clone, Copy)]
struct RowActions {
    wizard: WizardState,
    table: Table,
    row: RowId,
    announcement: Announcement,
}

impl RowActions {
    /// Takes the row away; the focus goes to the row that takes its place.
    fn remove(self, focus: Focus) {
        let Self { wizard, table, row, announcement } = self;
        if wizard.is_read_only().get_untracked() {
            return;
        }
        let rows = wizard.rows(table);
        let place = rows.with_untracked(|rows| rows.iter().position(|other| *other == row));
        let key = key_of(wizard, table, row);
        wizard.dispatch(SaveEvent::RowRemoved(table, row));
        wizard.dispatch(SaveEvent::Flush);
        let next = rows.with_untracked(|rows| {
            rows.get(place.unwrap_or_default()).or_else(|| rows.last()).copied()
        });
        match next {
            Some(row) => focus.on_control(ControlId::Key(table, row)),
            None => focus.on(&format!("#{}-add", table.name())),
        }
        let sentence = if key.is_empty() { EN.param_without_key_removed } else { EN.param_removed };
        announcement.say(&neutralize_bidi(&interpolate(sentence, &[("key", &key)])));
    }

    /// Makes rows of what is pasted into the key, if it is parameters. A single one is a text where
    /// something was typed already.
    fn paste(self, event: &ev::ClipboardEvent) {
        let Self { wizard, table, row, announcement } = self;
        let text = event.clipboard_data().and_then(|data| data.get_data("text").ok());
        let Some(params) = text.as_deref().and_then(pasted::read) else { return };
        let is_empty = |machine: &SaveMachine| machine.row(table, row).is_some_and(Row::is_empty);
        let is_empty = wizard.with_untracked(is_empty).unwrap_or_default();
        if wizard.is_read_only().get_untracked() || (params.len() == 1 && !is_empty) {
            return;
        }
        event.prevent_default();
        let sentence = messages::params_pasted(params.len());
        wizard.dispatch(SaveEvent::Pasted { table, row, params });
        announcement.say(&sentence);
    }
}

/// The key of a row as it is now.
fn key_of(wizard: WizardState, table: Table, row: RowId) -> String {
    let key = |machine: &SaveMachine| machine.text(ControlId::Key(table, row));
    wizard.with_untracked(key).unwrap_or_default()
}

/// In a control of several lines Enter would break the line; here it moves on as everywhere else, and
/// breaks the line with Shift.
fn next_step_at_enter(focus: Focus, event: &ev::KeyboardEvent) {
    if is_enter(event) && !event.shift_key() {
        event.prevent_default();
        focus.next_step();
    }
}
