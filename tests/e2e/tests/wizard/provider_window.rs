//! The provider's window: blocked, closed, isolated, in a frame, and answered after a reload.

use e2e::{
    Page, Tab, World, run,
    sandbox::{Fault, Kind, Operation, sample},
};
use serde_json::json;

const WAITING: &str = "Waiting for you to answer in the provider’s window.";
const BLOCKED: &str = "Open the provider’s page and answer there.";
const GONE: &str = "If the provider’s window is open, answer there; else open its page again.";
const GENERATED: &str = "The access token was generated.";

async fn until_generated(world: &World, page: Page<'_>) {
    page.until_shown(GENERATED).await;
    page.until_token("generated").await;
    page.until_state("saved").await;
    assert_eq!(world.is_token_generated(&sample::DOCUMENTED), Some(true));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reload_does_not_end_the_wait() {
    run(async |world| {
        let page = world.open_ready(&sample::DOCUMENTED, "s3cret").await;
        let window = page.generate().await;
        world.browser.until_window_shows(&window, "Connect").await;
        for _ in 0..2 {
            world.browser.client().refresh().await.expect("the page reloads");
            page.until_token("waiting").await;
            page.until_shown(GONE).await;
            // What belongs to this attempt alone rests in this tab alone.
            let kept = page.eval("JSON.stringify(localStorage)", vec![]).await;
            let kept = kept.as_str().unwrap_or_default();
            assert!(kept.contains("attempt") && !kept.contains("state="), "{kept}");
            page.until_shown("Open the provider’s page").await;
        }
        // Nobody brings the browser back of an attempt that began with a window.
        assert_eq!(page.eval("shows('Open it in this tab')", vec![]).await, json!(false));
        assert_eq!(world.is_token_generated(&sample::DOCUMENTED), Some(false));
        world.browser.answer(&window, "Connect").await;
        until_generated(world, page).await;
        assert_eq!(world.starts(), 1);

        world.browser.client().refresh().await.expect("the page reloads");
        page.until_token("generated").await;
        let kept = "JSON.stringify([localStorage, sessionStorage])";
        let kept = page.eval(kept, vec![]).await;
        assert!(!kept.as_str().is_some_and(|kept| kept.contains("attempt")), "{kept}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_answered_while_the_page_was_away_is_known_when_it_is_back() {
    run(async |world| {
        let page = world.open_ready(&sample::DOCUMENTED, "s3cret").await;
        let window = page.generate().await;
        world.browser.until_window_shows(&window, "Connect").await;
        world.go("/").await;
        page.until_shown("Documented sample").await;
        world.browser.answer(&window, "No thanks").await;
        world.browser.until_window_shows(&window, "No token was generated").await;
        let page = world.open(&sample::DOCUMENTED, "authorize").await;
        page.until_shown("You or your administrator said no.").await;
        page.until_token("failed").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blocked_window_becomes_a_link() {
    run(async |world| {
        world.browser.before_each_page("window.open = () => null;").await;
        let page = world.open_ready(&sample::DOCUMENTED, "s3cret").await;
        page.press("Generate token").await;
        page.until_shown(BLOCKED).await;
        page.until_token("waiting").await;
        let address =
            page.eval("find('a', args[0]).href", vec![json!("Open the provider’s page")]).await;
        let address = address.as_str().expect("it leads somewhere").to_owned();
        let provider = world.sandbox.provider().expect("there is one").origin();
        assert!(address.starts_with(&format!("{provider}/oauth2/authorize?")), "{address}");
        page.press("Show its address").await;
        page.until_shown(&address).await;
        assert!(!address.contains("s3cret"), "{address}");

        let window = page.press_for_window("Open the provider’s page").await;
        world.browser.answer(&window, "Connect").await;
        until_generated(world, page).await;
        assert_eq!(world.starts(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_works_in_any_tab() {
    run(async |world| {
        world.browser.before_each_page("window.open = () => null;").await;
        let page = world.open_ready(&sample::DOCUMENTED, "s3cret").await;
        page.press("Generate token").await;
        page.until_shown(BLOCKED).await;
        let address =
            page.eval("find('a', args[0]).href", vec![json!("Open the provider’s page")]).await;
        let address = address.as_str().expect("it leads somewhere").to_owned();
        let first = world.browser.tab().await;
        let tab = world.browser.new_tab().await;
        world.browser.go(&address).await;
        world.browser.switch_to(&first).await;
        world.browser.answer(&tab, "Connect").await;
        until_generated(world, page).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_window_is_no_failure() {
    run(async |world| {
        let page = world.open_ready(&sample::DOCUMENTED, "s3cret").await;
        let window = page.generate().await;
        world.browser.until_window_shows(&window, "Connect").await;
        world.browser.close_tab(&window).await;
        // It looks again after the window is gone.
        page.press("Check now").await;
        let looks = world.sandbox.log().iter().filter(|e| e.is(Operation::Outcome)).count();
        let later = |log: &[e2e::sandbox::Entry]| {
            let answered =
                |e: &&e2e::sandbox::Entry| e.is(Operation::Outcome) && e.status == Some(200);
            log.iter().filter(answered).count() > looks
        };
        let patience = std::time::Duration::from_secs(20);
        world.sandbox.wait_for(later, patience).await.expect("it looks again");
        page.until_shown(GONE).await;
        page.until_token("waiting").await;
        // Nothing has to be typed again.
        let window = page.press_for_window("Open the provider’s page").await;
        world.browser.answer(&window, "Connect").await;
        until_generated(world, page).await;
        assert_eq!(world.starts(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_that_was_closed_at_once_cannot_be_shown_and_opens_again() {
    run(async |world| {
        // No look has been answered yet.
        world.sandbox.set_faults(vec![Fault::new(Kind::Hold).on(Operation::Outcome)]);
        let page = world.open_ready(&sample::DOCUMENTED, "s3cret").await;
        let window = page.generate().await;
        world.browser.until_window_shows(&window, "Connect").await;
        world.browser.close_tab(&window).await;
        page.press("Show the window").await;
        page.until_shown(GONE).await;
        world.sandbox.clear_faults();
        let window = page.press_for_window("Open the provider’s page").await;
        world.browser.answer(&window, "Connect").await;
        until_generated(world, page).await;
        assert_eq!(world.starts(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_attempt_of_yesterday_is_forgotten_without_a_word() {
    run(async |world| {
        let page = world.open_ready(&sample::DOCUMENTED, "s3cret").await;
        let window = page.generate().await;
        world.browser.close_tab(&window).await;
        // The page's own clock is a day ahead from now on.
        let later = "performance.now = ((now) => () => now.call(performance) + 86_400_000)\
            (performance.now);";
        world.browser.before_each_page(later).await;
        world.browser.client().refresh().await.expect("the page reloads");
        page.until_state("saved").await;
        page.until_token("none").await;
        page.until_shown("The access token is not generated yet.").await;
        let kept = "JSON.stringify([localStorage, sessionStorage])";
        page.until(&format!("!{kept}.includes('attempt')"), vec![]).await;
        assert_eq!(page.told_of_token().await, []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_press_begins_nothing() {
    run(async |world| {
        world.sandbox.set_faults(vec![Fault::new(Kind::Hold).on(Operation::Start)]);
        let page = world.open_ready(&sample::DOCUMENTED, "s3cret").await;
        let known = world.browser.tabs().await;
        page.eval(
            "((button) => { button.click(); button.click(); })(find('button', 'Generate token'))",
            vec![],
        )
        .await;
        page.until_shown("Opening the provider’s page…").await;
        let window = world.browser.until_opened(&known).await;
        let text = "Your provider’s page opens here in a moment.";
        world.browser.until_window_shows(&window, text).await;
        world.sandbox.clear_faults();
        page.until_shown(WAITING).await;
        page.press("Check now").await;
        page.until_shown("There is no answer yet.").await;
        page.press("Show the window").await;
        page.press("Show the window").await;
        assert_eq!(world.browser.tabs().await.len(), known.len() + 1, "there is one window");
        world.browser.answer(&window, "Connect").await;
        until_generated(world, page).await;
        assert_eq!(world.starts(), 1);
    })
    .await;
}

/// Opens the wizard in its own page or in a frame of another site's page.
async fn open(world: &World, is_in_frame: bool) -> (Page<'_>, Tab) {
    if !is_in_frame {
        let page = world.open_ready(&sample::DOCUMENTED, "s3cret").await;
        return (page, world.browser.tab().await);
    }
    let origin = world.sandbox.origin();
    let platform = format!("{origin}/");
    let account = sample::ACCOUNT_ID;
    let guid = sample::CATALOG_GUID;
    world.sandbox.embeddable_page(
        "/inner.html",
        format!(
            "<!doctype html><html lang=en><title>Inner</title>\
             <script type=module src=/spaces-oauth-wizard.js></script><spaces-oauth-wizard \
             endpoint=/graphql token-url=/session/token relay-url=/relay platform-url={platform} \
             account-id={account} integration-pack-instance-id=test-101 env-id=2 process-id=1 \
             connection-id=3 space-guid={guid} step=authorize></spaces-oauth-wizard>"
        ),
    );
    world.sandbox.embeddable_page(
        "/outer.html",
        format!(
            "<!doctype html><html lang=en><title>Outer</title>\
             <iframe title=Wizard width=1000 height=800 src={origin}/inner.html></iframe>"
        ),
    );
    // Two names of this machine are two sites.
    let outer = origin.replace("127.0.0.1", "localhost");
    world.browser.go(&format!("{outer}/outer.html")).await;
    let page = world.page();
    let tab = world.browser.tab().await;
    world.browser.client().enter_frame(0).await.expect("there is a frame");
    page.until_state("saved").await;
    page.enter_secret("s3cret").await;
    (page, tab)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_or_a_frame_and_a_provider_that_isolates_or_not() {
    for (is_in_frame, isolates) in [(false, false), (false, true), (true, false), (true, true)] {
        println!("in a frame: {is_in_frame}, the provider isolates: {isolates}");
        run(async |world| {
            if isolates {
                let isolate = Fault::new(Kind::OpenerPolicy).on(Operation::Consent);
                world.sandbox.set_faults(vec![isolate]);
            }
            let (page, tab) = open(world, is_in_frame).await;
            let window = page.generate().await;
            world.browser.answer(&window, "Connect").await;
            // It is back in the page, not in its frame.
            world.browser.switch_to(&tab).await;
            if is_in_frame {
                world.browser.client().enter_frame(0).await.expect("there is a frame");
            }
            until_generated(world, page).await;
            assert_eq!(world.starts(), 1);
            if !isolates {
                world.browser.until_closed(&window).await;
            }
            if is_in_frame {
                world.browser.client().enter_parent_frame().await.expect("there is a page");
            }
        })
        .await;
    }
}
