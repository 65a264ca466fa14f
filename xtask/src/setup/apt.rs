//! Packages of Debian and its relatives.

use super::machine::Machine;
use crate::{Result, process};
use std::process::Command;

const TRIES: u32 = 3;

/// Installs what is not installed yet; `otherwise` ends the sentence when that is impossible.
pub(super) fn install(machine: &Machine, packages: &[&str], otherwise: &str) -> Result<()> {
    let missing: Vec<&str> =
        packages.iter().copied().filter(|package| !installed(machine, package)).collect();
    if missing.is_empty() { Ok(()) } else { renew(machine, &missing, otherwise) }
}

/// Installs packages at the newest version that the system offers, over an older one too.
pub(super) fn renew(machine: &Machine, packages: &[&str], otherwise: &str) -> Result<()> {
    let please = format!("Please install {} and try again. {otherwise}", packages.join(", "));
    if machine.find("apt-get").is_none() {
        return Err(please);
    }
    let root = process::output(machine.command("id").arg("-u")).is_ok_and(|id| id == "0");
    if !root && !process::succeeds(machine.command("sudo").args(["-n", "true"])) {
        return Err(please);
    }
    for _ in 0..TRIES {
        // An image has no package lists, or those of the day it was made, and another apt may have
        // emptied them. Whether this went well shows in what is installed.
        let _ = process::run(apt_get(machine, root).args(["update", "--quiet"]));
        let mut command = apt_get(machine, root);
        command.args(["install", "--yes", "--quiet", "--no-install-recommends"]).args(packages);
        if process::run(&mut command).is_ok() {
            return Ok(());
        }
    }
    Err(format!("apt-get has failed {TRIES} times. {please}"))
}

fn installed(machine: &Machine, package: &str) -> bool {
    process::output(machine.command("dpkg-query").args([
        "-W",
        "-f",
        "${db:Status-Status}",
        package,
    ]))
    .is_ok_and(|status| status == "installed")
}

fn apt_get(machine: &Machine, root: bool) -> Command {
    let mut command = if root {
        machine.command("apt-get")
    } else {
        let mut sudo = machine.command("sudo");
        sudo.args(["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        sudo
    };
    // Waits for another apt instead of failing at once.
    command.env("DEBIAN_FRONTEND", "noninteractive").args(["-o", "DPkg::Lock::Timeout=300"]);
    command
}
