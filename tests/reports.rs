//! What a person can hand to whoever helps.
#![cfg(not(target_arch = "wasm32"))]

use wizard_core::{Failure, FailureKind, Key};
use wizard_state::report::report;

#[test]
fn a_report_tells_what_happened_and_where() {
    let key = Key {
        integration_pack_instance_id: "pack".into(),
        env_id: "env".into(),
        process_id: "process".into(),
        connection_id: "connection".into(),
        catalog_guid: "guid".into(),
    };
    let failure = Failure {
        message: Some("Downstream Execution Error: Server Error".into()),
        status: Some(500),
        ..Failure::of(FailureKind::PlatformDown)
    };
    let address = "https://platform.example/graphql?token=t#t";
    let text = report(&failure, &key, address, "2026-11-21T10:42:00.000Z", "A browser");
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(
        text,
        format!(
            "Problem: platform-down\nTime: 2026-11-21T10:42:00.000Z\nHTTP status: 500\n\
             The platform said: Downstream Execution Error: Server Error\n\
             Address: https://platform.example/graphql\nintegrationPackInstanceId: pack\n\
             envId: env\nprocessId: process\nconnectionId: connection\ncatalogGuid: guid\n\
             Wizard: {version}\nBrowser: A browser"
        )
    );
}
