//! Fetches and builds what the other commands need; asks first whether it is there already.

use crate::{Result, project::Project};

mod announce;
mod apt;
mod browser;
mod cargo_install;
mod compiler;
mod firefox;
mod machine;
mod node_tools;
mod stamps;
mod sysroot;
mod tools;
mod trunk_tools;
mod wasm_target;

pub(crate) use tools::Tools;

use machine::Machine;
use stamps::Stamps;

/// Makes everything ready and says how to reach it. Without `browser`, Chromium is left out.
pub(crate) fn setup(project: &Project, browser: bool) -> Result<Tools> {
    let stamps = Stamps::open(project)?;
    let machine = Machine::new(project);
    let compiler = wasm_target::ensure(project, &stamps, &machine)?;
    trunk_tools::ensure(project, &stamps, &machine)?;
    node_tools::ensure(project, &stamps, &machine)?;
    let browser = if browser { Some(browser::ensure(&machine)?) } else { None };
    Ok(Tools::new(project, &machine, &compiler, browser))
}

/// Adds Firefox, which only one stage of the tests needs.
pub(crate) fn add_firefox(project: &Project, tools: &mut Tools) -> Result<()> {
    let stamps = Stamps::open(project)?;
    let machine = Machine::new(project);
    tools.firefox = Some(firefox::ensure(project, &stamps, &machine)?);
    Ok(())
}
