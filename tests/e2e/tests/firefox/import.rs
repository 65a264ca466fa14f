//! The panel that fills the form from an OAuth application of Hybrid Data Pipeline.

use e2e::run_in_firefox;

use crate::host::{held, host_with};

const BOX: &str = "Paste an OAuth application, as JSON";

#[tokio::test(flavor = "multi_thread")]
async fn an_application_is_read_shown_filled_in_and_taken_back() {
    run_in_firefox(async |world| {
        let page = host_with(world, "element.hdpImport = '';").await;
        page.press("Fill in from Hybrid Data Pipeline").await;
        page.until_shown(BOX).await;
        // A comma is missing.
        let application =
            r#"{"id": "17", "clientId": "from there", "clientSecret": "canary" "scope": "a b"}"#;
        page.type_into(BOX, application).await;
        page.press("Read it").await;
        page.until_shown("A comma was missing before scope.").await;
        page.until_shown("There was a client secret in it. It was not kept.").await;
        page.until_shown("A → from there").await;
        assert_eq!(page.value(BOX).await, "");
        assert_eq!(page.value("Client ID").await, "A");
        assert_eq!(world.saves(), 0, "nothing changes before the person says so");

        page.press("Fill in").await;
        page.until_value("Client ID", "from there").await;
        page.until_shown("Filled in.").await;
        page.until_state("saved").await;
        assert!(held(world).contains(r#""clientId":"from there""#), "{}", held(world));
        assert!(!held(world).contains("canary"), "{}", held(world));
        assert_eq!(page.value("Client secret").await, "");

        page.press("Undo").await;
        page.until_value("Client ID", "A").await;
        page.until_state("saved").await;
        assert!(held(world).contains(r#""clientId":"A""#), "{}", held(world));
    })
    .await;
}
