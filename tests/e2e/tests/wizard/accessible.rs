//! axe-core finds nothing, and the keyboard is enough.

use e2e::{
    LOOKS, run,
    sandbox::{Fault, Kind, Operation, hdp, sample},
};

use crate::{import, overview};

const TAB: char = '\u{e004}';
const ENTER: char = '\u{e007}';

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing() {
    run(async |world| {
        for (width, scheme) in LOOKS {
            let what = |state: &str| format!("{state} at {width} px, {scheme}");
            world.sandbox.clear_faults();
            world.browser.set_look(width, scheme).await;
            let page = world.go("/").await;
            page.until_shown("Documented sample").await;
            page.assert_accessible(&what("the list")).await;

            let pack = overview::address(&sample::FOREIGN);
            let page = world.go(&pack).await;
            page.until_shown("Choose a connection").await;
            page.assert_accessible(&what("a pack")).await;
            page.assert_narrow(&what("a pack")).await;
            // The page does not hear of it, so the element shows the connection itself.
            page.eval("addEventListener('wizard-open', (e) => e.stopPropagation(), true)", vec![])
                .await;
            page.press(sample::FOREIGN.label).await;
            page.until_shown("Review").await;
            page.until_state("saved").await;
            page.assert_accessible(&what("a pack's connection")).await;
            page.assert_narrow(&what("a pack's connection")).await;
            page.press(overview::BACK).await;
            page.until_shown("Choose a connection").await;

            let page = world.open(&sample::EMPTY, "application").await;
            page.assert_accessible(&what("empty")).await;
            let page = world.open(&sample::EMPTY, "review").await;
            page.until_shown("Still to do").await;
            page.assert_accessible(&what("a review with things to do")).await;
            let page = world.open(&sample::BROKEN, "application").await;
            page.assert_accessible(&what("broken details")).await;
            page.press("Start over").await;
            page.until_shown("Start over with an empty form?").await;
            page.assert_accessible(&what("a question")).await;
            let page = world.open(&sample::DOCUMENTED, "review").await;
            page.until_shown("Healthy, as OpenInt reports").await;
            page.assert_accessible(&what("review")).await;
            page.assert_narrow(&what("review")).await;
            let page = world.open(&sample::DOCUMENTED, "application").await;
            page.until_state("saved").await;
            page.press(import::SUMMARY).await;
            page.until_shown(import::BOX).await;
            page.type_into(import::BOX, hdp::DOCUMENTED).await;
            page.press("Read it").await;
            page.until_shown("This would be filled in:").await;
            page.assert_accessible(&what("an import")).await;
            page.assert_narrow(&what("an import")).await;

            let page = world.open(&sample::FOREIGN, "parameters").await;
            page.until_state("saved").await;
            page.press("What will be sent").await;
            page.press("Add access token parameter").await;
            page.type_into("Value, access token parameter 1", "no key ").await;
            page.control("Value, authorization parameter 1").await.click().await.expect("a click");
            page.until_shown("Enter a key.").await;
            page.assert_accessible(&what("parameters")).await;
            // It would come back from the journal.
            page.press("Remove access token parameter 1").await;
            page.assert_narrow(&what("parameters")).await;

            let page = world.open(&sample::DOCUMENTED, "application").await;
            page.until_state("saved").await;
            page.assert_accessible(&what("filled")).await;
            page.type_over("Base URL", "no address").await;
            page.type_into("Client secret", " blank").await;
            page.control("Client ID").await.click().await.expect("it can be clicked");
            page.until_shown("A web address has no blanks.").await;
            page.assert_accessible(&what("a mistake")).await;
            world.sandbox.set_faults(vec![Fault::new(Kind::Hold).on(Operation::Save)]);
            page.type_into("Client ID", "?").await;
            page.until_state("saving").await;
            page.assert_accessible(&what("saving")).await;
            world.sandbox.set_faults(vec![Fault::new(Kind::ServerError).on(Operation::Save)]);
            page.type_into("Client ID", "!").await;
            page.until_state("failed").await;
            page.press("Details").await;
            page.assert_accessible(&what("a failure")).await;
            page.assert_narrow(&what("a failure")).await;
            world.sandbox.set_faults(vec![Fault::new(Kind::Forbidden).on(Operation::Save)]);
            page.until_shown("You may look at this connection, but not change it.").await;
            page.assert_accessible(&what("read only")).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keyboard_is_enough() {
    run(async |world| {
        let page = world.open(&sample::EMPTY, "application").await;
        page.until_state("saved").await;
        let tab_to = async |name: &str| {
            // The longest way is once around.
            for _ in 0..30 {
                page.key(TAB).await;
                if page.focus().await == name {
                    return;
                }
            }
            panic!("the tab key never came to {name}");
        };
        let first = ["All connections", "Application", "Parameters", "Access token", "Review"];
        for name in first.into_iter().chain([import::SUMMARY]) {
            page.key(TAB).await;
            assert_eq!(page.focus().await, name);
        }
        for (name, text) in [
            ("Base URL", "https://a.example"),
            ("Company ID", "9341452451293689"),
            ("Client ID", "A"),
            ("Client secret", "s"),
        ] {
            page.key(TAB).await;
            assert_eq!(page.focus().await, name);
            page.insert(text).await;
        }
        page.key(ENTER).await;
        page.until_focus("Parameters").await;
        tab_to("Add authorization parameter").await;
        page.key(ENTER).await;
        page.until_focus("Key, authorization parameter 1").await;
        page.insert("scope").await;
        page.key(TAB).await;
        assert_eq!(page.focus().await, "Value, authorization parameter 1");
        page.insert("openid").await;
        page.key(ENTER).await;
        page.until_focus("Access token").await;
        tab_to("Next").await;
        page.key(ENTER).await;
        page.until_focus("Review").await;
        page.until_shown("scope = openid").await;
        page.until_state("saved").await;
        let held = world.details(&sample::EMPTY).unwrap_or_default();
        assert_eq!(
            held,
            r#"{"baseURL":"https://a.example","companyId":"9341452451293689","clientId":"A","authParams":{"scope":"openid"},"accessTokenParams":{}}"#
        );

        // It is tried again by a word only, so the button stays.
        world.sandbox.set_faults(vec![Fault::new(Kind::Forbidden).on(Operation::Save)]);
        for step in ["Access token", "Parameters"] {
            tab_to("Back").await;
            page.key(ENTER).await;
            page.until_focus(step).await;
        }
        tab_to("Remove authorization parameter 1").await;
        page.key(ENTER).await;
        page.until_focus("Add authorization parameter").await;
        page.until_state("failed").await;
        tab_to("Details").await;
        page.key(ENTER).await;
        page.until_shown("Problem: forbidden").await;
        world.sandbox.clear_faults();
        tab_to("Try again now").await;
        page.key(ENTER).await;
        page.until_state("saved").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_on_the_way_to_a_token() {
    run(async |world| {
        for (width, scheme) in LOOKS {
            let what = |state: &str| format!("{state} at {width} px, {scheme}");
            world.browser.set_look(width, scheme).await;
            let page = world.open(&sample::EMPTY, "authorize").await;
            page.until_shown("Complete what is listed above first.").await;
            page.assert_accessible(&what("nothing to begin with")).await;
            let page = world.open(&sample::DOCUMENTED, "authorize").await;
            page.until_shown("Enter the client secret").await;
            page.assert_accessible(&what("without a secret")).await;
            page.enter_secret("s3cret").await;
            page.assert_accessible(&what("ready")).await;
            let action = page
                .eval("find('button', 'Generate token')?.textContent ?? 'Regenerate token'", vec![])
                .await;
            let action = action.as_str().expect("it is text").to_owned();
            let window = page.press_for_window(&action).await;
            page.until_shown("Waiting for you to answer").await;
            page.assert_accessible(&what("waiting")).await;
            page.press("Parameters").await;
            page.until_shown("The access token is being generated with these settings").await;
            page.assert_accessible(&what("frozen")).await;
            world.browser.client().refresh().await.expect("the page reloads");
            page.until_shown("Access token").await;
            page.press("Access token").await;
            page.until_shown("If the provider’s window is open, answer there").await;
            page.assert_accessible(&what("without a window")).await;
            page.assert_narrow(&what("without a window")).await;
            world.browser.answer(&window, "No thanks").await;
            page.until_shown("You or your administrator said no.").await;
            page.press("Details").await;
            page.assert_accessible(&what("refused")).await;
            page.assert_narrow(&what("refused")).await;
            world.browser.close_tab(&window).await;
            page.enter_secret("s3cret").await;
            let window = page.press_for_window(&action).await;
            world.browser.answer(&window, "Connect").await;
            page.until_gone("You or your administrator said no.").await;
            page.until_shown("The access token was generated.").await;
            page.until_state("saved").await;
            page.assert_accessible(&what("generated")).await;
            page.press("Application").await;
            page.type_into("Client ID", "B").await;
            page.until_state("saved").await;
            page.press("Access token").await;
            page.until_shown("It has to be generated again.").await;
            page.assert_accessible(&what("stale")).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keyboard_is_enough_for_a_token() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "authorize").await;
        page.until_state("saved").await;
        let tab_to = async |name: &str| {
            // The longest way is once around.
            for _ in 0..30 {
                page.key(TAB).await;
                if page.focus().await == name {
                    return;
                }
            }
            panic!("the tab key never came to {name}");
        };
        tab_to("Enter the client secret").await;
        page.key(ENTER).await;
        page.until_focus("Client secret").await;
        page.insert("s3cret").await;
        for step in ["Parameters", "Access token"] {
            tab_to("Next").await;
            page.key(ENTER).await;
            page.until_focus(step).await;
        }
        tab_to("Generate token").await;
        let known = world.browser.tabs().await;
        page.key(ENTER).await;
        page.until_shown("Waiting for you to answer").await;
        let window = world.browser.until_opened(&known).await;
        tab_to("Cancel").await;
        page.key(ENTER).await;
        page.until_shown("The access token is not generated yet.").await;
        world.browser.until_closed(&window).await;
        tab_to("Enter the client secret").await;
        page.key(ENTER).await;
        page.until_focus("Client secret").await;
        page.insert("s3cret").await;
        tab_to("Next").await;
        page.press("Access token").await;
        tab_to("Generate token").await;
        let known = world.browser.tabs().await;
        page.key(ENTER).await;
        page.until_shown("Waiting for you to answer").await;
        let window = world.browser.until_opened(&known).await;
        world.browser.answer(&window, "Connect").await;
        page.until_shown("The access token was generated.").await;
        page.until_state("saved").await;
    })
    .await;
}
