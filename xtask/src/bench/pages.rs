//! The pages that are measured, laid out as a site.

use crate::files::{copy, copy_all};
use crate::{Result, bundler, dist, packages, project::Project, setup::Tools};
use std::fs;
use std::path::{Path, PathBuf};

/// The page that another build of the wizard is measured in.
const TYPING: &str = "typing.html";

/// Fails unless the folder holds a release build.
pub(super) fn check_build(folder: &Path) -> Result<()> {
    if folder.join("spaces-oauth-wizard.js").is_file() {
        return Ok(());
    }
    Err(format!(
        "{} holds no spaces-oauth-wizard.js. --before needs a release build, such as a copy of \
         target/dist.",
        folder.display()
    ))
}

/// Puts today's wizard and the forms in React beside the pages that show them.
pub(super) fn lay_out(
    project: &Project,
    tools: &Tools,
    packages: &Path,
    site: &Path,
) -> Result<()> {
    clear(site);
    let source = source(project);
    packages::install(tools, &source, packages, "bench: React and its company")?;
    for (program, name) in [("form.jsx", "react"), ("controlled.jsx", "controlled")] {
        bundler::bundle(tools, &source.join(program), packages, &site.join(name).join("form.js"))?;
    }
    for page in ["wizard.html", TYPING, "react.html", "controlled.html", "input.html"] {
        copy(&source.join(page), &site.join(page))?;
    }
    copy_all(&dist::folder(project), &site.join("wizard"))
}

/// Puts another build of the wizard beside its page.
pub(super) fn lay_out_before(project: &Project, build: &Path, site: &Path) -> Result<()> {
    clear(site);
    copy(&source(project).join(TYPING), &site.join(TYPING))?;
    copy_all(build, &site.join("wizard"))
}

fn source(project: &Project) -> PathBuf {
    project.root.join("tests/e2e/bench")
}

/// Removes what an earlier run left: it would be served, and weighed, along with what is there now.
fn clear(site: &Path) {
    let _ = fs::remove_dir_all(site);
}
