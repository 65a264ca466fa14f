//! What is not saved can be taken back, and never by accident.

use e2e::{
    run,
    sandbox::{Fault, Kind, Operation, sample},
};

#[tokio::test(flavor = "multi_thread")]
async fn unsaved_changes_are_discarded_after_a_question() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        world.sandbox.set_faults(vec![Fault::new(Kind::Forbidden).on(Operation::Save)]);
        page.type_over("Client ID", "mine").await;
        page.until_shown("You may look at this connection, but not change it.").await;
        page.press("Discard my changes").await;
        page.until_shown("Go back to what the platform holds?").await;
        page.press("Keep").await;
        page.until_focus("Discard my changes").await;
        assert_eq!(page.value("Client ID").await, "mine");

        page.press("Discard my changes").await;
        page.until_shown("Go back to what the platform holds?").await;
        page.press("Discard my changes").await;
        page.until_value("Client ID", "A").await;
        page.until_state("saved").await;
        page.until_gone("You may look at this connection, but not change it.").await;
        page.until_gone("Discard my changes").await;
    })
    .await;
}
