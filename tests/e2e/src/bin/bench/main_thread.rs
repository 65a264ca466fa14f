//! The time for which a page's main thread is busy while somebody types.

use e2e::{NoDatabase, World};
use serde_json::json;

use crate::{conditions::Conditions, keyboard, subject::Subject};

/// The way in which somebody types.
#[derive(Clone, Copy)]
pub(crate) struct Typist {
    /// The slowness of the processor, in times.
    pub(crate) cpu: u32,
    /// The number of keys.
    pub(crate) characters: u32,
    /// The page has no `IndexedDB`, so the wizard has no journal.
    pub(crate) without_database: bool,
}

impl Typist {
    /// One who types with everything in place.
    pub(crate) const fn new(cpu: u32, characters: u32) -> Self {
        Self { cpu, characters, without_database: false }
    }

    /// Milliseconds of the main thread for each key, in a tab of its own, for which alone it is known
    /// what it does.
    pub(crate) async fn per_key(self, world: &World, subject: &Subject) -> f64 {
        let browser = &world.browser;
        let first = browser.tab().await;
        let tab = browser.new_tab().await;
        if self.without_database {
            browser.without_database(NoDatabase::Absent).await;
        }
        subject.open(world).await;
        let has_one = browser.script("return Boolean(window.indexedDB)", vec![]).await;
        assert_eq!(has_one, json!(!self.without_database), "the tab is not as it should be");

        Conditions { cpu: self.cpu, slow_4g: false }.impose(browser).await;
        // The thread's own time: whatever else the machine does meanwhile does not count.
        browser.devtools("Performance.enable", json!({ "timeDomain": "threadTicks" })).await;
        let before = busy(world).await;
        keyboard::press(world, &keyboard::letters(self.characters)).await;
        let spent = busy(world).await - before;
        // Nothing is left in the journal for the next one to find.
        subject.settle(world).await;
        browser.switch_to(&first).await;
        browser.close_tab(&tab).await;
        spent * 1_000.0 / f64::from(self.characters)
    }
}

/// The seconds for which the page's main thread has been busy so far.
async fn busy(world: &World) -> f64 {
    let answer = world.browser.devtools("Performance.getMetrics", json!({})).await;
    let metrics = answer["metrics"].as_array().expect("it is a list");
    let busy = metrics.iter().find(|metric| metric["name"] == "TaskDuration");
    busy.and_then(|metric| metric["value"].as_f64()).expect("Chromium tells how busy it was")
}
