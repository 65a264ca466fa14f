//! What a host does to the element while saving fails costs nobody what was typed.

use crate::host::host;
use e2e::{
    run,
    sandbox::{Entry, Fault, Kind, Operation, sample},
};

#[tokio::test(flavor = "multi_thread")]
async fn an_element_removed_while_saving_fails_comes_back_with_what_was_typed() {
    run(async |world| {
        let page = host(world).await;
        page.until_state("saved").await;
        world.sandbox.set_faults(vec![Fault::new(Kind::ServerError).on(Operation::Save)]);
        page.type_over("Client ID", "not saved yet").await;
        page.until_state("failed").await;
        page.eval("(window.kept = wizard(), kept.remove())", vec![]).await;
        page.eval("document.body.append(kept)", vec![]).await;
        page.until_value("Client ID", "not saved yet").await;
        page.eval("kept.remove()", vec![]).await;
        world.sandbox.clear_faults();
        let saved = |log: &[Entry]| {
            log.iter().any(|e| e.status == Some(200) && e.body.contains("not saved yet"))
        };
        world.sandbox.wait_for(saved, std::time::Duration::from_secs(20)).await.expect("a save");
        page.eval("document.body.append(kept)", vec![]).await;
        page.until_value("Client ID", "not saved yet").await;
        page.until_state("saved").await;
        page.until_journal(<[_]>::is_empty).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_looks_like_a_secret_goes_with_its_element_and_holds_up_nobody() {
    run(async |world| {
        let page = host(world).await;
        page.until_state("saved").await;
        page.press("Parameters").await;
        page.press("Add authorization parameter").await;
        page.type_into("Key, authorization parameter 2", "api_key").await;
        page.type_into("Value, authorization parameter 2", "canary").await;
        page.until_shown("This looks like a secret.").await;
        page.eval("void (window.kept = wizard(), kept.remove())", vec![]).await;
        let may_leave = "dispatchEvent(new Event('beforeunload', { cancelable: true }))";
        page.until(may_leave, vec![]).await;
        page.eval("document.body.append(kept)", vec![]).await;
        page.until_state("saved").await;
        page.until_gone("api_key").await;
        assert_eq!(world.saves(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_changed_while_saving_fails_keep_each_its_own_text() {
    run(async |world| {
        let page = host(world).await;
        page.until_state("saved").await;
        world.sandbox.set_faults(vec![Fault::new(Kind::ServerError).on(Operation::Save)]);
        page.type_over("Client ID", "of the first key").await;
        page.until_state("failed").await;
        page.eval("wizard().connectionId = '4'", vec![]).await;
        page.until_value("Client ID", "").await;
        page.type_into("Client ID", "of the second key").await;
        page.until_state("failed").await;
        page.eval("wizard().connectionId = '3'", vec![]).await;
        page.until_value("Client ID", "of the first key").await;
        page.eval("wizard().connectionId = '4'", vec![]).await;
        page.until_value("Client ID", "of the second key").await;

        world.sandbox.clear_faults();
        page.until_state("saved").await;
        page.until_journal(<[_]>::is_empty).await;
        let second = sample::DemoConnection { connection_id: "4", ..sample::DOCUMENTED };
        let held = [sample::DOCUMENTED, second].map(|key| world.details(&key).unwrap_or_default());
        assert!(held[0].contains("of the first key"), "{held:?}");
        assert!(held[1].contains("of the second key"), "{held:?}");
    })
    .await;
}
