//! The release build.

use crate::{
    Result, bytes, first_view, process,
    project::Project,
    remap,
    setup::{self, Tools},
};
use std::path::PathBuf;
use std::process::Command;

/// The variable with the compiler's flags for the browser.
const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// A folder of its own: what `trunk serve` leaves in dist/ reloads itself.
pub(crate) fn folder(project: &Project) -> PathBuf {
    project.root.join("target").join("dist")
}

/// The command that builds it.
pub(crate) fn build(project: &Project, tools: &Tools) -> Command {
    let mut command = tools.command("trunk");
    command.current_dir(&project.root).args(["build", "--release", "--dist"]).arg(folder(project));
    // This joins what .cargo/config.toml says, where RUSTFLAGS would override it.
    let flags = std::env::var(FLAGS).into_iter().chain(remap::flag()).collect::<Vec<_>>();
    command.env(FLAGS, flags.join(" "));
    command
}

/// `cargo xtask build`: the release build, and which of its files a host page needs.
pub(crate) fn make() -> Result<()> {
    let project = Project::find()?;
    let tools = setup::setup(&project, false)?;
    process::run(&mut build(&project, &tools))?;
    let checked = check(&project, &tools);
    println!(
        "\nA host page needs the files of this table, side by side, out of\n{}\nand for the panels \
         about Hybrid Data Pipeline or OpenInt, or for a pack's overview, also neighbours.js and neighbours_bg.wasm.",
        folder(&project).display()
    );
    checked
}

/// Prints what the first view weighs; an alarming weight is an error.
pub(crate) fn check(project: &Project, tools: &Tools) -> Result<()> {
    let compressed = project.root.join("target").join("compressed");
    let mut files = bytes::compress(project, tools, &folder(project), &compressed)?;
    files.retain(first_view::has);
    print!("{}", bytes::table(&files));
    println!("First view: {}.", first_view::summary(&files));
    first_view::verdict(&files)
}
