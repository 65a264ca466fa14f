//! Without a token: why, in words, and the way on.

use e2e::{
    Page, World, run,
    sandbox::{Fault, Kind, Operation, sample},
};
use serde_json::json;

const WAITING: &str = "Waiting for you to answer in the provider’s window.";

/// Asserts that a failure is said in words and by its code, to the person and to the host, and that
/// nothing says that there is a token.
async fn assert_failed(world: &World, page: Page<'_>, sentence: &str, code: &str) {
    page.until_shown(sentence).await;
    page.until_token("failed").await;
    page.until_gone(WAITING).await;
    let told = page.told_of_token().await;
    assert_eq!(told.last(), Some(&("failed".to_owned(), json!(code))), "{told:?}");
    page.press("Details").await;
    page.until_shown(code).await;
    assert_eq!(world.is_token_generated(&sample::DOCUMENTED), Some(false));
    assert_eq!(world.saves(), 0);
}

/// Asserts that the next try works.
async fn assert_goes_on(world: &World, page: Page<'_>, sentence: &str) {
    page.enter_secret("right").await;
    let window = page.generate().await;
    page.until_gone(sentence).await;
    world.browser.answer(&window, "Connect").await;
    page.until_shown("The access token was generated.").await;
    page.until_state("saved").await;
    assert_eq!(world.is_token_generated(&sample::DOCUMENTED), Some(true));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_person_says_no() {
    run(async |world| {
        let page = world.open_ready(&sample::DOCUMENTED, "right").await;
        let window = page.generate().await;
        world.browser.answer(&window, "No thanks").await;
        let sentence = "You or your administrator said no.";
        assert_failed(world, page, sentence, "access_denied").await;
        page.until_shown("The person said no.").await;
        assert_goes_on(world, page, sentence).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_secret_is_wrong() {
    run(async |world| {
        world.sandbox.provider().expect("there is one").set_secret("right");
        let page = world.open_ready(&sample::DOCUMENTED, "wrong").await;
        let window = page.generate().await;
        world.browser.answer(&window, "Connect").await;
        let sentence = "The client ID or the client secret is wrong.";
        assert_failed(world, page, sentence, "invalid_client").await;
        assert_goes_on(world, page, sentence).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_provider_refuses_in_its_own_words() {
    run(async |world| {
        let words = "<b>Words</b> of its own";
        for (code, sentence) in [
            ("invalid_scope", "A scope does not exist or is not allowed"),
            ("server_error", "The provider has a problem at the moment."),
            ("made_up", "There is no access token: the provider refused."),
        ] {
            let refuse = Fault::new(Kind::Refuse).on(Operation::Consent).error(code);
            world.sandbox.set_faults(vec![refuse.error_description(words)]);
            let page = world.open_ready(&sample::DOCUMENTED, "right").await;
            page.press("Generate token").await;
            assert_failed(world, page, sentence, code).await;
            page.until_shown(words).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_provider_takes_long_and_is_waited_for() {
    run(async |world| {
        let slow = |operation| Fault::new(Kind::Delay).on(operation).milliseconds(2_500);
        world.sandbox.set_faults(vec![slow(Operation::Consent), slow(Operation::Exchange)]);
        let page = world.open_ready(&sample::DOCUMENTED, "right").await;
        let window = page.generate().await;
        world.browser.answer(&window, "Connect").await;
        page.until_shown("The access token was generated.").await;
        page.until_state("saved").await;
        assert_eq!(world.is_token_generated(&sample::DOCUMENTED), Some(true));
        assert_eq!(world.starts(), 1);
        let told = page.told_of_token().await.into_iter().map(|(state, _)| state);
        assert_eq!(told.collect::<Vec<_>>(), ["waiting", "generated"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_providers_link_has_expired() {
    run(async |world| {
        world.sandbox.set_faults(vec![Fault::new(Kind::ExpiredLink)]);
        let page = world.open_ready(&sample::DOCUMENTED, "right").await;
        let window = page.generate().await;
        let says = "expired";
        world.browser.until_window_shows(&window, says).await;
        page.until_shown(WAITING).await;
        page.until_token("waiting").await;
        page.press("Cancel").await;
        page.until_token("none").await;
        world.sandbox.clear_faults();
        assert_goes_on(world, page, says).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_tab_cancels_what_another_waits_for() {
    run(async |world| {
        let page = world.open_ready(&sample::DOCUMENTED, "right").await;
        page.generate().await;
        let first = world.browser.tab().await;
        let second = world.browser.new_tab().await;
        world.open(&sample::DOCUMENTED, "authorize").await;
        page.until_token("waiting").await;
        page.press("Cancel").await;
        page.until_token("none").await;
        world.browser.switch_to(&first).await;
        page.until_shown("It was cancelled, perhaps in another window.").await;
        page.until_token("failed").await;
        world.browser.close_tab(&second).await;
        assert_goes_on(world, page, "It was cancelled").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_redirect_uri_is_not_registered() {
    run(async |world| {
        let provider = world.sandbox.provider().expect("there is one");
        provider.set_redirect_uris(&["https://elsewhere.example/callback"]);
        let page = world.open_ready(&sample::DOCUMENTED, "right").await;
        page.until_shown(world.sandbox.redirect_uri()).await;
        let window = page.generate().await;
        let says = "The redirect URI is not one of those";
        world.browser.until_window_shows(&window, says).await;
        world.until_answered(Operation::Outcome).await;
        page.until_shown(WAITING).await;
        page.until_token("waiting").await;
        page.press("Cancel").await;
        page.until_shown("The access token is not generated yet.").await;
        page.until_token("none").await;
        provider.set_redirect_uris(&[world.sandbox.redirect_uri()]);
        assert_goes_on(world, page, says).await;
    })
    .await;
}

/// Whether a text is to be seen right now.
async fn shows(page: Page<'_>, text: &str) -> bool {
    page.eval("shows(args[0])", vec![json!(text)]).await == json!(true)
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_while_there_is_help_and_the_wait_goes_on() {
    run(async |world| {
        // The page's clock stands still until the test sets it.
        let clock = "window.seconds = 0; \
            const start = performance.timeOrigin; \
            Object.defineProperty(performance, 'timeOrigin', \
                { get: () => start + seconds * 1_000 - performance.now() });";
        world.browser.before_each_page(clock).await;
        let provider = world.sandbox.provider().expect("there is one");
        provider.set_redirect_uris(&["https://elsewhere.example/callback"]);
        let page = world.open_ready(&sample::DOCUMENTED, "right").await;
        let help = "The provider shows an error page?";
        page.generate().await;
        assert!(!shows(page, help).await, "nobody is in doubt at once");
        page.eval("seconds = 19", vec![]).await;
        world.until_answered(Operation::Outcome).await;
        page.until_shown(WAITING).await;
        assert!(!shows(page, help).await, "nor before 20 seconds are over");
        page.eval("find('button', 'Check now').focus()", vec![]).await;
        page.eval("seconds = 20", vec![]).await;
        page.until_shown(help).await;
        page.until_focus("Check now").await;
        page.press(help).await;
        page.until_shown("Most often the redirect URI is not registered there").await;
        let shown = "all(document).filter((e) => e.matches('code') && \
            e.textContent === args[0] && e.checkVisibility()).length";
        let shown = page.eval(shown, vec![json!(world.sandbox.redirect_uri())]).await;
        assert_eq!(shown, json!(2), "above, and in the help");
        page.until_token("waiting").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_answers_in_time() {
    run(async |world| {
        let page = world.open_ready(&sample::DOCUMENTED, "right").await;
        let window = page.generate().await;
        world.browser.until_window_shows(&window, "Connect").await;
        world.sandbox.clock().advance(std::time::Duration::from_secs(15 * 60 + 1));
        let sentence = "Nobody answered in time.";
        assert_failed(world, page, sentence, "expired").await;
        assert_goes_on(world, page, sentence).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_provider_is_down_when_the_code_comes() {
    run(async |world| {
        let drop = Fault::new(Kind::Drop).on(Operation::Exchange);
        world.sandbox.set_faults(vec![drop]);
        let page = world.open_ready(&sample::DOCUMENTED, "right").await;
        let window = page.generate().await;
        world.browser.answer(&window, "Connect").await;
        let sentence = "The provider has a problem at the moment.";
        assert_failed(world, page, sentence, "provider_unreachable").await;
        world.sandbox.clear_faults();
        assert_goes_on(world, page, sentence).await;
    })
    .await;
}
