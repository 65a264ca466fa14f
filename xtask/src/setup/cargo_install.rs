//! Programs that cargo builds, in the project's own folder.

use super::announce::announce;
use super::{machine::Machine, stamps::Stamps};
use crate::{Result, process, project::Project};

/// Installs a package at an exact version, unless it is there; the program says whether it is.
pub(super) fn install(
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
