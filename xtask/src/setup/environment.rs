//! The environments that other programs run in: the machine's own, and the one with our tools.

use super::{browser::Browser, firefox::Firefox, wasm_target::Compiler};
use crate::{process, project::Project};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The machine as it was before `setup`.
pub(super) struct Machine {
    /// `PATH` without our own tools, which a person may have put there.
    pub(super) path: OsString,
}

impl Machine {
    pub(super) fn new(project: &Project) -> Self {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let own = std::env::split_paths(&path).filter(|folder| !folder.starts_with(&project.tools));
        Self { path: join(own.collect()) }
    }

    pub(super) fn find(&self, program: &str) -> Option<PathBuf> {
        process::find(program, &self.path)
    }

    pub(super) fn command(&self, program: &str) -> Command {
        command(program, &self.path)
    }
}

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
        let mut command = command(program, &self.path);
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

fn command(program: &str, path: &OsStr) -> Command {
    let found = process::find(program, path);
    let mut command = Command::new(found.unwrap_or_else(|| program.into()));
    command.env("PATH", path);
    // `cargo run` tells this program about its own package; to a child that would be a lie, and
    // CARGO would even make it use another cargo than the one in its PATH.
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text == "CARGO"
            || ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|prefix| text.starts_with(prefix))
        {
            command.env_remove(&name);
        }
    }
    // Whatever it says, it asks for no colour; trunk takes only this word for it.
    match std::env::var_os("NO_COLOR") {
        Some(value) if value.is_empty() => command.env_remove("NO_COLOR"),
        Some(_) => command.env("NO_COLOR", "true"),
        None => &mut command,
    };
    command
}

/// `cargo run` adds its compiler's libraries to the dynamic linker's path; another compiler must
/// not load them.
fn libraries_without(sysroot: &Path) -> OsString {
    let path = std::env::var_os("LD_LIBRARY_PATH").unwrap_or_default();
    join(std::env::split_paths(&path).filter(|folder| !folder.starts_with(sysroot)).collect())
}

fn join(folders: Vec<PathBuf>) -> OsString {
    std::env::join_paths(folders)
        .expect("the folders come from such a list, or are the project's, which cargo puts in one")
}
