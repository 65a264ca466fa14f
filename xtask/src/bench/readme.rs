//! The section of figures in a README.

use crate::Result;
use std::path::Path;

const BEGIN: &str = "<!-- measured: begin -->";
const END: &str = "<!-- measured: end -->";

/// Puts a report between the two markers.
pub(super) fn replace(readme: &Path, report: &str) -> Result<()> {
    let failed = |what: &str, e| format!("{} cannot be {what}: {e}.", readme.display());
    let text = std::fs::read_to_string(readme).map_err(|e| failed("read", e))?;
    let new = replaced(&text, report).ok_or_else(|| {
        format!("{} needs the lines {BEGIN} and {END}, in this order.", readme.display())
    })?;
    std::fs::write(readme, new).map_err(|e| failed("written", e))
}

fn replaced(text: &str, report: &str) -> Option<String> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n\n{}\n\n{END}{after}", report.trim()))
}

#[cfg(test)]
mod tests {
    use super::{BEGIN, END, replaced};

    #[test]
    fn only_what_is_between_the_markers_goes() {
        let text = format!("Before\n{BEGIN}\nold\n{END}\nafter {END}");
        let new = format!("Before\n{BEGIN}\n\nnew\n\n{END}\nafter {END}");
        assert_eq!(replaced(&text, "new\n"), Some(new));
        assert_eq!(replaced(&format!("{END} {BEGIN}"), "new"), None);
    }
}
