//! Trunk, which builds and serves the pages, and wasm-bindgen, which it calls.

use super::{cargo_install::install, machine::Machine, stamps::Stamps};
use crate::{Result, project::Project};

/// 0.22 needs Rust 1.96.1.
const TRUNK: &str = "0.21.14";

/// Installs both in the project's own folder, at exact versions.
pub(super) fn ensure(project: &Project, stamps: &Stamps, machine: &Machine) -> Result<()> {
    // The program must be of the same version as the library; it brings the test runner along.
    let bindgen = project.locked_version("wasm-bindgen")?;
    install(project, stamps, machine, "trunk", TRUNK, ("trunk", "2 min 30 s"))?;
    let runner = ("wasm-bindgen-test-runner", "45 s");
    install(project, stamps, machine, "wasm-bindgen-cli", &bindgen, runner)
}
