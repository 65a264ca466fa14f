//! A host page that starts the token by a function of its own, and one that cannot start any.

use e2e::{Page, World, run, sandbox::sample};
use serde_json::{Value, json};

use crate::host::host;

const GENERATED: &str = "The access token was generated.";
const URL: &str = "/provider.html?response_type=code&client_id=A";

/// Opens the host's page at the step, with a function that notes what it is asked and answers with
/// what `outcome` is as JavaScript.
async fn with<'a>(world: &'a World, outcome: &str) -> Page<'a> {
    let page = without_secret(world, outcome).await;
    page.enter_secret("s3cret").await;
    page
}

/// The same, with no client secret typed.
async fn without_secret<'a>(world: &'a World, outcome: &str) -> Page<'a> {
    let page = host(world).await;
    page.until_state("saved").await;
    world
        .sandbox
        .page("/provider.html", "<!doctype html><html lang=en><title>Provider</title>Provider");
    let url = format!("{}{URL}", world.sandbox.origin());
    let set = format!(
        "void (window.asked = [], window.end = Promise.withResolvers(), \
         document.addEventListener('wizard-token', ({{ detail }}) => \
            heard.push(['wizard-token', detail])), \
         wizard().authorize = async (request) => {{ asked.push(request); return {outcome}; }}, \
         wizard().step = 'authorize')"
    );
    page.eval(&set.replace("URL", &format!("'{url}'")), vec![]).await;
    page.until_shown("The access token is not generated yet.").await;
    page
}

const TOLD: &str = "{ authorizationUrl: URL, outcome: end.promise }";

