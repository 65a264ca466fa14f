//! The host pages of `tests/hosts`, for the sandbox to serve.

use crate::files::copy_all;
use crate::{Result, bundler, packages, project::Project, setup::Tools};
use std::fs;
use std::path::PathBuf;

fn source(project: &Project) -> PathBuf {
    project.root.join("tests").join("hosts")
}

/// The folder that they are served from.
pub(crate) fn folder(project: &Project) -> PathBuf {
    project.root.join("target").join("hosts")
}

/// Copies them. The one in React lacks its script then.
pub(crate) fn copy(project: &Project) -> Result<()> {
    let folder = folder(project);
    // What is no longer there must not be served.
    let _ = fs::remove_dir_all(&folder);
    copy_all(&source(project), &folder)
}

/// Bundles the script of the one in React.
pub(crate) fn add_react(project: &Project, tools: &Tools) -> Result<()> {
    let packages = project.root.join("target").join("hosts-packages");
    packages::install(tools, &source(project), &packages, "hosts: React")?;
    let script = folder(project).join("react.js");
    bundler::bundle(tools, &source(project).join("react.jsx"), &packages, &script)
}
