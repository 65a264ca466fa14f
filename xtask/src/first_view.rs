//! The files that a host page loads before the wizard shows, and their weight.

use crate::Result;
use crate::bytes::{File, grouped};

/// Bytes on the wire from which on a build fails. An alarm and not a budget: it stands above what the
/// whole element weighs while nothing of it is loaded later, and tells that something large slipped in.
const ALARM: u64 = 320_000;

/// The script that a host page names itself.
const SCRIPT: &str = "spaces-oauth-wizard.js";

/// Name prefixes of files that come later: with the standalone pages, or with the panels that a
/// page wants.
const LATER: [&str; 3] = ["pages", "neighbours", "start"];

/// A kind of file of the first view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// The one that a host page names.
    Script,
    /// Every other script, most of it made by wasm-bindgen.
    Glue,
    /// The WebAssembly.
    Program,
    /// Style sheets that are files of their own.
    Style,
}

impl Part {
    const ALL: [Self; 4] = [Self::Script, Self::Glue, Self::Program, Self::Style];

    /// The part that a file belongs to, by its path in the release build.
    fn of(name: &str) -> Option<Self> {
        if LATER.iter().any(|later| name.starts_with(later)) {
            return None;
        }
        match name.rsplit_once('.')?.1 {
            "js" if name == SCRIPT => Some(Self::Script),
            "js" => Some(Self::Glue),
            "wasm" => Some(Self::Program),
            "css" => Some(Self::Style),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Script => "script",
            Self::Glue => "glue",
            Self::Program => "program",
            Self::Style => "style",
        }
    }
}

/// Says whether a host page loads the file before the wizard shows: all that a browser runs or
/// draws, also what is added one day, but for what comes later.
pub(crate) fn has(file: &File) -> bool {
    Part::of(&file.name).is_some()
}

/// One line with the bytes on the wire: of each part, and together.
pub(crate) fn summary(files: &[File]) -> String {
    let parts = Part::ALL.map(|part| {
        let of_part = files.iter().filter(|file| Part::of(&file.name) == Some(part));
        let bytes: u64 = of_part.map(|file| file.brotli).sum();
        format!("{} {}", part.name(), grouped(bytes))
    });
    format!("{}; together {} bytes (brotli 11)", parts.join(", "), grouped(total(files)))
}

/// Fails on a weight that rings the alarm, and where there is nothing to weigh.
pub(crate) fn verdict(files: &[File]) -> Result<()> {
    match total(files) {
        0 => Err("The release build holds no script, style or wasm to weigh.".to_owned()),
        bytes if bytes < ALARM => Ok(()),
        bytes => {
            let [bytes, alarm] = [bytes, ALARM].map(grouped);
            Err(format!(
                "The element's first view weighs {bytes} bytes on the wire and rings the alarm at \
                 {alarm}. This is an alarm, not a budget: look in the table above for what has \
                 slipped in, and move the alarm (xtask/src/first_view.rs) if it is meant to be \
                 there."
            ))
        }
    }
}

fn total(files: &[File]) -> u64 {
    files.iter().filter(|file| has(file)).map(|file| file.brotli).sum()
}

#[cfg(test)]
mod tests {
    use super::{ALARM, File, has, summary, verdict};

    fn file(name: &str, brotli: u64) -> File {
        File { name: name.to_owned(), raw: brotli * 3, brotli }
    }

    #[test]
    fn the_standalone_pages_do_not_count_and_what_is_new_does() {
        let counts = |name: &str| has(&file(name, 1));
        let ours = ["spaces-oauth-wizard.js", "wizard.js", "wizard_bg.wasm", "snippets/a/b.js"];
        let not_ours =
            ["index.html", "pages.js", "pages_bg.wasm", "pages.css", "start.js", "a.d.ts"];
        assert!(ours.into_iter().all(counts));
        assert!(!not_ours.into_iter().any(counts));
    }

    #[test]
    fn each_part_has_its_sum() {
        let files = [
            file("a.css", 5),
            file("snippets/a/b.js", 20),
            file("spaces-oauth-wizard.js", 1_000),
            file("start.js", 7),
            file("wizard.js", 300),
            file("wizard_bg.wasm", 40_000),
        ];
        let parts = "script 1,000, glue 320, program 40,000, style 5";
        assert_eq!(summary(&files), format!("{parts}; together 41,325 bytes (brotli 11)"));
    }

    #[test]
    fn the_alarm_rings_at_its_number_and_says_that_it_is_one() {
        assert_eq!(verdict(&[file("wizard.js", ALARM - 1)]), Ok(()));
        let sentence = verdict(&[file("wizard.js", ALARM)]).expect_err("it rings");
        assert!(sentence.contains("320,000 bytes") && sentence.contains("not a budget"));
        assert!(verdict(&[file("pages.js", 1)]).is_err());
    }
}
