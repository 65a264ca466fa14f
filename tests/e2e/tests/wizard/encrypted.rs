//! A host page that encrypts the client secret, as Spaces does: the plain text is forgotten at once.

use e2e::{Page, World, run};
use serde_json::json;

use crate::host::host;

const SECRET: &str = "Client secret";
const ENCRYPTED: &str = "It is encrypted. What you typed is forgotten.";

/// Opens the host's page with a function that notes what it is to encrypt and answers with what
/// `answer` is as JavaScript, and one that notes what a token is asked for with.
async fn with<'a>(world: &'a World, answer: &str) -> Page<'a> {
    let page = host(world).await;
    page.until_state("saved").await;
    let set = format!(
        "void (window.plain = [], window.asked = [], window.late = Promise.withResolvers(), \
         wizard().encryptSecret = (secret) => {{ plain.push(secret); return {answer}; }}, \
         wizard().authorize = async (request) => {{ asked.push(request.clientSecret); throw 'no'; }}, \
         wizard().step = 'application')"
    );
    page.eval(&set, vec![]).await;
    page.type_into(SECRET, "s3cret").await;
    page
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_encrypted_goes_on_and_what_was_typed_is_gone() {
    run(async |world| {
        let page = with(world, "Promise.resolve('sealed')").await;
        page.press("Review").await;
        page.until_shown("Typed, and not encrypted yet.").await;
        page.press("Access token").await;
        page.until_shown("The client secret has to be encrypted first.").await;
        page.press("Generate token").await;
        page.until_focus(SECRET).await;
        page.press("Encrypt client secret").await;
        page.until_shown(ENCRYPTED).await;
        page.press("Review").await;
        page.until_shown(ENCRYPTED).await;
        page.press("Application").await;
        assert_eq!(page.value(SECRET).await, "");
        assert_eq!(page.eval("plain", vec![]).await, json!(["s3cret"]));
        page.press("Access token").await;
        page.press("Generate token").await;
        page.until_shown("It could not be started.").await;
        assert_eq!(page.eval("asked", vec![]).await, json!(["sealed"]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_encrypted_is_left_as_the_host_gave_it() {
    run(async |world| {
        let page = with(world, "'sealed\\n'").await;
        page.press("Encrypt client secret").await;
        page.until_shown(ENCRYPTED).await;
        assert_eq!(page.value(SECRET).await, "");
        page.control(SECRET).await.click().await.expect("it can be clicked");
        page.control("Client ID").await.click().await.expect("it can be clicked");
        // What came of leaving the control has come of it by then.
        page.eval("new Promise((go) => requestAnimationFrame(() => setTimeout(go)))", vec![]).await;
        page.until_gone("There are blanks at an end.").await;
        page.press("Access token").await;
        page.press("Generate token").await;
        page.until_shown("It could not be started.").await;
        assert_eq!(page.eval("asked", vec![]).await, json!(["sealed\n"]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reset_forgets_it_and_another_one_can_be_typed() {
    run(async |world| {
        let page = with(world, "`sealed ${plain.length}`").await;
        let shown = "find('input', 'Client secret').type";
        page.press("Show: Client secret").await;
        page.press("Encrypt client secret").await;
        page.until_shown(ENCRYPTED).await;
        assert_eq!(page.eval(shown, vec![]).await, json!("password"));
        page.press("Show: Client secret").await;
        assert_eq!(page.eval(shown, vec![]).await, json!("text"));
        page.press("Reset client secret").await;
        page.until_focus(SECRET).await;
        page.until_gone(ENCRYPTED).await;
        page.type_into(SECRET, "another").await;
        assert_eq!(page.eval(shown, vec![]).await, json!("password"));
        page.press("Encrypt client secret").await;
        page.until_shown(ENCRYPTED).await;
        assert_eq!(page.eval("plain", vec![]).await, json!(["s3cret", "another"]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_encrypted_is_forgotten_and_said() {
    run(async |world| {
        for answer in ["Promise.reject('no')", "(() => { throw 'no'; })()", "''", "null"] {
            let page = with(world, answer).await;
            page.press("Encrypt client secret").await;
            page.until_shown("It could not be encrypted, and is forgotten. Enter it again.").await;
            assert_eq!(page.value(SECRET).await, "", "{answer}");
            page.type_into(SECRET, "again").await;
            assert_eq!(page.value(SECRET).await, "again", "{answer}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_comes_after_a_reset_is_dropped() {
    run(async |world| {
        let page = with(world, "late.promise").await;
        page.press("Encrypt client secret").await;
        page.until_shown("It is being encrypted…").await;
        assert_eq!(page.value(SECRET).await, "");
        page.press("Reset client secret").await;
        page.type_into(SECRET, "another").await;
        page.eval("late.resolve('sealed')", vec![]).await;
        // Whatever came of the answer has come of it by then.
        page.eval("new Promise((go) => requestAnimationFrame(() => setTimeout(go)))", vec![]).await;
        assert_eq!(page.value(SECRET).await, "another");
        page.until_gone(ENCRYPTED).await;
    })
    .await;
}
