//! The session of the host, which is the sandbox's.

use gloo_net::http::Request;
use leptos::prelude::*;
use serde::Deserialize;

use crate::address;

/// A connection that the host's session may set up.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "connectionId is what Spaces calls it")]
pub(crate) struct Connection {
    /// Its name.
    pub(crate) label: String,
    /// The note on what it shows.
    pub(crate) note: String,
    integration_pack_instance_id: String,
    env_id: String,
    process_id: String,
    connection_id: String,
    catalog_guid: String,
}

impl Connection {
    /// Returns `true` if it is the one with these ids, in the order of the addresses.
    pub(crate) fn is(&self, ids: &[String; 4]) -> bool {
        let Self { integration_pack_instance_id, env_id, process_id, connection_id, .. } = self;
        ids.iter().eq([integration_pack_instance_id, env_id, process_id, connection_id])
    }

    /// The address of its pack's overview.
    pub(crate) fn pack_address(&self) -> String {
        address::of_pack(&self.integration_pack_instance_id, &self.catalog_guid)
    }

    /// The address of its first step.
    pub(crate) fn address(&self) -> String {
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

/// The platform settings that a host gives the wizard.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Host {
    pub(crate) platform_url: String,
    pub(crate) account_id: String,
    pub(crate) relay_url: String,
}

/// The host of the session; none when no sandbox answers.
pub(crate) async fn host() -> Option<Host> {
    let answer = Request::get("/session/host").send().await.ok()?;
    answer.json().await.ok()
}

/// The connections of the session; an error when no sandbox answers.
pub(crate) async fn connections() -> Result<Vec<Connection>, ()> {
    let answer = Request::get("/session/connections").send().await.map_err(drop)?;
    if !answer.ok() {
        return Err(());
    }
    answer.json().await.map_err(drop)
}

/// The notice for a developer who ran `trunk serve` alone.
#[component]
pub(crate) fn NoSandbox() -> impl IntoView {
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
