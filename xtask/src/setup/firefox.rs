//! Firefox and its driver, for the tests of the stage `firefox`.

use super::announce::announce;
use super::machine::{Machine, named};
use super::{apt, cargo_install, stamps::Stamps};
use crate::{Result, project::Project};
use std::path::PathBuf;

/// The extended support release comes first: it is the oldest Firefox that people use.
const NAMES: [&str; 2] = ["firefox-esr", "firefox"];

/// Debian has no package of it.
const GECKODRIVER: &str = "0.37.1";

/// A Firefox that tests can steer.
pub(crate) struct Firefox {
    /// The browser's program.
    pub(crate) program: PathBuf,
    /// The driver's program.
    pub(crate) driver: PathBuf,
}

/// Uses what is there, else installs it.
pub(super) fn ensure(project: &Project, stamps: &Stamps, machine: &Machine) -> Result<Firefox> {
    let program = match find(machine)? {
        Some(program) => program,
        None => install(machine)?,
    };
    let driver = driver(project, stamps, machine)?;
    Ok(Firefox { program, driver })
}

fn driver(project: &Project, stamps: &Stamps, machine: &Machine) -> Result<PathBuf> {
    if let Some(driver) = named("GECKODRIVER")?.or_else(|| machine.find("geckodriver")) {
        return Ok(driver);
    }
    let words = ("geckodriver", "1 min");
    cargo_install::install(project, stamps, machine, "geckodriver", GECKODRIVER, words)?;
    Ok(project.tools.join("bin").join("geckodriver"))
}

fn find(machine: &Machine) -> Result<Option<PathBuf>> {
    Ok(named("FIREFOX")?.or_else(|| NAMES.iter().find_map(|name| machine.find(name))))
}

fn install(machine: &Machine) -> Result<PathBuf> {
    announce("Firefox, out of the system's packages, about 30 s");
    let otherwise = "Or set FIREFOX to the program of a Firefox.";
    apt::install(machine, &["firefox-esr"], otherwise)?;
    find(machine)?
        .ok_or_else(|| format!("Firefox was installed, yet it is not in PATH. {otherwise}"))
}
