use leptos::prelude::*;

use super::{calls::Entry, words};

/// One request of the log; pressed, it shows what was sent.
#[component]
pub(super) fn Row(number: u64, entry: Memo<Option<Entry>>) -> impl IntoView {
    let open = RwSignal::new(false);
    let say = move |words: fn(&Entry) -> String| {
        move || entry.with(|entry| entry.as_ref().map(words).unwrap_or_default())
    };
    let sent = format!("sandbox-request-{number}");
    let controls = sent.clone();
    view! {
        <tr>
            <td>{say(words::time)}</td>
            <td>
                <button
                    type="button"
                    class="opens"
                    aria-expanded=move || open.get().to_string()
                    aria-controls=move || open.get().then(|| controls.clone())
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    {say(words::operation)}
                </button>
            </td>
            <td>{say(words::status)}</td>
            <td>{say(words::duration)}</td>
            <td>{say(words::met)}</td>
        </tr>
        <Show when=move || open.get()>
            <tr id=sent.clone()>
                <td colspan="5">
                    <div class="sent">
                        <p>{say(words::line)}</p>
                        <pre>{say(words::body)}</pre>
                    </div>
                </td>
            </tr>
        </Show>
    }
}
