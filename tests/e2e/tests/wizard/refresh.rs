//! What was shown as saved is back after a reload, all but the client secret.

use std::time::Duration;

use e2e::{
    run,
    sandbox::{Entry, Fault, Kind, Operation, sample},
};

#[tokio::test(flavor = "multi_thread")]
async fn everything_but_the_secret_is_back_after_a_reload() {
    run(async |world| {
        let page = world.open(&sample::EMPTY, "application").await;
        page.until_shown("Nothing saved yet").await;
        page.type_into("Base URL", "https://sandbox-quickbooks.api.intuit.com").await;
        page.type_into("Company ID", "9341452451293689").await;
        page.type_into("Client ID", "ABfQ7 \"ü😀\\").await;
        page.type_into("Client secret", "not to be kept").await;
        page.until_shown("All changes saved").await;

        world.browser.client().refresh().await.expect("the page reloads");
        page.until_value("Base URL", "https://sandbox-quickbooks.api.intuit.com").await;
        assert_eq!(page.value("Company ID").await, "9341452451293689");
        assert_eq!(page.value("Client ID").await, "ABfQ7 \"ü😀\\");
        assert_eq!(page.value("Client secret").await, "");
        page.until_shown("All changes saved").await;
        page.until_shown("after a reload, enter it again").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_documented_record_shows_exactly() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        assert_eq!(page.value("Base URL").await, "https://baseURL.com");
        assert_eq!(page.value("Company ID").await, "9341452451293689");
        assert_eq!(page.value("Client ID").await, "A");
        assert_eq!(page.value("Client secret").await, "");
        page.until_state("saved").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_other_writers_left_survives_an_edit() {
    run(async |world| {
        let page = world.open(&sample::FOREIGN, "application").await;
        assert_eq!(page.value("Company ID").await, "9341452451293689");
        page.type_over("Client ID", "new").await;
        page.until_state("unsaved").await;
        page.until_state("saved").await;
        let expected = sample::FOREIGN_DETAILS.replace("ABfQ7tTsample", "new");
        assert_eq!(world.details(&sample::FOREIGN), Some(expected));
        page.until_shown("The settings have changed since the access token was generated").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_save_that_was_on_its_way_at_the_reload_overtakes_no_newer_one() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        world.sandbox.set_faults(vec![Fault::new(Kind::Hold).on(Operation::Save).times(1)]);
        page.type_over("Client ID", "older").await;
        page.until_state("saving").await;
        page.type_into("Client ID", " and newer").await;
        world.browser.client().refresh().await.expect("the page reloads");
        page.until_value("Client ID", "older and newer").await;
        page.until_state("unsaved").await;
        world.sandbox.release();
        page.until_state("saved").await;
        let all = |log: &[Entry]| log.iter().all(|entry| entry.took.is_some());
        world.sandbox.wait_for(all, Duration::from_secs(20)).await.expect("all are answered");
        let held = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(held.contains("older and newer"), "{held}");
    })
    .await;
}
