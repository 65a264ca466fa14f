//! The package for npm, in a page that Vite has bundled.

use crate::files::copy_all;
use crate::{Result, dist, packages, process, project::Project, setup::Tools};
use std::fs;
use std::path::PathBuf;

/// The folder of the bundled page.
pub(super) fn folder(project: &Project) -> PathBuf {
    beside_packages(project).join("dist")
}

fn beside_packages(project: &Project) -> PathBuf {
    project.root.join("target").join("bundle")
}

/// Packs the release build, installs the package into the page as its users would, and bundles that.
pub(super) fn build(project: &Project, tools: &Tools) -> Result<()> {
    let source = project.root.join("tests/bundle");
    let folder = beside_packages(project);
    packages::install(tools, &source, &folder, "bundle: Vite")?;
    copy_all(&source, &folder)?;
    // What an earlier run left must not stand in for what this one lacks.
    let _ = fs::remove_dir_all(self::folder(project));
    let mut pack = tools.command("node");
    process::run(pack.current_dir(&folder).arg("pack.mjs").arg(dist::folder(project)))?;
    let mut vite = tools.command("npm");
    process::run(vite.current_dir(&folder).args(["run", "--silent", "build"]))
}
