//! `cargo xtask bench`: what the wizard weighs and how long it takes, next to forms in React.

use crate::{Result, browser_program, bytes, dist, process, project::Project, setup};
use std::fs;

mod options;
mod pages;
mod readme;
mod report;

pub(crate) use options::Options;

/// The file that keeps the figures.
const README: &str = "tests/e2e/bench/README.md";

/// Builds, measures, prints the report and, if asked to, puts it beside the pages that it measured.
pub(crate) fn bench(options: &Options) -> Result<()> {
    let project = Project::find()?;
    if let Some(before) = &options.before {
        pages::check_build(before)?;
    }
    let tools = setup::setup(&project, true)?;
    process::run(&mut dist::build(&project, &tools))?;

    let folder = project.root.join("target").join("bench");
    let place = |name: &str| folder.join(name);
    pages::lay_out(&project, &tools, &place("packages"), &place("plain"))?;
    let files = bytes::compress(&project, &tools, &place("plain"), &place("site"))?;

    let words = ["run", "--quiet", "--package", "e2e", "--bin", "bench"];
    let mut program = browser_program::cargo(&project, &tools, &words);
    program.env("BENCH_SITE", place("site")).env("BENCH_REPORT", place("report"));
    program.env("BENCH_RUNS", options.runs.to_string()).env_remove("BENCH_BEFORE");
    if let Some(before) = &options.before {
        pages::lay_out_before(&project, before, &place("before-plain"))?;
        bytes::compress(&project, &tools, &place("before-plain"), &place("before"))?;
        program.env("BENCH_BEFORE", place("before"));
    }
    browser_program::run(&mut program)?;

    let read = |name: &str| {
        let path = place("report").join(name);
        fs::read_to_string(&path).map_err(|e| format!("{} cannot be read: {e}.", path.display()))
    };
    let date = process::output(tools.command("date").arg("+%F"))?;
    let report = report::write(files, &read("ratios.md")?, &read("figures.md")?, &date);
    println!("\n{report}");
    if options.write { readme::replace(&project.root.join(README), &report) } else { Ok(()) }
}
