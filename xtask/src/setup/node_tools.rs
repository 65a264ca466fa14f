//! The tools from npm: the optimizer for the release build, the accessibility checker, and the
//! minifier.

use super::announce::announce;
use super::{machine::Machine, stamps::Stamps};
use crate::{Result, process, project::Project};

/// Debian's own binaryen is too old: it builds without an error and the page is dead.
const PACKAGES: [&str; 3] = ["binaryen@132.0.0", "axe-core@4.14.1", "esbuild@0.28.2"];

const OLDEST_NODE: u32 = 18;

/// Installs the packages in the project's own folder.
pub(super) fn ensure(project: &Project, stamps: &Stamps, machine: &Machine) -> Result<()> {
    let folder = project.tools.join("node");
    let wanted = PACKAGES.join(" ");
    if stamps.says("node-tools", &wanted) && folder.join("node_modules/.bin/wasm-opt").exists() {
        return Ok(());
    }
    check_node(machine)?;
    announce(&format!("{wanted} from npm, about 5 s"));
    std::fs::create_dir_all(&folder)
        .map_err(|e| format!("{} cannot be written: {e}.", folder.display()))?;
    let mut npm = machine.command("npm");
    npm.current_dir(&folder)
        .args(["install", "--no-audit", "--no-fund", "--no-save", "--no-package-lock", "--prefix"])
        .arg(&folder)
        .args(PACKAGES);
    process::run(&mut npm)?;
    stamps.write("node-tools", &wanted)
}

fn check_node(machine: &Machine) -> Result<()> {
    let please = format!("Please install Node.js {OLDEST_NODE} or newer together with npm.");
    let version = process::output(machine.command("node").arg("--version"))
        .map_err(|e| format!("{e}\n{please}"))?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|n| n.parse().ok());
    if major.is_none_or(|major: u32| major < OLDEST_NODE) {
        return Err(format!("Node.js {version} is too old. {please}"));
    }
    if machine.find("npm").is_none() {
        return Err(format!("npm is missing. {please}"));
    }
    Ok(())
}
