//! The project's own commands: `cargo xtask setup`, `serve`, `build`, `test`, `bench`
//! and `pictures`.

use std::process::ExitCode;

mod bench;
mod browser_program;
mod bundler;
mod bytes;
mod count;
mod dist;
mod files;
mod first_view;
mod hosts;
mod packages;
mod pictures;
mod process;
mod project;
mod remap;
mod serve;
mod setup;
mod test;
mod watchdog;

#[cfg(not(unix))]
compile_error!("The project's commands are for Linux and macOS; on Windows run them inside WSL.");

/// The end of a command: its value, or a sentence for the person at the terminal.
type Result<T> = std::result::Result<T, String>;

const HELP: &str = "\
cargo xtask COMMAND

  setup                   fetch and build the tools that the other commands need
  setup --no-browser      the same without Chromium, which only the tests need
  serve [--port 8080] [--release] [-- SANDBOX FLAGS]
                          the wizard's pages, and host pages to look at, against the local
                          sandbox
  build                   the release build, for a host page to serve, into target/dist
  test                    every check and test but the slow ones, the same as CI
  test --all              the slow ones as well: types, bundle, hosts and firefox
  test lint|native|web|dist|e2e|types|bundle|hosts|firefox [--filter NAME]
                          only these steps; NAME picks tests by name
  bench [--runs 9] [--before DIR] [--write]
                          what the wizard weighs and how long it takes, next to two forms in
                          React and to an earlier release build; --write puts it into
                          tests/e2e/bench/README.md
  pictures                screenshots of the wizard, into tests/e2e/pictures
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&args) {
        Ok(code) => code,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(args: &[String]) -> Result<ExitCode> {
    let (command, rest) = args.split_first().map_or(("help", args), |(c, r)| (c.as_str(), r));
    match command {
        "setup" => setup_only(rest),
        "serve" => serve::serve(&serve::Options::parse(rest)?),
        "build" if rest.is_empty() => dist::make().map(|()| ExitCode::SUCCESS),
        "test" => test::test(&test::Options::parse(rest)?),
        "bench" => bench::bench(&bench::Options::parse(rest)?).map(|()| ExitCode::SUCCESS),
        "pictures" if rest.is_empty() => pictures::pictures().map(|()| ExitCode::SUCCESS),
        "build" | "pictures" => Err(format!("`{command}` takes no words after it.\n\n{HELP}")),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        other => Err(format!("There is no command \"{other}\".\n\n{HELP}")),
    }
}

fn setup_only(args: &[String]) -> Result<ExitCode> {
    let browser = match args {
        [] => true,
        [flag] if flag == "--no-browser" => false,
        _ => return Err(format!("`setup` takes no other flag than --no-browser.\n\n{HELP}")),
    };
    let project = project::Project::find()?;
    setup::setup(&project, browser)?;
    println!("Everything is in place.");
    Ok(ExitCode::SUCCESS)
}
