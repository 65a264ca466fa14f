//! The journals that browsers hold of this and of earlier builds, to the byte: tabs of both run side by
//! side.

use super::{
    Entry, JournalIndex, MergePath, SaveEvent, SaveMachine, Unreadable,
    entry::EntryKind,
    known::Known,
    tests::{Bench, typed},
};
use crate::{ControlId, Field, Fingerprint, ParamValue, Table};

/// An edit of a text, with every sign that JSON writes in a way of its own.
const EDIT: &str = "{\"version\":1,\"at\":1000000,\"value\":\"ab \\\"\\\\/\\u0001\\n\u{7f}ä😀\",\"known\":\"2667876940787578512\"}";
/// The same edit after another value was sent.
const SENT: &str =
    r#"{"version":1,"at":1000000,"value":"abc","known":"2667876940787578512 2873737506172894734"}"#;
/// A parameter that was removed.
const REMOVAL: &str = r#"{"version":1,"at":1000000,"known":"3259549881723588097"}"#;
/// A parameter whose value is no text.
const OTHER: &str =
    r#"{"version":1,"at":1000000,"other":{"x": [1.0, "\u00e4"]},"known":"2737183428366584608"}"#;
/// The same with a value that is easily taken for none.
const NULL: &str = r#"{"version":1,"at":1000000,"other":null,"known":"2737183428366584608"}"#;
/// An edit that was made before the record was known.
const EARLY: &str = r#"{"version":1,"at":1000000,"value":"early"}"#;
/// A row without a key.
const ROW: &str = r#"{"version":1,"at":7,"key":"","value":"open\"id\u0000"}"#;
/// A save on its way.
const IN_FLIGHT: &str = r#"{"version":1,"at":7,"settings":"2081254552292084853"}"#;

fn written(machine: &SaveMachine) -> Vec<(String, String)> {
    let changes = JournalIndex::new("one".to_owned()).changes(machine, 7);
    changes.into_iter().map(|change| (change.name, change.text.expect("it is new"))).collect()
}

