use gloo_net::http::Request;
use leptos::prelude::*;
use serde::Deserialize;

use crate::address;

/// A connection that the host's session may set up.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "connectionId is what Spaces calls it")]
struct Connection {
    label: String,
    note: String,
    integration_pack_instance_id: String,
    env_id: String,
    process_id: String,
    connection_id: String,
    catalog_guid: String,
}

impl Connection {
    /// The address of its first step.
    fn address(&self) -> String {
        address::of(
            &self.integration_pack_instance_id,
            &self.env_id,
            &self.process_id,
            &self.connection_id,
            "application",
            &self.catalog_guid,
        )
    }
}

/// The connections to choose from.
#[component]
pub(crate) fn Connections() -> impl IntoView {
    let connections = LocalResource::new(fetch);
    view! {
        <main>
            <h1>{"OAuth connections"}</h1>
            <p>{"Choose a connection of an installed integration pack to set it up."}</p>
            {move || match connections.get() {
                None => view! { <p role="status">{"Loading…"}</p> }.into_any(),
                Some(Ok(list)) => view! { <List list /> }.into_any(),
                Some(Err(())) => view! { <NoSandbox /> }.into_any(),
            }}
        </main>
    }
}

async fn fetch() -> Result<Vec<Connection>, ()> {
    let answer = Request::get("/session/connections").send().await.map_err(drop)?;
    if !answer.ok() {
        return Err(());
    }
    answer.json().await.map_err(drop)
}

#[component]
fn List(list: Vec<Connection>) -> impl IntoView {
    let item = |connection: Connection| {
        let address = connection.address();
        view! {
            <li>
                <a href=address>{connection.label}</a>
                <p>{connection.note}</p>
            </li>
        }
    };
    view! { <ul class="connections">{list.into_iter().map(item).collect_view()}</ul> }
}

/// What a developer sees who ran `trunk serve` alone.
#[component]
fn NoSandbox() -> impl IntoView {
    view! {
        <div role="alert" class="alert">
            <p><strong>{"The sandbox does not answer."}</strong></p>
            <p>
                {"It stands in for the platform. Start both with "}
                <code>{"cargo xtask serve"}</code>
                {", or the sandbox alone, beside your own trunk serve, with "}
                <code>{"cargo run --package sandbox"}</code>
                {". Then reload this page."}
            </p>
        </div>
    }
}
