//! The stages of a test run and the commands behind each.

use super::{bundle, types};
use crate::project::Project;
use crate::setup::Tools;
use crate::{Result, browser_program, dist, hosts};
use std::process::Command;

/// The tests that mount components and press keys.
const COMPONENTS: &str = "test -p wizard --target wasm32-unknown-unknown --test web --";

/// A part of the test run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Format and lints.
    Lint,
    /// Tests that need no browser.
    Native,
    /// Component tests in a browser.
    Web,
    /// The release build.
    Dist,
    /// The release build in a browser, against the sandbox.
    E2e,
    /// The element's types.
    Types,
    /// The package for npm in a page that Vite has bundled.
    Bundle,
    /// The host pages to look at.
    Hosts,
    /// The element's contract in Firefox.
    Firefox,
}

impl Stage {
    /// All stages, in the order in which they run.
    pub(super) const ALL: [Self; 9] = [
        Self::Lint,
        Self::Native,
        Self::Web,
        Self::Dist,
        Self::E2e,
        Self::Types,
        Self::Bundle,
        Self::Hosts,
        Self::Firefox,
    ];

    /// The stage that a person names.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.name() == name)
    }

    /// The word for the command line.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Lint => "lint",
            Self::Native => "native",
            Self::Web => "web",
            Self::Dist => "dist",
            Self::E2e => "e2e",
            Self::Types => "types",
            Self::Bundle => "bundle",
            Self::Hosts => "hosts",
            Self::Firefox => "firefox",
        }
    }

    /// The line above the stage's output.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::Lint => "lint: format, and clippy for the machine and for the browser",
            Self::Native => "native: tests that need no browser",
            Self::Web => "web: component tests in Chromium",
            Self::Dist => "dist: the release build, and what it weighs",
            Self::E2e => "e2e: the release build in Chromium, against the sandbox",
            Self::Types => "types: host pages in TypeScript, against the element's types",
            Self::Bundle => "bundle: the package for npm, in a page that Vite has bundled",
            Self::Hosts => "hosts: the host pages to look at, in Chromium",
            Self::Firefox => "firefox: the components and what a host page relies on, in Firefox",
        }
    }

    /// True for a stage that runs only when it is named, or with `--all`.
    pub(super) fn is_slow(self) -> bool {
        matches!(self, Self::Types | Self::Bundle | Self::Hosts | Self::Firefox)
    }

    /// True for a stage that counts tests.
    pub(super) fn has_tests(self) -> bool {
        !matches!(self, Self::Lint | Self::Dist | Self::Types)
    }

    /// True for a stage that starts Chromium.
    pub(super) fn needs_browser(self) -> bool {
        matches!(self, Self::Web | Self::E2e | Self::Bundle | Self::Hosts)
    }

    /// True for a stage about the release build, which must be made of what is there now.
    pub(super) fn needs_dist(self) -> bool {
        matches!(self, Self::E2e | Self::Bundle | Self::Hosts | Self::Firefox)
    }

    /// Makes what its commands need.
    pub(super) fn prepare(self, project: &Project, tools: &Tools) -> Result<()> {
        match self {
            Self::Types => types::prepare(project, tools),
            Self::Bundle => bundle::build(project, tools),
            Self::Hosts => {
                hosts::copy(project)?;
                hosts::add_react(project, tools)
            }
            _ => Ok(()),
        }
    }

    /// True for a stage that starts Firefox.
    pub(super) fn needs_firefox(self) -> bool {
        matches!(self, Self::Firefox)
    }

    /// The commands to run, one after the other; `filter` picks tests by name.
    pub(super) fn commands(
        self,
        project: &Project,
        tools: &Tools,
        filter: Option<&str>,
    ) -> Vec<Command> {
        let cargo = |line: &str| {
            let mut command = tools.command("cargo");
            command.current_dir(&project.root).args(line.split(' '));
            command
        };
        let with_browser = |line: &str| {
            let words: Vec<&str> = line.split(' ').collect();
            let mut command = browser_program::cargo(project, tools, &words);
            command.args(filter);
            command
        };
        match self {
            Self::Lint => vec![
                cargo("fmt --all --check"),
                cargo("clippy --workspace --all-targets -- -D warnings"),
                // What differs in a browser; the model is the same everywhere.
                cargo(
                    "clippy -p wizard-client -p wizard -p wizard-web -p neighbours -p pages --target wasm32-unknown-unknown --all-targets \
                     -- -D warnings",
                ),
            ],
            Self::Native => {
                // All of them, also after a failure: the count is of use only then.
                let mut command = cargo("test --workspace --exclude e2e --no-fail-fast --");
                command.args(filter);
                vec![command]
            }
            Self::Web => {
                let mut command = with_browser(COMPONENTS);
                // Where there are drivers of both browsers, the runner would take that of Firefox.
                command.env_remove("GECKODRIVER");
                vec![command]
            }
            Self::Dist => vec![dist::build(project, tools)],
            // Two at a time, since each has a browser and several servers of its own.
            Self::E2e => vec![with_browser(
                "test -p e2e --lib --test wizard --no-fail-fast -- --test-threads=2",
            )],
            Self::Types => types::checks(project, tools),
            Self::Bundle => {
                let mut command = with_browser("test -p e2e --test bundle --");
                command.env("WIZARD_DIST", bundle::folder(project));
                vec![command]
            }
            Self::Hosts => {
                let mut command = with_browser("test -p e2e --test hosts -- --test-threads=2");
                command.env("HOSTS", hosts::folder(project));
                vec![command]
            }
            Self::Firefox => {
                let mut components = with_browser(COMPONENTS);
                components.env_remove("CHROMEDRIVER");
                let host = "test -p e2e --test firefox --no-fail-fast -- --test-threads=2";
                vec![components, with_browser(host)]
            }
        }
    }

    /// The check once its commands have ended well.
    pub(super) fn check(self, project: &Project, tools: &Tools) -> Result<()> {
        if self == Self::Dist { dist::check(project, tools) } else { Ok(()) }
    }
}
