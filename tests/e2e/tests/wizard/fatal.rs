//! A mistake in the wizard's own code stops it, with a word and a way on, and costs no typed text.

use e2e::{
    Page, run,
    sandbox::{Fault, Kind, Operation},
};
use serde_json::json;

use crate::host::{HTML, host, host_in};

/// Lets the next element that the wizard makes fail, which no code of it can go on from.
async fn stop(page: Page<'_>) {
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
        wizard().shadowRoot.querySelector('[data-step=parameters]').click();
    })()";
    page.eval(broken, vec![]).await;
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
        page.until_shown("The OAuth wizard has stopped because of a mistake in its own code.")
            .await;
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
        page.until_shown("this page does not allow WebAssembly").await;
        page.until_shown("'wasm-unsafe-eval'").await;
        page.until_state("failed").await;
        // The browser's own words on the policy.
        world.browser.console().await;
    })
    .await;
}
