use leptos::{ev, html::Details, prelude::*};
use wizard_core::{Part, SaveMachine, Step, Table};
use wizard_state::WizardState;

use crate::{
    components::{ForeignText, ParameterTable, ShowWhen},
    i18n::{EN, messages},
};

/// The step with the parameters that the platform adds to the two requests.
#[component]
pub fn ParametersStep() -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let is_preview_open = RwSignal::new(false);
    let preview = NodeRef::<Details>::new();
    let toggled = move |_: ev::Event| {
        is_preview_open.set(preview.get_untracked().is_some_and(|details| details.open()));
    };
    let shows = move |table| move || wizard.shows(Part::Table(table));
    let tables = Table::ALL
        .map(|table| view! { <ShowWhen when=shows(table)><ParameterTable table /></ShowWhen> });
    let previews = Table::ALL.map(|table| {
        view! { <ShowWhen when=shows(table)><RequestPreview table is_open=is_preview_open /></ShowWhen> }
    });
    view! {
        <div>
            <p class="intro" part="intro">{EN.parameters_intro}</p>
            {tables.into_iter().collect_view()}
            <details class="preview" node_ref=preview on:toggle=toggled>
                <summary>{EN.preview}</summary>
                {previews.into_iter().collect_view()}
            </details>
        </div>
    }
}

/// The text that is added to one of the requests, as long as somebody looks at it.
#[component]
fn RequestPreview(table: Table, #[prop(into)] is_open: Signal<bool>) -> impl IntoView {
    let wizard = expect_context::<WizardState>();
    let name = messages::preview(table);
    let sent = Signal::derive(move || {
        if !is_open.get() || wizard.step().get() != Step::Parameters {
            return String::new();
        }
        let sent = wizard.with(|machine| sent(machine, table)).unwrap_or_default();
        if sent.is_empty() { EN.preview_nothing.to_owned() } else { sent }
    });
    view! {
        <h4>{name}</h4>
        <ForeignText name text=sent />
    }
}

/// The text that is added to a table's request. How the platform sends a value that is no text is
/// not known, so those are left out.
fn sent(machine: &SaveMachine, table: Table) -> String {
    let texts = machine.rows(table).savable().filter(|row| !row.is_fixed());
    let pairs = texts.map(|row| (row.key.as_str(), row.value.shown()));
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}
