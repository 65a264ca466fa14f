//! What the journal costs while somebody types: the same typing with a database and without one.

use e2e::{NoDatabase, World};
use serde_json::json;

use crate::{conditions::Conditions, typing};

/// How much is typed each time.
pub(crate) const CHARACTERS: usize = 200;

/// How long the main thread was busy for each key, in milliseconds, each time.
pub(crate) struct Cost {
    /// How many times slower the processor was.
    pub(crate) cpu: u32,
    /// With `IndexedDB`, so with a journal.
    pub(crate) with: Vec<f64>,
    /// In a page that has no `IndexedDB`.
    pub(crate) without: Vec<f64>,
}

impl Cost {
    /// What the report calls the processor.
    pub(crate) fn name(&self) -> String {
        Conditions { cpu: self.cpu, slow_4g: false }.processor()
    }
}

/// Types with and without in turns, so that whatever else the machine does meets both alike.
pub(crate) async fn measure(world: &World, times: u32) -> Vec<Cost> {
    let mut costs = Vec::new();
    for cpu in [1, typing::SLOWER] {
        let mut cost = Cost { cpu, with: Vec::new(), without: Vec::new() };
        let name = cost.name();
        eprintln!(
            "bench: {CHARACTERS} characters with and without a journal, {times} times, {name}"
        );
        for _ in 0..times {
            cost.with.push(once(world, cpu, None).await);
            cost.without.push(once(world, cpu, Some(NoDatabase::Absent)).await);
        }
        eprintln!("bench: with {:.2?}, without {:.2?}", cost.with, cost.without);
        costs.push(cost);
    }
    costs
}

/// Types over the client ID in a tab of its own, for which alone it is known what it does.
async fn once(world: &World, cpu: u32, database: Option<NoDatabase>) -> f64 {
    let browser = &world.browser;
    let first = browser.tab().await;
    let tab = browser.new_tab().await;
    if let Some(how) = database {
        browser.without_database(how).await;
    }
    typing::open_wizard(world).await;
    let has_one = browser.script("return Boolean(window.indexedDB)", vec![]).await;
    assert_eq!(has_one, json!(database.is_none()), "the tab is not as it should be");
    // Else what is in the field, and so what is kept of it, would get longer from time to time.
    world.page().type_over("Client ID", "-").await;
    typing::until_saved(world).await;

    Conditions { cpu, slow_4g: false }.impose(browser).await;
    // The thread's own time: whatever else the machine does meanwhile does not count.
    browser.devtools("Performance.enable", json!({ "timeDomain": "threadTicks" })).await;
    let before = busy(world).await;
    typing::press_keys(world, &typing::letters(CHARACTERS)).await;
    let spent = busy(world).await - before;
    // Nothing is left in the journal for the next one to find.
    typing::until_saved(world).await;
    browser.switch_to(&first).await;
    browser.close_tab(&tab).await;
    spent * 1_000.0 / f64::from(u32::try_from(CHARACTERS).expect("nobody types so much"))
}

/// For how many seconds the page's main thread has been busy.
async fn busy(world: &World) -> f64 {
    let answer = world.browser.devtools("Performance.getMetrics", json!({})).await;
    let metrics = answer["metrics"].as_array().expect("it is a list");
    let busy = metrics.iter().find(|metric| metric["name"] == "TaskDuration");
    busy.and_then(|metric| metric["value"].as_f64()).expect("Chromium tells how busy it was")
}
