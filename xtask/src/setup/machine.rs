//! The machine as it was before `setup`, and programs in its environment.

use crate::{Result, process, project::Project};
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::process::Command;

/// The machine as it was before `setup`.
pub(super) struct Machine {
    /// `PATH` without our own tools, which a person may have put there.
    pub(super) path: OsString,
}

impl Machine {
    /// The machine that this program runs on.
    pub(super) fn new(project: &Project) -> Self {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let own = std::env::split_paths(&path).filter(|folder| !folder.starts_with(&project.tools));
        Self { path: join(own.collect()) }
    }

    /// The program of that name in its `PATH`.
    pub(super) fn find(&self, program: &str) -> Option<PathBuf> {
        process::find(program, &self.path)
    }

    /// A command that sees none of our tools.
    pub(super) fn command(&self, program: &str) -> Command {
        command(program, &self.path)
    }
}

/// The program that a variable names, which must then be there.
pub(super) fn named(variable: &str) -> Result<Option<PathBuf>> {
    match std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from) {
        Some(path) if !path.is_file() => Err(format!(
            "{variable} names {}, which does not exist. Correct it, or unset it.",
            path.display()
        )),
        named => Ok(named),
    }
}

/// A command that sees these folders only.
pub(super) fn command(program: &str, path: &OsStr) -> Command {
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

/// A list of folders like `PATH`.
pub(super) fn join(folders: Vec<PathBuf>) -> OsString {
    std::env::join_paths(folders)
        .expect("the folders come from such a list, or are the project's, which cargo puts in one")
}
