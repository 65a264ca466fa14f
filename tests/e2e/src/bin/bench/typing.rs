//! The cost of typing: saves that are sent, and time in which the page does not answer.

use std::time::Duration;

use e2e::{World, sandbox::sample};
use fantoccini::Locator;
use serde_json::Value;

use crate::{
    conditions::{Conditions, SLOWER},
    keyboard,
    subject::until_saved,
};

/// The counts.
pub(crate) struct Typing {
    /// Saves sent for [`CHARACTERS`].
    pub(crate) saves: usize,
    /// Records asked for meanwhile: each save follows what the platform has.
    pub(crate) loads: usize,
    /// The wizard during [`CHARACTERS_SLOW`].
    pub(crate) wizard: Stalls,
    /// The bare React form meanwhile, which tells how much of it is the machine's.
    pub(crate) react: Stalls,
}

/// Times in which a page did not answer.
pub(crate) struct Stalls {
    /// Tasks of the browser's main thread over 50 ms, in milliseconds.
    pub(crate) tasks: Vec<f64>,
    /// Frames in which the page's own scripts ran for over 50 ms together.
    pub(crate) frames: u64,
}

/// The number of keys to count saves with.
pub(crate) const CHARACTERS: u32 = 100;
/// The number of keys with a slow processor.
pub(crate) const CHARACTERS_SLOW: u32 = 200;

/// The browser calls a task or a frame long from 50 ms on, and says whose scripts ran in a frame.
const OBSERVE: &str = r"
    const from = performance.now();
    const observe = (type, note) => new PerformanceObserver((list) =>
        list.getEntries().filter((entry) => entry.startTime >= from).forEach(note),
    ).observe({ type, buffered: true });
    window.stalls = { tasks: [], frames: 0 };
    observe('longtask', (task) => stalls.tasks.push(task.duration));
    observe('long-animation-frame', ({ scripts }) => {
        if (scripts.reduce((sum, script) => sum + script.duration, 0) > 50) stalls.frames += 1;
    });
";

/// Types into the client ID: to count saves, and with a slow processor into either page.
pub(crate) async fn measure(world: &World, bare: &str) -> Typing {
    eprintln!("bench: typing {CHARACTERS} characters");
    open_wizard(world).await;
    let [saves, loads] = [world.saves(), world.loads()];
    type_and_save(world, CHARACTERS).await;
    let [saves, loads] = [world.saves() - saves, world.loads() - loads];

    eprintln!("bench: typing {CHARACTERS_SLOW} characters with a slow processor, twice");
    open_wizard(world).await;
    slow_down(world).await;
    type_and_save(world, CHARACTERS_SLOW).await;
    let wizard = stalls(world).await;

    world.browser.go(bare).await;
    let control = Locator::Css("[name=clientId]");
    let control = world.browser.client().wait().for_element(control).await.expect("React shows it");
    slow_down(world).await;
    control.click().await.expect("it can be clicked");
    keyboard::press(world, &keyboard::letters(CHARACTERS_SLOW)).await;
    Typing { saves, loads, wizard, react: stalls(world).await }
}

/// Opens it with the focus in the client ID.
async fn open_wizard(world: &World) {
    let page = world.open(&sample::DOCUMENTED, "application").await;
    page.until_state("saved").await;
    page.control("Client ID").await.click().await.expect("it can be clicked");
}

async fn slow_down(world: &World) {
    Conditions { cpu: SLOWER, slow_4g: false }.impose(&world.browser).await;
    world.browser.script(OBSERVE, vec![]).await;
}

/// Types and waits until the platform has it all.
async fn type_and_save(world: &World, characters: u32) {
    let text = keyboard::letters(characters);
    keyboard::press(world, &text).await;
    until_saved(world).await;
    let held = world.details(&sample::DOCUMENTED).unwrap_or_default();
    assert!(held.contains(&text), "not all that was typed was saved: {held}");
}

async fn stalls(world: &World) -> Stalls {
    // The browser tells of them a little later than they happen.
    tokio::time::sleep(Duration::from_secs(1)).await;
    let stalls = world.browser.script("return window.stalls", vec![]).await;
    let tasks = stalls["tasks"].as_array().expect("it is a list").iter();
    Stalls {
        tasks: tasks.filter_map(Value::as_f64).collect(),
        frames: stalls["frames"].as_u64().expect("it is a number"),
    }
}
