//! The words after `bench`.

use crate::{HELP, Result};
use std::path::PathBuf;

/// The wishes of the command line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Options {
    /// The number of times that each page is loaded.
    pub(super) runs: u32,
    /// The report is kept.
    pub(super) write: bool,
    /// Another release build to measure beside today's.
    pub(super) before: Option<PathBuf>,
}

impl Options {
    /// Reads the words after `bench`.
    pub(crate) fn parse(args: &[String]) -> Result<Self> {
        let mut options = Self { runs: 9, write: false, before: None };
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
                "--before" => {
                    let folder = args.next().ok_or(
                        "--before needs a folder with an earlier release build, such as a copy of \
                         target/dist.",
                    )?;
                    options.before = Some(PathBuf::from(folder));
                }
                other => return Err(format!("`bench` does not know \"{other}\".\n\n{HELP}")),
            }
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::Options;
    use std::path::PathBuf;

    #[test]
    fn nine_runs_and_nothing_written_unless_asked_for() {
        let parse = |text: &str| {
            Options::parse(&text.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        };
        assert_eq!(parse(""), Ok(Options { runs: 9, write: false, before: None }));
        let before = Some(PathBuf::from("old/dist"));
        assert_eq!(
            parse("--runs 3 --before old/dist --write"),
            Ok(Options { runs: 3, write: true, before })
        );
        assert!(parse("--runs 0").is_err());
        assert!(parse("--before").is_err());
        assert!(parse("--fast").is_err());
    }
}
