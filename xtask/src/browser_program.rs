//! Programs that steer a browser: the end-to-end tests and what else is in `tests/e2e`.

use crate::{Result, dist, process, project::Project, setup::Tools, watchdog::Watchdog};
use std::process::Command;

/// A cargo command that finds the browsers, the release build and the accessibility checker.
pub(crate) fn cargo(project: &Project, tools: &Tools, words: &[&str]) -> Command {
    let mut command = tools.command("cargo");
    command.current_dir(&project.root).args(words);
    command.env("WIZARD_DIST", dist::folder(project)).env("AXE", &tools.axe);
    if let Some(browser) = &tools.browser {
        command.env("CHROME", &browser.chrome).env("CHROMEDRIVER", &browser.driver);
    }
    if let Some(firefox) = &tools.firefox {
        command.env("FIREFOX", &firefox.program).env("GECKODRIVER", &firefox.driver);
    }
    command
}

/// Runs to the end; a browser that is left running ends with it.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let mut watchdog = Watchdog::new()?;
    let status = watchdog.start(command)?.wait();
    let status = status.map_err(|e| process::cannot_start(command, &e))?;
    if status.success() { Ok(()) } else { Err(process::bad_end(command, status)) }
}
