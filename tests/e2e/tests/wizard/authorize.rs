//! The access token, where everybody does their part.

use e2e::{
    Page, World, run,
    sandbox::{Fault, Kind, Operation, sample},
};
use serde_json::{Value, json};

const WAITING: &str = "Waiting for you to answer in the provider’s window.";
const GENERATED: &str = "The access token was generated.";

/// Generates a token for the connection that is open, from the button to the saved record.
async fn generate(world: &World, page: Page<'_>) {
    let window = page.generate().await;
    world.browser.answer(&window, "Connect").await;
    page.until_shown(GENERATED).await;
    page.until_state("saved").await;
    world.browser.until_closed(&window).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_generated_and_the_record_says_so() {
    run(async |world| {
        let page = world.open_ready(&sample::DOCUMENTED, "s3cret").await;
        page.until_shown("The access token is not generated yet.").await;
        page.until_token("none").await;
        let held = world.details(&sample::DOCUMENTED);

        let window = page.generate().await;
        page.until_token("waiting").await;
        assert_eq!(world.is_token_generated(&sample::DOCUMENTED), Some(false));
        world.browser.answer(&window, "Connect").await;
        page.until_shown(GENERATED).await;
        page.until_gone(WAITING).await;
        page.until_token("generated").await;
        page.until_state("saved").await;

        let told = page.told_of_token().await;
        assert_eq!(
            told,
            [("waiting".to_owned(), Value::Null), ("generated".to_owned(), Value::Null)]
        );
        assert_eq!(world.is_token_generated(&sample::DOCUMENTED), Some(true));
        assert_eq!(world.details(&sample::DOCUMENTED), held, "the settings stay to the byte");
        assert_eq!(world.saves(), 0, "whoever keeps the token has said so in the record");
        assert_eq!(world.starts(), 1);

        page.until("!!find('button', 'Regenerate token')", vec![]).await;
        assert_eq!(page.eval("!!find('button', 'Generate token')", vec![]).await, json!(false));
        page.press("Review").await;
        page.until_shown("It was used and is forgotten.").await;
        page.until("find('dd', 'Generated')", vec![]).await;
        page.press("Application").await;
        assert_eq!(page.value("Client secret").await, "");

        world.browser.client().refresh().await.expect("the page reloads");
        page.until_token("generated").await;
        page.press("Access token").await;
        page.until_shown(GENERATED).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_token_replaces_the_first() {
    run(async |world| {
        let page = world.open_ready(&sample::DOCUMENTED, "s3cret").await;
        generate(world, page).await;
        page.enter_secret("s3cret").await;
        let window = page.press_for_window("Regenerate token").await;
        page.until_shown(WAITING).await;
        world.browser.answer(&window, "Connect").await;
        page.until_gone(WAITING).await;
        page.until_shown(GENERATED).await;
        page.until_token("generated").await;
        assert_eq!(world.starts(), 2);
        assert_eq!(world.is_token_generated(&sample::DOCUMENTED), Some(true));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_last_is_saved_first() {
    run(async |world| {
        let page = world.open_ready(&sample::DOCUMENTED, "s3cret").await;
        page.press("Application").await;
        page.type_over("Client ID", "typed last").await;
        page.press("Access token").await;
        generate(world, page).await;
        let log = world.sandbox.log();
        let first = |operation| log.iter().find(|e| e.is(operation)).map(|e| e.number);
        assert!(first(Operation::Save) < first(Operation::Start), "{log:#?}");
        assert!(world.details(&sample::DOCUMENTED).is_some_and(|held| held.contains("typed last")));
        assert_eq!(world.is_token_generated(&sample::DOCUMENTED), Some(true));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_connections_each_get_their_own() {
    run(async |world| {
        // Its record says that it has one, and that one is replaced.
        for (connection, button) in
            [(&sample::DOCUMENTED, "Generate token"), (&sample::FOREIGN, "Regenerate token")]
        {
            let page = world.open_ready(connection, "s3cret").await;
            let window = page.press_for_window(button).await;
            page.until_shown(WAITING).await;
            world.browser.answer(&window, "Connect").await;
            page.until_gone(WAITING).await;
            page.until_shown(GENERATED).await;
            page.until_state("saved").await;
        }
        let starts: Vec<Value> = world
            .sandbox
            .log()
            .iter()
            .filter(|entry| entry.is(Operation::Start))
            .map(|entry| serde_json::from_str(&entry.body).expect("it is JSON"))
            .collect();
        let ids: Vec<_> = starts.iter().map(|asked| &asked["key"]["connectionId"]).collect();
        assert_eq!(ids, [sample::DOCUMENTED.connection_id, sample::FOREIGN.connection_id]);
        for connection in [&sample::DOCUMENTED, &sample::FOREIGN] {
            assert_eq!(world.is_token_generated(connection), Some(true));
            let has_token = world.sandbox.records().has_token(&connection.key());
            assert!(has_token.expect("memory can be read"), "{}", connection.label);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_it_is_waited_for_the_settings_stay_as_they_are() {
    run(async |world| {
        let page = world.open_ready(&sample::DOCUMENTED, "s3cret").await;
        page.generate().await;
        let frozen = "The access token is being generated with these settings";
        for (step, labels) in [
            ("Application", &["Base URL", "Company ID", "Client ID"][..]),
            (
                "Parameters",
                &["Key, authorization parameter 1", "Value, access token parameter 1"][..],
            ),
        ] {
            page.press(step).await;
            page.until_shown(frozen).await;
            for label in labels {
                let before = page.value(label).await;
                page.type_into(label, "typed all the same").await;
                assert_eq!(page.value(label).await, before, "{label}");
            }
        }
        assert_eq!(world.saves(), 0);
        page.press("Cancel").await;
        page.until_gone(frozen).await;
        page.until_token("none").await;
        page.press("Application").await;
        page.type_into("Client ID", "B").await;
        page.until_state("saved").await;
        assert!(world.details(&sample::DOCUMENTED).is_some_and(|held| held.contains(r#""AB""#)));
        assert_eq!(world.is_token_generated(&sample::DOCUMENTED), Some(false));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_for_the_settings_that_it_was_generated_with() {
    run(async |world| {
        let page = world.open_ready(&sample::DOCUMENTED, "s3cret").await;
        generate(world, page).await;
        page.press("Application").await;
        page.type_over("Base URL", "https://another.example").await;
        page.until_token("stale").await;
        page.until_state("saved").await;
        assert_eq!(world.is_token_generated(&sample::DOCUMENTED), Some(false));
        page.press("Access token").await;
        page.until_shown("The settings have changed since the access token was generated.").await;
        page.until("!!find('button', 'Regenerate token')", vec![]).await;
        page.press("Review").await;
        page.until_shown("Has to be generated again").await;

        page.press("Application").await;
        page.type_over("Base URL", "https://baseURL.com").await;
        page.until_token("generated").await;
        page.until_state("saved").await;
        assert_eq!(world.is_token_generated(&sample::DOCUMENTED), Some(true));
        page.press("Access token").await;
        page.until_shown(GENERATED).await;
        assert_eq!(world.starts(), 1, "nobody was asked again");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_can_be_cancelled_and_generated_after_all() {
    run(async |world| {
        let page = world.open_ready(&sample::DOCUMENTED, "s3cret").await;
        let window = page.generate().await;
        page.press("Cancel").await;
        world.browser.until_closed(&window).await;
        page.until_shown("The access token is not generated yet.").await;
        page.until_token("none").await;
        world.until_answered(Operation::Cancel).await;
        assert_eq!(page.eval("shows('Details')", vec![]).await, json!(false), "nothing is wrong");
        page.enter_secret("s3cret").await;
        generate(world, page).await;
        assert_eq!(world.starts(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_restored_is_not_discarded_while_it_is_waited_for() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        world.sandbox.set_faults(vec![Fault::new(Kind::ServerError).on(Operation::Save)]);
        page.type_over("Company ID", "12").await;
        page.until_state("failed").await;
        world.browser.client().refresh().await.expect("the page reloads");
        page.until_value("Company ID", "12").await;
        world.sandbox.clear_faults();
        page.until_state("saved").await;
        let discard = "Discard what was restored";
        page.until_shown(discard).await;
        page.press("Access token").await;
        page.enter_secret("s3cret").await;
        let window = page.generate().await;
        let is_disabled = "find('button', args[0]).ariaDisabled === 'true'";
        page.until(is_disabled, vec![json!(discard)]).await;
        page.press(discard).await;
        world.browser.answer(&window, "Connect").await;
        page.until_token("generated").await;
        page.until_state("saved").await;
        assert!(world.details(&sample::DOCUMENTED).is_some_and(|held| held.contains("12")));
        page.press(discard).await;
        page.until_token("stale").await;
        page.until_state("saved").await;
        page.press("Application").await;
        page.until_value("Company ID", "9341452451293689").await;
    })
    .await;
}
