use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{Row, RowId, Rows, row::Derived};
use crate::{ControlId, Finding, ParamValue, Table, reserved};

fn text(text: &str) -> ParamValue {
    ParamValue::Text(text.to_owned())
}

/// Rows of these keys, all with their key as the value.
fn rows(keys: &[&str]) -> Rows {
    let mut rows = Rows::default();
    for key in keys {
        let id = rows.add();
        rows.set_key(id, (*key).to_owned());
        rows.set_value(id, (*key).to_owned());
    }
    rows
}

/// Shows what the platform holds.
fn follow(rows: &mut Rows, params: &[(&str, ParamValue)]) {
    rows.retain(|key| params.iter().any(|(other, _)| *other == key));
    for (key, value) in params {
        rows.show(key, Some(value));
    }
}

fn keys(rows: &Rows) -> Vec<&str> {
    rows.all().iter().map(|row| row.key.as_str()).collect()
}

/// The value of the row that holds a key.
fn value(rows: &Rows, key: &str) -> ParamValue {
    rows.savable().find(|row| row.key == key).expect("a row holds it").value.clone()
}

#[test]
fn the_row_that_had_a_key_first_holds_it() {
    let mut rows = rows(&["a", "", "b"]);
    rows.paste(RowId(0), vec![("b".into(), "pasted".into())]);
    assert_eq!(keys(&rows), ["a", "b", "", "b"]);
    assert_eq!(value(&rows, "b"), text("b"), "the pasted row is the younger one");
    assert!(!rows.all()[1].owns_key());
    rows.remove(RowId(2));
    assert_eq!(value(&rows, "b"), text("pasted"), "its turn has come");
    rows.remove_unsavable();
    assert_eq!(keys(&rows), ["a", "b"]);
}

#[test]
fn a_row_that_gets_anothers_key_takes_nothing_from_it() {
    let mut rows = rows(&["a", "b"]);
    rows.set_key(RowId(0), "b".to_owned());
    assert_eq!(value(&rows, "b"), text("b"), "the younger row had it first");
    rows.set_key(RowId(0), "bc".to_owned());
    assert_eq!(value(&rows, "bc"), text("a"));
}

#[test]
fn only_the_platform_gives_an_empty_key() {
    let mut rows = rows(&[""]);
    follow(&mut rows, &[("", text("theirs"))]);
    assert_eq!(value(&rows, ""), text("theirs"));
    assert_eq!(rows.savable().count(), 1);
}

#[test]
fn what_is_pasted_fills_an_empty_row_first() {
    let mut rows = rows(&["a", ""]);
    rows.paste(RowId(1), vec![("c".into(), "1".into()), ("d".into(), "2".into())]);
    assert_eq!(keys(&rows), ["a", "c", "d"]);
    assert_eq!(rows.all()[1].id, RowId(1));
}

#[test]
fn what_is_pasted_takes_the_place_of_a_key_that_was_begun_and_gives_it_back() {
    let mut rows = rows(&["b"]);
    let begun = rows.add();
    rows.set_key(begun, "sc".to_owned());
    let params = [("scope", "1"), ("b", "2"), ("", "3")];
    let params = params.map(|(key, value)| (key.to_owned(), value.to_owned()));
    let pasted = rows.paste(begun, params.to_vec()).expect("the row is there");
    assert_eq!((pasted.count, keys(&rows)), (3, vec!["b", "scope", "b", ""]));
    rows.undo_paste(pasted);
    assert_eq!(keys(&rows), ["b", "sc"]);
    assert_eq!((value(&rows, "sc"), value(&rows, "b")), (text(""), text("b")));
}

#[test]
fn rows_follow_the_platform_and_keep_what_it_cannot_have() {
    let mut rows = rows(&["gone", "stays", "", "stays"]);
    let params = [("stays", text("theirs")), ("new", text("n"))];
    follow(&mut rows, &params);
    assert_eq!(keys(&rows), ["stays", "", "stays", "new"]);
    assert_eq!(rows.all()[0].value, text("theirs"));
    assert_eq!(rows.all()[2].value, text("stays"), "it does not hold the key");
    follow(&mut rows, &params);
    assert_eq!(keys(&rows), ["stays", "", "stays", "new"], "twice is as good as once");
}

#[test]
fn a_value_that_is_no_text_is_not_edited() {
    let mut rows = Rows::default();
    rows.show("n", Some(&ParamValue::Other("1.0".to_owned())));
    rows.set_value(RowId(0), "2".to_owned());
    rows.set_key(RowId(0), "m".to_owned());
    assert_eq!(value(&rows, "n"), ParamValue::Other("1.0".to_owned()));
}

