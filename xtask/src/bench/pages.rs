//! The bare React form, built as its users would.

use crate::{Result, bundler, packages, project::Project, setup::Tools};
use std::path::Path;

/// Fetches its packages into one folder, and bundles it into another.
pub(super) fn build(project: &Project, tools: &Tools, packages: &Path, to: &Path) -> Result<()> {
    let source = project.root.join("tests/e2e/bench");
    packages::install(tools, &source, packages, "bench: React and its company")?;
    bundler::bundle(tools, &source.join("form.jsx"), packages, &to.join("form.js"))
}
