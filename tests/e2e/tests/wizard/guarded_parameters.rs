//! Parameters that are not for people to set, and such as look like secrets: what is said of them,
//! what they stop, and that all else goes on.

use e2e::{
    Page, World, run,
    sandbox::{Fault, Kind, Operation, Record, sample},
};
use serde_json::json;

const FIRST_KEY: &str = "Key, authorization parameter 1";
const FIRST_VALUE: &str = "Value, authorization parameter 1";
const SECOND_KEY: &str = "Key, authorization parameter 2";
const SECOND_VALUE: &str = "Value, authorization parameter 2";
const TOKEN_KEY: &str = "Key, access token parameter 1";
const TOKEN_VALUE: &str = "Value, access token parameter 1";
const ADD: &str = "Add authorization parameter";
const VOUCH: &str = "This is not a secret: Key, authorization parameter 2";

const RESERVED: &str = "The platform sets this one itself. It is saved, but no token can be \
                        generated with it. Remove it.";
const UNNECESSARY: &str = "The platform sends this anyway, so it is not needed here.";
const LOOKS_SECRET: &str = "This looks like a secret. These tables are stored readably, so it is \
                            not saved.";
const EXCEPT_ONE: &str = "Saved, except 1 entry that needs your attention";
const CANARY: &str = "canary-4d1e";

/// Opens the parameters of the documented sample with the client secret typed, so that nothing but
/// a parameter can stand in the way of a token. The page notes what it hears of an end.
async fn open(world: &World) -> Page<'_> {
    let note = "window.ends = []; document.addEventListener('wizard-completed', \
        ({ detail }) => ends.push(detail.token));";
    world.browser.before_each_page(note).await;
    let page = world.open_ready(&sample::DOCUMENTED, "s3cret").await;
    page.until_state("saved").await;
    page.press("Parameters").await;
    page
}

/// Puts a text into a control in place of what it holds, at once: what is typed letter by letter
/// may be saved between two letters.
async fn put(page: Page<'_>, label: &str, text: &str) {
    // Ctrl and a, then all keys up.
    page.type_into(label, "\u{e009}a\u{e000}").await;
    page.insert(text).await;
}

/// Puts a parameter into a new second row.
async fn add(page: Page<'_>, key: &str, value: &str) {
    page.press(ADD).await;
    put(page, SECOND_KEY, key).await;
    put(page, SECOND_VALUE, value).await;
}

fn held(world: &World) -> String {
    world.details(&sample::DOCUMENTED).expect("there is a record")
}

