//! Details that are no JSON are shown and kept until the person says otherwise.

use e2e::{run, sandbox::sample};

#[tokio::test(flavor = "multi_thread")]
async fn broken_details_wait_for_a_word() {
    run(async |world| {
        let page = world.open(&sample::BROKEN, "application").await;
        page.until_shown("What the platform holds for this connection cannot be read.").await;
        page.until_state("failed").await;
        page.press("What was found").await;
        page.until_shown(sample::BROKEN_DETAILS).await;

        page.type_into("Client ID", "typed over it").await;
        page.control("Base URL").await.click().await.expect("it can be clicked");
        assert_eq!(world.saves(), 0);
        assert_eq!(world.details(&sample::BROKEN).as_deref(), Some(sample::BROKEN_DETAILS));

        page.press("Start over").await;
        page.until_shown("Start over with an empty form?").await;
        page.press("Keep").await;
        page.until_gone("Start over with an empty form?").await;
        assert_eq!(world.details(&sample::BROKEN).as_deref(), Some(sample::BROKEN_DETAILS));

        page.press("Start over").await;
        page.until_shown("Start over with an empty form?").await;
        page.press("Start over").await;
        page.until_state("saved").await;
        assert_eq!(page.value("Client ID").await, "typed over it");
        page.press("What was there before you started over").await;
        page.until_shown(sample::BROKEN_DETAILS).await;
        let saved = world.details(&sample::BROKEN).expect("there is a record");
        assert!(saved.contains(r#""clientId":"typed over it""#), "{saved}");
    })
    .await;
}
