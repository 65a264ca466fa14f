//! Without a network, or without the platform, typing goes on; what was typed is saved afterwards.

use std::time::Duration;

use e2e::{
    Page, run,
    sandbox::{Fault, Kind, Operation, sample},
};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_offline_is_saved_as_soon_as_the_network_is_back() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        world.browser.set_online(false).await;
        page.type_over("Client ID", "typed offline").await;
        page.until_shown("This device is offline.").await;
        page.until_state("offline").await;
        page.until_shown("Offline, kept in this browser").await;
        assert_eq!(world.saves(), 0);
        assert_eq!(page.value("Client ID").await, "typed offline");

        world.browser.set_online(true).await;
        page.until_shown("All changes saved").await;
        page.until_gone("This device is offline.").await;
        let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(saved.contains("typed offline"), "{saved}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_minute_of_typing_offline_arrives_whole() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        world.browser.set_online(false).await;
        let text: String = ('a'..='z').chain('A'..='Z').chain('0'..='9').collect();
        page.type_over("Client ID", &text[..1]).await;
        page.until_shown("Offline, kept in this browser").await;
        let typed = page.try_keys(&text[1..], Duration::from_secs(1)).await;
        typed.end.expect("the browser lives");
        page.until_state("offline").await;
        assert_eq!((world.saves(), page.value("Client ID").await), (0, text.clone()));

        world.browser.set_online(true).await;
        page.until_shown("All changes saved").await;
        let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(saved.contains(&format!(r#""clientId":"{text}""#)), "{saved}");
        assert_eq!((world.saves(), page.value("Client ID").await), (1, text));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_while_the_platform_is_down_is_saved_when_it_is_up_again() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        world.sandbox.go_down().await;
        page.type_over("Client ID", "typed meanwhile").await;
        page.until_shown("The platform cannot be reached.").await;
        assert_eq!(world.saves(), 0);

        world.sandbox.come_up().await.expect("the port is still free");
        page.until_shown("All changes saved").await;
        let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(saved.contains("typed meanwhile"), "{saved}");
    })
    .await;
}

/// Longer than it takes until a fifth try has failed and a sixth has not: 46 s at most.
const PATIENCE: Duration = Duration::from_secs(60);

/// From now on the page notes each state that the element shows.
async fn note_states(page: Page<'_>) {
    let note = "(window.states = [], new MutationObserver(() => \
        states.push(wizard().getAttribute('save-state'))).observe(wizard(), { attributes: true }))";
    page.eval(note, vec![]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_loaded_while_the_platform_is_down_has_what_was_typed_before() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        world.sandbox.set_faults(vec![Fault::new(Kind::Drop)]);
        page.type_over("Client ID", "typed meanwhile").await;
        page.until_shown("The platform cannot be reached.").await;
        for _ in 0..2 {
            world.browser.client().refresh().await.expect("the page reloads");
            page.until_value("Client ID", "typed meanwhile").await;
            page.until_shown("that the platform had not got was restored.").await;
            page.until_state("failed").await;
        }
        page.type_into("Client ID", " and later").await;
        assert_eq!(world.details(&sample::DOCUMENTED).as_deref(), Some(sample::DOCUMENTED_DETAILS));

        world.sandbox.clear_faults();
        page.until_shown("All changes saved").await;
        page.until_value("Company ID", "9341452451293689").await;
        let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
        let expected = r#""clientId":"typed meanwhile and later""#;
        assert_eq!(saved, sample::DOCUMENTED_DETAILS.replace(r#""clientId":"A""#, expected));
        page.until_journal(<[_]>::is_empty).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_save_whose_answer_is_lost_is_no_change_by_somebody_else() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        note_states(page).await;
        world.sandbox.set_faults(vec![Fault::new(Kind::DropReply).on(Operation::Save).times(1)]);
        page.type_over("Client ID", "sent once").await;
        page.until_state("saved").await;
        assert_eq!(world.saves(), 1, "what had arrived is not sent again");
        page.type_over("Company ID", "typed meanwhile").await;
        page.until_shown("All changes saved").await;
        let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(saved.contains("sent once") && saved.contains("typed meanwhile"), "{saved}");
        let states = page.eval("states", vec![]).await;
        let states = states.as_array().expect("they are a list");
        assert!(!states.contains(&json!("failed")), "a look is enough: {states:?}");
        assert!(!states.contains(&json!("conflict")), "{states:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_save_whose_answer_is_lost_and_that_is_typed_over_is_followed_by_the_newer_one() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        note_states(page).await;
        world.sandbox.set_faults(vec![Fault::new(Kind::DropReply).on(Operation::Save).times(1)]);
        page.type_over("Client ID", "older").await;
        page.until_state("saved").await;
        page.type_over("Client ID", "newer").await;
        page.until_shown("All changes saved").await;
        assert_eq!(page.value("Client ID").await, "newer");
        let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(saved.contains("newer"), "{saved}");
        let conflict = page.eval("states.includes('conflict')", vec![]).await;
        assert_eq!(conflict, json!(false));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn errors_in_a_row_are_one_notice_and_cost_nothing() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        world.sandbox.set_faults(vec![Fault::new(Kind::ServerError).on(Operation::Save).times(5)]);
        page.type_over("Client ID", "before").await;
        page.until_shown("The wizard keeps trying by itself.").await;
        page.type_over("Company ID", "between").await;
        let failed = |log: &[e2e::sandbox::Entry]| {
            log.iter().filter(|entry| entry.status == Some(500)).count() == 4
        };
        world.sandbox.wait_for(failed, PATIENCE).await.expect("another try");
        let buttons = "all(document).filter((e) => e.matches('button') && seen(e) \
            && called(e) === 'Try again now').length";
        assert_eq!(page.eval(buttons, vec![]).await, json!(1));
        page.type_into("Client ID", " and after").await;
        let saved = |log: &[e2e::sandbox::Entry]| {
            log.iter().filter(|entry| entry.operation.as_deref() == Operation::Save.field()).count()
                == 6
        };
        world.sandbox.wait_for(saved, PATIENCE).await.expect("a try that works");
        page.until_shown("All changes saved").await;
        let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(saved.contains("before and after") && saved.contains("between"), "{saved}");
        assert_eq!(world.saves(), 6);
    })
    .await;
}
