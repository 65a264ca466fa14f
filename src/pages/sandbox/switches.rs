use leptos::{ev::SubmitEvent, prelude::*};

use super::{
    calls::Fault,
    live::Live,
    words::{self, DELAY, FAULTS, OPERATIONS, RATE_LIMITED},
};

const ONCE: &str = "once";
const HOW_OFTEN: [(&str, &str); 2] = [(ONCE, "Once"), ("always", "Every time")];

/// The form that adds a fault.
#[component]
pub(super) fn Switches(live: Live) -> impl IntoView {
    let kind = RwSignal::new(FAULTS[0].0.to_owned());
    let operation = RwSignal::new(OPERATIONS[0].0.to_owned());
    let how_often = RwSignal::new(ONCE.to_owned());
    let milliseconds = RwSignal::new("2000".to_owned());
    let retry_after = RwSignal::new("5".to_owned());
    let is = move |name| kind.with(|kind| kind == name);
    let operations = Memo::new(move |_| kind.with(|kind| words::operations(kind)));
    // What cannot meet the fault is not left chosen.
    Effect::new(move |_| {
        let known = operations.get();
        if let Some((first, _)) = known.first().filter(|_| {
            operation.with_untracked(|chosen| known.iter().all(|(name, _)| name != chosen))
        }) {
            operation.set((*first).to_owned());
        }
    });
    let let_it_happen = move |event: SubmitEvent| {
        event.prevent_default();
        let operation = operation.get();
        let number = |wanted: bool, text: String| wanted.then(|| text.parse().ok()).flatten();
        live.add(Fault {
            kind: kind.get(),
            operation: (!operation.is_empty()).then_some(operation),
            times: (how_often.get() == ONCE).then_some(1),
            milliseconds: number(is(DELAY), milliseconds.get()),
            retry_after: number(is(RATE_LIMITED), retry_after.get()),
        });
    };
    view! {
        <form on:submit=let_it_happen>
            <Choice id="fault" label="What goes wrong" options=|| FAULTS.to_vec() chosen=kind />
            <Choice id="operation" label="With which requests" options=move || operations.get() chosen=operation />
            <Choice id="how-often" label="How often" options=|| HOW_OFTEN.to_vec() chosen=how_often />
            <Show when=move || is(DELAY)>
                <Number id="milliseconds" label="Longer by how many milliseconds" least="1" required=true value=milliseconds />
            </Show>
            <Show when=move || is(RATE_LIMITED)>
                <Number id="retry-after" label="Retry-After in seconds, if it is to be said" least="0" required=false value=retry_after />
            </Show>
            <button type="submit">{"Let it happen"}</button>
        </form>
    }
}

#[component]
fn Choice(
    id: &'static str,
    label: &'static str,
    options: impl Fn() -> Vec<(&'static str, &'static str)> + Send + 'static,
    chosen: RwSignal<String>,
) -> impl IntoView {
    let option = move |(value, words): (&'static str, &'static str)| {
        let is_chosen = move || chosen.with(|chosen| chosen == value);
        view! { <option value=value prop:selected=is_chosen>{words}</option> }
    };
    view! {
        <p class="field">
            <label for=id>{label}</label>
            <select id=id on:change:target=move |event| chosen.set(event.target().value())>
                {move || options().into_iter().map(option).collect_view()}
            </select>
        </p>
    }
}

#[component]
fn Number(
    id: &'static str,
    label: &'static str,
    least: &'static str,
    required: bool,
    value: RwSignal<String>,
) -> impl IntoView {
    // The browser checks the form and says in its own words what is wrong.
    view! {
        <p class="field">
            <label for=id>{label}</label>
            <input id=id type="number" inputmode="numeric" min=least max="600000" required=required bind:value=value />
        </p>
    }
}
