use super::{Part, Rules};
use crate::{Field, Problem, base_url};

/// The problem of a field that is shown.
pub(super) fn problem(field: Field, text: &str, rules: &Rules) -> Option<Problem> {
    if !rules.shows(Part::Field(field)) {
        return None;
    }
    if text.trim().is_empty() && rules.required.contains(&field) {
        return Some(Problem::Missing);
    }
    if field == Field::BaseUrl
        && let Some(problem) = base_url::problem(text)
    {
        return Some(Problem::BaseUrl(problem));
    }
    has_blanks(text).then_some(Problem::Blanks)
}

/// Returns `true` if a text has blanks at an end.
pub fn has_blanks(text: &str) -> bool {
    text.trim() != text
}
