//! Trunk, which builds and serves the pages, and wasm-bindgen, which it calls.

use super::{Stamps, announce, environment::Machine};
use crate::{Result, process, project::Project};

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

fn install(
    project: &Project,
    stamps: &Stamps,
    machine: &Machine,
    name: &str,
    version: &str,
    (program, time): (&str, &str),
) -> Result<()> {
    if stamps.says(name, version) && project.tools.join("bin").join(program).exists() {
        return Ok(());
    }
    announce(&format!("{name} {version}, built from crates.io, about {time}"));
    let cargo = |locked: &[&str]| {
        let mut command = machine.command("cargo");
        // Their speed matters little, and a debug build takes a third of the time. Without its
        // default features trunk can download nothing, which it must not need to.
        command
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .current_dir(&project.tools)
            .args(["install", name, "--debug", "--force", "--no-default-features"])
            .args(["--version", &format!("={version}"), "--root"])
            .arg(&project.tools)
            .args(locked);
        process::run(&mut command)
    };
    // A mirror of the registry can lack one of the locked versions; then any that fits will do.
    cargo(&["--locked"]).or_else(|_| cargo(&[]))?;
    stamps.write(name, version)
}