fn entries(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

/// Puts a value that is no text into a parameter.
fn put(bench: &mut Bench, path: MergePath, json: &str) {
    let (now, value) = (bench.now, ParamValue::Other(json.to_owned()));
    bench.machine.edit(crate::Now { ms: now, wall: now, jitter: 0 }, |draft, base| {
        draft.edit(path, Some(value), base);
    });
}

fn other_path() -> MergePath {
    MergePath::Param(Table::AccessToken, "a/b \"ü".to_owned())
}

#[test]
fn every_kind_of_entry_is_written_as_it_always_was() {
    let mut bench = Bench::with(r#"{"baseURL":"a","authParams":{"n":2.50,"k":"v"}}"#, false);
    bench.types("ab \"\\/\u{1}\n\u{7f}ä😀");
    let rows = bench.machine.rows(Table::Authorization).all();
    let removed = rows.last().expect("k has a row").id;
    bench.does(SaveEvent::RowRemoved(Table::Authorization, removed));
    put(&mut bench, other_path(), r#"{"x": [1.0, "\u00e4"]}"#);
    bench.does(SaveEvent::RowAdded(Table::Authorization));
    let id = bench.machine.rows(Table::Authorization).all().last().expect("it was added").id;
    bench.does(typed(ControlId::Value(Table::Authorization, id), "open\"id\u{0}"));
    let expected = [
        ("baseURL", EDIT),
        ("authParams/k", REMOVAL),
        ("accessTokenParams/a/b \"ü", OTHER),
        ("row/authParams/2/one", ROW),
    ];
    assert_eq!(written(&bench.machine), entries(&expected));

    bench.does(SaveEvent::Flush);
    bench.types("abc");
    let written = written(&bench.machine);
    assert_eq!(written[0], entries(&[("baseURL", SENT)])[0]);
    assert_eq!(written[4], entries(&[("flight", IN_FLIGHT)])[0]);

    let mut bench = Bench::with("{}", false);
    put(&mut bench, other_path(), "null");
    assert_eq!(self::written(&bench.machine), entries(&[("accessTokenParams/a/b \"ü", NULL)]));

    let mut bench = Bench::opened();
    bench.types("early");
    assert_eq!(self::written(&bench.machine), entries(&[("baseURL", EARLY)]));
}

#[test]
fn every_kind_of_entry_is_read_as_it_was_written() {
    let known = |numbers: &[u64]| {
        Known::These(numbers.iter().map(|number| Fingerprint::from(*number)).collect())
    };
    let edit = |path: MergePath, value, known| EntryKind::Edit { path, value, known };
    let text = |text: &str| Some(ParamValue::Text(text.to_owned()));
    let other = |json: &str| Some(ParamValue::Other(json.to_owned()));
    let base_url = || MergePath::Field(Field::BaseUrl);
    let removed = MergePath::Param(Table::Authorization, "k".to_owned());
    let row = EntryKind::Row {
        table: Table::AccessToken,
        key: String::new(),
        value: "open\"id\0".into(),
    };
    let sent = known(&[2_667_876_940_787_578_512, 2_873_737_506_172_894_734]);
    let before = || known(&[2_737_183_428_366_584_608]);
    for (name, json, at, kind) in [
        (
            "baseURL",
            EDIT,
            1_000_000,
            edit(base_url(), text("ab \"\\/\u{1}\n\u{7f}ä😀"), known(&[2_667_876_940_787_578_512])),
        ),
        ("baseURL", SENT, 1_000_000, edit(base_url(), text("abc"), sent)),
        (
            "authParams/k",
            REMOVAL,
            1_000_000,
            edit(removed, None, known(&[3_259_549_881_723_588_097])),
        ),
        (
            "accessTokenParams/a/b \"ü",
            OTHER,
            1_000_000,
            edit(other_path(), other(r#"{"x": [1.0, "\u00e4"]}"#), before()),
        ),
        ("accessTokenParams/a/b \"ü", NULL, 1_000_000, edit(other_path(), other("null"), before())),
        ("baseURL", EARLY, 1_000_000, edit(base_url(), text("early"), Known::Anything)),
        ("row/accessTokenParams/2/one", ROW, 7, row),
        ("flight", IN_FLIGHT, 7, EntryKind::InFlight(Fingerprint::from(2_081_254_552_292_084_853))),
    ] {
        assert_eq!(Entry::read(name, json), Ok(Entry { at, kind }), "{json}");
    }
}

#[test]
fn what_another_build_writes_is_told_from_what_is_damaged() {
    for (name, json, why) in [
        ("baseURL", r#"{"version":2,"at":"tomorrow"}"#, Unreadable::OtherVersion),
        ("baseURL", r#"{"version":"1","at":1,"value":"a"}"#, Unreadable::OtherVersion),
        ("baseURL", r#"{"version":1.0,"at":1,"value":"a"}"#, Unreadable::OtherVersion),
        ("baseURL", r#"{"at":1,"value":"a"}"#, Unreadable::Damaged),
        ("baseURL", r#"{"version":1,"value":"a"}"#, Unreadable::Damaged),
        ("baseURL", r#"{"version":1,"at":"1","value":"a"}"#, Unreadable::Damaged),
        ("baseURL", r#"{"version":1,"at":-1,"value":"a"}"#, Unreadable::Damaged),
        ("baseURL", r#"{"version":1,"at":1,"value":null}"#, Unreadable::Damaged),
        ("baseURL", r#"{"version":1,"at":1,"value":"\ud800"}"#, Unreadable::Damaged),
        ("baseURL", r#"{"version":1,"at":1,"value":"a","known":7}"#, Unreadable::Damaged),
        ("baseURL", r#"{"version":1,"at":1,"value":"a","known":"x"}"#, Unreadable::Damaged),
        ("baseURL", r#"{"version":1,"at":1,"value":"a""#, Unreadable::Damaged),
        ("unknown", EDIT, Unreadable::Damaged),
        ("row/unknown/2/one", ROW, Unreadable::Damaged),
        ("row/authParams/2/one", EARLY, Unreadable::Damaged),
        ("flight", r#"{"version":1,"at":1,"settings":7}"#, Unreadable::Damaged),
        ("flight", EARLY, Unreadable::Damaged),
        ("baseURL", "", Unreadable::Damaged),
    ] {
        assert_eq!(Entry::read(name, json), Err(why), "{json}");
    }
}

#[test]
fn a_member_that_a_later_build_adds_is_passed_over() {
    let json = EARLY.replace('}', r#","since":{"x":["\ud800"]}}"#);
    assert_eq!(Entry::read("baseURL", &json), Entry::read("baseURL", EARLY));
}
