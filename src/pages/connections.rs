use leptos::prelude::*;

use crate::heading::Heading;
use crate::session::{Connection, NoSandbox, connections};

/// The connections to choose from.
#[component]
pub(crate) fn Connections() -> impl IntoView {
    let found = LocalResource::new(connections);
    document().set_title("OAuth connections");
    view! {
        <main>
            <Heading>{"OAuth connections"}</Heading>
            <p>{"Choose a connection of an installed integration pack to set it up."}</p>
            {move || match found.get() {
                None => view! { <p role="status">{"Loading…"}</p> }.into_any(),
                Some(Ok(list)) => view! { <List list /> }.into_any(),
                Some(Err(())) => view! { <NoSandbox /> }.into_any(),
            }}
        </main>
    }
}

#[component]
fn List(list: Vec<Connection>) -> impl IntoView {
    let mut packs: Vec<_> = list.iter().map(Connection::pack_address).collect();
    packs.dedup();
    let pack = |(place, address): (usize, String)| {
        view! { <li><a href=address>{format!("All connections of pack {}", place + 1)}</a></li> }
    };
    let packs = packs.into_iter().enumerate().map(pack).collect_view();
    let item = |connection: Connection| {
        let address = connection.address();
        view! {
            <li>
                <a href=address>{connection.label}</a>
                <p>{connection.note}</p>
            </li>
        }
    };
    view! {
        <ul class="connections">{list.into_iter().map(item).collect_view()}</ul>
        <ul class="connections">{packs}</ul>
    }
}
