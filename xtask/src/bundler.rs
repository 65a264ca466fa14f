//! Programs in JSX as their users would have them: one file, minified, in production mode.

use crate::{Result, process, setup::Tools};
use std::path::Path;

/// Bundles a program with the packages that were installed into a folder. The element is no
/// part of it: a program that has it imports it from the site's root.
pub(crate) fn bundle(tools: &Tools, program: &Path, packages: &Path, to: &Path) -> Result<()> {
    let mut esbuild = tools.command("esbuild");
    // The program is not beside its packages, where the bundler would look for them by itself.
    esbuild.current_dir(packages).env("NODE_PATH", packages.join("node_modules"));
    esbuild.arg(program).args([
        "--bundle",
        "--minify",
        "--format=esm",
        "--jsx=automatic",
        "--external:/spaces-oauth-wizard.js",
        "--define:process.env.NODE_ENV=\"production\"",
        "--legal-comments=none",
        "--log-level=warning",
    ]);
    process::run(esbuild.arg(format!("--outfile={}", to.display())))
}
