//! The time until the client secret can be seen.

use e2e::{World, sandbox::sample::CATALOG_GUID};
use serde_json::json;

use crate::{
    conditions::{self, Conditions},
    sites::Sites,
};

/// Both pages under the same conditions, in milliseconds.
pub(crate) struct Load {
    pub(crate) conditions: Conditions,
    pub(crate) wizard: Vec<f64>,
    pub(crate) react: Vec<f64>,
}

/// Notes when the control has a size and the next frame begins. `performance.now()` counts from the
/// start of the navigation.
const NOTE: &str = r#"
    const look = () => {
        const inside = document.querySelector("spaces-oauth-wizard")?.shadowRoot ?? document;
        const box = inside.querySelector("[name=clientSecret]")?.getBoundingClientRect();
        if (box?.width && box.height) requestAnimationFrame(() => { window.shownAt = performance.now(); });
        else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
"#;

/// Gives the time, or nothing after a minute.
const WAIT: &str = r"
    const done = arguments[0], end = performance.now() + 60000;
    const look = () => {
        if (window.shownAt || performance.now() > end) done(window.shownAt ?? null);
        else setTimeout(look, 50);
    };
    look();
";

/// Loads both pages in turns, so that whatever else the machine does meets both alike.
pub(crate) async fn measure(world: &World, sites: &Sites, runs: u32) -> Vec<Load> {
    let wizard = format!("{}/wizard.html?guid={CATALOG_GUID}", sites.now);
    let react = sites.bare();
    // The first load of all also warms up the servers and the browser.
    for address in [&wizard, &react] {
        once(world, address, conditions::ALL[0]).await;
    }
    let mut loads = Vec::new();
    for conditions in conditions::ALL {
        eprintln!("bench: {runs} loads of each page, {}", conditions.name());
        let mut load = Load { conditions, wizard: Vec::new(), react: Vec::new() };
        for _ in 0..runs {
            load.wizard.push(once(world, &wizard, conditions).await);
            load.react.push(once(world, &react, conditions).await);
        }
        eprintln!("bench: wizard {:.0?}, React {:.0?}", load.wizard, load.react);
        loads.push(load);
    }
    loads
}

/// Loads a page in a tab of its own, which brings a process of its own, with no compiled script in
/// memory.
async fn once(world: &World, address: &str, conditions: Conditions) -> f64 {
    let client = world.browser.client();
    let first = client.window().await.expect("there is a tab");
    let tab = client.new_window(true).await.expect("a tab opens");
    client.switch_to_window(tab.handle).await.expect("the tab is there");
    conditions.impose(&world.browser).await;
    let note = json!({ "source": NOTE });
    world.browser.devtools("Page.addScriptToEvaluateOnNewDocument", note).await;
    world.browser.go(address).await;
    let shown = client.execute_async(WAIT, vec![]).await.expect("the page runs scripts");
    let shown = shown.as_f64().unwrap_or_else(|| panic!("no client secret shows on {address}"));
    client.close_window().await.expect("the tab closes");
    client.switch_to_window(first).await.expect("the first tab is still there");
    shown
}
