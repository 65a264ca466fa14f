//! A compiler with a standard library for the browser, out of the system's packages: for machines
//! where rustup is absent or not allowed to fetch.

use super::announce::announce;
use super::{apt, compiler::TARGET, machine::Machine};
use crate::{Result, process, remap};
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

const RUST: [&str; 5] =
    ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy", "rustfmt-web"];

/// The oldest Rust that the project compiles with.
const NEEDED: &str = env!("CARGO_PKG_RUST_VERSION");

const SYSTEM: &str = "/usr";

/// The words of the system's compiler about itself; nothing when there is none.
pub(super) fn identity() -> String {
    process::output(system("rustc").arg("-vV")).unwrap_or_default()
}

/// Builds the private sysroot in `folder`, anew.
pub(super) fn build(folder: &Path, machine: &Machine) -> Result<()> {
    announce(&format!(
        "Rust's standard library for {TARGET}, out of the system's packages, about 70 s; \
         this machine's own compiler has none and rustup may not fetch it"
    ));
    let otherwise = format!("Or run `rustup target add {TARGET}` yourself.");
    apt::install(machine, &RUST, &otherwise)?;
    if !is_new_enough(&identity()) {
        apt::renew(machine, &RUST, &otherwise)?;
    }
    let identity = identity();
    if !is_new_enough(&identity) {
        return Err(format!(
            "The system's packages offer {}, and the project needs Rust {NEEDED}. {otherwise}",
            identity.lines().next().unwrap_or("no Rust")
        ));
    }
    let host = line_after(&identity, "host:").unwrap_or_default();
    let llvm = llvm_major(&identity).ok_or("The system's rustc does not name its LLVM version.")?;
    let lld = format!("lld-{llvm}");
    apt::install(machine, &[&lld], "It is the linker for the browser.")?;

    let workshop = folder.with_file_name("sysroot-build");
    let deps = build_std(&workshop, machine, llvm)?;
    assemble(folder, host, &lld, &deps)
        // What is needed has been copied out of it.
        .and_then(|()| fs::remove_dir_all(&workshop))
        .map_err(|e| format!("{} cannot be put together: {e}.", folder.display()))
}

/// Compiles the standard library and returns the folder with its parts.
fn build_std(crate_folder: &Path, machine: &Machine, llvm: &str) -> Result<PathBuf> {
    let failed = |e| format!("{} cannot be written: {e}.", crate_folder.display());
    fs::create_dir_all(crate_folder).map_err(failed)?;
    // Its own workspace, because it lies inside the project's folder.
    let manifest = "[package]\nname = \"seed\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
        [lib]\npath = \"lib.rs\"\n\n[workspace]\n\n[profile.release]\nopt-level = \"s\"\n";
    fs::write(crate_folder.join("Cargo.toml"), manifest).map_err(failed)?;
    fs::write(crate_folder.join("lib.rs"), "#![no_std]\n").map_err(failed)?;

    let mut cargo = machine.command("/usr/bin/cargo");
    for name in [
        "RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
        "CARGO_BUILD_TARGET",
        "RUSTUP_TOOLCHAIN",
        "RUSTC",
        "RUSTC_WRAPPER",
        "LD_LIBRARY_PATH",
    ] {
        cargo.env_remove(name);
    }
    let target = crate_folder.join("target");
    // With bitcode the project's fat LTO covers the standard library as well.
    let flags = ["-Cembed-bitcode=yes".to_owned()].into_iter().chain(remap::flag());
    let flags = flags.collect::<Vec<_>>().join(" ");
    cargo
        .current_dir(crate_folder)
        .env("RUSTC", format!("{SYSTEM}/bin/rustc"))
        .env("CARGO_TARGET_DIR", &target)
        // Building std is a nightly feature of cargo; the sources fit this compiler exactly.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", format!("wasm-ld-{llvm}"))
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags)
        .args(["build", "--release", "--target", TARGET, "-Zbuild-std=std,panic_abort,test"]);
    process::run(&mut cargo)?;
    Ok(target.join(TARGET).join("release/deps"))
}

