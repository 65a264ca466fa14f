//! A compiler that can build for the browser (`wasm32-unknown-unknown`).

use super::announce::announce;
use super::compiler::{Compiler, TARGET};
use super::{machine::Machine, stamps::Stamps, sysroot};
use crate::{Result, process, project::Project};
use std::path::PathBuf;
use std::process::Command;

const STAMP: &str = "wasm-target";

/// Finds a compiler that works, or makes one.
pub(super) fn ensure(project: &Project, stamps: &Stamps, machine: &Machine) -> Result<Compiler> {
    let machine_sysroot = PathBuf::from(ask(machine, &["--print", "sysroot"])?);
    let installed = machine_sysroot.join("lib/rustlib").join(TARGET).is_dir();
    let own = format!(
        "{}\n{}\ntarget installed: {installed}\n",
        ask(machine, &["-vV"])?,
        machine_sysroot.display()
    );
    let own_stamp = format!("machine\n{own}");
    let private_stamp = || format!("private\n{own}{}", sysroot::identity());
    let folder = project.tools.join("sysroot");
    let bin = folder.join("bin");

    if stamps.says(STAMP, &own_stamp) {
        return Ok(Compiler::Machine);
    }
    if stamps.says(STAMP, &private_stamp())
        && sysroot::is_new_enough(&sysroot::identity())
        && bin.join("rustc").exists()
    {
        return Ok(Compiler::Private { bin, machine_sysroot });
    }
    if works(project, machine.command("rustc")) || add_with_rustup(project, machine) {
        stamps.write(STAMP, &own_stamp)?;
        return Ok(Compiler::Machine);
    }
    sysroot::build(&folder, machine)?;
    if !works(project, Command::new(bin.join("rustc"))) {
        return Err(format!(
            "The standard library for {TARGET} was built, and yet a tiny program does not compile \
             with {}. Run that program's `rustc --target {TARGET}` by hand to see why.",
            bin.join("rustc").display()
        ));
    }
    // Asked again: the packages that it names may only just have been installed.
    stamps.write(STAMP, &private_stamp())?;
    Ok(Compiler::Private { bin, machine_sysroot })
}

fn ask(machine: &Machine, args: &[&str]) -> Result<String> {
    process::output(machine.command("rustc").args(args)).map_err(|e| {
        format!("{e}\nInstall Rust, for example from https://rustup.rs, and try again.")
    })
}

/// Compiles and links three lines. Nothing less tells: distributions have the target without
/// rustup, and rustup can have it without a linker.
fn works(project: &Project, mut rustc: Command) -> bool {
    let source = project.tools.join("probe.rs");
    let program = "pub extern \"C\" fn probe() -> usize {\n    std::env::args().count()\n}\n";
    std::fs::write(&source, program).is_ok()
        && process::succeeds(
            rustc
                .args(["--crate-type", "cdylib", "--target", TARGET, "-o"])
                .arg(project.tools.join("probe.wasm"))
                .arg(source),
        )
}

fn add_with_rustup(project: &Project, machine: &Machine) -> bool {
    // Whoever sets this to 0 does not want rustup to fetch anything.
    if std::env::var_os("RUSTUP_AUTO_INSTALL").is_some_and(|value| value == "0")
        || machine.find("rustup").is_none()
    {
        return false;
    }
    announce(&format!("`rustup target add {TARGET}`, about 10 s"));
    let mut rustup = machine.command("rustup");
    let added = process::run(rustup.args(["target", "add", TARGET]).current_dir(&project.root));
    if let Err(sentence) = &added {
        announce(sentence);
    }
    added.is_ok() && works(project, machine.command("rustc"))
}
