//! The environment that the other commands run programs in, with the project's own tools.

use super::compiler::Compiler;
use super::machine::{self, Machine, join};
use super::{browser::Browser, firefox::Firefox};
use crate::project::Project;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Everything that `serve` and `test` need to run other programs.
pub(crate) struct Tools {
    path: OsString,
    /// Set when the compiler is not the machine's own: what the dynamic linker may still see.
    libraries: Option<OsString>,
    /// Chromium, unless it was not asked for.
    pub(crate) browser: Option<Browser>,
    /// Firefox, once it was asked for.
    pub(crate) firefox: Option<Firefox>,
    /// The accessibility checker that the browser tests load into a page.
    pub(crate) axe: PathBuf,
}

impl Tools {
    /// Our own folders before those of the machine.
    pub(super) fn new(
        project: &Project,
        machine: &Machine,
        compiler: &Compiler,
        browser: Option<Browser>,
    ) -> Self {
        let modules = project.tools.join("node").join("node_modules");
        let mut folders = vec![project.tools.join("bin"), modules.join(".bin")];
        let mut libraries = None;
        if let Compiler::Private { bin, machine_sysroot } = compiler {
            folders.insert(0, bin.clone());
            libraries = Some(libraries_without(machine_sysroot));
        }
        folders.extend(std::env::split_paths(&machine.path));
        let axe = modules.join("axe-core/axe.min.js");
        Self { path: join(folders), libraries, browser, firefox: None, axe }
    }

    /// A command that sees our tools before the machine's, run with the project's compiler.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = machine::command(program, &self.path);
        if let Some(libraries) = &self.libraries {
            // Each of these would lead a child back to the compiler that `cargo xtask` came with.
            for name in ["RUSTUP_TOOLCHAIN", "RUSTC", "RUSTDOC", "SYSROOT"] {
                command.env_remove(name);
            }
            command.env("LD_LIBRARY_PATH", libraries);
        }
        command
    }
}

/// `cargo run` adds its compiler's libraries to the dynamic linker's path; another compiler must
/// not load them.
fn libraries_without(sysroot: &Path) -> OsString {
    let path = std::env::var_os("LD_LIBRARY_PATH").unwrap_or_default();
    join(std::env::split_paths(&path).filter(|folder| !folder.starts_with(sysroot)).collect())
}
