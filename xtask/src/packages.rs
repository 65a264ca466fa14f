//! Packages from npm, for programs in JavaScript.

use crate::{Result, files::copy, process, setup::Tools};
use std::fs;
use std::path::Path;

const LOCK: &str = "package-lock.json";

/// Installs what the lock in `source` names, into a folder below `target`; nothing where that was done
/// before. No package's own scripts run.
pub(crate) fn install(tools: &Tools, source: &Path, folder: &Path, what: &str) -> Result<()> {
    let same = |a: &Path, b: &Path| fs::read(a).is_ok_and(|a| fs::read(b).is_ok_and(|b| a == b));
    for name in ["package.json", LOCK] {
        copy(&source.join(name), &folder.join(name))?;
    }
    // Copied last, so that it says that all others are there.
    let installed = folder.join("installed.json");
    if same(&source.join(LOCK), &installed) {
        return Ok(());
    }
    println!("{what} from npm");
    let mut npm = tools.command("npm");
    npm.current_dir(folder).args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
    process::run(&mut npm)?;
    copy(&source.join(LOCK), &installed)
}
