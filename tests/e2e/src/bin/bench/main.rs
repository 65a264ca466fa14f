//! Measures the wizard in Chromium and writes what it took as Markdown.
//!
//! `cargo xtask bench` starts this, and says where things are: `BENCH_SITE` is a folder of compressed
//! files to serve, `BENCH_BEFORE` one with another build of the wizard, if any, `BENCH_RUNS` how often
//! to load each page, `BENCH_REPORT` the folder to write into.

mod conditions;
mod growth;
mod journal;
mod keyboard;
mod keys;
mod load;
mod main_thread;
mod opening;
mod report;
mod site;
mod sites;
mod subject;
mod typing;

use std::path::{Path, PathBuf};

use report::Measured;
use sites::Sites;

#[tokio::main]
async fn main() {
    let runs: u32 = said("BENCH_RUNS").parse().expect("BENCH_RUNS is a number");
    // Typing takes far longer than loading, and differs less from one time to the next.
    let times = runs.div_ceil(3);
    let before = std::env::var_os("BENCH_BEFORE").map(PathBuf::from);
    e2e::run(async |world| {
        let version = world.browser.devtools("Browser.getVersion", serde_json::json!({})).await;
        // Such as `HeadlessChrome/156.0.8078.79`.
        let product = version["product"].as_str().unwrap_or_default();
        let chromium = product.rsplit('/').next().unwrap_or(product).to_owned();
        let now = said("BENCH_SITE");
        let sites = Sites::start(Path::new(&now), before.as_deref(), &world.sandbox.origin()).await;
        let measured = Measured {
            chromium,
            // First: the wizard opens the step that was open last.
            loads: load::measure(world, &sites, runs).await,
            typing: typing::measure(world, &sites.bare()).await,
            keys: keys::measure(world, &sites, times).await,
            growth: growth::measure(world, &sites, times).await,
            costs: journal::measure(world, &sites, times).await,
        };
        report::write(Path::new(&said("BENCH_REPORT")), &measured);
    })
    .await;
}

fn said(variable: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| panic!("cargo xtask bench sets {variable}"))
}
