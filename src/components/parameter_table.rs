use leptos::prelude::*;
use wizard_core::{ControlId, SaveEvent, Table};
use wizard_state::{RemoteState, WizardState};

use super::{Announcement, Focus, ParameterRow, Suggestions};
use crate::i18n::{EN, messages};

/// A table of parameters.
#[component]
pub fn ParameterTable(table: Table) -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let focus = expect_context::<Focus>();
    let name = table.name();
    let title = format!("{name}-title");
    let announcement = Announcement::default();
    let rows = wizard.rows(table);
    let add = move |_| {
        if wizard.is_read_only().get_untracked() {
            return;
        }
        wizard.dispatch(SaveEvent::RowAdded(table));
        let newest = rows.with_untracked(|rows| rows.iter().max().copied());
        if let Some(row) = newest {
            focus.on_control(ControlId::Key(table, row));
        }
        announcement.say(EN.param_added);
    };
    let is_empty = move || wizard.remote() != RemoteState::Unknown && rows.with(Vec::is_empty);
    let known_keys = messages::known_keys(table).iter().map(|key| (*key).to_owned()).collect();
    view! {
        <section class="table" aria-labelledby=title.clone()>
            <h3 id=title.clone()>{messages::table(table)}</h3>
            <p class="help" part="help">{messages::table_help(table)}</p>
            <Suggestions id=format!("{name}-keys") texts=known_keys />
            <ul class="params">
                <ForEnumerate
                    each=move || rows.get()
                    key=|row| row.0
                    children=move |index, row| view! { <ParameterRow table row index announcement /> }
                />
            </ul>
            <p class="none">{move || is_empty().then_some(EN.params_none)}</p>
            <button
                type="button"
                id=format!("{name}-add")
                part="button"
                // One that was really disabled would lose the focus, and with it the person's place.
                aria-disabled=move || wizard.is_read_only().get().then_some("true")
                on:click=add
            >
                {messages::add(table)}
            </button>
            <p class="visually-hidden" role="status">{move || announcement.text()}</p>
        </section>
    }
}
