use crate::{ControlId, Problem, collections::Map};

/// Something missing or wrong, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Finding {
    /// The control that mends it.
    pub control: ControlId,
    /// The problem.
    pub problem: Problem,
}

/// The findings in a table, in its order.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    list: Vec<Finding>,
    by_control: Map<ControlId, Problem>,
    needs: usize,
}

impl Findings {
    /// All of them.
    pub(crate) fn all(&self) -> &[Finding] {
        &self.list
    }

    /// The one at a control.
    pub(crate) fn at(&self, control: ControlId) -> Option<Problem> {
        self.by_control.get(&control).copied()
    }

    /// The number of those that are no warnings.
    pub(crate) const fn needs(&self) -> usize {
        self.needs
    }
}

impl FromIterator<Finding> for Findings {
    fn from_iter<T: IntoIterator<Item = Finding>>(findings: T) -> Self {
        let list: Vec<_> = findings.into_iter().collect();
        let by_control = list.iter().map(|finding| (finding.control, finding.problem)).collect();
        let needs = list.iter().filter(|finding| !finding.problem.is_warning()).count();
        Self { list, by_control, needs }
    }
}

/// The list says everything.
impl PartialEq for Findings {
    fn eq(&self, other: &Self) -> bool {
        self.list == other.list
    }
}

impl Eq for Findings {}
