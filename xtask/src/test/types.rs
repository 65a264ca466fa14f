//! Host pages in TypeScript, against the element's types.

use crate::files::{copy, copy_all};
use crate::{Result, packages, project::Project, setup::Tools};
use std::path::PathBuf;
use std::process::Command;

fn folder(project: &Project) -> PathBuf {
    project.root.join("target").join("types")
}

/// Puts the pages beside the compiler, and the types where the compiler looks for a package.
pub(super) fn prepare(project: &Project, tools: &Tools) -> Result<()> {
    let source = project.root.join("tests/types");
    let folder = folder(project);
    packages::install(tools, &source, &folder, "types: TypeScript and React's types")?;
    copy_all(&source, &folder)?;
    let package = folder.join("node_modules/spaces-oauth-wizard");
    for name in ["package.json", "spaces-oauth-wizard.d.ts", "react.d.ts"] {
        copy(&project.root.join("src/element").join(name), &package.join(name))?;
    }
    Ok(())
}

/// The checks, each of which has to go well.
pub(super) fn checks(project: &Project, tools: &Tools) -> Vec<Command> {
    let mut names = tools.command("node");
    names.current_dir(&project.root).arg("tests/types/names.mjs");
    let mut pages = tools.command("npm");
    pages.current_dir(folder(project)).args(["run", "--silent", "check"]);
    vec![names, pages]
}
