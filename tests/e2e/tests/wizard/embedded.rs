//! The element in a page that is not ours.

use std::time::Duration;

use e2e::{
    run, run_with,
    sandbox::{Entry, Fault, IdType, Kind, Operation, Options, sample},
};
use serde_json::json;

use crate::host::host;

#[tokio::test(flavor = "multi_thread")]
async fn properties_set_before_the_element_was_defined_count() {
    run(async |world| {
        let page = host(world).await;
        page.until_value("Client ID", "A").await;
        page.until("tokens === 1", vec![]).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_that_types_its_ids_as_id_will_do() {
    let options = Options { ids: IdType::Id, ..Options::default() };
    run_with(options, async |world| {
        let page = host(world).await;
        page.until_value("Client ID", "A").await;
        page.type_over("Client ID", "B").await;
        page.until_state("unsaved").await;
        page.until_state("saved").await;
        assert!(world.details(&sample::DOCUMENTED).is_some_and(|held| held.contains(r#""B""#)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_host_hears_what_happens() {
    run(async |world| {
        let page = host(world).await;
        page.until_state("saved").await;
        page.type_over("Client ID", "B").await;
        page.until("heard.some(([name]) => name === 'wizard-saved')", vec![]).await;
        page.press("Review").await;
        page.until("heard.some(([name]) => name === 'wizard-step')", vec![]).await;
        let heard = page.eval("heard", vec![]).await;
        let key = json!({
            "integrationPackInstanceId": "test-101",
            "envId": "2",
            "processId": "1",
            "connectionId": "3",
            "catalogGuid": sample::CATALOG_GUID,
        });
        let id = "7665cc47-6acf-4e39-83c0-08721";
        assert_eq!(
            heard,
            json!([
                ["wizard-ready", { "key": key, "version": "0.1.0" }],
                ["wizard-loaded", { "key": key, "found": true, "isTokenGenerated": false }],
                ["wizard-change", { "key": key, "name": "clientId" }],
                ["wizard-saved", { "key": key, "id": id }],
                ["wizard-step", { "key": key, "step": "review" }],
            ])
        );
        assert_eq!(page.eval("wizard().step", vec![]).await, json!(null), "it is the host's");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_host_hears_of_failures_and_can_sign_in_again() {
    run(async |world| {
        let page = host(world).await;
        page.until_state("saved").await;
        world.sandbox.set_faults(vec![Fault::new(Kind::Unauthorized).on(Operation::Save)]);
        page.type_over("Client ID", "B").await;
        page.until_state("signed-out").await;
        page.until("heard.some(([name]) => name === 'wizard-auth-required')", vec![]).await;
        let failed =
            page.eval("heard.find(([name]) => name === 'wizard-save-failed')[1]", vec![]).await;
        assert_eq!(failed["reason"], "signed-out");
        assert_eq!(failed["triesAgain"], false);
        world.sandbox.clear_faults();
        page.eval("wizard().retry()", vec![]).await;
        page.until_state("saved").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_the_key_sends_the_old_keys_edits_under_the_old_key() {
    run(async |world| {
        let page = host(world).await;
        page.until_state("saved").await;
        world.sandbox.set_faults(vec![Fault::new(Kind::Hold).on(Operation::Save)]);
        page.type_over("Client ID", "for the first key").await;
        page.eval("(wizard().envId = '9341452451293689', wizard().connectionId = '4')", vec![])
            .await;
        page.until_value("Client ID", "").await;
        page.until_shown("Nothing saved yet").await;
        let held =
            |log: &[Entry]| log.iter().any(|e| e.operation.as_deref() == Operation::Save.field());
        world.sandbox.wait_for(held, std::time::Duration::from_secs(20)).await.expect("a save");
        world.sandbox.clear_faults();
        page.until("heard.some(([name]) => name === 'wizard-saved')", vec![]).await;
        let saved =
            page.eval("heard.find(([name]) => name === 'wizard-saved')[1].key.envId", vec![]).await;
        assert_eq!(saved, json!("2"));
        assert!(
            world
                .details(&sample::DOCUMENTED)
                .is_some_and(|held| held.contains("for the first key"))
        );
        assert_eq!(page.value("Client ID").await, "");

        page.type_into("Client ID", "for the second key").await;
        page.until("heard.filter(([name]) => name === 'wizard-saved').length === 2", vec![]).await;
        let second = sample::DemoConnection {
            env_id: "9341452451293689",
            connection_id: "4",
            ..sample::DOCUMENTED
        };
        assert!(world.details(&second).is_some_and(|held| held.contains("for the second key")));
        assert_eq!(world.saves(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_becomes_of_a_save_to_another_address_is_not_how_the_shown_record_stands() {
    run(async |world| {
        let page = host(world).await;
        page.until_state("saved").await;
        world.sandbox.set_faults(vec![Fault::new(Kind::Hold).on(Operation::Save)]);
        page.type_over("Client ID", "for the first address").await;
        let has_left = |log: &[Entry]| log.iter().any(|entry| entry.is(Operation::Save));
        world.sandbox.wait_for(has_left, Duration::from_secs(20)).await.expect("it leaves");
        page.eval("void (wizard().endpoint = '/nowhere')", vec![]).await;
        page.until_state("failed").await;
        world.sandbox.clear_faults();
        page.until("heard.some(([name]) => name === 'wizard-saved')", vec![]).await;
        let state = page.eval("wizard().getAttribute('save-state')", vec![]).await;
        assert_eq!(state, json!("failed"));
        assert!(world.details(&sample::DOCUMENTED).is_some_and(|held| held.contains("first")));
        world.browser.console().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn moving_the_element_keeps_every_character_and_removing_it_saves_them() {
    run(async |world| {
        let page = host(world).await;
        page.until_state("saved").await;
        page.type_over("Client ID", "moved").await;
        page.eval(
            "(document.body.prepend(document.createElement('aside')), \
            document.querySelector('aside').append(wizard()))",
            vec![],
        )
        .await;
        assert_eq!(page.value("Client ID").await, "moved");
        page.until_state("saved").await;

        page.type_over("Client ID", "removed").await;
        page.eval("(window.kept = wizard(), kept.remove())", vec![]).await;
        let saved = |log: &[Entry]| {
            log.iter().filter(|e| e.status.is_some() && e.body.contains("removed")).count() == 1
        };
        world.sandbox.wait_for(saved, std::time::Duration::from_secs(20)).await.expect("a save");
        page.eval("document.body.append(kept)", vec![]).await;
        page.until_value("Client ID", "removed").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_hosts_step_shows_when_it_is_set_and_the_person_may_go_on_from_there() {
    run(async |world| {
        let page = host(world).await;
        page.until_state("saved").await;
        page.eval("wizard().step = 'review'", vec![]).await;
        page.until_shown("Everything about this connection in one place.").await;
        page.press("Application").await;
        page.until_value("Client ID", "A").await;
        page.eval("wizard().theme = 'dark'", vec![]).await;
        page.until("!!wizard().shadowRoot.querySelector('[data-theme=dark]')", vec![]).await;
        assert_eq!(page.value("Client ID").await, "A", "another attribute moves nobody");
    })
    .await;
}
