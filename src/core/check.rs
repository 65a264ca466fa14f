//! What is missing or wrong in the form. None of it keeps a draft from being saved.

use crate::{ControlId, Field, Row, Rows, Step, Table, base_url, reserved};

/// What the host page wants of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Fields that have to be filled in.
    pub required: Vec<Field>,
    /// Parts that are not shown; what the platform holds for them stays as it is.
    pub hidden: Vec<Part>,
    /// Whether the connection's grant needs a token that a person allows: the authorization code
    /// and the resource owner's password do, others get theirs alone (RFC 6749, section 4.4).
    pub needs_token: bool,
}

/// A part of the form that a host page can hide: a control, or a group of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A field.
    Field(Field),
    /// The client secret.
    Secret,
    /// A table of parameters.
    Table(Table),
}

impl Part {
    /// Everything that can be hidden, in the order of the form.
    pub const ALL: [Self; 6] = [
        Self::Field(Field::BaseUrl),
        Self::Field(Field::CompanyId),
        Self::Field(Field::ClientId),
        Self::Secret,
        Self::Table(Table::Authorization),
        Self::Table(Table::AccessToken),
    ];

    /// Its name in the element's attributes.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Field(field) => field.name(),
            Self::Secret => "clientSecret",
            Self::Table(table) => table.name(),
        }
    }

    /// The part of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }
}

impl Default for Rules {
    /// A base URL and a client id are needed; the company id is `QuickBooks`' own.
    fn default() -> Self {
        Self {
            required: vec![Field::BaseUrl, Field::ClientId],
            hidden: Vec::new(),
            needs_token: true,
        }
    }
}

impl Rules {
    /// Whether a part is shown.
    pub fn shows(&self, part: Part) -> bool {
        !self.hidden.contains(&part)
    }

    /// The step after one, or before it.
    pub fn beside(&self, step: Step, forwards: bool) -> Option<Step> {
        let steps = self.steps();
        let place = steps.iter().position(|other| *other == step)?;
        let beside = if forwards { place + 1 } else { place.checked_sub(1)? };
        steps.get(beside).copied()
    }

    /// The steps that have anything to show.
    pub fn steps(&self) -> Vec<Step> {
        let has_tables = Table::ALL.into_iter().any(|table| self.shows(Part::Table(table)));
        Step::ALL.into_iter().filter(|step| *step != Step::Parameters || has_tables).collect()
    }
}

/// Something missing or wrong, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Finding {
    /// The control that mends it.
    pub control: ControlId,
    /// What it is.
    pub problem: Problem,
}

/// What is missing or wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Problem {
    /// Nothing was entered.
    Missing,
    /// The base URL is none.
    BaseUrl(base_url::Problem),
    /// A parameter has a value and no key, so it cannot be saved.
    NoKey,
    /// Another parameter of the table has the same key, so this one cannot be saved.
    RepeatedKey,
    /// The platform sets this parameter itself; with another value no token can be generated.
    Reserved,
    /// Programs that collect parameters take this key for a part of their own.
    UnsafeKey,
    /// The key is longer than servers can be trusted with.
    LongKey,
    /// There are control characters in the key, which nobody sees.
    ControlCharacter,
    /// Lenient servers take the key for that of a row above.
    AlikeKey,
    /// It looks like a secret, which these tables are no place for.
    LooksSecret,
    /// The platform sends this parameter anyway.
    Unnecessary,
    /// What was typed last has half a character in it (a lone surrogate), which no JSON text can
    /// carry, so it was not taken.
    HalfCharacter,
    /// There are blanks at an end, as copying leaves them. They are saved, and seldom meant.
    Blanks,
}

impl Problem {
    /// Whether things may be right as they are.
    pub fn is_warning(self) -> bool {
        matches!(self, Self::Blanks | Self::Unnecessary | Self::AlikeKey)
    }
}

/// What there is to look at in a form.
pub(crate) struct Form<'a> {
    pub(crate) texts: &'a [String; Field::ALL.len()],
    pub(crate) rows: &'a [Rows; Table::ALL.len()],
    /// Controls whose newest text was not taken.
    pub(crate) refused: &'a [ControlId],
}

/// Everything that is missing or wrong, in the order of the form.
pub(crate) fn findings(form: &Form<'_>, rules: &Rules) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (field, text) in Field::ALL.into_iter().zip(form.texts) {
        if rules.shows(Part::Field(field)) {
            let place = ControlId::Field(field);
            let problem = if form.refused.contains(&place) {
                Some(Problem::HalfCharacter)
            } else {
                in_field(field, text, rules)
            };
            findings.extend(problem.map(|problem| Finding { control: place, problem }));
        }
    }
    for (table, rows) in Table::ALL.into_iter().zip(form.rows) {
        if rules.shows(Part::Table(table)) {
            let mut above = Vec::new();
            for row in rows.all() {
                in_row(form, rows, row, table, &mut above, &mut findings);
            }
        }
    }
    findings
}