/// Something that happens to rows. A row is taken modulo those that there are.
#[derive(Clone, Debug)]
enum Op {
    Add,
    Restore(&'static str),
    LetGo,
    Remove(usize),
    SetKey(usize, &'static str),
    SetValue(usize, &'static str),
    MarkNotSecret(usize),
    Refuse(usize, bool),
    /// With whether it is undone.
    Paste(usize, Vec<&'static str>, bool),
    Show(&'static str, Option<&'static str>),
    RemoveUnsavable,
    Refresh,
}

/// Few keys, so that rows meet.
const KEYS: [&str; 10] = ["", "a", "b", " a", "A", "a[0]", "a[1]", "token", "state", "ä"];

fn any_op() -> impl Strategy<Value = Op> {
    let key = || prop::sample::select(&KEYS[..]);
    let value = || prop::sample::select(vec!["", "1", "2 ", "eyJ"]);
    let row = || 0..8_usize;
    prop_oneof![
        3 => Just(Op::Add),
        1 => key().prop_map(Op::Restore),
        1 => Just(Op::LetGo),
        2 => row().prop_map(Op::Remove),
        8 => (row(), key()).prop_map(|(row, key)| Op::SetKey(row, key)),
        4 => (row(), value()).prop_map(|(row, value)| Op::SetValue(row, value)),
        2 => row().prop_map(Op::MarkNotSecret),
        1 => (row(), any::<bool>()).prop_map(|(row, is)| Op::Refuse(row, is)),
        2 => (row(), prop::collection::vec(key(), 0..4), any::<bool>())
            .prop_map(|(row, all, is_undone)| Op::Paste(row, all, is_undone)),
        3 => (key(), prop::option::of(value())).prop_map(|(key, value)| Op::Show(key, value)),
        1 => Just(Op::RemoveUnsavable),
        3 => Just(Op::Refresh),
    ]
}

fn act(rows: &mut Rows, op: Op) {
    let id = |rows: &Rows, row: usize| {
        let count = rows.all().len().max(1);
        rows.all().get(row % count).map_or(RowId(0), |row| row.id)
    };
    match op {
        Op::Add => drop(rows.add()),
        Op::Restore(key) => drop(rows.restore(key.to_owned(), "left".to_owned())),
        Op::LetGo => rows.release_waiting(),
        Op::Remove(row) => rows.remove(id(rows, row)),
        Op::SetKey(row, key) => rows.set_key(id(rows, row), key.to_owned()),
        Op::SetValue(row, value) => rows.set_value(id(rows, row), value.to_owned()),
        Op::MarkNotSecret(row) => rows.mark_not_secret(id(rows, row)),
        Op::Refuse(row, is_refused) => {
            rows.set_refused(ControlId::Key(TABLE, id(rows, row)), is_refused);
        }
        Op::Paste(row, keys, is_undone) => {
            let params = keys.into_iter().map(|key| (key.to_owned(), "p".to_owned())).collect();
            let pasted = rows.paste(id(rows, row), params);
            if let Some(pasted) = pasted.filter(|_| is_undone) {
                rows.undo_paste(pasted);
            }
        }
        Op::Show(key, value) => rows.show(key, value.map(text).as_ref()),
        Op::RemoveUnsavable => rows.remove_unsavable(),
        Op::Refresh => rows.refresh(TABLE),
    }
}

const TABLE: Table = Table::Authorization;

/// Returns `true` if a row holds its key, from looking at all others.
fn holds_key(rows: &Rows, row: &Row) -> bool {
    let had_it_before =
        |other: &Row| other.since < row.since && other.key == row.key && other.can_hold();
    row.can_hold() && !rows.all().iter().any(had_it_before)
}

/// The findings in rows, from looking at each with all above.
fn findings(rows: &Rows) -> Vec<Finding> {
    let mut above: Vec<(String, bool)> = Vec::new();
    let mut findings = Vec::new();
    for row in rows.all() {
        let (name, is_part) = (reserved::plain(&row.key), row.is_part());
        let is_alike = above.iter().any(|(other, part)| *other == name && !(is_part && *part));
        if row.derived.owns_key {
            above.push((name.clone(), is_part));
        }
        let derived = Derived { name, ..row.derived.clone() };
        let row = Row { derived, ..row.clone() };
        let problems = super::problems::problems(TABLE, &row, is_alike);
        let controls = [ControlId::Key(TABLE, row.id), ControlId::Value(TABLE, row.id)];
        let found = controls.into_iter().zip(problems);
        findings.extend(
            found.filter_map(|(control, problem)| Some(Finding { control, problem: problem? })),
        );
    }
    findings
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2_000, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_kept_of_rows_is_what_a_look_at_all_of_them_finds(
        ops in prop::collection::vec(any_op(), 1..40),
    ) {
        let mut rows = Rows::default();
        for op in ops {
            act(&mut rows, op);
            for (place, row) in rows.all().iter().enumerate() {
                prop_assert_eq!(rows.place(row.id), Some(place));
                prop_assert_eq!(row.derived.owns_key, holds_key(&rows, row), "{:?}", row);
                if row.derived.owns_key {
                    prop_assert_eq!(rows.holder(&row.key).map(|row| row.id), Some(row.id));
                }
            }
            let ids = |fits: &dyn Fn(&&Row) -> bool| {
                rows.all().iter().filter(fits).map(|row| row.id).collect::<BTreeSet<_>>()
            };
            let unsavable = ids(&|row| !row.is_empty() && !row.derived.owns_key);
            prop_assert_eq!(rows.unsavable().map(|row| row.id).collect::<BTreeSet<_>>(), unsavable);
            let quarantined = ids(&|row| row.is_quarantined());
            prop_assert_eq!(rows.quarantined().collect::<BTreeSet<_>>(), quarantined);
            let refused: usize = rows.all().iter().map(|row| row.refused.count()).sum();
            prop_assert_eq!(rows.refused_count(), refused);
            for key in KEYS {
                let protects = rows.all().iter().any(|row| row.protects(key));
                prop_assert_eq!(rows.protects(key), protects);
            }
        }
        rows.refresh(TABLE);
        prop_assert_eq!(rows.findings().all(), findings(&rows));
        let changed = rows.take_changed();
        let present = rows.all().iter().map(|row| row.id);
        prop_assert!(present.into_iter().all(|id| changed.contains(&id)), "all rows are new");
        prop_assert_eq!(rows.take_changed().len(), 0);
        let before = rows.all().to_vec();
        for key in KEYS {
            rows.show(key, Some(&text("shown")));
        }
        rows.refresh(TABLE);
        let changed = rows.take_changed();
        for row in &before {
            prop_assert!(rows.get(row.id) == Some(row) || changed.contains(&row.id), "{:?}", row);
        }
    }
}
