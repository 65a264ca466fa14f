//! What typing costs: saves that are sent, and tasks that keep the page from answering.

use std::time::Duration;

use e2e::{Page, World, sandbox::sample};
use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use serde_json::json;

use crate::conditions::Conditions;

/// What was measured.
pub(crate) struct Typing {
    /// Saves sent for [`CHARACTERS`].
    pub(crate) saves: usize,
    /// The long tasks meanwhile of [`CHARACTERS_SLOW`], in milliseconds.
    pub(crate) long_tasks: Vec<f64>,
}

/// How much is typed to count saves.
pub(crate) const CHARACTERS: usize = 100;
/// How much is typed with a slow processor.
pub(crate) const CHARACTERS_SLOW: usize = 200;
/// How many times slower that is.
pub(crate) const SLOWER: u32 = 4;
/// The time from one key to the next.
pub(crate) const PAUSE: Duration = Duration::from_millis(80);

/// The browser counts a task as long from 50 ms on.
const OBSERVE: &str = r"
    const from = performance.now();
    const note = (entries) =>
        entries.forEach((e) => { if (e.startTime >= from) window.longTasks.push(e.duration); });
    window.longTasks = [];
    window.observer = new PerformanceObserver((list) => note(list.getEntries()));
    observer.observe({ type: 'longtask', buffered: true });
";

/// Types into the client ID, twice.
pub(crate) async fn measure(world: &World) -> Typing {
    let page = world.open(&sample::DOCUMENTED, "application").await;
    page.until_state("saved").await;
    let before = world.saves();
    eprintln!("bench: typing {CHARACTERS} characters");
    type_and_save(world, &page, CHARACTERS).await;
    let saves = world.saves() - before;

    let page = world.open(&sample::DOCUMENTED, "application").await;
    page.until_state("saved").await;
    Conditions { cpu: SLOWER, slow_4g: false }.impose(&world.browser).await;
    world.browser.script(OBSERVE, vec![]).await;
    eprintln!("bench: typing {CHARACTERS_SLOW} characters with a slow processor");
    type_and_save(world, &page, CHARACTERS_SLOW).await;
    // Long tasks are told a little later than they happen.
    tokio::time::sleep(Duration::from_secs(1)).await;
    let long_tasks = world.browser.script("return window.longTasks", vec![]).await;
    let long_tasks = long_tasks.as_array().expect("it is a list").iter();
    Typing { saves, long_tasks: long_tasks.filter_map(serde_json::Value::as_f64).collect() }
}

/// Types with real keys and waits until the platform has it all.
async fn type_and_save(world: &World, page: &Page<'_>, characters: usize) {
    let text: String = ('a'..='z').cycle().take(characters).collect();
    page.control("Client ID").await.click().await.expect("it can be clicked");
    let mut keys = KeyActions::new("keyboard".to_owned());
    for value in text.chars() {
        keys = keys
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value })
            .then(KeyAction::Pause { duration: PAUSE });
    }
    world.browser.client().perform_actions(keys).await.expect("the browser takes keys");
    page.until_state("saved").await;
    let held = world.details(&sample::DOCUMENTED).unwrap_or_default();
    assert!(held.contains(&text), "not all that was typed was saved: {held}");
    let shown = page.eval("find('input', args[0]).value", vec![json!("Client ID")]).await;
    assert!(shown.as_str().is_some_and(|shown| shown.contains(&text)), "{shown}");
}
