//! What a page kept and the platform has not got is back in the next one, and said to be.

use e2e::{
    Page, World, run,
    sandbox::{Fault, Kind, Operation, sample},
};

const DISCARD: &str = "Discard what was restored";
const VALUE: &str = "Value, authorization parameter 1";

/// Types over the client id and reloads, with nothing of it on the platform.
async fn type_and_reload(world: &World) -> Page<'_> {
    let page = world.open(&sample::DOCUMENTED, "application").await;
    world.sandbox.set_faults(vec![Fault::new(Kind::ServerError).on(Operation::Save)]);
    page.type_over("Client ID", "kept here").await;
    page.until_state("failed").await;
    reload(world).await;
    page.until_value("Client ID", "kept here").await;
    page
}

async fn reload(world: &World) {
    world.browser.client().refresh().await.expect("the page reloads");
}

fn held(world: &World) -> String {
    world.details(&sample::DOCUMENTED).expect("there is a record")
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_said_how_much_is_back_and_from_when_and_ok_takes_the_sentence_away() {
    run(async |world| {
        let page = type_and_reload(world).await;
        page.until_shown("that the platform had not got was restored.").await;
        let clock = "all(document).some((e) => seen(e) && /^1 change from \\d\\d:\\d\\d(\\s[AP]M)? that the \
                     platform had not got was restored\\.$/.test(e.textContent))";
        page.until(clock, vec![]).await;
        page.press("OK").await;
        page.until_gone("was restored.").await;
        assert_eq!(page.value("Client ID").await, "kept here");
        world.sandbox.clear_faults();
        page.until_shown("All changes saved").await;
        assert!(held(world).contains("kept here"), "{}", held(world));
        page.until_journal(<[_]>::is_empty).await;

        reload(world).await;
        page.until_value("Client ID", "kept here").await;
        page.until_state("saved").await;
        page.until_gone("restored.").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_fields_and_parameters_are_back_even_before_the_platform_has_answered() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        world.sandbox.set_faults(vec![Fault::new(Kind::Drop)]);
        page.type_over("Client ID", "first").await;
        page.type_over("Company ID", "\u{e003}").await;
        page.press("Parameters").await;
        page.type_over(VALUE, "third").await;
        page.until_state("failed").await;
        reload(world).await;
        page.until_shown("3 changes from").await;
        page.until_shown("that the platform had not got were restored.").await;
        page.until_shown("The platform cannot be reached.").await;
        assert_eq!(page.value(VALUE).await, "third");
        page.press("Application").await;
        page.until_value("Client ID", "first").await;
        assert_eq!(page.value("Company ID").await, "");

        world.sandbox.clear_faults();
        page.until_shown("All changes saved").await;
        let expected = r#"{"baseURL":"https://baseURL.com","clientId":"first","companyId":"","authParams":{"key":"third"},"accessTokenParams":{"key":"value"}}"#;
        assert_eq!(held(world), expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn discarded_before_it_is_saved_it_leaves_nothing() {
    run(async |world| {
        let page = type_and_reload(world).await;
        page.until_state("failed").await;
        page.press(DISCARD).await;
        page.until_value("Client ID", "A").await;
        page.until_gone("was restored.").await;
        world.sandbox.clear_faults();
        page.until_state("saved").await;
        page.until_journal(<[_]>::is_empty).await;
        assert_eq!(held(world), sample::DOCUMENTED_DETAILS);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn discarded_after_it_was_saved_it_is_taken_back_on_the_platform_too() {
    run(async |world| {
        let page = type_and_reload(world).await;
        world.sandbox.clear_faults();
        page.until_shown("All changes saved").await;
        assert!(held(world).contains("kept here"), "{}", held(world));
        page.press(DISCARD).await;
        page.until_value("Client ID", "A").await;
        page.until_gone("was restored.").await;
        page.until_state("saved").await;
        assert_eq!(held(world), sample::DOCUMENTED_DETAILS);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_without_a_key_is_back_with_its_sentence() {
    run(async |world| {
        let page = world.open(&sample::EMPTY, "parameters").await;
        page.press("Add authorization parameter").await;
        page.type_into(VALUE, "no key yet").await;
        page.until_shown("Not saved: an entry needs your attention").await;
        reload(world).await;
        page.until_value(VALUE, "no key yet").await;
        page.until_shown("1 change from").await;
        page.until_shown("Enter a key. Without one this parameter is not saved.").await;
        page.until_shown("Not saved: an entry needs your attention").await;
        assert_eq!(world.saves(), 0);

        page.type_into("Key, authorization parameter 1", "prompt").await;
        page.until_state("saved").await;
        let held = world.details(&sample::EMPTY).unwrap_or_default();
        assert!(held.contains(r#""authParams":{"prompt":"no key yet"}"#), "{held}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_without_a_key_goes_with_what_is_discarded() {
    run(async |world| {
        let page = world.open(&sample::EMPTY, "parameters").await;
        page.press("Add authorization parameter").await;
        page.type_into(VALUE, "no key yet").await;
        page.until_state("unsaved").await;
        reload(world).await;
        page.until_value(VALUE, "no key yet").await;
        page.press(DISCARD).await;
        page.until("!find('textarea', args[0])", vec![VALUE.into()]).await;
        page.until_state("saved").await;
        page.until_journal(<[_]>::is_empty).await;
    })
    .await;
}
