//! The report of what was measured, as Markdown.

mod figures;
mod median;
mod ratios;

use std::{fs, path::Path};

use crate::{growth::Growth, journal::Cost, keys::Keys, load::Load, typing::Typing};

/// Everything that was measured.
pub(crate) struct Measured {
    /// The browser's version.
    pub(crate) chromium: String,
    pub(crate) loads: Vec<Load>,
    pub(crate) typing: Typing,
    pub(crate) keys: Vec<Keys>,
    pub(crate) growth: Growth,
    pub(crate) costs: Vec<Cost>,
}

/// Writes what `cargo xtask bench` puts together with what it has weighed: the rows of its table of
/// ratios, and the figures behind them.
pub(crate) fn write(folder: &Path, measured: &Measured) {
    fs::create_dir_all(folder).expect("BENCH_REPORT can be made");
    let files = [("ratios.md", ratios::rows(measured)), ("figures.md", figures::write(measured))];
    for (name, text) in files {
        fs::write(folder.join(name), text).expect("BENCH_REPORT can be written");
    }
}
