//! What the element tells its host.

use e2e::{run_in_firefox, sandbox::sample};
use serde_json::json;

use crate::host::{host, host_with};

const SECRET: &str = "canary-5f0c9d";

#[tokio::test(flavor = "multi_thread")]
async fn the_host_hears_what_happens_outside_of_the_shadow_tree() {
    run_in_firefox(async |world| {
        let page = host(world).await;
        page.type_over("Client ID", "B").await;
        page.until("heard.some(([name]) => name === 'wizard-saved')", vec![]).await;
        page.press("Review").await;
        page.until("heard.some(([name]) => name === 'wizard-step')", vec![]).await;
        let key = json!({
            "integrationPackInstanceId": "test-101",
            "envId": "2",
            "processId": "1",
            "connectionId": "3",
            "catalogGuid": sample::CATALOG_GUID,
        });
        let id = "7665cc47-6acf-4e39-83c0-08721";
        assert_eq!(
            page.eval("heard", vec![]).await,
            json!([
                ["wizard-ready", { "key": key, "version": env!("CARGO_PKG_VERSION") }],
                ["wizard-loaded", { "key": key, "found": true, "isTokenGenerated": false }],
                ["wizard-change", { "key": key, "name": "clientId" }],
                ["wizard-saved", { "key": key, "id": id }],
                ["wizard-step", { "key": key, "step": "review" }],
            ])
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_element_in_a_shadow_tree_of_the_host_is_heard_too() {
    run_in_firefox(async |world| {
        let nested = "const around = document.createElement('div');
            const nest = document.createElement('div');
            around.attachShadow({ mode: 'open' }).append(nest);
            document.querySelector('main').append(around);
            queueMicrotask(() => nest.append(element));";
        let page = host_with(world, &format!("{nested} window.inner = element;")).await;
        page.until_value("Client ID", "A").await;
        page.until("heard.some(([name]) => name === 'wizard-loaded')", vec![]).await;
        page.type_over("Client ID", "B").await;
        page.until(
            "inner.getAttribute('save-state') === 'saved' && heard.some(([name]) => \
            name === 'wizard-saved')",
            vec![],
        )
        .await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_event_storage_or_request_has_the_client_secret() {
    run_in_firefox(async |world| {
        let page = host(world).await;
        page.type_into("Client secret", SECRET).await;
        page.type_over("Client ID", "saved beside it").await;
        page.until("heard.some(([name]) => name === 'wizard-saved')", vec![]).await;
        page.press("Review").await;
        page.until_shown("Typed, and kept in the memory of this page only.").await;
        let rest = "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie,
            location.href, history.state, document.title, heard,
            performance.getEntries().map((e) => e.name),
            all(document).map((e) => e.getAttributeNames().map((name) => e.getAttribute(name)))])";
        let rest = page.eval(rest, vec![]).await.to_string();
        assert!(rest.contains("wizard-saved"), "events were heard: {rest}");
        assert!(!rest.contains(SECRET), "{rest}");
        let databases = page.databases().await;
        assert!(databases.contains("spaces-oauth-wizard"), "{databases}");
        assert!(!databases.contains(SECRET), "{databases}");
        let log = format!("{:?}", world.sandbox.log());
        assert!(log.contains("saved beside it") && !log.contains(SECRET), "{log}");
        page.press("Application").await;
        assert_eq!(page.value("Client secret").await, SECRET, "it was typed");
    })
    .await;
}
