//! The bare React form, built as its users would: bundled, minified, in production mode.

use super::copy;
use crate::{Result, process, project::Project, setup::Tools};
use std::fs;
use std::path::Path;

/// Fetches its packages into one folder, and bundles it into another.
pub(super) fn build(project: &Project, tools: &Tools, packages: &Path, to: &Path) -> Result<()> {
    let source = project.root.join("tests/e2e/bench");
    let lock = "package-lock.json";
    let same = |a: &Path, b: &Path| fs::read(a).is_ok_and(|a| fs::read(b).is_ok_and(|b| a == b));
    // Copied last, so that it says that all others are there.
    if !same(&source.join(lock), &packages.join("installed.json")) {
        println!("bench: React and its company from npm, about 5 s");
        for name in ["package.json", lock] {
            copy(&source.join(name), &packages.join(name))?;
        }
        let mut npm = tools.command("npm");
        npm.current_dir(packages).args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
        process::run(&mut npm)?;
        copy(&source.join(lock), &packages.join("installed.json"))?;
    }
    // Beside its packages, where the bundler looks for them.
    copy(&source.join("form.jsx"), &packages.join("form.jsx"))?;
    let mut esbuild = tools.command("esbuild");
    esbuild.current_dir(packages).args([
        "form.jsx",
        "--bundle",
        "--minify",
        "--format=esm",
        "--jsx=automatic",
        "--define:process.env.NODE_ENV=\"production\"",
        "--legal-comments=none",
        "--log-level=warning",
    ]);
    process::run(esbuild.arg(format!("--outfile={}", to.join("form.js").display())))
}
