//! An untouched form writes nothing.

use e2e::{run, sandbox::sample};

#[tokio::test(flavor = "multi_thread")]
async fn looking_around_writes_nothing() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        page.until_state("saved").await;
        for label in ["Base URL", "Company ID", "Client ID", "Client secret"] {
            page.control(label).await.click().await.expect("it can be clicked");
        }
        page.type_into("Client secret", "a secret is no change").await;
        page.until_state("saved").await;
        page.press("Review").await;
        page.until_shown("https://baseURL.com").await;
        page.press("Application").await;
        // A letter and a backspace.
        page.type_into("Client ID", "B\u{e003}").await;
        page.until_state("saved").await;
        world.browser.client().refresh().await.expect("the page reloads");
        page.until_value("Client ID", "A").await;
        assert_eq!(world.saves(), 0);
    })
    .await;
}
