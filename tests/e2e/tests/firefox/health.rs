//! The panel with the health of an `OpenInt` connection.

use e2e::{run_in_firefox, sandbox::openint};

use crate::host::host_with;

#[tokio::test(flavor = "multi_thread")]
async fn the_health_of_a_connection_is_shown_and_checked() {
    run_in_firefox(async |world| {
        let more = format!(
            "element.openintUrl = '/openint/v1';
             element.openintConnectionId = '{}';
             element.step = 'review';
             element.getOpenIntToken = async () => (await fetch('/session/openint-token')).text();",
            openint::BREAKS
        );
        let page = host_with(world, &more).await;
        page.until_shown("Health in OpenInt").await;
        page.until_shown("Healthy, as OpenInt reports").await;
        page.until_shown("Told to servers only").await;
        page.press("Check now").await;
        page.until_shown("OpenInt hit a problem checking this connection.").await;
        let log = world.sandbox.log();
        let asked = log.iter().filter(|entry| entry.path.starts_with("/openint/"));
        let methods: Vec<&str> = asked.map(|entry| entry.method.as_str()).take(3).collect();
        assert_eq!(methods, ["GET", "POST", "GET"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_for_servers_is_refused_before_any_request() {
    run_in_firefox(async |world| {
        let more = "element.openintUrl = '/openint/v1';
            element.openintConnectionId = 'conn_any';
            element.step = 'review';
            element.getOpenIntToken = () => 'key_cus_1';";
        let page = host_with(world, more).await;
        page.until_shown("This page gave a key for servers. It was not used.").await;
        let log = world.sandbox.log();
        assert!(!log.iter().any(|entry| entry.path.starts_with("/openint/")), "{log:?}");
    })
    .await;
}
