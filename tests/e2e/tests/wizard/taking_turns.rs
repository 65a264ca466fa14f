//! The tabs of a browser save one record one after the other.

use std::time::Duration;

use e2e::{
    Page, Tab, World, run,
    sandbox::{Entry, Fault, Kind, Operation, sample},
};

const PATIENCE: Duration = Duration::from_secs(20);

async fn two(world: &World) -> (Page<'_>, Tab) {
    world.open(&sample::DOCUMENTED, "application").await;
    let first = world.browser.tab().await;
    world.browser.new_tab().await;
    (world.open(&sample::DOCUMENTED, "application").await, first)
}

/// When each save arrived and was answered, milliseconds.
fn saves(log: &[Entry]) -> Vec<(u64, u64)> {
    let saves = log.iter().filter(|entry| entry.is(Operation::Save));
    saves.map(|save| (save.arrived, save.arrived + save.took.unwrap_or_default())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_save_that_takes_long_keeps_the_other_tab_waiting() {
    run(async |world| {
        let (page, first) = two(world).await;
        // Longer than the other tab would wait for more typing.
        let slow = Fault::new(Kind::Delay).on(Operation::Save).milliseconds(3_000).times(1);
        world.sandbox.set_faults(vec![slow]);
        let edit = async || page.type_over("Client ID", "from the first").await;
        world.browser.in_tab(&first, edit).await;
        let begun = |log: &[Entry]| log.iter().any(|entry| entry.is(Operation::Save));
        world.sandbox.wait_for(begun, PATIENCE).await.expect("a save");
        page.type_over("Company ID", "from the second").await;
        // Nothing is left to wait for but the other tab.
        page.control("Base URL").await.click().await.expect("it can be clicked");
        page.until_state("saved").await;
        world.browser.in_tab(&first, async || page.until_state("saved").await).await;

        let saves = saves(&world.sandbox.log());
        assert_eq!(saves.len(), 2, "{saves:?}");
        assert!(saves[1].0 >= saves[0].1, "they overlap: {saves:?}");
        let held = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(held.contains("from the first") && held.contains("from the second"), "{held}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tab_that_is_closed_while_it_saves_hands_over() {
    run(async |world| {
        let (page, first) = two(world).await;
        world.sandbox.set_faults(vec![Fault::new(Kind::Hold).on(Operation::Load).times(1)]);
        let loads = |log: &[Entry]| log.iter().filter(|e| e.is(Operation::Load)).count();
        let before = loads(&world.sandbox.log());
        // Before it saves it looks at what there is, and gets no answer.
        let edit = async || page.type_over("Client ID", "from the first").await;
        world.browser.in_tab(&first, edit).await;
        let begun = |log: &[Entry]| loads(log) > before;
        world.sandbox.wait_for(begun, PATIENCE).await.expect("a load");
        page.type_over("Company ID", "from the second").await;
        page.control("Base URL").await.click().await.expect("it can be clicked");
        world.browser.close_tab(&first).await;
        // What the first one had typed comes along.
        page.until_shown("that the platform had not got was restored.").await;
        page.until_value("Client ID", "from the first").await;
        assert_eq!(page.value("Company ID").await, "from the second");
        page.until_state("saved").await;
        let held = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(held.contains("from the first") && held.contains("from the second"), "{held}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_save_that_outlives_its_tab_overtakes_no_other() {
    run(async |world| {
        let (page, first) = two(world).await;
        world.sandbox.set_faults(vec![Fault::new(Kind::Hold).on(Operation::Save).times(1)]);
        let edit = async || page.type_over("Client ID", "from the first").await;
        world.browser.in_tab(&first, edit).await;
        let begun = |log: &[Entry]| log.iter().any(|entry| entry.is(Operation::Save));
        world.sandbox.wait_for(begun, PATIENCE).await.expect("a save");
        world.browser.close_tab(&first).await;
        page.type_over("Company ID", "from the second").await;
        page.until_value("Client ID", "from the first").await;
        assert_eq!(page.eval("wizard().getAttribute('save-state')", vec![]).await, "unsaved");
        world.sandbox.release();
        page.until_state("saved").await;
        let all = |log: &[Entry]| {
            log.iter().filter(|e| e.is(Operation::Save)).all(|e| e.status.is_some())
        };
        world.sandbox.wait_for(all, PATIENCE).await.expect("all are answered");
        let held = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(held.contains("from the second"), "{held}");
    })
    .await;
}