fn in_field(field: Field, text: &str, rules: &Rules) -> Option<Problem> {
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

/// `above` are the names of the rows above as lenient servers read them, each with whether it stands
/// for a part of a list (`key[0]`), of which there may be several.
fn in_row(
    form: &Form<'_>,
    rows: &Rows,
    row: &Row,
    table: Table,
    above: &mut Vec<(String, bool)>,
    findings: &mut Vec<Finding>,
) {
    let (key, value) = (ControlId::Key(table, row.id), ControlId::Value(table, row.id));
    let key_problem = if form.refused.contains(&key) {
        Some(Problem::HalfCharacter)
    } else if rows.owns_key(row) {
        let (name, is_part) = (reserved::plain(&row.key), row.key.contains('['));
        let is_alike = above.iter().any(|(other, part)| *other == name && !(is_part && *part));
        let problem = reserved::problem(table, &row.key, &name, &row.value);
        above.push((name, is_part));
        problem
            .or_else(|| is_alike.then_some(Problem::AlikeKey))
            .or_else(|| (has_blanks(&row.key) && !row.is_fixed()).then_some(Problem::Blanks))
    } else if row.is_quarantined() {
        Some(Problem::LooksSecret)
    } else if row.key.is_empty() {
        (!row.is_empty()).then_some(Problem::NoKey)
    } else {
        Some(Problem::RepeatedKey)
    };
    let value_problem = if form.refused.contains(&value) {
        Some(Problem::HalfCharacter)
    } else {
        (has_blanks(row.value.shown()) && !row.is_fixed()).then_some(Problem::Blanks)
    };
    let found = [(key, key_problem), (value, value_problem)];
    findings.extend(
        found
            .into_iter()
            .filter_map(|(place, problem)| Some(Finding { control: place, problem: problem? })),
    );
}

/// Whether a text has blanks at an end.
pub fn has_blanks(text: &str) -> bool {
    text.trim() != text
}

#[cfg(test)]
mod tests {
    use super::{ControlId, Field, Finding, Form, Part, Problem, Rows, Rules, Table, findings};
    use crate::{RowId, Step};

    fn found(texts: [&str; 3], rows: &[Rows; 2], rules: &Rules) -> Vec<(ControlId, Problem)> {
        let texts = texts.map(str::to_owned);
        let form =
            Form { texts: &texts, rows, refused: &[ControlId::Key(Table::AccessToken, RowId(9))] };
        let findings = findings(&form, rules);
        findings.into_iter().map(|Finding { control: place, problem }| (place, problem)).collect()
    }

    #[test]
    fn what_is_required_is_missed_and_the_rest_is_not() {
        let none = [Rows::default(), Rows::default()];
        let missing = [
            (ControlId::Field(Field::BaseUrl), Problem::Missing),
            (ControlId::Field(Field::ClientId), Problem::Missing),
        ];
        assert_eq!(found(["", "", " "], &none, &Rules::default()), missing);
        let rules = Rules {
            required: vec![Field::CompanyId, Field::ClientId],
            hidden: vec![Part::Field(Field::ClientId)],
            ..Rules::default()
        };
        let company = (ControlId::Field(Field::CompanyId), Problem::Missing);
        assert_eq!(found(["", "", ""], &none, &rules), [company]);
    }

    #[test]
    fn blanks_at_the_ends_are_a_warning() {
        let none = [Rows::default(), Rows::default()];
        let blanks = (ControlId::Field(Field::ClientId), Problem::Blanks);
        assert_eq!(found(["https://a.example", "", "A\t"], &none, &Rules::default()), [blanks]);
        assert!(Problem::Blanks.is_warning() && !Problem::Missing.is_warning());
    }

    #[test]
    fn a_row_says_why_it_cannot_be_saved() {
        let mut rows = Rows::default();
        for (key, value) in [("a", "1"), ("", ""), ("", "2"), ("a", "3"), (" b", "4 ")] {
            let id = rows.add();
            rows.set_key(id, key.to_owned());
            rows.set_value(id, value.to_owned());
        }
        let key = |row| ControlId::Key(Table::Authorization, RowId(row));
        let expected = [
            (key(2), Problem::NoKey),
            (key(3), Problem::RepeatedKey),
            (key(4), Problem::Blanks),
            (ControlId::Value(Table::Authorization, RowId(4)), Problem::Blanks),
        ];
        let filled = ["https://a.example", "", "A"];
        assert_eq!(found(filled, &[rows, Rows::default()], &Rules::default()), expected);
    }

    #[test]
    fn keys_that_a_provider_may_take_for_one_are_a_warning_at_the_later_row() {
        let mut tables = [Rows::default(), Rows::default()];
        for (table, key) in [
            (0, "scope"),
            (1, "Scope"),
            (0, "Scope"),
            (0, "a[0]"),
            (0, "a[1]"),
            (0, "a"),
            (0, " scope"),
            (0, "scopes"),
        ] {
            let id = tables[table].add();
            tables[table].set_key(id, key.to_owned());
        }
        let key = |row| (ControlId::Key(Table::Authorization, RowId(row)), Problem::AlikeKey);
        let filled = ["https://a.example", "", "A"];
        let expected = [key(1), key(4), key(5)];
        assert_eq!(found(filled, &tables, &Rules::default()), expected);
        assert!(Problem::AlikeKey.is_warning());
    }

    #[test]
    fn a_key_that_does_harm_is_saved_and_no_warning() {
        let mut rows = Rows::default();
        for key in ["__proto__", "sco\u{1}pe", &"k".repeat(129)] {
            let id = rows.add();
            rows.set_key(id, key.to_owned());
        }
        assert_eq!(rows.savable().count(), 3);
        let problems = [Problem::UnsafeKey, Problem::ControlCharacter, Problem::LongKey];
        let filled = ["https://a.example", "", "A"];
        let found = found(filled, &[rows, Rows::default()], &Rules::default());
        assert_eq!(found.into_iter().map(|(_, problem)| problem).collect::<Vec<_>>(), problems);
        assert!(!problems.into_iter().any(Problem::is_warning));
    }

    #[test]
    fn a_step_without_anything_to_show_is_none() {
        let mut rules = Rules::default();
        assert_eq!(rules.steps(), Step::ALL);
        rules.hidden = Table::ALL.map(Part::Table).to_vec();
        assert_eq!(rules.steps(), [Step::Application, Step::Authorize, Step::Review]);
    }
}
