//! A key costs the same in a long form as in a short one.

use super::{
    JournalIndex,
    tests::{Bench, record, typed},
};
use crate::{ControlId, Field, FormOptions, RowId, SaveEvent, Step, Table, TokenStatus, effort};

const TABLE: Table = Table::Authorization;

/// A wizard whose record has that many parameters, and the journal beside it.
struct Form {
    bench: Bench,
    journal: JournalIndex,
}

impl Form {
    fn of(count: usize) -> Self {
        let params: Vec<_> = (0..count).map(|n| format!(r#""param_{n}":"value {n}""#)).collect();
        let json = format!(r#"{{"authParams":{{{}}}}}"#, params.join(","));
        let mut bench = Bench::opened();
        bench.record = record(&json, true);
        let mut form = Self { bench, journal: JournalIndex::new("one".to_owned()) };
        form.does(SaveEvent::Loaded(Ok(form.bench.record.clone())));
        form.does(SaveEvent::RowAdded(TABLE));
        // From here on an edit waits, so nothing is read anew.
        form.does(typed(ControlId::Field(Field::ClientId), "A"));
        form
    }

    /// An event, and all that somebody looks at after it.
    fn does(&mut self, event: SaveEvent) {
        self.bench.does(event);
        let machine = &mut self.bench.machine;
        let options = FormOptions::default();
        let _ = (machine.checks(&options).needs(Step::Review), TokenStatus::of(machine, &options));
        let _ = (machine.state(), machine.unsavable(), machine.has_quarantined());
        let _ = machine.take_changed_rows();
        self.journal.changes(machine, self.bench.now);
    }

    /// The effort of an event.
    fn effort(&mut self, event: SaveEvent) -> usize {
        effort::of(|| self.does(event))
    }

    /// The controls of the row that was added.
    fn new_row(&self) -> (ControlId, ControlId) {
        let id = self.bench.machine.rows(TABLE).all().last().expect("it was added").id;
        (ControlId::Key(TABLE, id), ControlId::Value(TABLE, id))
    }
}

/// The efforts in a form of that many parameters: for keys in a value and in a key, when the
/// focus moves, and for a name that other rows have.
fn efforts(count: usize) -> Vec<usize> {
    let mut form = Form::of(count);
    let value = ControlId::Value(TABLE, RowId(4));
    let (key, new_value) = form.new_row();
    let mut efforts = Vec::new();
    for control in [value, new_value, key] {
        form.does(SaveEvent::Focused(Some(control)));
        for text in ["a", "ab", "ab ", "eyJ", "a[1]"] {
            efforts.push(form.effort(typed(control, text)));
        }
    }
    efforts.push(form.effort(SaveEvent::Focused(Some(value))));
    efforts.push(form.effort(SaveEvent::Focused(Some(key))));
    efforts.push(form.effort(typed(key, "param_3")));
    efforts.push(form.effort(typed(key, "PARAM_3")));
    efforts
}

#[test]
fn a_key_costs_the_same_among_a_thousand_rows_as_among_ten() {
    assert_eq!(efforts(10), efforts(1_000));
}

#[test]
fn keys_while_many_edits_wait_cost_the_same_as_while_few_do() {
    let efforts = |count: usize| {
        let mut form = Form::of(0);
        let (key, _) = form.new_row();
        let ControlId::Key(table, row) = key else { unreachable!() };
        let params = (0..count).map(|n| (format!("p{n}"), format!("v{n}"))).collect();
        form.does(SaveEvent::Pasted { table, row, params });
        let value = ControlId::Value(TABLE, RowId(5));
        form.does(SaveEvent::Focused(Some(value)));
        ["a", "ab", "abc"].map(|text| form.effort(typed(value, text)))
    };
    assert_eq!(efforts(10), efforts(1_000));
}

#[test]
fn what_is_done_to_all_rows_at_once_grows_with_them_and_no_faster() {
    let opened = |count| effort::of(|| drop(Form::of(count)));
    let pasted = |count| {
        let mut form = Form::of(10);
        let row = RowId(10);
        let params = (0..count).map(|n| (format!("p[{n}]"), "v".to_owned())).collect();
        form.effort(SaveEvent::Pasted { table: TABLE, row, params })
    };
    let discarded = |count: usize| {
        let mut form = Form::of(10);
        let params = (0..count).map(|n| (format!("p{n}"), "v".to_owned())).collect();
        form.does(SaveEvent::Pasted { table: TABLE, row: RowId(10), params });
        form.effort(SaveEvent::Discard)
    };
    for (what, effort) in
        [("open", &opened as &dyn Fn(usize) -> usize), ("paste", &pasted), ("discard", &discarded)]
    {
        let (few, many) = (effort(100), effort(1_000));
        assert!(many < 12 * few, "{what}: {few}, {many}");
    }
}
