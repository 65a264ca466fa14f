//! The compiler that builds the project, whoever has made it.

use std::path::PathBuf;

/// The target that browsers run.
pub(super) const TARGET: &str = "wasm32-unknown-unknown";

/// The compiler that builds the project.
pub(super) enum Compiler {
    /// The machine's own.
    Machine,
    /// The one of the system's packages, with a standard library that `setup` has built.
    Private {
        /// The folder to put first in `PATH`.
        bin: PathBuf,
        /// The folder of the machine's own compiler, to keep its libraries out.
        machine_sysroot: PathBuf,
    },
}
