//! Measures the wizard in Chromium and writes what it took as Markdown.
//!
//! `cargo xtask bench` starts this, and says where things are: `BENCH_SITE` is a folder of compressed
//! files to serve, `BENCH_RUNS` how often to load each page, `BENCH_TIMES` the file to write.

mod conditions;
mod journal;
mod load;
mod report;
mod site;
mod typing;

use std::path::Path;

#[tokio::main]
async fn main() {
    let runs = said("BENCH_RUNS").parse().expect("BENCH_RUNS is a number");
    e2e::run(async |world| {
        let version = world.browser.devtools("Browser.getVersion", serde_json::json!({})).await;
        // Such as `HeadlessChrome/156.0.8078.79`.
        let product = version["product"].as_str().unwrap_or_default();
        let chromium = product.rsplit('/').next().unwrap_or(product).to_owned();
        let site = site::start(Path::new(&said("BENCH_SITE")), &world.sandbox.origin()).await;
        let loads = load::measure(world, &site, runs).await;
        let typing = typing::measure(world, &site).await;
        // Typing takes far longer than loading, and differs less from one time to the next.
        let costs = journal::measure(world, runs.div_ceil(3)).await;
        let report = report::write(&chromium, runs, &loads, &typing, &costs);
        std::fs::write(said("BENCH_TIMES"), report).expect("BENCH_TIMES can be written");
    })
    .await;
}

fn said(variable: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| panic!("cargo xtask bench sets {variable}"))
}
