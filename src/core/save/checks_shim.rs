//! Shim
#![allow(missing_docs)]
use super::SaveMachine;
use crate::{Content, ControlId, Finding, Problem, Row, RowId, Rules, Step, Table};
use std::sync::Arc;
#[derive(Clone, Debug, PartialEq)]
pub struct Checks(Arc<Vec<Finding>>);
impl Checks {
    pub fn problem_at(&self, c: ControlId) -> Option<Problem> {
        self.0.iter().find(|f| f.control == c).map(|f| f.problem)
    }
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.0.iter()
    }
    pub fn needs(&self, step: Step) -> usize {
        self.0
            .iter()
            .filter(|f| {
                !f.problem.is_warning() && (step == Step::Review || f.control.step() == step)
            })
            .count()
    }
    pub fn first_need(&self) -> Option<ControlId> {
        self.0.iter().find(|f| !f.problem.is_warning()).map(|f| f.control)
    }
}
impl SaveMachine {
    pub fn checks(&self, rules: &Rules) -> Checks {
        let mut f = self.findings(rules);
        let known = matches!(
            self.record().map(|r| &r.content),
            Some(Content::Nothing | Content::Details(_))
        );
        f.retain(|x| known || x.problem != Problem::Missing);
        Checks(Arc::new(f))
    }
    pub fn take_changed_rows(&mut self) -> Vec<(Table, RowId)> {
        Table::ALL
            .into_iter()
            .flat_map(|t| self.rows(t).all().iter().map(move |r| (t, r.id)).collect::<Vec<_>>())
            .collect()
    }
    pub fn row(&self, table: Table, id: RowId) -> Option<&Row> {
        self.rows(table).all().iter().find(|r| r.id == id)
    }
}
