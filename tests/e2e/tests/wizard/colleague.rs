//! Somebody else, on another machine, changes the record that is open here.

use e2e::{
    World, run,
    sandbox::{Fault, Kind, Operation, Record, sample},
};

/// Changes the record on the platform, as a colleague's wizard would.
fn change(world: &World, from: &str, to: &str) {
    let records = world.sandbox.records();
    let key = sample::DOCUMENTED.key();
    let record = records.get(&key).expect("memory can be read").expect("there is a record");
    let details = record.oauth_connector_details.as_deref().unwrap_or_default();
    assert!(details.contains(from), "{details}");
    let details = Some(details.replace(from, to));
    let record = Record { oauth_connector_details: details, ..record };
    records.put(&record).expect("memory can be written");
}

fn held(world: &World) -> String {
    world.details(&sample::DOCUMENTED).expect("there is a record")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_touched_here_takes_their_value() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        change(world, "9341452451293689", "theirs");
        change(world, r#""authParams":{"key":"value"}"#, r#""authParams":{"prompt":"login"}"#);
        page.type_over("Client ID", "mine").await;
        page.until_value("Company ID", "theirs").await;
        page.until_state("saved").await;
        let expected = sample::DOCUMENTED_DETAILS
            .replace("9341452451293689", "theirs")
            .replace(r#""authParams":{"key":"value"}"#, r#""authParams":{"prompt":"login"}"#)
            .replace(r#""clientId":"A""#, r#""clientId":"mine""#);
        assert_eq!(held(world), expected);
        page.press("Parameters").await;
        page.until_value("Key, authorization parameter 1", "prompt").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_both_have_changed_is_asked_about_and_the_rest_is_saved() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        change(world, r#""clientId":"A""#, r#""clientId":"theirs""#);
        page.type_over("Client ID", "mine").await;
        page.type_over("Company ID", "mine too").await;
        page.until_state("conflict").await;
        page.until_shown("theirs").await;
        page.control("Base URL").await.click().await.expect("it can be clicked");
        let is_saved = |log: &[e2e::sandbox::Entry]| {
            log.iter().any(|e| e.is(Operation::Save) && e.status.is_some())
        };
        let patience = std::time::Duration::from_secs(20);
        world.sandbox.wait_for(is_saved, patience).await.expect("a save");
        assert!(held(world).contains("mine too"), "{}", held(world));
        assert!(held(world).contains(r#""clientId":"theirs""#), "{}", held(world));
        page.press("Keep yours: Client ID").await;
        page.until_state("saved").await;
        assert!(held(world).contains(r#""clientId":"mine""#), "{}", held(world));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_change_on_both_sides_is_no_question() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        world.sandbox.set_faults(vec![Fault::new(Kind::ServerError).on(Operation::Save)]);
        page.type_over("Client ID", "the same").await;
        page.until_state("failed").await;
        change(world, r#""clientId":"A""#, r#""clientId":"the same""#);
        world.go_on(page, "Try again now", Operation::Save).await;
        page.until_state("saved").await;
        page.until_gone("Changed here and elsewhere").await;
        assert!(held(world).contains("the same"), "{}", held(world));
    })
    .await;
}
