//! The report's text.

use crate::bytes::{self, File};
use crate::first_view;

/// The whole report, in Markdown, with the ratios first: `ratios` are the rows of a table, `figures` what
/// is behind them, both as measured in the browser.
pub(super) fn write(files: Vec<File>, ratios: &str, figures: &str, date: &str) -> String {
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
         ### Ratios\n\n\
         | | ratio | must |\n| --- | ---: | ---: |\n\
         {}\
         | bytes on the wire: wizard / bare React form | {} | |\n\n\
         ### Figures\n\n\
         #### Bytes\n\n\
         What a host page loads before the wizard shows: {}.\n\n{}\n\
         The same for the bare React form:\n\n{}\n{}",
        ratios,
        ratio(bytes::total(&wizard), bytes::total(&react)),
        first_view::summary(&wizard),
        bytes::table(&wizard),
        bytes::table(&react),
        figures.trim_end()
    )
}

/// One number by another, with two decimals.
fn ratio(ours: u64, other: u64) -> String {
    let hundredths = (ours * 100 + other / 2).checked_div(other).unwrap_or_default();
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::{File, ratio, write};

    #[test]
    fn each_side_has_its_own_files() {
        let file = |name: &str| File { name: name.to_owned(), raw: 2_000, brotli: 1_000 };
        let names = [
            "controlled/form.js",
            "react.html",
            "react/form.js",
            "wizard.html",
            "wizard/pages.js",
            "wizard/a.js",
        ];
        let report = write(names.map(file).into(), "| a | 0.50 | |\n", "Times.\n", "2026-01-02");
        assert_eq!(report.matches("| together | 2,000 | 1,000 |").count(), 2, "{report}");
        assert!(report.starts_with("Measured on 2026-01-02"));
        assert!(report.ends_with("\nTimes."));
    }

    #[test]
    fn ratios_come_first_and_have_two_decimals() {
        let report = write(Vec::new(), "| a | 0.50 | |\n", "Times.", "2026-01-02");
        assert!(report.find("| a | 0.50 | |") < report.find("#### Bytes"), "{report}");
        assert_eq!(ratio(139_850, 94_759), "1.48");
        assert_eq!(ratio(95, 94), "1.01");
        assert_eq!(ratio(1, 0), "0.00");
    }
}
