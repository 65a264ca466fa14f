use leptos::prelude::*;

use super::{live::Live, words};

/// The faults that are set, in the order in which a request meets them.
#[component]
pub(super) fn Faults(live: Live) -> impl IntoView {
    let faults = live.faults;
    let some = Memo::new(move |_| faults.with(|faults| !faults.is_empty()));
    let list = move || {
        faults.get().iter().map(|set| view! { <li>{words::fault(set)}</li> }).collect_view()
    };
    // The button stays when the list is empty: a request that met its one hold still waits.
    view! {
        <section>
            <h2>{"What goes wrong now"}</h2>
            <div role="status">
                <Show when=move || some.get() fallback=|| view! { <p>{"Nothing goes wrong on purpose."}</p> }>
                    <ol>{list}</ol>
                </Show>
            </div>
            <button type="button" on:click=move |_| live.clear()>{"Stop all"}</button>
            <p class="help">{"This also lets go of requests that wait."}</p>
        </section>
    }
}
