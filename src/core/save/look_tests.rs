//! Whatever is kept up to date from change to change is what a look at everything finds.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{
    Change, JournalIndex, MergePath, SaveMachine, Side,
    reading::details_of,
    tests::{Bench, record, typed},
};
use crate::{
    ControlId, Details, Field, Fingerprint, FormOptions, ParamValue, Problem, Row, RowId,
    SaveEvent, Table,
};

/// Something that happens. Rows and choices are taken modulo those that there are.
#[derive(Clone, Debug)]
enum Op {
    Type(usize, &'static str),
    Refuse(usize),
    Add(Table),
    Remove(usize),
    MarkNotSecret(usize),
    Paste(usize, Vec<&'static str>),
    UndoPaste,
    Flush,
    Acknowledge,
    Fail,
    /// Somebody else writes, and the wizard hears of it.
    Other(Vec<(&'static str, &'static str)>, bool),
    Generate,
    Discard,
    Choose(usize, Side),
    Swap(usize),
    Doubt,
}

fn any_op() -> impl Strategy<Value = Op> {
    let key = || prop::sample::select(vec!["", "a", "b", " a", "A", "a[0]", "token", "state"]);
    let text = || prop_oneof![key(), prop::sample::select(vec!["1", "2 ", "eyJ", "https://a"])];
    let table = prop::sample::select(&Table::ALL[..]);
    let place = || 0..16_usize;
    let params = prop::collection::vec((key(), text()), 0..4);
    prop_oneof![
        12 => (place(), text()).prop_map(|(place, text)| Op::Type(place, text)),
        1 => place().prop_map(Op::Refuse),
        4 => table.prop_map(Op::Add),
        2 => place().prop_map(Op::Remove),
        2 => place().prop_map(Op::MarkNotSecret),
        1 => (place(), prop::collection::vec(key(), 0..70)).prop_map(|(at, all)| Op::Paste(at, all)),
        1 => Just(Op::UndoPaste),
        3 => Just(Op::Flush),
        3 => Just(Op::Acknowledge),
        1 => Just(Op::Fail),
        4 => (params, any::<bool>()).prop_map(|(params, has_token)| Op::Other(params, has_token)),
        1 => Just(Op::Generate),
        1 => Just(Op::Discard),
        2 => (place(), prop::sample::select(vec![Side::Mine, Side::Theirs]))
            .prop_map(|(place, side)| Op::Choose(place, side)),
        1 => place().prop_map(Op::Swap),
        1 => Just(Op::Doubt),
    ]
}

/// A control by its number: two fields, then the keys and values of the rows of both tables.
fn control(machine: &SaveMachine, number: usize) -> ControlId {
    let rows: Vec<_> = Table::ALL
        .into_iter()
        .flat_map(|table| machine.rows(table).all().iter().map(move |row| (table, row.id)))
        .collect();
    match (number, rows.len()) {
        (0, _) | (_, 0) => ControlId::Field(Field::BaseUrl),
        (1, _) => ControlId::Field(Field::ClientId),
        (_, count) => {
            let (table, row) = rows[number / 2 % count];
            if number.is_multiple_of(2) {
                ControlId::Key(table, row)
            } else {
                ControlId::Value(table, row)
            }
        }
    }
}

fn row(machine: &SaveMachine, number: usize) -> (Table, RowId) {
    match control(machine, number) {
        ControlId::Key(table, row) | ControlId::Value(table, row) => (table, row),
        ControlId::Field(_) => (Table::Authorization, RowId(0)),
    }
}

fn details(params: &[(&str, &str)]) -> String {
    let mut details = Details::new();
    for (key, value) in params {
        let value = ParamValue::Text((*value).to_owned());
        details.set_param(Table::Authorization, key, Some(&value));
    }
    details.to_json()
}

fn act(bench: &mut Bench, op: Op) {
    let event = match op {
        Op::Type(number, text) => {
            let place = control(&bench.machine, number);
            bench.does(SaveEvent::Focused(Some(place)));
            typed(place, text)
        }
        Op::Refuse(number) => SaveEvent::Refused(control(&bench.machine, number)),
        Op::Add(table) => SaveEvent::RowAdded(table),
        Op::Remove(number) => {
            let (table, row) = row(&bench.machine, number);
            SaveEvent::RowRemoved(table, row)
        }
        Op::MarkNotSecret(number) => {
            let (table, row) = row(&bench.machine, number);
            SaveEvent::MarkedNotSecret(table, row)
        }
        Op::UndoPaste => {
            let Some(paste) = bench.machine.pasted() else { return };
            SaveEvent::PasteUndone(paste.table, paste.row)
        }
        Op::Paste(number, keys) => {
            let (table, row) = row(&bench.machine, number);
            let params = keys.into_iter().map(|key| (key.to_owned(), "p".to_owned())).collect();
            SaveEvent::Pasted { table, row, params }
        }
        Op::Flush => SaveEvent::Flush,
        Op::Acknowledge => SaveEvent::Saved(Ok(None)),
        Op::Fail => SaveEvent::Saved(Err(crate::Failure::of(crate::FailureKind::Unreachable))),
        Op::Other(params, has_token) => {
            bench.record = record(&details(&params), has_token);
            SaveEvent::Elsewhere
        }
        Op::Generate => {
            SaveEvent::Generated(Fingerprint::of_settings(&bench.machine.saved_details()))
        }
        Op::Discard => SaveEvent::Discard,
        Op::Choose(number, side) => {
            let conflicts = bench.machine.conflicts();
            let Some(conflict) = conflicts.get(number % conflicts.len().max(1)) else { return };
            SaveEvent::Chosen(conflict.path.clone(), side)
        }
        Op::Swap(number) => {
            let resolved = bench.machine.resolved();
            let Some(resolved) = resolved.get(number % resolved.len().max(1)) else { return };
            SaveEvent::Swapped(resolved.clone())
        }
        Op::Doubt => return,
    };
    if event.replaces()
        || matches!(event, SaveEvent::RowRemoved(..) | SaveEvent::MarkedNotSecret(..))
    {
        // The focus is on a button then.
        bench.does(SaveEvent::Focused(None));
    }
    bench.does(event);
}

/// The platform's details with what each setting shows laid over them.
fn shown(machine: &SaveMachine) -> Details {
    let mut details = machine.saved_details();
    let base = details_of(machine.record());
    let held = Table::ALL.into_iter().flat_map(|table| {
        base.params(table).map(move |(key, _)| MergePath::Param(table, key.to_owned()))
    });
    let edited = machine.draft.edits.iter().map(|(path, _)| path.clone());
    let fields = Field::ALL.map(MergePath::Field);
    let rows = Table::ALL.into_iter().flat_map(|table| {
        let rows = machine.rows(table).all().iter();
        rows.map(move |row| MergePath::Param(table, row.key.clone()))
    });
    let paths: Vec<_> = fields.into_iter().chain(held).chain(edited).chain(rows).collect();
    for path in paths {
        path.set_in(&mut details, machine.shown(&path).as_ref());
    }
    details
}

/// A row, and what is wrong with its key and its value.
type Look = (Row, [Option<Problem>; 2]);

/// The look of each row.
fn looks(machine: &SaveMachine) -> BTreeMap<(Table, RowId), Look> {
    let checks = machine.checks(&FormOptions::default());
    let rows = Table::ALL
        .into_iter()
        .flat_map(|table| machine.rows(table).all().iter().map(move |row| (table, row)));
    rows.map(|(table, row)| {
        let controls = [ControlId::Key(table, row.id), ControlId::Value(table, row.id)];
        let problems = controls.map(|control| checks.problem_at(control));
        ((table, row.id), (row.clone(), problems))
    })
    .collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1_000, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn the_journal_the_settings_and_the_view_miss_nothing(
        ops in prop::collection::vec(any_op(), 1..40),
        is_early in any::<bool>(),
    ) {
        let mut bench = if is_early { Bench::opened() } else { Bench::with("{}", true) };
        let mut index = JournalIndex::new("one".to_owned());
        let mut disk = BTreeMap::new();
        let mut seen = looks(&bench.machine);
        bench.machine.take_changed_rows();
        for op in ops {
            if matches!(op, Op::Doubt) {
                index.doubt();
            }
            act(&mut bench, op);
            let machine = &mut bench.machine;
            for Change { name, text } in index.changes(machine, 7) {
                match text {
                    Some(text) => disk.insert(name, text),
                    None => disk.remove(&name),
                };
            }
            let all = JournalIndex::new("one".to_owned()).changes(machine, 7);
            let all: BTreeMap<_, _> =
                all.into_iter().map(|change| (change.name, change.text.expect("it is new"))).collect();
            // What was sent is noted with an edit, and kept with its next change.
            let names = |of: &BTreeMap<String, String>| of.keys().cloned().collect::<Vec<_>>();
            prop_assert_eq!(names(&disk), names(&all));
            let value = |text: &String| text.split(r#","known":"#).next().map(ToOwned::to_owned);
            prop_assert!(disk.values().map(value).eq(all.values().map(value)), "{:?} {:?}", disk, all);

            let settings = machine.draft.settings(&details_of(machine.record()));
            prop_assert_eq!(settings, Fingerprint::of_settings(&shown(machine)));

            let changed = machine.take_changed_rows();
            let now = looks(machine);
            for row in seen.keys().chain(now.keys()) {
                prop_assert!(seen.get(row) == now.get(row) || changed.contains(row), "{:?}", row);
            }
            seen = now;
        }
    }
}

#[test]
fn only_the_rows_that_look_otherwise_are_told() {
    let mut bench = Bench::with(r#"{"authParams":{"a":"1","b":"2","c":"3"}}"#, false);
    assert_eq!(bench.machine.take_changed_rows().len(), 3, "all are new");
    let row = |row| (Table::Authorization, RowId(row));
    let key = |row| ControlId::Key(Table::Authorization, RowId(row));
    bench.does(typed(ControlId::Field(Field::BaseUrl), "x"));
    assert_eq!(bench.machine.take_changed_rows(), []);
    bench.does(typed(ControlId::Value(Table::Authorization, RowId(1)), "4"));
    assert_eq!(bench.machine.take_changed_rows(), [row(1)]);
    bench.does(SaveEvent::RowAdded(Table::Authorization));
    bench.does(typed(key(3), "A"));
    assert_eq!(
        bench.machine.take_changed_rows(),
        [row(3)],
        "it is new, and servers mix it up with a"
    );
    bench.does(typed(key(0), "d"));
    assert_eq!(bench.machine.take_changed_rows(), [row(0), row(3)], "now they do not");
    bench.does(SaveEvent::RowRemoved(Table::Authorization, RowId(2)));
    assert_eq!(bench.machine.take_changed_rows(), [row(2)], "it is gone");
    assert_eq!(bench.machine.row(Table::Authorization, RowId(2)), None);
    assert_eq!(bench.machine.row(Table::Authorization, RowId(0)).map(|row| &*row.key), Some("d"));
}
