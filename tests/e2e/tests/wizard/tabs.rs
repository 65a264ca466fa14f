//! Two tabs on one connection.

use e2e::{run, sandbox::sample};

#[tokio::test(flavor = "multi_thread")]
async fn what_one_tab_saved_is_there_in_a_tab_opened_afterwards() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        let first = world.browser.tab().await;
        page.type_over("Client ID", "from the first").await;
        page.until_state("unsaved").await;
        page.until_state("saved").await;

        let second = world.browser.new_tab().await;
        let page = world.open(&sample::DOCUMENTED, "application").await;
        assert_eq!(page.value("Client ID").await, "from the first");
        page.type_over("Company ID", "from the second").await;
        page.until_state("unsaved").await;
        page.until_state("saved").await;

        let kept = world.browser.in_tab(&first, async || page.value("Client ID").await).await;
        assert_eq!(kept, "from the first");
        world.browser.switch_to(&first).await;
        world.browser.close_tab(&second).await;
        page.until_state("saved").await;
        let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(saved.contains("from the first") && saved.contains("from the second"), "{saved}");
    })
    .await;
}
