//! Where somebody else changed what was changed here too, the person chooses, and can choose anew.

use std::time::Duration;

use e2e::{
    Page, Tab, World, run,
    sandbox::{Entry, Fault, Kind, Operation, sample},
};
use serde_json::json;

/// Edits the same fields in two tabs, the first of which saves first, and stays in the second.
async fn clash<'a>(world: &'a World, fields: &[&str]) -> (Page<'a>, Tab) {
    let page = world.open(&sample::DOCUMENTED, "application").await;
    let first = world.browser.tab().await;
    world.browser.new_tab().await;
    world.open(&sample::DOCUMENTED, "application").await;
    world.sandbox.set_faults(vec![Fault::new(Kind::Hold).on(Operation::Save).times(1)]);
    let type_all = async |whose: &str| {
        for field in fields {
            page.type_over(field, &format!("{whose} {field}")).await;
        }
    };
    world.browser.in_tab(&first, async || type_all("their").await).await;
    let is_held = |log: &[Entry]| log.iter().any(|entry| entry.is(Operation::Save));
    world.sandbox.wait_for(is_held, Duration::from_secs(20)).await.expect("a save");
    type_all("my").await;
    world.sandbox.release();
    page.until_state("conflict").await;
    (page, first)
}

fn held(world: &World) -> String {
    world.details(&sample::DOCUMENTED).expect("there is a record")
}

#[tokio::test(flavor = "multi_thread")]
async fn each_field_has_both_values_and_its_own_choice() {
    run(async |world| {
        let (page, first) = clash(world, &["Client ID", "Company ID"]).await;
        page.until_shown("Changed elsewhere").await;
        page.until_shown("Changed here and elsewhere").await;
        for text in ["my Client ID", "their Client ID", "my Company ID", "their Company ID"] {
            page.until_shown(text).await;
        }
        assert_eq!(page.value("Client ID").await, "my Client ID");
        assert!(!held(world).contains("my "), "nothing is saved unasked: {}", held(world));

        page.press("Keep yours: Client ID").await;
        page.until_gone("Keep yours: Client ID").await;
        page.until_state("conflict").await;
        page.press("Take theirs: Company ID").await;
        page.until_value("Company ID", "their Company ID").await;
        page.until_state("saved").await;
        assert_eq!(page.value("Client ID").await, "my Client ID");
        assert!(held(world).contains("my Client ID"), "{}", held(world));
        assert!(held(world).contains("their Company ID"), "{}", held(world));
        page.until_gone("Changed here and elsewhere").await;
        let see = async || page.until_value("Client ID", "my Client ID").await;
        world.browser.in_tab(&first, see).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_chosen_can_be_had_back() {
    run(async |world| {
        let (page, _) = clash(world, &["Client ID"]).await;
        page.press("Take theirs: Client ID").await;
        page.until_value("Client ID", "their Client ID").await;
        page.until_shown("Client ID, not chosen:").await;
        page.until_shown("my Client ID").await;
        page.press("Use this instead: Client ID").await;
        page.until_value("Client ID", "my Client ID").await;
        page.until_shown("their Client ID").await;
        page.until_state("saved").await;
        assert!(held(world).contains("my Client ID"), "{}", held(world));

        page.press("Use this instead: Client ID").await;
        page.until_value("Client ID", "their Client ID").await;
        page.until_state("saved").await;
        assert!(held(world).contains("their Client ID"), "{}", held(world));
        page.press("OK").await;
        page.until_gone("not chosen:").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_choice_that_is_open_outlives_a_reload() {
    run(async |world| {
        let (page, _) = clash(world, &["Client ID"]).await;
        world.browser.client().refresh().await.expect("the page reloads");
        page.until_state("conflict").await;
        page.until_value("Client ID", "my Client ID").await;
        page.until_shown("their Client ID").await;
        page.press("Keep yours: Client ID").await;
        page.until_state("saved").await;
        assert!(held(world).contains("my Client ID"), "{}", held(world));
        page.until_journal(<[_]>::is_empty).await;
        let alerts = page.eval("shows('restored.')", vec![]).await;
        assert_eq!(alerts, json!(true), "it was kept and is back");
    })
    .await;
}
