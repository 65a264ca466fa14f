//! The release build, and whether it is small enough.

use crate::bytes::{self, File};
use crate::{
    Result, process,
    project::Project,
    setup::{self, Tools},
};
use std::path::PathBuf;
use std::process::Command;

/// What the element's first view may weigh at most, so that it stays below what other embedded
/// set-up forms weigh.
const MOST: u64 = 140_000;

/// A folder of its own: what `trunk serve` leaves in dist/ reloads itself.
pub(crate) fn folder(project: &Project) -> PathBuf {
    project.root.join("target").join("dist")
}

/// The command that builds it.
pub(crate) fn build(project: &Project, tools: &Tools) -> Command {
    let mut command = tools.command("trunk");
    command.current_dir(&project.root).args(["build", "--release", "--dist"]).arg(folder(project));
    command
}

/// `cargo xtask build`: the release build, and which of its files a host page needs.
pub(crate) fn make() -> Result<()> {
    let project = Project::find()?;
    let tools = setup::setup(&project, false)?;
    process::run(&mut build(&project, &tools))?;
    let checked = check(&project, &tools);
    println!(
        "\nA host page needs the three files of this table, side by side, out of\n{}\nand for the panels \
         about Hybrid Data Pipeline or OpenInt, or for a pack's overview, also neighbours.js and neighbours_bg.wasm.",
        folder(&project).display()
    );
    checked
}

/// Prints what the first view weighs; too much is an error.
pub(crate) fn check(project: &Project, tools: &Tools) -> Result<()> {
    let compressed = project.root.join("target").join("compressed");
    let mut files = bytes::compress(project, tools, &folder(project), &compressed)?;
    files.retain(is_of_first_view);
    print!("{}", bytes::table(&files));
    let total = bytes::total(&files);
    verdict(total)?;
    let [total, most] = [total, MOST].map(bytes::grouped);
    println!("Small enough: {total} bytes on the wire, of {most} that it may be.");
    Ok(())
}

/// Whether a host page loads the file before the wizard shows. All that a browser runs or draws
/// counts, also what is added one day; all but what only the standalone pages load, and what is loaded
/// when somebody wants a panel of it.
pub(crate) fn is_of_first_view(file: &File) -> bool {
    let runs = [".js", ".wasm", ".css"].iter().any(|end| file.name.ends_with(end));
    let is_later = ["pages", "neighbours"].iter().any(|name| file.name.starts_with(name));
    runs && file.name != "start.js" && !is_later
}

fn verdict(total: u64) -> Result<()> {
    if total == 0 {
        return Err("The release build holds no script, style or wasm to weigh.".to_owned());
    }
    if total <= MOST {
        return Ok(());
    }
    let [total, most, over] = [total, MOST, total - MOST].map(bytes::grouped);
    Err(format!(
        "The element's first view weighs {total} bytes on the wire, {over} more than the {most} \
         that it may. The table above says which file to look at."
    ))
}

#[cfg(test)]
mod tests {
    use super::{MOST, is_of_first_view, verdict};
    use crate::bytes::File;

    #[test]
    fn the_standalone_pages_do_not_count_and_what_is_new_does() {
        let counts =
            |name: &str| is_of_first_view(&File { name: name.to_owned(), raw: 1, brotli: 1 });
        let ours = ["spaces-oauth-wizard.js", "wizard.js", "wizard_bg.wasm", "snippets/a/b.js"];
        let not_ours =
            ["index.html", "pages.js", "pages_bg.wasm", "pages.css", "start.js", "a.d.ts"];
        assert!(ours.into_iter().all(counts));
        assert!(!not_ours.into_iter().any(counts));
    }

    #[test]
    fn one_byte_too_many_is_too_many() {
        assert_eq!(verdict(MOST), Ok(()));
        assert!(verdict(MOST + 1).is_err_and(|sentence| sentence.contains("140,001 bytes")));
        assert!(verdict(0).is_err());
    }
}
