//! The places of the project, and the versions in `Cargo.lock`.

use crate::Result;
use std::path::{Path, PathBuf};

/// The project's folders.
pub(crate) struct Project {
    /// The workspace's root.
    pub(crate) root: PathBuf,
    /// The folder of what `setup` fetches and builds; always below the project, whatever `CARGO_TARGET_DIR` says,
    /// so that it is found again.
    pub(crate) tools: PathBuf,
}

impl Project {
    /// The project that this program belongs to.
    pub(crate) fn find() -> Result<Self> {
        // `cargo run` says where the project is now; the compiled-in place is for a direct start.
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest.parent().map(Path::to_path_buf).unwrap_or_default();
        if !root.join("Cargo.lock").is_file() {
            return Err(format!(
                "{} has no Cargo.lock. Start this program with `cargo xtask` inside the project.",
                root.display()
            ));
        }
        let tools = root.join("target").join("tools");
        Ok(Self { root, tools })
    }

    /// The exact version of a crate in `Cargo.lock`.
    pub(crate) fn locked_version(&self, name: &str) -> Result<String> {
        let path = self.root.join("Cargo.lock");
        let lock = std::fs::read_to_string(&path)
            .map_err(|e| format!("{} cannot be read: {e}.", path.display()))?;
        version_in_lock(&lock, name).map(str::to_owned).ok_or_else(|| {
            format!("Cargo.lock does not name {name}. Restore it with `git checkout Cargo.lock`.")
        })
    }
}

fn version_in_lock<'a>(lock: &'a str, name: &str) -> Option<&'a str> {
    lock.split("[[package]]").find_map(|package| {
        let value = |key: &str| {
            package
                .lines()
                .find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \"")?.strip_suffix('"'))
        };
        (value("name")? == name).then(|| value("version"))?
    })
}

#[cfg(test)]
mod tests {
    use super::version_in_lock;

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.1\"\n\
        \n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\ndependencies = [\n \"cfg-if\",\n]\n";

    #[test]
    fn the_whole_name_counts() {
        assert_eq!(version_in_lock(LOCK, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(version_in_lock(LOCK, "wasm-bind"), None);
    }
}
