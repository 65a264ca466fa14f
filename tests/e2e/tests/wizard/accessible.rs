//! axe-core finds nothing, and the keyboard is enough.

use e2e::{
    Page, World, run,
    sandbox::{Fault, Kind, Operation, sample},
};
use serde_json::{Value, json};

const TAB: char = '\u{e004}';
const ENTER: char = '\u{e007}';

async fn assert_accessible(world: &World, what: &str) {
    let path = std::env::var("AXE").expect("cargo xtask test sets AXE");
    let axe = std::fs::read_to_string(path).expect("cargo xtask test installs axe-core");
    world.browser.script(&axe, vec![]).await;
    let client = world.browser.client();
    let run = "const done = arguments[0]; axe.run().then((found) => done(found.violations.map((v) => \
        [v.id, v.help, v.nodes.map((n) => n.target.flat().join(' ') + ' ' + n.failureSummary)])), \
        (error) => done([String(error)]));";
    let found = client.execute_async(run, vec![]).await.expect("axe runs");
    assert_eq!(found, json!([]), "{what}");
}

async fn sized(world: &World, width: u32, scheme: &str) {
    let metrics = json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
    world.browser.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
    world.browser.devtools("Emulation.setEmulatedMedia", media).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing() {
    run(async |world| {
        for (width, scheme) in [(320, "light"), (1280, "dark"), (1280, "light"), (320, "dark")] {
            let what = |state: &str| format!("{state} at {width} px, {scheme}");
            world.sandbox.clear_faults();
            sized(world, width, scheme).await;
            let page = world.go("/").await;
            page.until_shown("Documented sample").await;
            assert_accessible(world, &what("the list")).await;

            world.open(&sample::EMPTY, "application").await;
            assert_accessible(world, &what("empty")).await;
            world.open(&sample::BROKEN, "application").await;
            assert_accessible(world, &what("broken details")).await;
            world.open(&sample::DOCUMENTED, "review").await;
            assert_accessible(world, &what("review")).await;

            let page = world.open(&sample::DOCUMENTED, "application").await;
            page.until_state("saved").await;
            assert_accessible(world, &what("filled")).await;
            page.type_over("Base URL", "no address").await;
            page.control("Client ID").await.click().await.expect("it can be clicked");
            page.until_shown("A web address has no blanks.").await;
            assert_accessible(world, &what("a mistake")).await;
            world.sandbox.set_faults(vec![Fault::new(Kind::ServerError).on(Operation::Save)]);
            page.type_into("Client ID", "!").await;
            page.until_state("failed").await;
            assert_accessible(world, &what("a failure")).await;
            let wide = page.eval("document.documentElement.scrollWidth", vec![]).await;
            assert!(wide.as_u64() <= Some(width.into()), "{wide} sticks out of {width}");
        }
    })
    .await;
}

/// The name of the control that has the focus.
async fn focus(page: Page<'_>) -> Value {
    page.eval(
        "(() => { let e = document.activeElement; while (e.shadowRoot?.activeElement) e = \
         e.shadowRoot.activeElement; return called(e); })()",
        vec![],
    )
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keyboard_is_enough() {
    run(async |world| {
        let page = world.open(&sample::DOCUMENTED, "application").await;
        page.until_state("saved").await;
        let order = [
            "All connections",
            "Application",
            "Review",
            "Base URL",
            "Company ID",
            "Client ID",
            "Client secret",
            "Next",
        ];
        for name in order {
            page.key(TAB).await;
            assert_eq!(focus(page).await, json!(name));
        }
        page.key(ENTER).await;
        page.until_shown("This is what Spaces holds for this connection.").await;
        assert_eq!(focus(page).await, json!("Review"), "the heading of the step has the focus");
    })
    .await;
}
