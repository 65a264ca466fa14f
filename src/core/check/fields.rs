use super::{FormOptions, Part};
use crate::{Field, Problem, base_url};

/// The problem of a field that is shown.
pub(super) fn problem(field: Field, text: &str, options: &FormOptions) -> Option<Problem> {
    if !options.shows(Part::Field(field)) {
        return None;
    }
    if text.trim().is_empty() && options.required.contains(&field) {
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
