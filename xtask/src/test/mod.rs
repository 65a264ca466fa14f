//! `cargo xtask test`: every check and test, in the order in which they are quick to fail.

use crate::{HELP, Result, count::Count, project::Project, setup};
use std::process::ExitCode;
use std::time::Instant;

mod stage;
mod stream;

use stage::Stage;

/// What the command line asks for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    only: Vec<Stage>,
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
            } else if let Some(stage) = Stage::named(arg) {
                options.only.push(stage);
            } else {
                return Err(format!("`test` does not know \"{arg}\".\n\n{HELP}"));
            }
        }
        Ok(options)
    }

    fn stages(&self) -> Vec<Stage> {
        let wanted = |stage: &Stage| {
            self.only.is_empty()
                || self.only.contains(stage)
                // The end-to-end tests load what was built, so it must be what is there now.
                || (*stage == Stage::Dist && self.only.contains(&Stage::E2e))
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
    let tools = setup::setup(project, stages.iter().any(|stage| stage.needs_browser()))?;
    for (place, stage) in stages.iter().enumerate() {
        println!("\n== {}", stage.heading());
        let start = Instant::now();
        let result = stage
            .commands(project, &tools, filter)
            .iter_mut()
            .try_for_each(|command| stream::run(command, count))
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

    #[test]
    fn end_to_end_tests_bring_their_build_along() {
        let only = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(ToString::to_string).collect();
            Options::parse(&words).map(|options| options.stages())
        };
        assert_eq!(only(&["e2e"]), Ok(vec![Stage::Dist, Stage::E2e]));
        assert_eq!(only(&[]), Ok(Stage::ALL.to_vec()));
        assert!(only(&["e3e"]).is_err());
    }
}
