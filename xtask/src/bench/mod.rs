//! `cargo xtask bench`: what the wizard weighs and how long it takes, next to a bare React form.

use crate::files::{copy, copy_all};
use crate::{HELP, Result, browser_program, bytes, dist, process, project::Project, setup};
use std::fs;

mod react;
mod readme;
mod report;

/// What the command line asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Options {
    runs: u32,
    write: bool,
}

impl Options {
    /// Reads the words after `bench`.
    pub(crate) fn parse(args: &[String]) -> Result<Self> {
        let mut options = Self { runs: 9, write: false };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--write" => options.write = true,
                "--runs" => {
                    let runs = args.next().and_then(|runs| runs.parse().ok());
                    options.runs = runs
                        .filter(|runs| *runs > 0)
                        .ok_or("--runs needs a number from 1 on, such as --runs 9.")?;
                }
                other => return Err(format!("`bench` does not know \"{other}\".\n\n{HELP}")),
            }
        }
        Ok(options)
    }
}

/// Builds, measures, prints the report and, if asked to, puts it into the README.
pub(crate) fn bench(options: &Options) -> Result<()> {
    let project = Project::find()?;
    let tools = setup::setup(&project, true)?;
    process::run(&mut dist::build(&project, &tools))?;

    let folder = project.root.join("target").join("bench");
    let [plain, site, times] = ["plain", "site", "times.md"].map(|name| folder.join(name));
    // What an earlier run left would be served, and weighed, along with what is there now.
    let _ = fs::remove_dir_all(&plain);
    react::build(&project, &tools, &folder.join("react"), &plain.join("react"))?;
    copy_all(&dist::folder(&project), &plain.join("wizard"))?;
    for page in ["wizard.html", "react.html"] {
        copy(&project.root.join("tests/e2e/bench").join(page), &plain.join(page))?;
    }
    let files = bytes::compress(&project, &tools, &plain, &site)?;

    let words = ["run", "--quiet", "--package", "e2e", "--bin", "bench"];
    let mut program = browser_program::cargo(&project, &tools, &words);
    program.env("BENCH_SITE", site).env("BENCH_TIMES", &times);
    browser_program::run(program.env("BENCH_RUNS", options.runs.to_string()))?;

    let times = fs::read_to_string(&times)
        .map_err(|e| format!("{} cannot be read: {e}.", times.display()))?;
    let report = report::write(files, &times, &process::output(tools.command("date").arg("+%F"))?);
    println!("\n{report}");
    if options.write { readme::replace(&project.root.join("README.md"), &report) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::Options;

    #[test]
    fn nine_runs_and_nothing_written_unless_asked_for() {
        let parse = |text: &str| {
            Options::parse(&text.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        };
        assert_eq!(parse(""), Ok(Options { runs: 9, write: false }));
        assert_eq!(parse("--runs 3 --write"), Ok(Options { runs: 3, write: true }));
        assert!(parse("--runs 0").is_err());
        assert!(parse("--fast").is_err());
    }
}
