//! A host that changes the key of a live element.

use std::time::Duration;

use e2e::{
    run_in_firefox,
    sandbox::{Entry, Fault, Kind, Operation, sample},
};
use serde_json::json;

use crate::host::{held, host};

const SECOND: sample::DemoConnection =
    sample::DemoConnection { env_id: "9341452451293689", connection_id: "4", ..sample::DOCUMENTED };

#[tokio::test(flavor = "multi_thread")]
async fn the_old_keys_edits_are_sent_under_the_old_key_and_the_new_record_shows() {
    run_in_firefox(async |world| {
        let page = host(world).await;
        world.sandbox.set_faults(vec![Fault::new(Kind::Hold).on(Operation::Save)]);
        page.type_over("Client ID", "for the first key").await;
        let change = "void (wizard().envId = '9341452451293689', wizard().connectionId = '4')";
        page.eval(change, vec![]).await;
        page.until_value("Client ID", "").await;
        page.until_shown("Nothing saved yet").await;
        let arrived = |log: &[Entry]| log.iter().any(|entry| entry.is(Operation::Save));
        world.sandbox.wait_for(arrived, Duration::from_secs(20)).await.expect("a save");
        world.sandbox.clear_faults();
        page.until("heard.some(([name]) => name === 'wizard-saved')", vec![]).await;
        let saved = "heard.find(([name]) => name === 'wizard-saved')[1].key.envId";
        assert_eq!(page.eval(saved, vec![]).await, json!("2"));
        assert!(held(world).contains("for the first key"), "{}", held(world));
        assert_eq!(page.value("Client ID").await, "", "a late answer reaches the old key only");

        page.type_into("Client ID", "for the second key").await;
        page.until("heard.filter(([name]) => name === 'wizard-saved').length === 2", vec![]).await;
        let second = world.details(&SECOND).expect("there is a record now");
        assert!(second.contains("for the second key"), "{second}");
        assert!(held(world).contains("for the first key"), "{}", held(world));
        assert_eq!(world.saves(), 2);
    })
    .await;
}