fn assemble(folder: &Path, host: &str, lld: &str, deps: &Path) -> std::io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let system = Path::new(SYSTEM);
    let rustlib = folder.join("lib/rustlib");
    let target_lib = rustlib.join(TARGET).join("lib");
    let host_bin = rustlib.join(host).join("bin");
    let bin = folder.join("bin");
    for new in [&target_lib, &host_bin, &bin] {
        fs::create_dir_all(new)?;
    }
    for entry in fs::read_dir(deps)? {
        let file = entry?.path();
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // Everything but the empty crate that std was built for.
        if file.extension().is_some_and(|end| end == "rlib") && !name.starts_with("libseed-") {
            fs::copy(&file, target_lib.join(name))?;
        }
    }
    let host_lib = system.join("lib/rustlib").join(host).join("lib");
    symlink(host_lib, rustlib.join(host).join("lib"))?;
    symlink(system.join("lib/rustlib/src"), rustlib.join("src"))?;
    symlink(system.join("bin").join(lld), host_bin.join("rust-lld"))?;

    for name in ["cargo", "cargo-fmt", "rustfmt", "clippy-driver"] {
        symlink(system.join("bin").join(name), bin.join(name))?;
    }
    let sysroot = folder.display();
    for name in ["rustc", "rustdoc"] {
        let script = format!("exec {SYSTEM}/bin/{name} --sysroot '{sysroot}' \"$@\"");
        wrapper(&bin.join(name), &script)?;
    }
    // Clippy calls its own compiler, which takes the sysroot from here.
    let script = format!("SYSROOT='{sysroot}' exec {SYSTEM}/bin/cargo-clippy \"$@\"");
    wrapper(&bin.join("cargo-clippy"), &script)
}

fn wrapper(path: &Path, script: &str) -> std::io::Result<()> {
    fs::write(path, format!("#!/bin/sh\n{script}\n"))?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
}

fn system(program: &str) -> Command {
    let mut command = Command::new(format!("{SYSTEM}/bin/{program}"));
    command.env_remove("LD_LIBRARY_PATH").env_remove("RUSTUP_TOOLCHAIN");
    command
}

/// True for a compiler that the project compiles with, by what it says of itself.
pub(super) fn is_new_enough(identity: &str) -> bool {
    let numbers = |version: &str| -> Vec<u32> {
        version.split(['.', '-']).map_while(|part| part.parse().ok()).collect()
    };
    line_after(identity, "release:").is_some_and(|release| numbers(release) >= numbers(NEEDED))
}

/// The first line of `text` that starts with `label`, without it.
fn line_after<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    text.lines().find_map(|line| line.strip_prefix(label)).map(str::trim)
}

fn llvm_major(version: &str) -> Option<&str> {
    line_after(version, "LLVM version:")?.split('.').next().filter(|major| !major.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{NEEDED, is_new_enough, llvm_major};

    #[test]
    fn the_linker_is_chosen_by_the_first_number() {
        assert_eq!(llvm_major("rustc 1.96.0\nrelease: 1.96.0\nLLVM version: 22.1.8\n"), Some("22"));
        assert_eq!(llvm_major("rustc 1.96.0\n"), None);
    }

    #[test]
    fn a_release_is_compared_by_its_numbers() {
        assert!(is_new_enough(&format!("rustc\nrelease: {NEEDED}.0\n")));
        assert!(is_new_enough(&format!("rustc\nrelease: {NEEDED}.1-nightly\n")));
        assert!(is_new_enough("rustc\nrelease: 1.100.0\n"));
        assert!(!is_new_enough("rustc\nrelease: 1.85.0\n"));
        assert!(!is_new_enough("rustc\nrelease: 1.9.0\n"));
        assert!(!is_new_enough(""));
    }
}
