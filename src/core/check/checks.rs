use std::sync::Arc;

use super::{FormOptions, Part, fields};
use crate::{ControlId, Field, Finding, Problem, Rows, Step, Table, findings::Findings};

/// Everything that is missing or wrong in the form.
///
/// The findings in a table are made once, when a row changes, and shared by all who look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checks {
    fields: Vec<Finding>,
    tables: [Arc<Findings>; Table::ALL.len()],
}

/// The parts of a form that are looked at.
pub(crate) struct Form<'a> {
    pub(crate) texts: &'a [String; Field::ALL.len()],
    pub(crate) rows: &'a [Rows; Table::ALL.len()],
    /// Fields whose newest text was not taken.
    pub(crate) refused: &'a [Field],
    /// Fields with a text that was filled in by nobody's hand.
    pub(crate) filled: &'a [Field],
    /// True once it is known what the platform holds. Before that nothing is called missing.
    pub(crate) is_known: bool,
}

impl Checks {
    /// The checks of a form.
    pub(crate) fn of(form: &Form<'_>, options: &FormOptions) -> Self {
        let problem = |field: Field| {
            if form.refused.contains(&field) && options.shows(Part::Field(field)) {
                return Some(Problem::HalfCharacter);
            }
            if form.filled.contains(&field) && options.shows(Part::Field(field)) {
                return Some(Problem::Filled);
            }
            let problem = fields::problem(field, &form.texts[field.index()], options);
            problem.filter(|problem| form.is_known || *problem != Problem::Missing)
        };
        let finding = |field| {
            let control = ControlId::Field(field);
            problem(field).map(|problem| Finding { control, problem })
        };
        let fields = Field::ALL.into_iter().filter_map(finding).collect();
        let tables = Table::ALL.map(|table| {
            if options.shows(Part::Table(table)) {
                form.rows[table.index()].findings().clone()
            } else {
                Arc::default()
            }
        });
        Self { fields, tables }
    }

    /// All of it, in the order of the form.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.fields.iter().chain(self.tables.iter().flat_map(|table| table.all()))
    }

    /// Returns `true` if nothing is missing or wrong.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// The problem at a control.
    pub fn problem_at(&self, control: ControlId) -> Option<Problem> {
        match control {
            ControlId::Field(_) => {
                let finding = self.fields.iter().find(|finding| finding.control == control);
                finding.map(|finding| finding.problem)
            }
            ControlId::Key(table, _) | ControlId::Value(table, _) => {
                self.tables[table.index()].at(control)
            }
        }
    }

    /// The number of things that a step still needs; the last step has them all. Warnings do not count.
    pub fn needs(&self, step: Step) -> usize {
        if step == Step::Review {
            return self.needs_in_all();
        }
        let fields = self.fields.iter().filter(|it| it.control.step() == step);
        let tables = Table::ALL.into_iter().zip(&self.tables);
        let tables = tables.filter(|(table, _)| table.step() == step);
        fields.filter(|it| !it.problem.is_warning()).count()
            + tables.map(|(_, table)| table.needs()).sum::<usize>()
    }

    /// The number of things that the whole form still needs. Warnings do not count.
    pub fn needs_in_all(&self) -> usize {
        self.fields.iter().filter(|it| !it.problem.is_warning()).count()
            + self.tables.iter().map(|table| table.needs()).sum::<usize>()
    }

    /// The control of the first thing that the form still needs; warnings do not count.
    pub fn first_need(&self) -> Option<ControlId> {
        self.iter().find(|finding| !finding.problem.is_warning()).map(|need| need.control)
    }
}

#[cfg(test)]
mod tests {
    use super::{
        Checks, ControlId, Field, Finding, Form, FormOptions, Part, Problem, Rows, Step, Table,
    };
    use crate::RowId;

    const FILLED: [&str; 3] = ["https://a.example", "", "A"];

    fn checks(texts: [&str; 3], rows: &mut [Rows; 2], options: &FormOptions) -> Checks {
        for table in Table::ALL {
            rows[table.index()].refresh(table);
        }
        let texts = texts.map(str::to_owned);
        Checks::of(
            &Form { texts: &texts, rows, refused: &[], filled: &[], is_known: true },
            options,
        )
    }

    /// The findings, each also looked for alone.
    fn found(
        texts: [&str; 3],
        mut rows: [Rows; 2],
        options: &FormOptions,
    ) -> Vec<(ControlId, Problem)> {
        let checks = checks(texts, &mut rows, options);
        let findings: Vec<_> =
            checks.iter().map(|Finding { control, problem }| (*control, *problem)).collect();
        assert!(findings.iter().all(|(place, it)| checks.problem_at(*place) == Some(*it)));
        assert_eq!(checks.is_empty(), findings.is_empty());
        findings
    }

