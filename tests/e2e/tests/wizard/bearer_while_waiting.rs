//! A bearer that ends while a token is waited for.

use e2e::{
    Page, Tab, World, run,
    sandbox::{Entry, Fault, Kind, Operation, sample},
};
use serde_json::json;

use crate::host::host;

const GENERATED: &str = "The access token was generated.";

/// Waits until it was looked once more how it stands, with that status.
async fn until_looked(world: &World, status: u16) {
    let newest = world.sandbox.log().last().map_or(0, |entry| entry.number);
    let looked = |log: &[Entry]| {
        let is_one =
            |e: &Entry| e.number > newest && e.is(Operation::Outcome) && e.status == Some(status);
        log.iter().any(is_one)
    };
    let patience = std::time::Duration::from_secs(20);
    world.sandbox.wait_for(looked, patience).await.expect("it looks again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fresh_one_is_asked_for_and_nobody_notices() {
    run(async |world| {
        let page = world.open_ready(&sample::DOCUMENTED, "s3cret").await;
        let window = page.generate().await;
        let asked =
            || world.sandbox.log().iter().filter(|entry| entry.path == "/session/token").count();
        let before = asked();
        let fault = Fault::new(Kind::Unauthorized).on(Operation::Outcome).times(1);
        world.sandbox.set_faults(vec![fault]);
        until_looked(world, 401).await;
        until_looked(world, 200).await;
        assert_eq!(asked(), before + 1);
        page.until_shown("Waiting for you to answer").await;
        world.browser.answer(&window, "Connect").await;
        page.until_shown(GENERATED).await;
        let told = page.told_of_token().await;
        let states: Vec<_> = told.iter().map(|(state, _)| state.as_str()).collect();
        assert_eq!(states, ["waiting", "generated"]);
    })
    .await;
}

/// A host's page whose bearer comes from a function, waiting for the provider's window.
async fn waiting(world: &World) -> (Page<'_>, Tab) {
    let page = host(world).await;
    page.until_state("saved").await;
    let set = "Object.assign(wizard(), { relayUrl: '/relay', step: 'authorize' })";
    page.eval(&format!("void {set}"), vec![]).await;
    page.until_shown("Access token").await;
    page.enter_secret("s3cret").await;
    let window = page.generate().await;
    world.browser.until_window_shows(&window, "Connect").await;
    (page, window)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_cannot_sign_in_is_told_and_the_wait_goes_on_when_it_can() {
    run(async |world| {
        let (page, window) = waiting(world).await;
        page.eval("void (window.signedOut = true)", vec![]).await;
        let fault = Fault::new(Kind::Unauthorized).on(Operation::Outcome).times(1);
        world.sandbox.set_faults(vec![fault]);
        let sentence = "Waiting. Your sign-in has expired";
        page.until_shown(sentence).await;
        page.until_token("waiting").await;
        world.browser.answer(&window, "Connect").await;
        world.browser.until_window_shows(&window, "The token was generated").await;
        page.until_shown(sentence).await;
        page.eval("(window.signedOut = false, wizard().retry())", vec![]).await;
        page.until_shown(GENERATED).await;
        page.until_token("generated").await;
        page.until_gone(sentence).await;
        assert_eq!(world.starts(), 1);
        assert_eq!(world.is_token_generated(&sample::DOCUMENTED), Some(true));
        // The page's developers are told.
        let console = world.browser.console().await.join("\n");
        assert!(console.contains("getToken has failed"), "{console}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_hears_once_that_it_has_to_sign_in_and_so_does_the_person() {
    run(async |world| {
        let (page, window) = waiting(world).await;
        page.eval("void (window.signedOut = true)", vec![]).await;
        let fault = Fault::new(Kind::Unauthorized).on(Operation::Outcome).times(1);
        world.sandbox.set_faults(vec![fault]);
        let sentence = "Waiting. Your sign-in has expired";
        page.until_shown(sentence).await;
        let heard = "heard.filter(([name]) => name === 'wizard-auth-required').length";
        assert_eq!(page.eval(heard, vec![]).await, json!(1));
        world.browser.answer(&window, "Connect").await;
        page.eval("void (window.signedOut = false)", vec![]).await;
        page.press("Sign in again").await;
        page.until_shown(GENERATED).await;
        page.until_gone(sentence).await;
        page.until_token("generated").await;
        assert_eq!(world.starts(), 1);
        world.browser.console().await;
    })
    .await;
}
