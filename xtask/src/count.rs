//! The count of tests that passed and failed, read off what they print.

use std::fmt;

/// A sum over test programs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// Tests that went well.
    pub(crate) passed: u64,
    /// Tests that did not.
    pub(crate) failed: u64,
    /// Tests that were left out.
    pub(crate) skipped: u64,
}

impl Count {
    /// The figures of a line such as `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
    pub(crate) fn in_line(line: &str) -> Option<Self> {
        let (_, figures) = line.split_once("test result: ")?;
        let words: Vec<&str> = figures.split_whitespace().collect();
        let before = |label: &str| {
            let pair = words.windows(2).find(|pair| pair[1].trim_end_matches(';') == label)?;
            pair[0].parse::<u64>().ok()
        };
        Some(Self {
            passed: before("passed")?,
            failed: before("failed")?,
            skipped: before("ignored").unwrap_or(0),
        })
    }

    /// Adds another program's figures.
    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    /// True where there is anything to judge by.
    pub(crate) fn any_ran(self) -> bool {
        self.passed + self.failed > 0
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Count;

    #[test]
    fn sums_good_and_bad_programs_and_says_so_in_one_line() {
        let output = "running 4 tests\n\
            test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
            test result: \u{1b}[31mFAILED\u{1b}[0m. 1 passed; 2 failed; 0 ignored; 0 measured\n\
            the test result: unknown\n";
        let mut sum = Count::default();
        output.lines().filter_map(Count::in_line).for_each(|count| sum.add(count));
        assert_eq!(sum, Count { passed: 4, failed: 2, skipped: 1 });
        assert_eq!(sum.to_string(), "4 passed, 2 failed, 1 skipped");
        assert_eq!(Count { passed: 7, ..Count::default() }.to_string(), "7 passed, 0 failed");
    }
}
