//! Chromium and its driver, for the tests.

use super::announce::announce;
use super::apt;
use super::machine::{Machine, named};
use crate::Result;
use std::path::PathBuf;

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// A browser that tests can steer.
pub(crate) struct Browser {
    /// The browser's program.
    pub(crate) chrome: PathBuf,
    /// The driver's program.
    pub(crate) driver: PathBuf,
}

/// Uses what is there, else installs it.
pub(super) fn ensure(machine: &Machine) -> Result<Browser> {
    if let Some(browser) = find(machine)? {
        return Ok(browser);
    }
    announce("Chromium and its driver, out of the system's packages, about 20 s");
    let otherwise =
        "Or set CHROME and CHROMEDRIVER to the programs of a Chrome and the driver that fits it.";
    apt::install(machine, &["chromium", "chromium-driver"], otherwise)?;
    find(machine)?.ok_or_else(|| {
        format!(
            "Chromium was installed, yet chromium and chromedriver are not in PATH. {otherwise}"
        )
    })
}

fn find(machine: &Machine) -> Result<Option<Browser>> {
    let chrome = named("CHROME")?.or_else(|| NAMES.iter().find_map(|name| machine.find(name)));
    let driver = named("CHROMEDRIVER")?.or_else(|| machine.find("chromedriver"));
    Ok(chrome.zip(driver).map(|(chrome, driver)| Browser { chrome, driver }))
}
