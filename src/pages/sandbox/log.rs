use leptos::prelude::*;

use super::{calls::Entry, row::Row};

/// The requests that arrived at the sandbox, the newest first.
#[component]
pub(super) fn Log(entries: RwSignal<Vec<Entry>>) -> impl IntoView {
    let numbers =
        move || entries.with(|log| log.iter().rev().map(|entry| entry.number).collect::<Vec<_>>());
    // A row is its number's and follows what is known of it, so that an open one stays open.
    let row = move |number| {
        let entry = Memo::new(move |_| {
            entries.with(|log| log.iter().find(|entry| entry.number == number).cloned())
        });
        view! { <Row number entry /> }
    };
    // Wider than a narrow page: then it scrolls by itself, and the keyboard has to get there.
    view! {
        <section>
            <h2 id="sandbox-log">{"Requests that arrived"}</h2>
            <p class="help">{"The newest comes first. Press a request to see its body."}</p>
            <div class="scrolls" role="region" aria-labelledby="sandbox-log" tabindex="0">
                <table aria-labelledby="sandbox-log">
                    <thead>
                        <tr>
                            <th scope="col">{"Time"}</th>
                            <th scope="col">{"Request"}</th>
                            <th scope="col">{"Status"}</th>
                            <th scope="col">{"Took"}</th>
                            <th scope="col">{"Went wrong on purpose"}</th>
                        </tr>
                    </thead>
                    <tbody><For each=numbers key=|number| *number children=row /></tbody>
                </table>
            </div>
        </section>
    }
}
