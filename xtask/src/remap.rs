//! The builder's home, kept out of what is built: a panic names the file that it comes from, also one
//! of a crate.

use std::path::PathBuf;

/// The compiler's flag for that; none where nobody can tell cargo's home.
pub(crate) fn flag() -> Option<String> {
    let named = |name: &str| std::env::var_os(name).filter(|folder| !folder.is_empty());
    let cargo = named("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(named("HOME")?).join(".cargo")))?;
    let crates = cargo.join("registry").join("src");
    // Flags are split at blanks.
    let crates = crates.to_str().filter(|path| !path.contains(char::is_whitespace))?;
    Some(format!("--remap-path-prefix={crates}=crates"))
}
