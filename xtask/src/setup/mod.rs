//! Fetches and builds what the other commands need; asks first whether it is there already.

use crate::{Result, project::Project};
use std::path::PathBuf;

mod apt;
mod browser;
mod cargo_install;
mod environment;
mod firefox;
mod node_tools;
mod sysroot;
mod trunk_tools;
mod wasm_target;

pub(crate) use environment::Tools;

/// Makes everything ready and says how to reach it. Without `browser`, Chromium is left out.
pub(crate) fn setup(project: &Project, browser: bool) -> Result<Tools> {
    let stamps = Stamps::open(project)?;
    let machine = environment::Machine::new(project);
    let compiler = wasm_target::ensure(project, &stamps, &machine)?;
    trunk_tools::ensure(project, &stamps, &machine)?;
    node_tools::ensure(project, &stamps, &machine)?;
    let browser = if browser { Some(browser::ensure(&machine)?) } else { None };
    Ok(Tools::new(project, &machine, &compiler, browser))
}

/// Adds Firefox, which only one stage of the tests needs.
pub(crate) fn add_firefox(project: &Project, tools: &mut Tools) -> Result<()> {
    let stamps = Stamps::open(project)?;
    let machine = environment::Machine::new(project);
    tools.firefox = Some(firefox::ensure(project, &stamps, &machine)?);
    Ok(())
}

/// Says what is about to take a while, and why.
fn announce(what: &str) {
    println!("setup: {what}");
}

/// Small files that say what was made, with its version; and a lock, so that two set-ups at once
/// wait for each other.
struct Stamps {
    folder: PathBuf,
    _lock: std::fs::File,
}

impl Stamps {
    fn open(project: &Project) -> Result<Self> {
        let folder = project.tools.join("stamps");
        let failed = |e| format!("{} cannot be written: {e}.", folder.display());
        std::fs::create_dir_all(&folder).map_err(failed)?;
        let lock = std::fs::File::create(folder.join("lock")).map_err(failed)?;
        if lock.try_lock().is_err() {
            announce("waiting for another set-up of this project");
            lock.lock().map_err(failed)?;
        }
        Ok(Self { folder, _lock: lock })
    }

    fn says(&self, name: &str, content: &str) -> bool {
        std::fs::read_to_string(self.folder.join(name)).is_ok_and(|stamp| stamp == content)
    }

    fn write(&self, name: &str, content: &str) -> Result<()> {
        let path = self.folder.join(name);
        std::fs::write(&path, content)
            .map_err(|e| format!("{} cannot be written: {e}.", path.display()))
    }
}
