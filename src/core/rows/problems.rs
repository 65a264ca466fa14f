use super::Row;
use crate::{
    ParamValue, Problem, Table,
    invisible::{self, TextKind},
    reserved,
};

/// The characters that stand between a key and its value, or between parameters.
const SEPARATORS: [char; 5] = ['=', '&', ':', '\n', '\r'];

/// The problems of a row's key and of its value. `is_alike` says that servers take its key for that
/// of a row above.
pub(super) fn problems(table: Table, row: &Row, is_alike: bool) -> [Option<Problem>; 2] {
    [in_key(table, row, is_alike), in_value(row)]
}

fn in_key(table: Table, row: &Row, is_alike: bool) -> Option<Problem> {
    if row.refused.key {
        Some(Problem::HalfCharacter)
    } else if row.filled.key {
        Some(Problem::Filled)
    } else if row.derived.owns_key {
        reserved::problem(table, &row.key, &row.derived.name, &row.value)
            .or_else(|| is_alike.then_some(Problem::AlikeKey))
            .or_else(|| row.key.contains(SEPARATORS).then_some(Problem::SeparatorInKey))
            .or_else(|| invisible(row, &row.key, TextKind::Word))
    } else if row.is_quarantined() {
        Some(Problem::LooksSecret)
    } else if row.key.is_empty() {
        (!row.is_empty()).then_some(Problem::NoKey)
    } else {
        Some(Problem::RepeatedKey)
    }
}

fn in_value(row: &Row) -> Option<Problem> {
    if row.refused.value {
        return Some(Problem::HalfCharacter);
    }
    if row.filled.value {
        return Some(Problem::Filled);
    }
    match &row.value {
        ParamValue::Text(text) => invisible(row, text, TextKind::Words),
        ParamValue::Other(_) => None,
    }
}

fn invisible(row: &Row, text: &str, kind: TextKind) -> Option<Problem> {
    invisible::problem(text, kind).filter(|_| !row.is_fixed())
}
