//! The two tables of parameters.

use e2e::{
    Page, World, run,
    sandbox::{Fault, Kind, Operation, sample},
};
use serde_json::json;

const ENTER: char = '\u{e007}';

const FIRST_KEY: &str = "Key, authorization parameter 1";
const FIRST_VALUE: &str = "Value, authorization parameter 1";
const ADD: &str = "Add authorization parameter";

/// Waits until the platform holds a part of details.
async fn until_held(world: &World, page: Page<'_>, part: &str) {
    page.until_state("saved").await;
    let held = world.details(&sample::EMPTY).unwrap_or_default();
    assert!(held.contains(part), "{part} is not in {held}");
}

/// Pastes into the control that has the focus.
async fn paste(page: Page<'_>, text: &str) {
    page.eval(
        "(() => { const data = new DataTransfer(); data.setData('text/plain', args[0]); \
         const e = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, composed: \
         true, cancelable: true }); if (focused().dispatchEvent(e)) \
         document.execCommand('insertText', false, args[0]); })()",
        vec![json!(text)],
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_added_saved_and_removed_and_the_focus_goes_along() {
    run(async |world| {
        let page = world.open(&sample::EMPTY, "parameters").await;
        page.until_shown("None").await;
        page.press(ADD).await;
        page.until_focus(FIRST_KEY).await;
        page.until_shown("Parameter added.").await;
        page.until_state("saved").await;
        assert_eq!(world.saves(), 0, "an empty row is no edit");

        page.type_into(FIRST_KEY, "scope").await;
        page.type_into(FIRST_VALUE, "com.intuit.quickbooks.accounting \"=\\&").await;
        until_held(
            world,
            page,
            r#""authParams":{"scope":"com.intuit.quickbooks.accounting \"=\\&"}"#,
        )
        .await;

        page.press("Add access token parameter").await;
        page.until_focus("Key, access token parameter 1").await;
        page.type_into("Key, access token parameter 1", "audience").await;
        page.type_into("Value, access token parameter 1", "b").await;
        until_held(world, page, r#""accessTokenParams":{"audience":"b"}"#).await;

        world.browser.client().refresh().await.expect("the page reloads");
        page.until_value(FIRST_KEY, "scope").await;
        page.press(ADD).await;
        page.type_into("Key, authorization parameter 2", "prompt").await;
        page.press("Remove authorization parameter 1").await;
        page.until_focus(FIRST_KEY).await;
        page.until_value(FIRST_KEY, "prompt").await;
        page.until_shown("Parameter scope removed.").await;
        until_held(world, page, r#""authParams":{"prompt":""}"#).await;
        page.press("Remove authorization parameter 1").await;
        page.until_focus(ADD).await;
        until_held(world, page, r#""authParams":{}"#).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_of_key_and_value_become_rows() {
    run(async |world| {
        let page = world.open(&sample::EMPTY, "parameters").await;
        page.press(ADD).await;
        page.until_focus(FIRST_KEY).await;
        paste(page, "scope=openid email\r\nprompt=consent=x\n").await;
        page.until_value(FIRST_KEY, "scope").await;
        page.until_value("Value, authorization parameter 2", "consent=x").await;
        page.until_shown("2 parameters pasted.").await;
        until_held(world, page, r#"{"scope":"openid email","prompt":"consent=x"}"#).await;
        paste(page, "s").await;
        page.until_value(FIRST_KEY, "scopes").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_cannot_be_saved_says_why_and_the_rest_is_saved() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "parameters").await;
        page.until_value(FIRST_KEY, "key").await;
        page.press(ADD).await;
        page.type_into("Value, authorization parameter 2", "no key").await;
        page.type_over(FIRST_VALUE, "changed").await;
        page.until_shown("Enter a key. Without one this parameter is not saved.").await;
        page.until_shown("Saved, except 1 entry that needs your attention").await;
        page.until_state("unsaved").await;
        let held = world.details(&sample::DOCUMENTED).unwrap_or_default();
        assert!(held.contains(r#""authParams":{"key":"changed"}"#), "{held}");

        page.type_into("Key, authorization parameter 2", "key").await;
        page.control(FIRST_VALUE).await.click().await.expect("it can be clicked");
        page.until_shown("Another parameter has this key, so this one is not saved.").await;
        page.type_into("Key, authorization parameter 2", "2").await;
        page.until_state("saved").await;
        let held = world.details(&sample::DOCUMENTED).unwrap_or_default();
        assert!(held.contains(r#"{"key":"changed","key2":"no key"}"#), "{held}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_text_is_shown_and_left_alone() {
    run(async |world| {
        let page = world.open(&sample::FOREIGN, "parameters").await;
        page.until_shown("This value is no text. It stays as it is until you remove it.").await;
        let fixed = "all(document).filter((e) => e.matches('textarea') && e.readOnly).length";
        let count = page.eval(fixed, vec![]).await;
        assert_eq!(count, json!(1));
        page.type_into("Value, authorization parameter 2", "typed").await;
        page.type_into("Value, authorization parameter 1", "!").await;
        page.until_state("unsaved").await;
        page.until_state("saved").await;
        let held = world.details(&sample::FOREIGN).unwrap_or_default();
        let changed = "com.intuit.quickbooks.accounting!";
        let expected = sample::FOREIGN_DETAILS.replace("com.intuit.quickbooks.accounting", changed);
        assert_eq!(held, expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_preview_shows_what_will_be_sent() {
    run(async |world| {
        let page = world.open(&sample::EMPTY, "parameters").await;
        page.press("What will be sent").await;
        page.until_shown("Nothing is added.").await;
        page.press(ADD).await;
        page.type_into(FIRST_KEY, "scope").await;
        page.type_into(FIRST_VALUE, "a b&c").await;
        page.until_shown("scope=a+b%26c").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn enter_moves_on_and_shift_enter_breaks_the_line() {
    run(async |world| {
        let page = world.open(&sample::EMPTY, "parameters").await;
        page.press(ADD).await;
        page.type_into(FIRST_KEY, "assertion").await;
        page.type_into(FIRST_VALUE, "one\u{e008}\u{e007}\u{e000}two").await;
        page.until_value(FIRST_VALUE, "one\ntwo").await;
        page.key(ENTER).await;
        page.until_shown("Your provider asks you in a window of its own").await;
        page.until_focus("Access token").await;
        until_held(world, page, r#"{"assertion":"one\ntwo"}"#).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_typed_before_the_record_is_there_are_kept() {
    run(async |world| {
        world.sandbox.set_faults(vec![Fault::new(Kind::Hold).on(Operation::Load)]);
        let page = world.open_early(&sample::DOCUMENTED, "parameters").await;
        page.press(ADD).await;
        page.type_into(FIRST_KEY, "mine").await;
        world.sandbox.clear_faults();
        page.until_value("Key, authorization parameter 2", "key").await;
        page.until_state("saved").await;
        assert_eq!(page.value(FIRST_KEY).await, "mine");
        let held = world.details(&sample::DOCUMENTED).unwrap_or_default();
        assert!(held.contains(r#""authParams":{"key":"value","mine":""}"#), "{held}");
    })
    .await;
}
