//! `cargo xtask pictures`: screenshots of the wizard as it is now.

use crate::{Result, browser_program, dist, process, project::Project, setup};

/// Takes the pictures that `tests/e2e/src/bin/pictures.rs` lists, into `tests/e2e/pictures`.
pub(crate) fn pictures() -> Result<()> {
    let project = Project::find()?;
    let tools = setup::setup(&project, true)?;
    process::run(&mut dist::build(&project, &tools))?;
    let words = ["run", "--quiet", "--package", "e2e", "--bin", "pictures"];
    let mut program = browser_program::cargo(&project, &tools, &words);
    program.env("PICTURES", project.root.join("tests/e2e/pictures"));
    browser_program::run(&mut program)
}
