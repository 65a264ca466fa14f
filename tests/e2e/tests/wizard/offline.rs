//! Without a network, or without the platform, typing goes on; what was typed is saved afterwards.

use e2e::{run, sandbox::sample};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_offline_is_saved_as_soon_as_the_network_is_back() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        world.browser.set_online(false).await;
        page.type_over("Client ID", "typed offline").await;
        page.until_shown("This device is offline.").await;
        assert_eq!(world.saves(), 0);
        assert_eq!(page.value("Client ID").await, "typed offline");

        world.browser.set_online(true).await;
        page.until_shown("All changes saved").await;
        page.until_gone("This device is offline.").await;
        let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(saved.contains("typed offline"), "{saved}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_while_the_platform_is_down_is_saved_when_it_is_up_again() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        world.sandbox.go_down().await;
        page.type_over("Client ID", "typed meanwhile").await;
        page.until_shown("The platform cannot be reached.").await;
        assert_eq!(world.saves(), 0);

        world.sandbox.come_up().await.expect("the port is still free");
        page.until_shown("All changes saved").await;
        let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(saved.contains("typed meanwhile"), "{saved}");
    })
    .await;
}
