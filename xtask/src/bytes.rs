//! The weight of a page's files, as they are and on the wire.

use crate::{Result, process, project::Project, setup::Tools};
use std::fmt::Write;
use std::path::Path;

/// A file and its weight.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct File {
    /// Its path in the folder that was weighed.
    pub(crate) name: String,
    /// Its length.
    pub(crate) raw: u64,
    /// Its length as brotli 11, which is what a good server sends.
    pub(crate) brotli: u64,
}

/// Compresses each file of a folder into another one, as `NAME.br`, and weighs both.
pub(crate) fn compress(
    project: &Project,
    tools: &Tools,
    from: &Path,
    to: &Path,
) -> Result<Vec<File>> {
    let script = project.root.join("xtask").join("compress.mjs");
    let lines = process::output(tools.command("node").arg(script).args([from, to]))?;
    lines.lines().map(file).collect()
}

fn file(line: &str) -> Result<File> {
    let read = || {
        let mut words = line.split('\t');
        let name = words.next()?.to_owned();
        let mut number = || words.next()?.parse().ok();
        Some(File { name, raw: number()?, brotli: number()? })
    };
    read().ok_or_else(|| format!("xtask/compress.mjs printed \"{line}\", which is no file's line."))
}

/// The bytes on the wire of all files together.
pub(crate) fn total(files: &[File]) -> u64 {
    files.iter().map(|file| file.brotli).sum()
}

/// The files as a Markdown table, with their sum.
pub(crate) fn table(files: &[File]) -> String {
    let mut table = "| file | bytes | brotli 11 |\n| --- | ---: | ---: |\n".to_owned();
    for File { name, raw, brotli } in files {
        // Writing to a string cannot fail.
        let _ = writeln!(table, "| {name} | {} | {} |", grouped(*raw), grouped(*brotli));
    }
    let raw = files.iter().map(|file| file.raw).sum();
    let _ = writeln!(table, "| together | {} | {} |", grouped(raw), grouped(total(files)));
    table
}

/// A number as people read it: 140,000.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{File, file, grouped, table};

    #[test]
    fn a_line_is_a_file_and_files_are_a_table() {
        let wizard = File { name: "a/wizard.js".to_owned(), raw: 19_524, brotli: 997 };
        assert_eq!(file("a/wizard.js\t19524\t997"), Ok(wizard));
        assert!(file("a/wizard.js 19524").is_err());
        let files = [file("a\t1000\t10"), file("b\t2345\t5")].map(Result::unwrap);
        assert!(table(&files).ends_with("| b | 2,345 | 5 |\n| together | 3,345 | 15 |\n"));
    }

    #[test]
    fn digits_go_in_threes_from_the_end() {
        assert_eq!([0, 999, 1_000, 140_000].map(grouped), ["0", "999", "1,000", "140,000"]);
    }
}
