//! What is missing or wrong is said in words, and keeps nothing from being saved.

use e2e::{Page, World, run, sandbox::sample};
use serde_json::json;

/// Opens a page with the element alone, with more attributes.
async fn host<'a>(world: &'a World, key: &sample::DemoConnection, attributes: &str) -> Page<'a> {
    let page = format!(
        "<!doctype html><html lang=en><title>Host</title>\
         <link rel=modulepreload href=/wizard.js>\
         <link rel=preload as=fetch type=application/wasm crossorigin href=/wizard_bg.wasm>\
         <script type=module src=/spaces-oauth-wizard.js></script><main>\
         <spaces-oauth-wizard endpoint=/graphql token-url=/session/token space-guid={} \
         integration-pack-instance-id={} env-id={} process-id={} connection-id={} {attributes}>\
         </spaces-oauth-wizard></main>",
        key.catalog_guid,
        key.integration_pack_instance_id,
        key.env_id,
        key.process_id,
        key.connection_id
    );
    world.sandbox.page("/host.html", &page);
    let page = world.go("/host.html").await;
    page.until_not_state("loading").await;
    page
}

#[tokio::test(flavor = "multi_thread")]
async fn a_base_url_says_what_is_wrong_with_it() {
    run(async |world| {
        let page = world.open(&sample::EMPTY, "application").await;
        for (text, sentence) in [
            ("quickbooks", "This is not a web address."),
            ("http://example.com", "The address must start with https://"),
            ("https://me:word@example.com", "Remove the user name or password before the @ sign."),
            ("https://example.com/a b", "A web address has no blanks."),
            ("https://{tenant}.example.com", "A part of this address stands for something"),
            ("https://https://example.com", "This address begins with https:// or http:// twice."),
            ("example.com/api", "This address lacks its beginning, https://"),
            ("https://exa%6Dple.com", "The name of a server has no percent signs."),
            ("https://example.com:65536", "The port, after the colon, has to be a number"),
            ("https://my_host.example", "Names of servers seldom have an underscore."),
        ] {
            page.type_over("Base URL", text).await;
            page.control("Client ID").await.click().await.expect("it can be clicked");
            page.until_shown(sentence).await;
            page.until_state("saved").await;
            let held = world.details(&sample::EMPTY).unwrap_or_default();
            assert!(held.contains(text), "{held}");
        }
        page.type_over("Base URL", "http://localhost:8080").await;
        page.control("Client ID").await.click().await.expect("it can be clicked");
        page.until("!all(document).some((e) => e.matches('[aria-invalid]'))", vec![]).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_is_said_once_the_step_is_left_and_leads_back() {
    run(async |world| {
        let page = world.open(&sample::EMPTY, "application").await;
        page.until_shown("2 to do").await;
        page.until_gone("Enter the client ID.").await;
        page.press("Review").await;
        page.until_shown("Still to do").await;
        page.press("Client ID").await;
        page.until_focus("Client ID").await;
        page.until_shown("Enter the base URL.").await;
        page.type_into("Client ID", "A").await;
        page.until_shown("1 to do").await;
        page.press("Review").await;
        page.press("Base URL").await;
        page.until_focus("Base URL").await;
        page.type_into("Base URL", "https://a.example").await;
        page.press("Review").await;
        page.until_gone("Still to do").await;
        let done = "all(document).find((e) => e.id === 'application-needs').textContent";
        page.until(&format!("{done} === 'Complete'"), vec![]).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn blanks_at_the_ends_are_warned_about_and_removed_on_demand() {
    run(async |world| {
        let page = world.open(&sample::EMPTY, "application").await;
        page.type_into("Client ID", " ABfQ7 ").await;
        page.type_into("Client secret", "secret ").await;
        page.until_shown("There are blanks at an end. They are saved as they are.").await;
        page.until_state("saved").await;
        assert!(world.details(&sample::EMPTY).is_some_and(|held| held.contains(r#"" ABfQ7 ""#)));
        page.press("Remove blanks: Client ID").await;
        page.until_value("Client ID", "ABfQ7").await;
        page.until_focus("Client ID").await;
        page.press("Remove blanks: Client secret").await;
        page.until_value("Client secret", "secret").await;
        page.until_state("saved").await;
        assert!(world.details(&sample::EMPTY).is_some_and(|held| held.contains(r#""ABfQ7""#)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn half_a_character_is_refused_with_a_sentence() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        // No keyboard makes a lone surrogate; a script or a broken paste does.
        let half = "(() => { const e = find('input', 'Client ID'); e.focus(); e.value += '\\ud83d'; \
            e.dispatchEvent(new InputEvent('input', { bubbles: true })); })()";
        page.eval(half, vec![]).await;
        page.until_shown("This text has half of a character in it, so it is not saved.").await;
        page.until_state("unsaved").await;
        page.type_over("Client ID", "whole \u{1f600}").await;
        page.until_gone("This text has half of a character in it").await;
        page.until_state("saved").await;
        let held = world.details(&sample::DOCUMENTED).unwrap_or_default();
        assert!(held.contains("whole \u{1f600}"), "{held}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_hides_fields_and_says_which_are_required() {
    run(async |world| {
        let hidden = "hidden-fields='baseURL clientSecret authParams' required-fields=companyId";
        let page = host(world, &sample::DOCUMENTED, hidden).await;
        page.until_value("Client ID", "A").await;
        for label in ["Base URL", "Client secret"] {
            let found = page.eval("find('input', args[0]) ?? null", vec![json!(label)]).await;
            assert_eq!(found, json!(null), "{label}");
        }
        page.type_over("Company ID", "\u{e017}").await;
        page.press("Parameters").await;
        page.until_shown("Access token parameters").await;
        page.until_gone("Authorization parameters").await;
        page.until_shown("1 to do").await;
        page.press("Review").await;
        page.until_shown("Enter the company ID.").await;
        page.until_state("saved").await;
        let held = world.details(&sample::DOCUMENTED).unwrap_or_default();
        let expected = sample::DOCUMENTED_DETAILS.replace("9341452451293689", "");
        assert_eq!(held, expected, "what is hidden stays as it is");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_misspelt_name_of_a_field_is_told_to_the_developers() {
    run(async |world| {
        let page = host(world, &sample::DOCUMENTED, "hidden-fields=clientID").await;
        let sentence = "The attribute hidden-fields has an unknown value: clientID.";
        page.until_shown(sentence).await;
        let console = world.browser.console().await;
        assert!(console.iter().any(|line| line.contains(sentence)), "{console:#?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_step_survives_a_reload_and_enter_moves_on() {
    run(async |world| {
        let page = host(world, &sample::DOCUMENTED, "").await;
        page.type_into("Client ID", "\u{e007}").await;
        page.until_focus("Parameters").await;
        page.until_shown("Authorization parameters").await;
        world.browser.client().refresh().await.expect("the page reloads");
        page.until_shown("Authorization parameters").await;
        page.press("Next").await;
        page.until_focus("Access token").await;
        world.browser.client().refresh().await.expect("the page reloads");
        page.until_shown("Your provider asks you in a window of its own").await;
        page.press("Next").await;
        page.until_focus("Review").await;
        world.browser.client().refresh().await.expect("the page reloads");
        page.until_shown("Everything about this connection in one place.").await;
        // Another key has a step of its own.
        let page = host(world, &sample::EMPTY, "").await;
        page.until_value("Client ID", "").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn earlier_values_are_suggested_but_never_the_secret() {
    run(async |world| {
        let page = world.open(&sample::EMPTY, "application").await;
        page.type_into("Base URL", "https://earlier.example").await;
        page.type_into("Client secret", "not-to-be-suggested").await;
        page.type_into("Client ID", "earlier-client").await;
        page.press("Review").await;
        page.until_state("saved").await;
        let page = world.open(&sample::DOCUMENTED, "application").await;
        let suggested = "[...find('input', args[0]).list?.options ?? []].map((o) => o.value)";
        let base_url = page.eval(suggested, vec![json!("Base URL")]).await;
        assert_eq!(base_url, json!(["https://earlier.example"]));
        assert_eq!(page.eval(suggested, vec![json!("Client secret")]).await, json!([]));
        let kept = page.eval("JSON.stringify({ ...localStorage })", vec![]).await;
        assert!(kept.as_str().is_some_and(|kept| kept.contains("earlier-client")), "{kept}");
        assert!(!kept.to_string().contains("not-to-be-suggested"), "{kept}");
    })
    .await;
}
