//! Two tabs on one connection.

use e2e::{
    Page, Tab, World, run,
    sandbox::{Fault, Kind, Operation, sample},
};
use serde_json::{Value, json};

/// Opens the connection in two tabs and stays in the second.
async fn two(world: &World) -> (Page<'_>, Tab) {
    world.open(&sample::DOCUMENTED, "application").await;
    let first = world.browser.tab().await;
    world.browser.new_tab().await;
    (world.open(&sample::DOCUMENTED, "application").await, first)
}

/// The time of a clock that all tabs share, milliseconds.
const NOW: &str = "performance.timeOrigin + performance.now()";

/// From now on the page notes when the platform has acknowledged a save.
async fn note_saves(page: Page<'_>) {
    let note = format!("wizard().addEventListener('wizard-saved', () => window.savedAt = {NOW})");
    page.eval(&note, vec![]).await;
}

/// From now on the page notes when a control shows another value.
async fn note_changes(page: Page<'_>, label: &str) {
    let note = format!(
        "(() => {{
            const control = find('input', args[0]);
            const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
            Object.defineProperty(control, 'value', {{
                get: () => value.get.call(control),
                set: (text) => {{ value.set.call(control, text); window.shownAt = {NOW}; }},
            }});
        }})()"
    );
    page.eval(&note, vec![json!(label)]).await;
}

async fn noted(page: Page<'_>, name: &str) -> f64 {
    page.eval(name, vec![]).await.as_f64().expect("it was noted")
}

fn held(world: &World) -> String {
    world.details(&sample::DOCUMENTED).expect("there is a record")
}

#[tokio::test(flavor = "multi_thread")]
async fn each_shows_what_the_other_saved_within_two_seconds() {
    run(async |world| {
        let (page, first) = two(world).await;
        note_saves(page).await;
        note_changes(page, "Company ID").await;
        let watch = async || {
            note_saves(page).await;
            note_changes(page, "Client ID").await;
        };
        world.browser.in_tab(&first, watch).await;

        page.type_over("Client ID", "from the second").await;
        page.until_state("unsaved").await;
        page.until_state("saved").await;
        let saved = noted(page, "savedAt").await;
        let see = async || {
            page.until_value("Client ID", "from the second").await;
            noted(page, "shownAt").await
        };
        let shown = world.browser.in_tab(&first, see).await;
        assert!(shown - saved < 2_000.0, "it took {} ms", shown - saved);

        let save = async || {
            page.type_over("Company ID", "from the first").await;
            page.until_state("unsaved").await;
            page.until_state("saved").await;
            noted(page, "savedAt").await
        };
        let saved = world.browser.in_tab(&first, save).await;
        page.until_value("Company ID", "from the first").await;
        let shown = noted(page, "shownAt").await;
        assert!(shown - saved < 2_000.0, "it took {} ms", shown - saved);
        assert!(held(world).contains("from the first"), "{}", held(world));
        assert!(held(world).contains("from the second"), "{}", held(world));
        assert_eq!(world.saves(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_control_that_has_the_focus_takes_the_others_value_when_it_is_left() {
    run(async |world| {
        let (page, first) = two(world).await;
        world.sandbox.set_faults(vec![Fault::new(Kind::Hold).on(Operation::Save)]);
        let begin = async || {
            page.type_over("Client ID", "theirs").await;
            page.type_over("Company ID", "theirs too").await;
            page.until_state("saving").await;
        };
        world.browser.in_tab(&first, begin).await;
        // A page that nobody looks at has no focus, so the other tab has it now.
        page.control("Client ID").await.click().await.expect("it can be clicked");
        world.sandbox.clear_faults();
        page.until_value("Company ID", "theirs too").await;
        assert_eq!(page.value("Client ID").await, "A");
        page.control("Base URL").await.click().await.expect("it can be clicked");
        page.until_value("Client ID", "theirs").await;
        page.until_state("saved").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tab_leaves_alone_what_another_one_keeps() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        let first = world.browser.tab().await;
        let fault = Fault::new(Kind::ServerError).on(Operation::Save);
        world.sandbox.set_faults(vec![fault]);
        page.type_over("Client ID", "kept by the first").await;
        page.until_state("failed").await;
        world.browser.new_tab().await;
        let page = world.open(&sample::DOCUMENTED, "application").await;
        page.until_state("saved").await;
        assert_eq!(page.value("Client ID").await, "A");
        let journal = page.journal().await;
        assert_eq!(journal.len(), 1, "{journal:?}");

        world.sandbox.clear_faults();
        page.until_value("Client ID", "kept by the first").await;
        page.until_gone("restored.").await;
        world.browser.in_tab(&first, async || page.until_state("saved").await).await;
        page.until_journal(<[(Value, Value)]>::is_empty).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_tab_saved_is_there_in_a_tab_opened_afterwards() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        let first = world.browser.tab().await;
        page.type_over("Client ID", "from the first").await;
        page.until_state("unsaved").await;
        page.until_state("saved").await;

        let second = world.browser.new_tab().await;
        let page = world.open(&sample::DOCUMENTED, "application").await;
        assert_eq!(page.value("Client ID").await, "from the first");
        page.type_over("Company ID", "from the second").await;
        page.until_state("unsaved").await;
        page.until_state("saved").await;

        let kept = world.browser.in_tab(&first, async || page.value("Client ID").await).await;
        assert_eq!(kept, "from the first");
        world.browser.switch_to(&first).await;
        world.browser.close_tab(&second).await;
        page.until_state("saved").await;
        let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(saved.contains("from the first") && saved.contains("from the second"), "{saved}");
    })
    .await;
}
