//! An OAuth application of Hybrid Data Pipeline fills the form.

use e2e::{
    Page, World, run,
    sandbox::{hdp, sample},
};
use serde_json::json;

use crate::host::{host, host_with};

pub(crate) const SUMMARY: &str = "Fill in from Hybrid Data Pipeline";
pub(crate) const BOX: &str = "Paste an OAuth application, as JSON";

const WANTED: &str = "Use its client secret too, if there is one";
const SCOPE: &str = "Add the authorization parameter scope: full_offline_access test_repo";

/// The sample of Hybrid Data Pipeline's documentation, which lacks a comma.
const SAMPLE: &str = hdp::DOCUMENTED;

async fn open(world: &World) -> Page<'_> {
    let page = world.open(&sample::DOCUMENTED, "application").await;
    page.until_state("saved").await;
    page.press(SUMMARY).await;
    page.until_shown(BOX).await;
    page
}

async fn paste(page: Page<'_>, text: &str) {
    let paste = "(() => {
        const box = find('input, textarea', args[0]);
        box.focus();
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', args[1]);
        box.dispatchEvent(new ClipboardEvent('paste',
            { clipboardData, bubbles: true, cancelable: true, composed: true }));
    })()";
    page.eval(paste, vec![json!(BOX), json!(text)]).await;
}