/// The states that the host was told, each with its error.
async fn told(page: Page<'_>) -> Value {
    let told = "heard.filter(([name]) => name === 'wizard-token')";
    page.eval(&format!("{told}.map(([, {{ state, error }}]) => [state, error])"), vec![]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_asked_what_a_relay_is_asked_and_its_word_counts() {
    run(async |world| {
        let page = with(world, TOLD).await;
        let window = page.generate().await;
        world.browser.until_window_shows(&window, "Provider").await;
        assert_eq!(
            page.eval("asked", vec![]).await,
            json!([{
                "key": {
                    "integrationPackInstanceId": "test-101",
                    "envId": "2",
                    "processId": "1",
                    "connectionId": "3",
                    "catalogGuid": sample::CATALOG_GUID,
                },
                "baseURL": "https://baseURL.com",
                "companyId": "9341452451293689",
                "clientId": "A",
                "clientSecret": "s3cret",
                "authParams": { "key": "value" },
                "accessTokenParams": { "key": "value" },
            }])
        );
        assert_eq!(world.is_token_generated(&sample::DOCUMENTED), Some(false));
        page.eval("end.resolve({ state: 'generated' })", vec![]).await;
        page.until_shown(GENERATED).await;
        page.until_token("generated").await;
        page.until_state("saved").await;
        // Nobody else has told the platform.
        assert_eq!(world.is_token_generated(&sample::DOCUMENTED), Some(true));
        assert_eq!(world.details(&sample::DOCUMENTED).as_deref(), Some(sample::DOCUMENTED_DETAILS));
        assert_eq!(world.saves(), 1);
        assert_eq!(world.starts(), 0);
        assert_eq!(told(page).await, json!([["waiting", null], ["generated", null]]));
        page.press("Application").await;
        assert_eq!(page.value("Client secret").await, "");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_says_no() {
    run(async |world| {
        let page = with(world, TOLD).await;
        page.generate().await;
        let failed = "end.resolve({ state: 'failed', error: 'access_denied', \
            errorDescription: 'In its own words.' })";
        page.eval(failed, vec![]).await;
        page.until_shown("You or your administrator said no.").await;
        page.until_token("failed").await;
        page.press("Details").await;
        page.until_shown("In its own words.").await;
        assert_eq!(told(page).await, json!([["waiting", null], ["failed", "access_denied"]]));
        assert_eq!(world.saves(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn its_outcome_is_an_error_so_nobody_can_tell() {
    run(async |world| {
        let page = with(world, TOLD).await;
        page.generate().await;
        page.eval("end.reject(new Error('The backend is down.'))", vec![]).await;
        page.until_shown("This page cannot tell how it ended.").await;
        page.until_token("failed").await;
        assert_eq!(world.saves(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_its_own_tab_says_how_it_ended() {
    run(async |world| {
        // There is a token already, so the platform's own field cannot tell of another one.
        let keep = world.sandbox.records().keep_token(&sample::DOCUMENTED.key());
        keep.expect("memory can be written");
        let page = with(world, TOLD).await;
        page.generate().await;
        let first = world.browser.tab().await;
        world.browser.new_tab().await;
        let page = host(world).await;
        page.until_state("saved").await;
        page.until_token("none").await;
        page.eval("void (wizard().step = 'authorize')", vec![]).await;
        page.until_shown("The access token is not generated yet.").await;
        let can_tell = page.eval("shows('This page cannot tell')", vec![]).await;
        assert_eq!(can_tell, json!(false));
        world
            .browser
            .in_tab(&first, async || {
                page.eval("end.resolve({ state: 'generated' })", vec![]).await;
                page.until_shown(GENERATED).await;
                page.until_state("saved").await;
            })
            .await;
        page.until_token("generated").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_throws_and_the_secret_is_still_there_for_the_next_try() {
    run(async |world| {
        let throws = "(() => { throw new Error(`Not with ${request.clientSecret}.`); })()";
        let page = with(world, throws).await;
        page.press("Generate token").await;
        page.until_shown("It could not be started.").await;
        page.until_token("failed").await;
        page.press("Details").await;
        page.until_shown("Not with ….").await;
        page.press("Application").await;
        assert_eq!(page.value("Client secret").await, "s3cret");
        assert_eq!(world.saves(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_is_not_safe_is_not_opened() {
    run(async |world| {
        for (url, why) in [
            ("javascript:alert(1)//?response_type=code&client_id=A", "It is no https address."),
            ("http://provider.example/?response_type=code&client_id=A", "It is no https address."),
            (
                "https://provider.example/?response_type=code&client_id=A&client_secret=s",
                "It carries something secret.",
            ),
            (
                "https://provider.example/?response_type=code&client_id=A&x=s3cret",
                "It carries something secret.",
            ),
            ("https://provider.example/?response_type=code&client_id=B", "for another client ID."),
        ] {
            let page = with(world, &format!("{{ authorizationUrl: '{url}' }}")).await;
            page.press("Generate token").await;
            page.until_shown("is not one that is safe to open").await;
            page.until_token("failed").await;
            page.press("Details").await;
            page.until_shown(why).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_can_start_none_says_so() {
    run(async |world| {
        let page = host(world).await;
        page.until_state("saved").await;
        page.eval("void (wizard().step = 'authorize')", vec![]).await;
        page.until_shown("This page cannot start it.").await;
        page.until_token("none").await;
        let known = world.browser.tabs().await;
        page.press("Generate token").await;
        assert_eq!(world.browser.tabs().await, known);
        page.until_token("none").await;
        // It can be generated elsewhere.
        page.press("Check now").await;
        page.until_shown("The platform has no access token for this connection yet.").await;
        let keep = world.sandbox.records().keep_token(&sample::DOCUMENTED.key());
        keep.expect("memory can be written");
        page.press("Check now").await;
        page.until_shown(GENERATED).await;
        page.until_state("saved").await;
        assert_eq!(world.is_token_generated(&sample::DOCUMENTED), Some(true));
        // The platform does not say for which settings it has one.
        page.press("Application").await;
        page.type_into("Client ID", " of another application").await;
        page.until_token("stale").await;
        page.press("Access token").await;
        page.press("Check now").await;
        page.until_shown("This page cannot tell").await;
        page.until_token("stale").await;
        page.until_state("saved").await;
        assert_eq!(world.is_token_generated(&sample::DOCUMENTED), Some(false));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_grant_without_a_person_needs_none() {
    run(async |world| {
        let page = host(world).await;
        page.until_state("saved").await;
        page.until_token("none").await;
        let set = "void Object.assign(wizard(), \
            { grantType: 'client_credentials', relayUrl: '/relay', step: 'authorize' })";
        page.eval(set, vec![]).await;
        let sentence = "This connection gets its access token by itself.";
        page.until_shown(sentence).await;
        page.until_token("not-needed").await;
        assert_eq!(page.eval("shows('Generate token')", vec![]).await, json!(false));
        page.press("Review").await;
        page.until_shown(sentence).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_grant_without_a_person_is_known_from_the_start() {
    run(async |world| {
        world.sandbox.page(
            "/grant.html",
            "<!doctype html><html lang=en><title>Host</title>\
             <script type=module src=/spaces-oauth-wizard.js></script><spaces-oauth-wizard \
             endpoint=/graphql token-url=/session/token integration-pack-instance-id=test-101 \
             env-id=2 process-id=1 connection-id=3 grant-type=client_credentials \
             step=authorize></spaces-oauth-wizard>",
        );
        let page = world.go(&format!("/grant.html?guid={}", sample::CATALOG_GUID)).await;
        page.until_shown("This connection gets its access token by itself.").await;
        page.until_token("not-needed").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_comes_after_it_was_cancelled_is_one_all_the_same() {
    run(async |world| {
        let page = with(world, TOLD).await;
        page.generate().await;
        page.press("Cancel").await;
        page.until_token("none").await;
        page.eval("end.resolve({ state: 'generated' })", vec![]).await;
        page.until_shown(GENERATED).await;
        page.until_token("generated").await;
        page.until_state("saved").await;
        assert_eq!(world.is_token_generated(&sample::DOCUMENTED), Some(true));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn its_promise_is_gone_after_a_reload_and_the_platforms_field_tells() {
    run(async |world| {
        let page = with(world, TOLD).await;
        page.generate().await;
        world.browser.client().refresh().await.expect("the page reloads");
        page.until_token("waiting").await;
        let keep = world.sandbox.records().keep_token(&sample::DOCUMENTED.key());
        keep.expect("memory can be written");
        page.until_token("generated").await;
        page.until_state("saved").await;
        assert_eq!(world.is_token_generated(&sample::DOCUMENTED), Some(true));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_reload_nobody_can_tell_of_a_second_token() {
    run(async |world| {
        let keep = world.sandbox.records().keep_token(&sample::DOCUMENTED.key());
        keep.expect("memory can be written");
        let page = with(world, TOLD).await;
        page.generate().await;
        world.browser.client().refresh().await.expect("the page reloads");
        page.press("Access token").await;
        page.until_shown("This page cannot tell how it ended.").await;
        page.until_token("failed").await;
        assert_eq!(world.is_token_generated(&sample::DOCUMENTED), Some(false));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_of_the_hosts_own_needs_no_client_id_here() {
    run(async |world| {
        let records = world.sandbox.records();
        let record = records.get(&sample::DOCUMENTED.key()).expect("memory can be read");
        let mut record = record.expect("there is a record");
        let details = sample::DOCUMENTED_DETAILS.replace("\"clientId\":\"A\"", "\"clientId\":\"\"");
        assert_ne!(details, sample::DOCUMENTED_DETAILS);
        record.oauth_connector_details = Some(details);
        records.put(&record).expect("memory can be written");
        let page = without_secret(world, TOLD).await;
        let set = "void Object.assign(wizard(), { hiddenFields: 'clientId clientSecret', \
            requiredFields: 'baseURL' })";
        page.eval(set, vec![]).await;
        page.press("Application").await;
        page.until_gone("Client ID").await;
        page.press("Access token").await;
        let window = page.generate().await;
        world.browser.until_window_shows(&window, "Provider").await;
        page.eval("end.resolve({ state: 'generated' })", vec![]).await;
        page.until_shown(GENERATED).await;
    })
    .await;
}
