//! The client secret rests nowhere and goes nowhere.

use e2e::{
    run,
    sandbox::{Fault, Kind, Operation, sample},
};

const SECRET: &str = "canary-5f0c9d";

#[tokio::test(flavor = "multi_thread")]
async fn it_is_in_no_storage_address_console_event_or_request() {
    run(async |world| {
        let page = world.open(&sample::EMPTY, "application").await;
        page.eval(
            "(window.heard = [], ['ready', 'loaded', 'change', 'saved', 'save-failed', \
             'auth-required', 'step'].forEach((name) => document.addEventListener( \
             `wizard-${name}`, (e) => heard.push(e.type + JSON.stringify(e.detail)))))",
            vec![],
        )
        .await;
        page.type_into("Client secret", SECRET).await;
        page.type_into("Client ID", "saved beside it").await;
        page.until_state("saved").await;
        world.sandbox.set_faults(vec![Fault::new(Kind::ServerError).on(Operation::Save)]);
        page.type_into("Client ID", "!").await;
        page.until_state("failed").await;
        world.go_on(page, "Try again now", Operation::Save).await;
        page.until_state("saved").await;
        page.press("Review").await;
        page.until_shown("Typed, and kept in the memory of this page only.").await;
        page.press("Application").await;
        assert_eq!(page.value("Client secret").await, SECRET, "a change of step keeps it");

        let rest = page
            .eval(
                "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, \
                 location.href, history.state, document.title, heard, \
                 performance.getEntries().map((e) => e.name), all(document).map((e) => \
                 e.getAttributeNames().map((name) => e.getAttribute(name)))])",
                vec![],
            )
            .await;
        let rest = rest.as_str().expect("it is text");
        assert!(rest.contains("wizard-saved"), "events were heard: {rest}");
        assert!(!rest.contains(SECRET), "{rest}");
        let databases = page.databases().await;
        assert!(!databases.contains(SECRET), "{databases}");
        let console = world.browser.console().await;
        assert!(console.iter().all(|line| !line.contains(SECRET)), "{console:?}");
        let log = world.sandbox.log();
        assert!(log.iter().any(|entry| entry.body.contains("saved beside it")));
        for entry in log {
            assert!(!format!("{entry:?}").contains(SECRET), "{entry:?}");
        }

        world.browser.client().refresh().await.expect("the page reloads");
        page.until_value("Client ID", "saved beside it!").await;
        assert_eq!(page.value("Client secret").await, "");
    })
    .await;
}