async fn tick(page: Page<'_>, label: &str) {
    page.control(label).await.click().await.expect("it can be ticked");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_documented_sample_is_shown_filled_in_and_taken_back() {
    run(async |world| {
        let page = open(world).await;
        paste(page, SAMPLE).await;
        page.until_shown("A comma was missing before authorizeURI.").await;
        page.until_shown("There was a client secret in it. It was not kept.").await;
        page.until_shown("A → asdfjasdljfasdkjf").await;
        page.until_shown("https://accounts.google.com/o/oauth2/v2/auth").await;
        page.until_shown("Its commas were taken for separators.").await;
        assert_eq!(page.value(BOX).await, "");
        assert_eq!(page.value("Client ID").await, "A");
        assert_eq!(world.saves(), 0, "nothing changes before the person says so");

        page.press("Fill in").await;
        page.until_value("Client ID", "asdfjasdljfasdkjf").await;
        page.until_shown("Filled in.").await;
        page.until_state("saved").await;
        let held = world.details(&sample::DOCUMENTED).unwrap_or_default();
        assert!(held.contains(r#""clientId":"asdfjasdljfasdkjf""#), "{held}");
        // Neither address has a field, and the scopes were not asked for.
        assert!(held.contains(r#""baseURL":"https://baseURL.com""#), "{held}");
        assert!(!held.contains("scope") && !held.contains("1912308409123890"), "{held}");
        assert_eq!(page.value("Client secret").await, "");

        page.press("Undo").await;
        page.until_value("Client ID", "A").await;
        page.until_state("saved").await;
        assert_eq!(world.details(&sample::DOCUMENTED).as_deref(), Some(sample::DOCUMENTED_DETAILS));
        page.until_gone("Filled in.").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn its_secret_and_its_scopes_are_taken_over_when_the_person_wants_them() {
    run(async |world| {
        let page = open(world).await;
        tick(page, WANTED).await;
        paste(page, SAMPLE).await;
        page.until_shown("The one that was in it").await;
        tick(page, SCOPE).await;
        page.press("Fill in").await;
        page.until_value("Client secret", "1912308409123890").await;
        page.until_state("saved").await;
        let held = world.details(&sample::DOCUMENTED).unwrap_or_default();
        let params = r#""authParams":{"key":"value","scope":"full_offline_access test_repo"}"#;
        assert!(held.contains(params), "{held}");
        let rests = "JSON.stringify([localStorage, sessionStorage])";
        let rests = page.eval(rests, vec![]).await.to_string() + &held;
        assert!(!rests.contains("1912308409123890"), "{rests}");
        page.press("Undo").await;
        page.until_shown("Taken back. A client secret that you had typed").await;
        page.until_value("Client secret", "").await;
        page.until_state("saved").await;
        assert_eq!(world.details(&sample::DOCUMENTED).as_deref(), Some(sample::DOCUMENTED_DETAILS));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_a_list_is_picked() {
    run(async |world| {
        let page = open(world).await;
        let list = r#"{"applications":[
            {"id":17,"name":"Books","dataStore":54,"clientId":"one"},
            {"id":18,"name":"<b>More</b>","dataStore":9999,"clientId":"two"}]}"#;
        paste(page, list).await;
        page.until_shown("Which of them?").await;
        page.press("<b>More</b> (18)").await;
        page.until_shown("A → two").await;
        page.press("Cancel").await;
        page.until_gone("This would be filled in:").await;
        assert_eq!(page.value("Client ID").await, "A");
        assert_eq!(world.saves(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_read_too_late_replaces_nothing() {
    run(async |world| {
        let page = open(world).await;
        let choose = "(() => {
            const files = new DataTransfer();
            files.items.add(new File([args[0]], 'application.json'));
            File.prototype.text = function () {
                const file = this;
                const isLate = new Promise((go) => window.letGo = go);
                return window.read = isLate.then(() => new Response(file).text());
            };
            const input = find('input', 'Or choose a file');
            input.files = files.files;
            input.dispatchEvent(new Event('change'));
        })()";
        let late = r#"{"id":1,"name":"late","dataStore":54,"clientId":"late"}"#;
        page.eval(choose, vec![json!(late)]).await;
        paste(page, r#"{"id":2,"name":"newer","dataStore":54,"clientId":"newer"}"#).await;
        page.until_shown("A → newer").await;
        page.eval("letGo()", vec![]).await;
        page.eval("read.then(() => new Promise((go) => setTimeout(go)))", vec![]).await;
        assert_eq!(page.eval("shows('A → newer')", vec![]).await, json!(true));
        page.eval(choose, vec![json!(late)]).await;
        page.eval("letGo()", vec![]).await;
        page.until_shown("A → late").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_application_says_why() {
    run(async |world| {
        let page = open(world).await;
        for (text, sentence) in [
            ("clientId", "There is no application in it"),
            (r#"{"clientId": "a"#, "It cannot be read"),
            (r#"{"clientId":"a","clientId":"b"}"#, "clientId is there twice"),
            (
                r#"{"id":"oauth_application_id","clientId":"client_id"}"#,
                "description of the format",
            ),
            (r#"{"a":1}"#, "is no OAuth application"),
        ] {
            paste(page, text).await;
            page.until_shown(sentence).await;
            assert_eq!(page.value(BOX).await, "", "{text}");
        }
        // Typed by hand it waits for the button.
        page.type_into(BOX, r#"{"clientId":"typed"}"#).await;
        page.press("Read it").await;
        page.until_shown("A → typed").await;
        assert_eq!(page.value(BOX).await, "");
        assert_eq!(world.saves(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_that_is_not_wanted_is_nowhere() {
    run(async |world| {
        let page = open(world).await;
        let everything = "wizard().shadowRoot.innerHTML
            + [...wizard().shadowRoot.querySelectorAll('input, textarea')].map((it) => it.value)
            + JSON.stringify([localStorage, sessionStorage])";
        for secret in ["\"1912308409123890\"", "1912308409123890", "s3cret-1912308409123890"] {
            paste(page, &SAMPLE.replace("\"1912308409123890\"", secret)).await;
            page.until_shown("There was a client secret in it. It was not kept.").await;
            let rests = page.eval(everything, vec![]).await.to_string();
            assert!(!rests.contains("1912308409123890"), "{secret}: {rests}");
        }
        // Wanted, and then not any more.
        tick(page, WANTED).await;
        paste(page, SAMPLE).await;
        page.until_shown("The one that was in it").await;
        tick(page, WANTED).await;
        page.until_gone("The one that was in it").await;
        page.press("Fill in").await;
        page.until_shown("Filled in.").await;
        assert_eq!(page.value("Client secret").await, "");
        // Nor does it come back with another step.
        tick(page, WANTED).await;
        paste(page, SAMPLE).await;
        page.until_shown("The one that was in it").await;
        page.press("Next").await;
        page.until_shown("Add authorization parameter").await;
        page.press("Back").await;
        page.press(SUMMARY).await;
        page.until_shown(BOX).await;
        assert_eq!(page.value("Client secret").await, "");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn undo_leaves_what_was_typed_since_and_is_there_after_another_step() {
    run(async |world| {
        let page = open(world).await;
        tick(page, WANTED).await;
        paste(page, SAMPLE).await;
        tick(page, SCOPE).await;
        page.press("Fill in").await;
        page.until_value("Client ID", "asdfjasdljfasdkjf").await;
        page.type_over("Client ID", "typed since").await;
        page.type_over("Client secret", "typed since too").await;
        page.press("Next").await;
        page.until_value("Value, authorization parameter 2", "full_offline_access test_repo").await;
        page.press("Back").await;
        page.press(SUMMARY).await;
        page.press("Undo").await;
        page.until_shown("Taken back.").await;
        assert_eq!(page.value("Client ID").await, "typed since");
        assert_eq!(page.value("Client secret").await, "typed since too");
        page.press("Next").await;
        page.until_shown("Add authorization parameter").await;
        page.until_gone("full_offline_access").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_a_token_is_generated_nothing_is_filled_in_and_nothing_is_lost() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "authorize").await;
        page.until_state("saved").await;
        page.enter_secret("secret").await;
        page.generate().await;
        page.press("Back").await;
        page.press("Back").await;
        page.press(SUMMARY).await;
        page.until_shown(BOX).await;
        paste(page, SAMPLE).await;
        page.press("Fill in").await;
        page.until_shown("The form cannot be changed at the moment.").await;
        page.until_shown("This would be filled in:").await;
        assert_eq!(page.value("Client ID").await, "A");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn enter_on_a_box_to_tick_goes_nowhere() {
    run(async |world| {
        let page = open(world).await;
        paste(page, SAMPLE).await;
        page.control(SCOPE).await.send_keys("\u{e007}").await.expect("it takes keys");
        page.press("Fill in").await;
        page.until_shown("Filled in.").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_host_hides_is_not_filled_in() {
    run(async |world| {
        let more = "element.hdpImport = '';
            element.hiddenFields = 'clientId clientSecret authParams';";
        let page = host_with(world, more).await;
        page.until_state("saved").await;
        page.press(SUMMARY).await;
        page.until_shown(BOX).await;
        paste(page, SAMPLE).await;
        page.until_shown("This would be filled in:").await;
        let shown = "shows(args[0]) || shows(args[1])";
        assert_eq!(page.eval(shown, vec![json!(SCOPE), json!(WANTED)]).await, json!(false));
        page.press("Fill in").await;
        page.until_shown("Filled in.").await;
        page.until_state("saved").await;
        assert_eq!(world.details(&sample::DOCUMENTED).as_deref(), Some(sample::DOCUMENTED_DETAILS));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_does_not_ask_for_it_sees_nothing_of_it() {
    run(async |world| {
        let page = host(world).await;
        page.until_state("saved").await;
        assert_eq!(page.eval("shows(args[0])", vec![json!(SUMMARY)]).await, json!(false));
        page.eval("void (wizard().hdpImport = false)", vec![]).await;
        page.eval("new Promise((done) => setTimeout(done))", vec![]).await;
        assert_eq!(page.eval("shows(args[0])", vec![json!(SUMMARY)]).await, json!(false));
        page.eval("void (wizard().hdpImport = '')", vec![]).await;
        page.until_shown(SUMMARY).await;
    })
    .await;
}
