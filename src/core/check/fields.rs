use super::{FormOptions, Part};
use crate::{ControlId, Field, Problem, base_url, invisible};

/// The problem of a field that is shown.
pub(super) fn problem(field: Field, text: &str, options: &FormOptions) -> Option<Problem> {
    if !options.shows(Part::Field(field)) {
        return None;
    }
    if invisible::is_blank(text) && options.required.contains(&field) {
        return Some(Problem::Missing);
    }
    if field == Field::BaseUrl
        && let Some(problem) = base_url::problem(text)
    {
        return Some(Problem::BaseUrl(problem));
    }
    invisible::problem(text, ControlId::Field(field).text_kind())
}
