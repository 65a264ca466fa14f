//! A mistake in the wizard's own code stops it, with a word and a way on, and costs no typed text.

use e2e::{
    Page, run,
    sandbox::{Fault, Kind, Operation},
};
use serde_json::{Value, json};

use crate::host::{HTML, host, host_in, host_with};

const STOPPED: &str = "The OAuth wizard has stopped because of a mistake in its own code.";

/// Lets the next element that the wizard makes fail, which no code of it can go on from.
async fn stop(page: Page<'_>) {
    stop_by(page, "wizard().shadowRoot.querySelector('[data-step=parameters]').click()").await;
}

/// The same by another act.
async fn stop_by(page: Page<'_>, act: &str) {
    let broken = "(() => {
        window.fatal = [];
        document.addEventListener('wizard-fatal', (event) => fatal.push(event.detail.message));
        const create = document.createElement;
        document.createElement = (...args) => {
            if (args[0] === 'p') return create.apply(document, args);
            if (args[0] === 'button') return create.apply(document, args);
            document.createElement = create;
            throw new Error('broken');
        };
        ACT;
    })()";
    page.eval(&broken.replace("ACT", act), vec![]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_says_so_tells_the_host_and_costs_no_typed_text() {
    run(async |world| {
        let page = host(world).await;
        page.until_state("saved").await;
        world.sandbox.set_faults(vec![Fault::new(Kind::Drop).on(Operation::Save)]);
        page.type_over("Client ID", "typed before the mistake").await;
        page.until_state("failed").await;
        stop(page).await;
        page.until_shown(STOPPED).await;
        page.until_state("failed").await;
        let told = page.eval("fatal", vec![]).await;
        let told = told.as_array().cloned().unwrap_or_default();
        assert_eq!(told.len(), 1, "{told:?}");
        let message = told[0].as_str().unwrap_or_default();
        assert!(message.starts_with("The wizard has stopped at "), "{message}");
        assert!(message.contains("dom.rs") && !message.contains("typed"), "{message}");
        // The browser's own remark on the mistake.
        world.browser.console().await;

        world.sandbox.clear_faults();
        page.press("Reload").await;
        // It comes back where it was: on the way to the next step.
        page.press("Application").await;
        page.until_value("Client ID", "typed before the mistake").await;
        page.until_state("saved").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_stays_to_be_copied_and_nothing_can_be_typed_in_vain() {
    run(async |world| {
        let page = host(world).await;
        page.until_state("saved").await;
        page.type_over("Client ID", "still there").await;
        page.type_into("Client secret", "s3cret").await;
        let second = "(() => {
            const second = wizard().cloneNode();
            second.connectionId = '4';
            second.getToken = wizard().getToken;
            document.querySelector('main').append(second);
        })()";
        page.eval(second, vec![]).await;
        page.until("[...document.querySelectorAll('spaces-oauth-wizard')]
            .every((element) => element.getAttribute('save-state') === 'saved')", vec![]).await;
        let loads = world.sandbox.log().iter().filter(|e| e.path == "/wizard_bg.wasm").count();
        assert_eq!(loads, 1, "all elements of a page share one");
        // What stops one stops the other: they share their code.
        let which = "void Object.assign(window, { wizard: () =>
            document.querySelector('spaces-oauth-wizard') })";
        page.eval(which, vec![]).await;
        stop(page).await;
        page.until("[...document.querySelectorAll('spaces-oauth-wizard')].every((element) =>
            element.shadowRoot.querySelector('[role=alert] button')?.textContent === 'Reload')", vec![]).await;
        assert_eq!(page.eval("fatal.length", vec![]).await, json!(2));
        let controls = "[...document.querySelectorAll('spaces-oauth-wizard')].every((element) =>
            [...element.shadowRoot.querySelectorAll('input, textarea')].every((it) => it.readOnly))";
        assert_eq!(page.eval(controls, vec![]).await, json!(true));
        // Used on by the host all the same.
        let used = "void (wizard().retry(), wizard().connectionId = '5', wizard().getToken = null)";
        page.eval(used, vec![]).await;
        world.browser.console().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_webassembly_is_blocked_the_page_says_what_to_change() {
    run(async |world| {
        let policy =
            "<meta http-equiv=Content-Security-Policy content=\"script-src 'self'\"><main>";
        let page = host_in(world, &HTML.replace("<main>", policy)).await;
        page.until_shown("this page does not allow it").await;
        page.until_shown("'wasm-unsafe-eval'").await;
        page.until_state("failed").await;
        // The browser's own words on the policy.
        world.browser.console().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistake_while_the_host_changes_something_says_so_too() {
    run(async |world| {
        let page = host(world).await;
        page.until_state("saved").await;
        stop_by(page, "wizard().connectionId = '4'").await;
        page.until_shown(STOPPED).await;
        page.until("!!find('button', 'Reload')", vec![]).await;
        assert_eq!(page.eval("fatal.length", vec![]).await, json!(1));
        world.browser.console().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistake_in_the_code_beside_it_says_so_and_costs_no_typed_text() {
    run(async |world| {
        let page = host_with(world, "element.hdpImport = '';").await;
        page.until_state("saved").await;
        page.press("Fill in from Hybrid Data Pipeline").await;
        page.until_shown("Read it").await;
        world.sandbox.set_faults(vec![Fault::new(Kind::Drop).on(Operation::Save)]);
        page.type_over("Client ID", "typed before the mistake").await;
        page.until_state("failed").await;
        page.type_into("Paste an OAuth application, as JSON", APPLICATION).await;
        stop_by(page, "find('button', 'Read it').click()").await;
        page.until_shown(STOPPED).await;
        assert_eq!(page.eval("fatal.length", vec![]).await, json!(1));
        world.browser.console().await;
        world.sandbox.clear_faults();
        page.press("Reload").await;
        page.until_value("Client ID", "typed before the mistake").await;
        page.until_state("saved").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_puts_another_element_in_its_place_is_told_once() {
    run(async |world| {
        let page = host(world).await;
        page.until_state("saved").await;
        let replaces = "document.addEventListener('wizard-fatal', ({ target }) =>
            fatal.length < 9 && target.replaceWith(target.cloneNode()))";
        page.eval(replaces, vec![]).await;
        stop(page).await;
        page.until_shown(STOPPED).await;
        assert_eq!(page.eval("fatal.length", vec![]).await, json!(1));
        world.browser.console().await;
    })
    .await;
}

const APPLICATION: &str = r#"{"id":1,"name":"one","dataStore":54,"clientId":"one"}"#;

/// Keeps the wizard's WebAssembly away for as long as `isAway` is set.
const AWAY: &str = "window.isAway = true;
    const real = window.fetch;
    window.fetch = (...all) => isAway && String(all[0]).includes('wizard_bg')
        ? Promise.reject(new TypeError('the test has no network'))
        : real(...all);";

const NOT_LOADED: &str = "The OAuth wizard could not be loaded.";

#[tokio::test(flavor = "multi_thread")]
async fn code_that_does_not_come_is_tried_again() {
    run(async |world| {
        for by_hand in [true, false] {
            let page = host_with(world, AWAY).await;
            page.until_shown(NOT_LOADED).await;
            page.until_state("failed").await;
            page.eval("void (wizard().shadowRoot.querySelector('p').isOld = true)", vec![]).await;
            page.press("Try again").await;
            page.until("!wizard().shadowRoot.querySelector('p').isOld", vec![]).await;
            assert_eq!(page.focus().await, "Try again");
            page.eval("void (isAway = false)", vec![]).await;
            if by_hand {
                page.press("Try again").await;
            } else {
                page.eval("wizard().retry()", vec![]).await;
            }
            page.until_value("Client ID", "A").await;
            page.until_state("saved").await;
            page.until_gone(NOT_LOADED).await;
            // The button is gone, and whoever pressed it is still here.
            let is_inside = page.eval("document.activeElement === wizard()", vec![]).await;
            assert_eq!(is_inside, json!(true));
        }
        world.browser.console().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_there_is_no_webassembly_the_page_says_so_whatever_its_own_sheet() {
    run(async |world| {
        let css =
            "html { font-size: 40px } main { visibility: hidden; color: red; direction: rtl }";
        world.sandbox.file("/host.css", "text/css", css);
        world.browser.before_each_page("delete globalThis.WebAssembly;").await;
        let html = HTML.replace("<main>", "<link rel=stylesheet href=/host.css><main>");
        let page = host_in(world, &html).await;
        page.until_shown("WebAssembly is off in this browser").await;
        page.until_state("failed").await;
        let style = "(({ color, backgroundColor, fontSize }) => [color, backgroundColor, fontSize])
            (getComputedStyle(wizard().shadowRoot.querySelector('p')))";
        let expected: Value = json!(["rgb(0, 0, 0)", "rgb(255, 255, 255)", "16px"]);
        assert_eq!(page.eval(style, vec![]).await, expected);
        world.browser.console().await;
    })
    .await;
}
