//! The time from the record's arrival to its rows on screen.

use e2e::{World, sandbox::sample::CATALOG_GUID};
use serde_json::{Value, json};

/// Notes when so many rows have a size and the next frame begins. `ROWS` is their number.
const NOTE: &str = r#"
    const look = () => {
        const inside = document.querySelector("spaces-oauth-wizard")?.shadowRoot;
        const rows = inside?.querySelectorAll('[name="authParams.value"]') ?? [];
        const last = rows.length === ROWS && rows[ROWS - 1].getBoundingClientRect();
        if (last.height) requestAnimationFrame(() => { window.shownAt = performance.now(); });
        else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
"#;

/// Gives the time between the two, or nothing after some minutes. The record is the only answer of
/// its length.
const WAIT: &str = r"
    const [rows, done] = arguments, end = performance.now() + 300000;
    const isRecord = ({ name, decodedBodySize }) => /\/graphql$/.test(name) && decodedBodySize > rows * 20;
    const look = () => {
        const arrived = performance.getEntriesByType('resource').find(isRecord)?.responseEnd;
        if (window.shownAt && arrived) done(window.shownAt - arrived);
        else if (performance.now() > end) done(null);
        else setTimeout(look, 50);
    };
    look();
";

/// Opens the wizard with its parameters in sight, in a tab of its own.
pub(crate) async fn once(world: &World, site: &str, rows: u32) -> f64 {
    let browser = &world.browser;
    let first = browser.tab().await;
    let tab = browser.new_tab().await;
    browser.before_each_page(&NOTE.replace("ROWS", &rows.to_string())).await;
    browser.go(&format!("{site}/typing.html?guid={CATALOG_GUID}")).await;
    let took = browser.client().execute_async(WAIT, vec![json!(rows)]).await;
    let took = took.as_ref().ok().and_then(Value::as_f64);
    browser.switch_to(&first).await;
    browser.close_tab(&tab).await;
    took.unwrap_or_else(|| panic!("{rows} rows never were on screen"))
}
