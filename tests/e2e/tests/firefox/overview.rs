//! A host that names a pack and no connection.

use e2e::run_in_firefox;
use serde_json::json;

use crate::host::{held, host_with, reload};

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_is_opened_from_the_list_and_is_there_after_a_reload() {
    run_in_firefox(async |world| {
        let page = host_with(
            world,
            "element.envId = element.processId = element.connectionId = null;
            window.opened = [];
            element.addEventListener('wizard-open', (event) => opened.push(event.detail.key));",
        )
        .await;
        page.until_shown("Choose a connection").await;
        page.press("Documented sample").await;
        page.until_value("Client ID", "A").await;
        assert_eq!(page.eval("opened[0].connectionId", vec![]).await, json!("3"));
        page.type_over("Client ID", "typed in Firefox").await;
        page.until_shown("All changes saved").await;
        assert!(held(world).contains("typed in Firefox"), "{}", held(world));

        let page = reload(world).await;
        page.until_value("Client ID", "typed in Firefox").await;
        page.press("All connections of this pack").await;
        page.until_shown("Choose a connection").await;
        page.until_focus("Connections of this pack").await;
        assert_eq!(page.eval("opened", vec![]).await, json!([null]));
    })
    .await;
}
