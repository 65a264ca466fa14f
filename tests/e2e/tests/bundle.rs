//! The package for npm in a page that Vite has bundled. The sandbox serves what Vite made and nothing else
//! (`WIZARD_DIST`), so whatever it did not take along, or named in another way than it asks for, is missing.
//! `cargo xtask test bundle` makes it and runs this.

use e2e::{Page, World, run, sandbox::sample};
use serde_json::json;

async fn open(world: &World) -> Page<'_> {
    let page = world.go(&format!("/?guid={}", sample::CATALOG_GUID)).await;
    page.until_state("saved").await;
    page
}

/// The files that the page has loaded, by the part of their names that Vite keeps.
async fn loaded(page: Page<'_>, name: &str) -> usize {
    let count = "performance.getEntriesByType('resource').filter(({ name }) =>
        new RegExp(`/assets/${args[0]}-[^/]+$`).test(name)).length";
    let count = page.eval(count, vec![json!(name)]).await;
    usize::try_from(count.as_u64().expect("a length")).expect("a page loads a few files")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bundled_page_loads_the_element_and_its_wasm() {
    run(async |world| {
        let page = open(world).await;
        page.until_value("Client ID", "A").await;
        page.type_over("Client ID", "B").await;
        page.until_state("unsaved").await;
        page.until_state("saved").await;
        assert!(world.details(&sample::DOCUMENTED).is_some_and(|held| held.contains(r#""B""#)));
        for name in ["wizard", "wizard_bg"] {
            assert_eq!(loaded(page, name).await, 1, "{name}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bundled_page_loads_the_panels_when_they_are_wanted() {
    run(async |world| {
        let page = open(world).await;
        for name in ["neighbours", "neighbours_bg"] {
            assert_eq!(loaded(page, name).await, 0, "{name}");
        }
        page.press("Review").await;
        page.until_shown("Healthy, as OpenInt reports").await;
        for name in ["neighbours", "neighbours_bg"] {
            assert_eq!(loaded(page, name).await, 1, "{name}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_package_has_the_version_that_the_element_tells() {
    run(async |world| {
        let page = open(world).await;
        // All packages of the workspace have the same one.
        assert_eq!(page.eval("heard", vec![]).await, json!([env!("CARGO_PKG_VERSION")]));
        let packed = page.eval("packed", vec![]).await;
        assert_eq!(packed, json!(env!("CARGO_PKG_VERSION")));
    })
    .await;
}
