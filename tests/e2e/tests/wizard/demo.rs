//! The standalone page's section "Sandbox": things go wrong at a press, and the log says what arrived.

use e2e::{
    LOOKS, Page, World, run,
    sandbox::{Fault, Kind, Operation, sample},
};
use fantoccini::Locator;
use serde_json::{Value, json};

const SECTION: &str = "Sandbox: let things go wrong";
const NOTHING: &str = "Nothing goes wrong on purpose.";

async fn open_section(world: &World) -> Page<'_> {
    let page = world.open(&sample::DOCUMENTED, "application").await;
    page.until_shown(SECTION).await;
    page.press(SECTION).await;
    page.until_shown("Let it happen").await;
    page
}

/// Chooses an option of the select with that label.
async fn choose(world: &World, label: &str, option: &str) {
    let path = format!(
        "//select[@id = //label[normalize-space() = '{label}']/@for]/option[normalize-space() = '{option}']"
    );
    let option = world.browser.client().find(Locator::XPath(&path)).await;
    option.expect("there is such an option").click().await.expect("it can be chosen");
}

/// Waits for a row of the log that holds these cells.
async fn until_logged(page: Page<'_>, cells: &[&str]) {
    let row = "all(document).some((e) => e.matches('tr') && args[0].every((text) => \
               [...e.cells].some((cell) => seen(cell) && cell.textContent.trim() === text)))";
    page.until(row, vec![json!(cells)]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_save_fails_once_is_logged_and_recovers() {
    run(async |world| {
        let page = open_section(world).await;
        page.until_shown(NOTHING).await;
        until_logged(page, &["Loading", "200", "none"]).await;

        choose(world, "What goes wrong", "The platform has an error (500)").await;
        choose(world, "With which requests", "Saving").await;
        choose(world, "How often", "Once").await;
        page.press("Let it happen").await;
        page.until_shown("Saving: The platform has an error (500), once").await;
        page.type_over("Client ID", "through the demo").await;
        page.until_shown("The platform has a problem at the moment.").await;
        page.until_shown("All changes saved").await;
        let saved = world.details(&sample::DOCUMENTED).expect("there is a record");
        assert!(saved.contains("through the demo"), "{saved}");

        until_logged(page, &["Saving", "500", "The platform has an error (500)"]).await;
        until_logged(page, &["Saving", "200", "none"]).await;
        page.until_shown(NOTHING).await;
        page.press("Saving").await;
        page.until_shown("mutation").await;
        page.until_shown("through the demo").await;
        assert_eq!(
            page.eval("find('button', 'Saving').getAttribute('aria-expanded')", vec![]).await,
            json!("true")
        );
        let log = world.sandbox.log();
        assert!(log.iter().all(|entry| entry.path != "/log" && entry.path != "/faults"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn stop_all_empties_the_list_and_lets_go() {
    run(async |world| {
        let page = open_section(world).await;
        choose(world, "What goes wrong", "There were too many requests (429)").await;
        choose(world, "How often", "Every time").await;
        page.type_over("Retry-After in seconds, if it is to be said", "7").await;
        page.press("Let it happen").await;
        let limited = "Saving: There were too many requests (429), Retry-After 7 s, every time";
        page.until_shown(limited).await;
        page.press("Stop all").await;
        page.until_gone(limited).await;
        page.until_shown(NOTHING).await;
        assert_eq!(world.sandbox.faults(), []);

        choose(world, "What goes wrong", "The request waits until all is stopped").await;
        choose(world, "How often", "Once").await;
        page.press("Let it happen").await;
        page.until_shown("Saving: The request waits until all is stopped, once").await;
        page.type_over("Client ID", "held").await;
        until_logged(page, &["Saving", "waiting"]).await;
        page.until_state("saving").await;
        page.press("Stop all").await;
        page.until_state("saved").await;
        until_logged(page, &["Saving", "200", "The request waits until all is stopped"]).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_choice_is_a_fault_that_the_sandbox_knows() {
    run(async |world| {
        let page = open_section(world).await;
        choose(world, "With which requests", "Loading and saving").await;
        let options = "[...find('select', 'What goes wrong').options].map((o) => o.textContent)";
        let options = page.eval(options, vec![]).await;
        let options = options.as_array().expect("a select has options");
        for option in options.iter().filter_map(Value::as_str) {
            choose(world, "What goes wrong", option).await;
            page.press("Let it happen").await;
            page.until(
                "all(document).some((e) => e.matches('li') && e.textContent.includes(args[0]))",
                vec![json!(option)],
            )
            .await;
        }
        let set = world.sandbox.faults();
        assert_eq!(set.len(), options.len());
        assert!(set.contains(&Fault::new(Kind::Delay).milliseconds(2_000).times(1)), "{set:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_and_nothing_sticks_out() {
    run(async |world| {
        for (width, scheme) in LOOKS {
            world.browser.set_look(width, scheme).await;
            world.sandbox.set_faults(vec![
                Fault::new(Kind::RateLimited).on(Operation::Save).retry_after(5),
                Fault::new(Kind::ErrorsBesideData).on(Operation::Load).times(3),
            ]);
            let page = open_section(world).await;
            choose(world, "What goes wrong", "The answer takes longer").await;
            page.until_shown("Longer by how many milliseconds").await;
            until_logged(page, &["Loading", "200", "Errors beside the data (200)"]).await;
            page.press("Loading").await;
            page.until_shown("POST /graphql").await;
            let what = format!("the section at {width} px, {scheme}");
            page.assert_accessible(&what).await;
            page.assert_narrow(&what).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_switchboard_there_is_no_section() {
    run(async |world| {
        world.sandbox.page("/elsewhere", "<!doctype html><title>Elsewhere</title>");
        // The way of a host whose server answers any address with its one page.
        let elsewhere = "const fetched = window.fetch; window.fetch = (request, ...rest) => \
            fetched((request.url ?? String(request)).endsWith('/faults') ? '/elsewhere' : request, ...rest);";
        let script = json!({ "source": elsewhere });
        world.browser.devtools("Page.addScriptToEvaluateOnNewDocument", script).await;
        let page = world.open(&sample::DOCUMENTED, "application").await;
        page.until_state("saved").await;
        page.until(
            "performance.getEntriesByType('resource').some((e) => e.name.endsWith('/elsewhere') \
             && e.responseEnd > 0)",
            vec![],
        )
        .await;
        page.until_gone(SECTION).await;
    })
    .await;
}