/// The documented sample with other authorization parameters.
fn with(params: &str) -> String {
    let details = sample::DOCUMENTED_DETAILS;
    details.replacen(r#""authParams":{"key":"value"}"#, &format!(r#""authParams":{params}"#), 1)
}

async fn is_disabled(page: Page<'_>, button: &str) -> bool {
    let state = "find('button', args[0]).getAttribute('aria-disabled')";
    page.eval(state, vec![json!(button)]).await == json!("true")
}

/// Asserts that no token can be asked for and nobody can finish, and that both buttons lead to a
/// control; the person is back at the parameters then.
async fn assert_stopped(world: &World, page: Page<'_>, label: &str) {
    for (step, button, sentence) in [
        ("Access token", "Generate token", "Complete what is listed above first."),
        ("Review", "Finish", "To finish, complete what is listed above."),
    ] {
        page.press(step).await;
        page.until_shown(sentence).await;
        page.until_shown("Still to do").await;
        assert!(is_disabled(page, button).await, "{button}");
        page.press(button).await;
        page.until_focus(label).await;
    }
    page.until_token("none").await;
    assert_eq!(world.starts(), 0);
    assert_eq!(page.eval("ends", vec![]).await, json!([]));
}

/// Asserts that a token can be generated, and the end be reached.
async fn assert_goes_on(world: &World, page: Page<'_>) {
    page.press("Access token").await;
    page.until("!find('button', 'Generate token')?.ariaDisabled", vec![]).await;
    let window = page.generate().await;
    world.browser.answer(&window, "Connect").await;
    page.until_token("generated").await;
    page.press("Next").await;
    page.until_shown("Everything is there.").await;
    page.press("Finish").await;
    page.until_shown("Finished. You can leave this page.").await;
    assert_eq!(page.eval("ends", vec![]).await, json!(["generated"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reserved_name_is_saved_as_typed_and_stops_the_token_and_the_end() {
    run(async |world| {
        let page = open(world).await;
        put(page, FIRST_KEY, "Client.ⓘd").await;
        put(page, TOKEN_KEY, "grant_type").await;
        put(page, TOKEN_VALUE, "password").await;
        page.until_shown(RESERVED).await;
        page.until_state("saved").await;
        let expected = with(r#"{"Client.ⓘd":"value"}"#)
            .replace(r#"{"key":"value"}"#, r#"{"grant_type":"password"}"#);
        assert_eq!(held(world), expected, "it is saved as it was typed");
        assert_stopped(world, page, FIRST_KEY).await;
        page.until("find('input', args[0]).ariaInvalid === 'true'", vec![json!(TOKEN_KEY)]).await;

        // All else goes on meanwhile.
        add(page, "scope", "openid").await;
        page.until_state("saved").await;
        assert!(held(world).contains(r#"{"Client.ⓘd":"value","scope":"openid"}"#));

        page.press("Remove authorization parameter 1").await;
        page.until_value(FIRST_KEY, "scope").await;
        assert_stopped(world, page, TOKEN_KEY).await;
        page.press("Remove access token parameter 1").await;
        page.until_gone(RESERVED).await;
        page.until_state("saved").await;
        assert_goes_on(world, page).await;
        assert!(held(world).contains(r#""authParams":{"scope":"openid"},"accessTokenParams":{}"#));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_platform_sends_anyway_is_noted_and_scope_is_the_persons() {
    run(async |world| {
        let page = open(world).await;
        put(page, FIRST_KEY, "Response_Type").await;
        put(page, FIRST_VALUE, "code").await;
        page.until_shown(UNNECESSARY).await;
        add(page, "scope", "openid e-mail").await;
        put(page, TOKEN_KEY, "grant_type").await;
        put(page, TOKEN_VALUE, "authorization_code").await;
        page.until_state("saved").await;
        page.until_gone(RESERVED).await;
        assert!(held(world).contains(r#"{"Response_Type":"code","scope":"openid e-mail"}"#));
        let invalid = "all(document).some((e) => e.ariaInvalid === 'true')";
        assert_eq!(page.eval(invalid, vec![]).await, json!(false));
        page.press("Review").await;
        page.until_shown("Please have a look").await;
        page.until_shown(UNNECESSARY).await;
        assert_goes_on(world, page).await;
        let log = world.sandbox.log();
        let consent = log.iter().find(|entry| entry.is(Operation::Consent)).expect("it was asked");
        assert!(consent.query.contains("scope=openid+e-mail"), "{}", consent.query);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_looks_secret_is_neither_sent_nor_kept_until_the_person_vouches_for_it() {
    run(async |world| {
        let page = open(world).await;
        let fault = || vec![Fault::new(Kind::ServerError).on(Operation::Save)];
        world.sandbox.set_faults(fault());
        put(page, FIRST_VALUE, "kept here").await;
        add(page, "api_key", CANARY).await;
        put(page, FIRST_VALUE, "kept there").await;
        page.until_shown(LOOKS_SECRET).await;
        page.until_journal(|entries| json!(entries).to_string().contains("kept there")).await;
        let kept = page.databases().await;
        assert!(!kept.contains(CANARY) && !kept.contains("api_key"), "{kept}");

        world.sandbox.clear_faults();
        page.until_shown(EXCEPT_ONE).await;
        page.until_state("unsaved").await;
        assert_eq!(held(world), with(r#"{"key":"kept there"}"#));
        assert_stopped(world, page, SECOND_KEY).await;
        for entry in world.sandbox.log() {
            assert!(!format!("{entry:?}").contains(CANARY), "{entry:?}");
        }

        world.sandbox.set_faults(fault());
        page.control(FIRST_KEY).await.click().await.expect("it can be clicked");
        page.press(VOUCH).await;
        page.until_gone(LOOKS_SECRET).await;
        page.until_focus(SECOND_KEY).await;
        page.until_journal(|entries| json!(entries).to_string().contains(CANARY)).await;
        page.until_state("failed").await;
        world.go_on(page, "Try again now", Operation::Save).await;
        page.until_state("saved").await;
        assert_eq!(held(world), with(&format!(r#"{{"key":"kept there","api_key":"{CANARY}"}}"#)));
        assert_goes_on(world, page).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_looks_secret_is_gone_when_it_is_removed() {
    run(async |world| {
        let page = open(world).await;
        add(page, "assertion", &format!("Bearer {CANARY}")).await;
        page.control(FIRST_KEY).await.click().await.expect("it can be clicked");
        page.until_shown(LOOKS_SECRET).await;
        page.press("Remove authorization parameter 2").await;
        page.until_gone(LOOKS_SECRET).await;
        page.until_state("saved").await;
        assert_goes_on(world, page).await;
        assert!(!held(world).contains(CANARY), "{}", held(world));
        let kept = page.databases().await;
        assert!(!kept.contains(CANARY), "{kept}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_writer_stored_is_never_dropped() {
    run(async |world| {
        let records = world.sandbox.records();
        let key = sample::DOCUMENTED.key();
        let record = records.get(&key).expect("memory can be read").expect("there is a record");
        let theirs = with(r#"{"key":"value","api_key":"theirs","client_id":"theirs"}"#);
        let record = Record { oauth_connector_details: Some(theirs.clone()), ..record };
        records.put(&record).expect("memory can be written");

        let page = world.open(&sample::DOCUMENTED, "parameters").await;
        page.until_value(SECOND_VALUE, "theirs").await;
        page.until_shown(RESERVED).await;
        page.until_gone(LOOKS_SECRET).await;
        put(page, FIRST_VALUE, "mine").await;
        page.until_state("saved").await;
        let saved = theirs.replacen("value", "mine", 1);
        assert_eq!(held(world), saved);

        put(page, SECOND_VALUE, CANARY).await;
        put(page, FIRST_VALUE, "mine again").await;
        page.until_shown(LOOKS_SECRET).await;
        page.until_shown(EXCEPT_ONE).await;
        let saved = saved.replacen("mine", "mine again", 1);
        assert_eq!(held(world), saved, "theirs stays as long as nobody vouches for another one");
        put(page, FIRST_KEY, "token").await;
        page.control(TOKEN_KEY).await.click().await.expect("it can be clicked");
        page.until_shown("Saved, except 2 entries that need your attention").await;
        assert_eq!(held(world), saved, "what is renamed stays as well");

        page.press(VOUCH).await;
        page.until_shown(EXCEPT_ONE).await;
        assert_eq!(held(world), saved.replacen("theirs", CANARY, 1));
        world.browser.client().refresh().await.expect("the page reloads");
        page.until_value(FIRST_KEY, "key").await;
        page.until_value(SECOND_VALUE, CANARY).await;
        page.until_state("saved").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_does_harm_stops_and_one_that_looks_like_another_does_not() {
    run(async |world| {
        let page = open(world).await;
        let long = "k".repeat(129);
        for (key, sentence) in [
            ("__proto__", "Programs may take this key for a part of their own."),
            ("a\u{7f}b", "There are invisible characters in this key."),
            (long.as_str(), "This key has more than 128 characters."),
        ] {
            put(page, FIRST_KEY, key).await;
            page.control(FIRST_VALUE).await.click().await.expect("it can be clicked");
            page.until_shown(sentence).await;
            page.until_state("saved").await;
            let key = serde_json::to_string(key).expect("it is text");
            assert_eq!(held(world), with(&format!(r#"{{{key}:"value"}}"#)));
            assert_stopped(world, page, FIRST_KEY).await;
        }
        put(page, FIRST_KEY, "Key").await;
        add(page, "key", "2").await;
        page.control(FIRST_KEY).await.click().await.expect("it can be clicked");
        page.until_shown("The provider may take this key and that of another parameter for one.")
            .await;
        page.until_state("saved").await;
        assert_eq!(held(world), with(r#"{"Key":"value","key":"2"}"#));
        assert_goes_on(world, page).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_preview_shows_to_the_letter_what_the_provider_gets() {
    run(async |world| {
        let page = open(world).await;
        put(page, FIRST_KEY, "scope").await;
        put(page, FIRST_VALUE, "a b&c=d+e%20ü*~\"").await;
        add(page, "ke y", "").await;
        page.press("What will be sent").await;
        let preview = "find('pre', args[0]).textContent";
        let authorization = "In the authorization request";
        let expected = "scope=a+b%26c%3Dd%2Be%2520%C3%BC*%7E%22&ke+y=";
        page.until(&format!("{preview} === args[1]"), vec![json!(authorization), json!(expected)])
            .await;
        let token = page.eval(preview, vec![json!("In the access token request")]).await;
        assert_eq!(token, json!("key=value"));

        // What is withheld is not sent, so it is not shown.
        page.press(ADD).await;
        put(page, "Value, authorization parameter 3", CANARY).await;
        put(page, "Key, authorization parameter 3", "password").await;
        page.control(TOKEN_KEY).await.click().await.expect("it can be clicked");
        page.until_shown(LOOKS_SECRET).await;
        let shown = page.eval(preview, vec![json!(authorization)]).await;
        assert_eq!(shown, json!(expected));
        page.press("Remove authorization parameter 3").await;
        page.until_state("saved").await;
        assert_goes_on(world, page).await;
        let log = world.sandbox.log();
        let consent = log.iter().find(|entry| entry.is(Operation::Consent)).expect("it was asked");
        assert!(consent.query.contains(expected), "{}", consent.query);
    })
    .await;
}
