//! `cargo xtask test`: every check and test, in the order in which they are quick to fail.

use crate::{HELP, Result, count::Count, project::Project, setup};
use std::process::ExitCode;
use std::time::Instant;

mod bundle;
mod stage;
mod stream;
mod types;

use stage::Stage;

/// The wishes of the command line.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    only: Vec<Stage>,
    /// The slow stages run as well.
    all: bool,
    filter: Option<String>,
}

impl Options {
    /// Reads the words after `test`.
    pub(crate) fn parse(args: &[String]) -> Result<Self> {
        let mut options = Self::default();
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            if arg == "--filter" {
                let name = args.next().ok_or("--filter needs a part of a test's name.")?;
                options.filter = Some(name.clone());
            } else if arg == "--all" {
                options.all = true;
            } else if let Some(stage) = Stage::named(arg) {
                options.only.push(stage);
            } else {
                return Err(format!("`test` does not know \"{arg}\".\n\n{HELP}"));
            }
        }
        if options.all && !options.only.is_empty() {
            return Err("`test --all` runs every step, and takes no names of them.".to_owned());
        }
        Ok(options)
    }

    fn stages(&self) -> Vec<Stage> {
        let wanted = |stage: &Stage| {
            if self.only.is_empty() {
                return self.all || !stage.is_slow();
            }
            self.only.contains(stage)
                || (*stage == Stage::Dist && self.only.iter().any(|stage| stage.needs_dist()))
        };
        Stage::ALL.into_iter().filter(wanted).collect()
    }
}

/// Runs the stages up to the first that fails; the last line printed is the count.
pub(crate) fn test(options: &Options) -> Result<ExitCode> {
    let project = Project::find()?;
    let stages = options.stages();
    let mut count = Count::default();
    let mut good = run_all(&project, &stages, options.filter.as_deref(), &mut count);

    if let Err(sentence) = &good {
        eprintln!("\n{sentence}");
        if count.failed == 0 {
            // A stage that failed without a failing test, such as one that does not compile:
            // "0 failed" at the end of a bad run would mislead.
            count.failed = 1;
        }
    }
    if stages.iter().any(|stage| stage.has_tests()) {
        if good.is_ok() && !count.any_ran() {
            good = Err("No test ran.".to_owned());
            eprintln!("\nNo test ran. Is there one with that name?");
        }
        println!("{count}");
    }
    Ok(if good.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn run_all(
    project: &Project,
    stages: &[Stage],
    filter: Option<&str>,
    count: &mut Count,
) -> Result<()> {
    let mut tools = setup::setup(project, stages.iter().any(|stage| stage.needs_browser()))?;
    if stages.iter().any(|stage| stage.needs_firefox()) {
        setup::add_firefox(project, &mut tools)?;
    }
    for (place, stage) in stages.iter().enumerate() {
        println!("\n== {}", stage.heading());
        let start = Instant::now();
        let result = stage
            .prepare(project, &tools)
            .and_then(|()| {
                let mut commands = stage.commands(project, &tools, filter);
                commands.iter_mut().try_for_each(|command| stream::run(command, count))
            })
            .and_then(|()| stage.check(project, &tools));
        println!("== {} s", start.elapsed().as_secs());
        result.map_err(|sentence| {
            let left: Vec<&str> = stages[place + 1..].iter().map(|stage| stage.name()).collect();
            let not_run = if left.is_empty() {
                String::new()
            } else {
                format!(" Not run: {}.", left.join(", "))
            };
            format!("\"{}\" has failed: {sentence}{not_run}", stage.name())
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Options, Stage};
    use crate::Result;

    fn stages(words: &[&str]) -> Result<Vec<Stage>> {
        let words: Vec<String> = words.iter().map(ToString::to_string).collect();
        Options::parse(&words).map(|options| options.stages())
    }

    #[test]
    fn tests_of_the_build_bring_it_along() {
        assert_eq!(stages(&["e2e"]), Ok(vec![Stage::Dist, Stage::E2e]));
        assert_eq!(stages(&["bundle"]), Ok(vec![Stage::Dist, Stage::Bundle]));
        assert_eq!(stages(&["hosts"]), Ok(vec![Stage::Dist, Stage::Hosts]));
        assert_eq!(stages(&["firefox"]), Ok(vec![Stage::Dist, Stage::Firefox]));
        assert_eq!(stages(&["types"]), Ok(vec![Stage::Types]));
        assert!(stages(&["e3e"]).is_err());
    }

    #[test]
    fn what_is_slow_runs_when_it_is_asked_for() {
        let quick = [Stage::Lint, Stage::Native, Stage::Web, Stage::Dist, Stage::E2e];
        assert_eq!(stages(&[]), Ok(quick.to_vec()));
        assert_eq!(stages(&["--all"]), Ok(Stage::ALL.to_vec()));
        assert!(stages(&["--all", "lint"]).is_err());
    }
}
