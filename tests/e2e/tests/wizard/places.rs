//! Every place has an address: reload, back and forward keep it, and the data with it.

use e2e::{address, run, sandbox::sample};
use serde_json::json;

const ENTER: char = '\u{e007}';
const TITLE: &str = "QuickBooks, damaged details – OAuth connections";

#[tokio::test(flavor = "multi_thread")]
async fn from_the_list_to_a_step_and_back() {
    run(async |world| {
        let page = world.go("/").await;
        page.until_shown("Documented sample").await;
        page.press("Documented sample").await;
        page.until_value("Client ID", "A").await;
        let here = world.browser.client().current_url().await.expect("there is an address");
        let expected =
            format!("{}{}", world.sandbox.origin(), address(&sample::DOCUMENTED, "application"));
        assert_eq!(here.as_str(), expected);

        page.type_over("Client ID", "B").await;
        page.press("Next").await;
        page.until_shown("Authorization parameters").await;
        page.press("Next").await;
        page.until_shown("Your provider asks you in a window of its own").await;
        page.press("Next").await;
        page.until_shown("Everything about this connection in one place.").await;
        page.until_shown("https://baseURL.com").await;
        let here = world.browser.client().current_url().await.expect("there is an address");
        assert!(here.path().ends_with("/review"), "{here}");
        page.until_state("saved").await;

        world.browser.client().refresh().await.expect("the page reloads");
        page.until_shown("Everything about this connection in one place.").await;
        page.until_shown("https://baseURL.com").await;

        world.browser.client().back().await.expect("there is a page before");
        page.until_shown("Your provider asks you in a window of its own").await;
        world.browser.client().forward().await.expect("there is a page after");
        page.until_shown("Everything about this connection in one place.").await;
        for sentence in
            ["Your provider asks you in a window of its own", "Authorization parameters"]
        {
            world.browser.client().back().await.expect("there is a page before");
            page.until_shown(sentence).await;
        }
        world.browser.client().back().await.expect("there is a page before");
        page.until_value("Client ID", "B").await;
        world.browser.client().back().await.expect("there is a page before");
        page.until_shown("QuickBooks, nothing saved yet").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_of_any_form_is_a_place() {
    run(async |world| {
        let odd = sample::DemoConnection {
            integration_pack_instance_id: "9341452451293689",
            env_id: "a%20b%2Fc",
            process_id: "0",
            ..sample::EMPTY
        };
        let page = world.open(&odd, "application").await;
        page.type_into("Client ID", "here").await;
        page.until_state("saved").await;
        let held = world.details(&sample::DemoConnection { env_id: "a b/c", ..odd });
        assert!(held.is_some_and(|held| held.contains("here")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_says_which_connection_is_open_and_the_keyboard_begins_there() {
    run(async |world| {
        let client = world.browser.client();
        let page = world.go("/").await;
        page.until_shown("QuickBooks, damaged details").await;
        let link = "find('a', 'QuickBooks, damaged details').focus()";
        page.eval(link, vec![]).await;
        page.key(ENTER).await;
        page.until_focus("Set up a connection QuickBooks, damaged details").await;
        page.until("document.title === args[0]", vec![json!(TITLE)]).await;

        client.refresh().await.expect("the page reloads");
        page.until("document.title === args[0]", vec![json!(TITLE)]).await;
        client.back().await.expect("there is a page before");
        page.until_focus("OAuth connections").await;
        page.until("document.title === 'OAuth connections'", vec![]).await;
    })
    .await;
}
