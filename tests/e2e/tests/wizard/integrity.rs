//! Every file of the release build is what `integrity.json` says, and the element checks its WebAssembly.

use e2e::{World, run, sandbox::sample};
use serde_json::Value;

use crate::host::host;

fn dist(name: &str) -> Vec<u8> {
    let dist = std::env::var("WIZARD_DIST").expect("cargo xtask test sets it");
    std::fs::read(format!("{dist}/{name}")).expect("it was built")
}

fn hashes() -> Value {
    serde_json::from_slice(&dist("integrity.json")).expect("it is JSON")
}

/// The page of the README, with every file's hash.
fn page_with(hashes: &Value) -> String {
    let hash = |name: &str| hashes[name].as_str().unwrap_or_default().to_owned();
    format!(
        "<!doctype html><html lang=en><title>Host</title>
         <link rel=modulepreload href=/wizard.js integrity={}>
         <link rel=preload as=fetch type=application/wasm crossorigin href=/wizard_bg.wasm>
         <script type=module src=/spaces-oauth-wizard.js integrity={}></script>
         <spaces-oauth-wizard endpoint=/graphql token-url=/session/token
           integration-pack-instance-id=test-101 env-id=2 process-id=1 connection-id=3></spaces-oauth-wizard>",
        hash("wizard.js"),
        hash("spaces-oauth-wizard.js"),
    )
}

async fn open(world: &World, html: &str) {
    world.sandbox.page("/host.html", html);
    world.go(&format!("/host.html?guid={}", sample::CATALOG_GUID)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_knows_every_hash_gets_the_wizard() {
    run(async |world| {
        open(world, &page_with(&hashes())).await;
        world.page().until_value("Client ID", "A").await;
        let asked = |path: &str| world.sandbox.log().iter().filter(|e| e.path == path).count();
        for path in ["/wizard_bg.wasm", "/wizard.js", "/spaces-oauth-wizard.js"] {
            assert_eq!(asked(path), 1, "{path} is loaded once");
        }
        let hashes = hashes();
        let mut names: Vec<_> = hashes.as_object().into_iter().flatten().map(|(n, _)| n).collect();
        names.sort_unstable();
        assert_eq!(
            names,
            [
                "neighbours.js",
                "neighbours_bg.wasm",
                "spaces-oauth-wizard.js",
                "wizard.js",
                "wizard_bg.wasm",
            ]
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_script_than_the_page_knows_does_not_run() {
    run(async |world| {
        let mut script = dist("spaces-oauth-wizard.js");
        script.extend(b"\nwindow.ran = true;");
        world.sandbox.file("/spaces-oauth-wizard.js", "text/javascript", script);
        open(world, &page_with(&hashes())).await;
        world.page().until("document.readyState === 'complete'", vec![]).await;
        let ran = "[window.ran, customElements.get('spaces-oauth-wizard')]";
        let ran = world.page().eval(ran, vec![]).await;
        assert_eq!(ran, serde_json::json!([null, null]));
        let console = world.browser.console().await;
        assert!(console.iter().any(|line| line.contains("integrity")), "{console:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_wasm_than_was_built_does_not_run_and_says_so() {
    run(async |world| {
        let mut wasm = dist("wizard_bg.wasm");
        // A section without a meaning (WebAssembly Core Specification, section 5.5.3): a good module.
        wasm.extend([0, 2, 1, b'x']);
        world.sandbox.file("/wizard_bg.wasm", "application/wasm", wasm);
        let page = host(world).await;
        page.until_shown("This page is older than the OAuth wizard’s files.").await;
        page.until_state("failed").await;
        let console = world.browser.console().await;
        assert!(console.iter().any(|line| line.contains("integrity")), "{console:?}");
    })
    .await;
}
