//! The report's text.

use crate::bytes::{self, File};
use crate::first_view;

/// The whole report, in Markdown; `times` is what was measured in the browser.
pub(super) fn write(files: Vec<File>, times: &str, date: &str) -> String {
    let (mut wizard, mut react) = (Vec::new(), Vec::new());
    for File { name, raw, brotli } in files {
        if let Some(name) = name.strip_prefix("wizard/") {
            wizard.push(File { name: name.to_owned(), raw, brotli });
        } else if let Some(name) = name.strip_prefix("react/") {
            react.push(File { name: name.to_owned(), raw, brotli });
        }
    }
    wizard.retain(first_view::has);
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    format!(
        "Measured on {date}, on a machine with {cores} cores.\n\n\
         What a host page loads before the wizard shows:\n\n{}\n\
         The same for the bare React form:\n\n{}\n{}",
        bytes::table(&wizard),
        bytes::table(&react),
        times.trim_end()
    )
}

#[cfg(test)]
mod tests {
    use super::{File, write};

    #[test]
    fn each_side_has_its_own_files() {
        let file = |name: &str| File { name: name.to_owned(), raw: 2_000, brotli: 1_000 };
        let names =
            ["react.html", "react/form.js", "wizard.html", "wizard/pages.js", "wizard/a.js"];
        let report = write(names.map(file).into(), "Times.\n", "2026-01-02");
        assert_eq!(report.matches("| together | 2,000 | 1,000 |").count(), 2, "{report}");
        assert!(report.starts_with("Measured on 2026-01-02"));
        assert!(report.ends_with("\nTimes."));
    }
}