    #[test]
    fn what_is_required_is_missed_and_the_rest_is_not() {
        let missing = [
            (ControlId::Field(Field::BaseUrl), Problem::Missing),
            (ControlId::Field(Field::ClientId), Problem::Missing),
        ];
        assert_eq!(found(["", "", " "], Default::default(), &FormOptions::default()), missing);
        let options = FormOptions {
            required: vec![Field::CompanyId, Field::ClientId],
            hidden: vec![Part::Field(Field::ClientId)],
            ..FormOptions::default()
        };
        let company = (ControlId::Field(Field::CompanyId), Problem::Missing);
        assert_eq!(found(["", "", ""], Default::default(), &options), [company]);
    }

    #[test]
    fn blanks_at_the_ends_are_a_warning() {
        let blanks = (ControlId::Field(Field::ClientId), Problem::Blanks);
        assert_eq!(
            found(["https://a.example", "", "A\t"], Default::default(), &FormOptions::default()),
            [blanks]
        );
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
        assert_eq!(found(FILLED, [rows, Rows::default()], &FormOptions::default()), expected);
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
        let expected = [key(1), key(4), key(5)];
        assert_eq!(found(FILLED, tables, &FormOptions::default()), expected);
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
        let found = found(FILLED, [rows, Rows::default()], &FormOptions::default());
        assert_eq!(found.into_iter().map(|(_, problem)| problem).collect::<Vec<_>>(), problems);
        assert!(!problems.into_iter().any(Problem::is_warning));
    }

    #[test]
    fn a_key_that_is_a_whole_line_is_saved_and_a_warning() {
        let keys = ["a=1", "a&b", "a: 1", "a\nb", "c\r", "d"];
        let mut rows = Rows::default();
        for key in keys {
            let id = rows.add();
            rows.set_key(id, key.to_owned());
        }
        assert_eq!(rows.savable().count(), keys.len());
        let found = found(FILLED, [rows, Rows::default()], &FormOptions::default());
        let key = |row| (ControlId::Key(Table::Authorization, RowId(row)), Problem::SeparatorInKey);
        assert_eq!(found, [0, 1, 2, 3, 4].map(key));
        assert!(Problem::SeparatorInKey.is_warning());
    }

    #[test]
    fn nothing_is_called_missing_before_it_is_known_what_there_is() {
        let texts = ["", " a", ""].map(str::to_owned);
        let rows = [Rows::default(), Rows::default()];
        let found = |is_known| {
            let refused = &[Field::ClientId];
            let form = Form { texts: &texts, rows: &rows, refused, filled: &[], is_known };
            let checks = Checks::of(&form, &FormOptions::default());
            checks.iter().map(|finding| finding.problem).collect::<Vec<_>>()
        };
        assert_eq!(found(false), [Problem::Blanks, Problem::HalfCharacter]);
        assert_eq!(found(true), [Problem::Missing, Problem::Blanks, Problem::HalfCharacter]);
    }

    #[test]
    fn each_step_needs_what_is_no_warning_in_it() {
        let mut rows = [Rows::default(), Rows::default()];
        for key in ["a", "a", " b", "state"] {
            let id = rows[1].add();
            rows[1].set_key(id, key.to_owned());
        }
        let checks = checks(["", " ", "A"], &mut rows, &FormOptions::default());
        assert_eq!(Step::ALL.map(|step| checks.needs(step)), [1, 2, 0, 3]);
        let base_url = ControlId::Field(Field::BaseUrl);
        assert_eq!(checks.first_need(), Some(base_url));
        let filled = self::checks(FILLED, &mut rows, &FormOptions::default());
        assert_eq!(filled.first_need(), Some(ControlId::Key(Table::AccessToken, RowId(1))));
        let hidden =
            FormOptions { hidden: vec![Part::Table(Table::AccessToken)], ..FormOptions::default() };
        assert_eq!(self::checks(FILLED, &mut rows, &hidden).first_need(), None);
    }

    #[test]
    fn checks_are_the_same_as_long_as_what_they_find_is() {
        fn is_shared(_: impl Send + Sync) {}
        let mut rows = [Rows::default(), Rows::default()];
        let [one, two] = [rows[0].add(), rows[0].add()];
        rows[0].set_key(two, " b".to_owned());
        let before = checks(FILLED, &mut rows, &FormOptions::default());
        rows[0].set_value(two, "1".to_owned());
        let after = checks(FILLED, &mut rows, &FormOptions::default());
        assert_eq!(before, after);
        assert!(std::sync::Arc::ptr_eq(&before.tables[0], &after.tables[0]), "and shared");
        rows[0].set_value(one, "1".to_owned());
        assert_ne!(before, checks(FILLED, &mut rows, &FormOptions::default()));
        is_shared(before);
    }
}
