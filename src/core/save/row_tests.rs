//! Rows, discarding, and what other writers hold.

use proptest::prelude::*;

use super::{
    JournalIndex, Now, SaveEvent, SaveState,
    tests::{Bench, acknowledged, loaded, only_save, record, typed},
};
use crate::{Content, ControlId, Details, FailureKind, Field, ParamValue, RowId, Table};

/// The controls of a row of the first table.
fn row(id: u32) -> (ControlId, ControlId) {
    let (table, id) = (Table::Authorization, RowId(id));
    (ControlId::Key(table, id), ControlId::Value(table, id))
}

fn saved_details(bench: &mut Bench) -> String {
    only_save(&bench.does(SaveEvent::Flush)).details
}

#[test]
fn an_empty_row_is_no_edit_and_a_row_without_a_key_is_not_saved() {
    let mut bench = Bench::with("{}", false);
    bench.does(SaveEvent::RowAdded(Table::Authorization));
    assert_eq!(bench.machine.state(), SaveState::Saved);
    let (key, value) = row(0);
    assert_eq!(bench.does(typed(value, "openid")), []);
    assert_eq!(bench.machine.state(), SaveState::Unsaved);
    assert_eq!((bench.machine.unsavable(), bench.machine.has_edits()), (1, false));
    assert!(!can_leave(&bench), "it would be lost with the page");
    bench.does(typed(key, "scope"));
    assert_eq!(saved_details(&mut bench), r#"{"authParams":{"scope":"openid"}}"#);
    bench.does(acknowledged());
    assert_eq!(bench.machine.state(), SaveState::Saved);
}

#[test]
fn a_renamed_parameter_is_removed_and_added_and_others_stay() {
    let details = r#"{"authParams":{"a":"1","n":2.50,"b":"3"}}"#;
    let mut bench = Bench::with(details, false);
    bench.does(typed(row(0).0, "c"));
    bench.does(SaveEvent::RowRemoved(Table::Authorization, RowId(2)));
    assert_eq!(saved_details(&mut bench), r#"{"authParams":{"n":2.50,"c":"1"}}"#);
    bench.does(acknowledged());
    bench.does(SaveEvent::RowRemoved(Table::Authorization, RowId(1)));
    assert_eq!(saved_details(&mut bench), r#"{"authParams":{"c":"1"}}"#);
}

#[test]
fn typing_through_another_rows_key_changes_nothing_of_it() {
    let mut bench = Bench::with(r#"{"authParams":{"a":"1"}}"#, false);
    bench.does(SaveEvent::RowAdded(Table::Authorization));
    bench.does(typed(row(1).1, "2"));
    bench.does(typed(row(1).0, "a"));
    assert!(!bench.machine.has_edits(), "the older row holds the key");
    bench.does(typed(row(1).0, "ab"));
    assert_eq!(saved_details(&mut bench), r#"{"authParams":{"a":"1","ab":"2"}}"#);
}

#[test]
fn a_repeated_key_is_saved_once_the_other_is_gone() {
    let mut bench = Bench::with(r#"{"authParams":{"a":"1"}}"#, false);
    bench.does(SaveEvent::RowAdded(Table::Authorization));
    bench.does(typed(row(1).0, "a"));
    bench.does(typed(row(1).1, "2"));
    assert_eq!(bench.machine.unsavable(), 1);
    bench.record = record(r#"{"authParams":{}}"#, false);
    let save = only_save(&bench.does(SaveEvent::Elsewhere));
    assert_eq!(save.details, r#"{"authParams":{"a":"2"}}"#);
}

#[test]
fn a_paste_can_be_undone_until_the_next_edit() {
    let paste = |bench: &mut Bench| {
        let params =
            [("a", "2"), ("b", "3")].map(|(key, value)| (key.to_owned(), value.to_owned()));
        let (table, params) = (Table::Authorization, params.to_vec());
        bench.does(SaveEvent::Pasted { table, row: RowId(1), params });
        bench.machine.pasted()
    };
    let held = r#"{"authParams":{"a":"1"}}"#;
    let undone = SaveEvent::PasteUndone(Table::Authorization, RowId(1));
    let keys = |bench: &Bench| {
        let rows = bench.machine.rows(Table::Authorization).all();
        rows.iter().map(|row| row.key.clone()).collect::<Vec<_>>()
    };
    let mut bench = Bench::with(held, false);
    bench.does(SaveEvent::RowAdded(Table::Authorization));
    bench.does(typed(row(1).0, "sc"));
    assert_eq!(paste(&mut bench).map(|paste| paste.count), Some(2));
    assert_eq!(keys(&bench), ["a", "a", "b"]);
    assert_eq!(saved_details(&mut bench), r#"{"authParams":{"a":"1","b":"3"}}"#);
    bench.does(acknowledged());
    assert!(bench.machine.pasted().is_some(), "that it was saved changes nothing");
    bench.does(undone.clone());
    assert_eq!((keys(&bench), bench.machine.pasted()), (vec!["a".into(), "sc".into()], None));
    assert_eq!(saved_details(&mut bench), r#"{"authParams":{"a":"1","sc":""}}"#);
    bench.does(acknowledged());
    assert_eq!(bench.machine.state(), SaveState::Saved);
    for edit in [typed(row(0).1, "4"), SaveEvent::PasteRead, SaveEvent::Discard] {
        paste(&mut bench);
        bench.does(edit);
        let before = keys(&bench);
        bench.does(undone.clone());
        assert_eq!((keys(&bench), bench.machine.pasted()), (before, None));
    }
}

#[test]
fn rows_typed_before_the_record_is_known_are_laid_over_it() {
    let mut bench = Bench::opened();
    bench.does(SaveEvent::RowAdded(Table::Authorization));
    let params = vec![("b".to_owned(), "mine".to_owned()), ("c".to_owned(), "new".to_owned())];
    bench.does(SaveEvent::Pasted { table: Table::Authorization, row: RowId(0), params });
    bench.now += 5_000;
    let answer = loaded(r#"{"authParams":{"a":"1","b":"theirs"}}"#, false);
    let save = only_save(&bench.does(answer));
    assert_eq!(save.details, r#"{"authParams":{"a":"1","b":"mine","c":"new"}}"#);
    let keys: Vec<_> = bench.machine.rows(Table::Authorization).all().iter().collect();
    assert_eq!(keys.iter().map(|row| row.key.as_str()).collect::<Vec<_>>(), ["b", "c", "a"]);
}

#[test]
fn a_text_with_half_a_character_is_not_taken_until_it_is_mended() {
    let mut bench = Bench::with(r#"{"baseURL":"a"}"#, false);
    assert_eq!(bench.does(SaveEvent::Refused(ControlId::Field(Field::BaseUrl))), []);
    assert_eq!(bench.machine.state(), SaveState::Unsaved);
    bench.types("a");
    assert_eq!(bench.machine.state(), SaveState::Saved);
}

#[test]
fn discarding_brings_the_platforms_record_back() {
    let mut bench = Bench::with(r#"{"baseURL":"a","authParams":{"k":"v"}}"#, false);
    bench.saves("b");
    bench.fails(FailureKind::Refused);
    bench.does(SaveEvent::RowRemoved(Table::Authorization, RowId(0)));
    bench.does(SaveEvent::RowAdded(Table::AccessToken));
    assert_eq!(bench.does(SaveEvent::Discard), []);
    assert_eq!(bench.machine.state(), SaveState::Saved);
    assert_eq!(bench.machine.text(ControlId::Field(Field::BaseUrl)), "a");
    assert_eq!(bench.machine.rows(Table::Authorization).all().len(), 1);
    assert_eq!(bench.machine.rows(Table::AccessToken).all().len(), 0);
    assert_eq!(bench.after(60_000), []);
}

#[test]
fn discarding_after_a_lost_answer_asks_what_the_platform_holds() {
    let mut bench = Bench::with(r#"{"baseURL":"a"}"#, false);
    bench.saves("b");
    bench.fails(FailureKind::TimedOut);
    bench.record = record(r#"{"baseURL":"b"}"#, false);
    assert_eq!(bench.does(SaveEvent::Discard), []);
    assert_eq!(bench.machine.text(ControlId::Field(Field::BaseUrl)), "b");
    assert_eq!(bench.machine.state(), SaveState::Saved);
}

#[test]
fn what_is_on_its_way_is_not_discarded() {
    let mut bench = Bench::with(r#"{"baseURL":"a"}"#, false);
    bench.saves("b");
    bench.types("bc");
    assert_eq!(bench.does(SaveEvent::Discard), []);
    assert_eq!(bench.does(acknowledged()), []);
    assert_eq!(bench.machine.text(ControlId::Field(Field::BaseUrl)), "b");
}

#[test]
fn what_was_refused_and_put_back_is_no_failure_any_more() {
    let mut bench = Bench::with(r#"{"baseURL":"a"}"#, false);
    bench.saves("b");
    bench.fails(FailureKind::Refused);
    bench.types("a");
    assert_eq!(bench.machine.state(), SaveState::Saved);
}

#[test]
fn a_discarded_save_that_fails_is_forgotten() {
    let mut bench = Bench::with(r#"{"baseURL":"a"}"#, false);
    bench.saves("b");
    assert_eq!(bench.does(SaveEvent::Discard), []);
    assert_eq!(bench.fails(FailureKind::Refused), []);
    assert_eq!(bench.machine.state(), SaveState::Saved);
    assert_eq!(bench.machine.text(ControlId::Field(Field::BaseUrl)), "a");

    bench.saves("b");
    bench.types("bc");
    bench.does(SaveEvent::Discard);
    bench.record = record(r#"{"baseURL":"b"}"#, false);
    assert_eq!(bench.fails(FailureKind::TimedOut), [], "it has arrived");
    assert_eq!(bench.machine.text(ControlId::Field(Field::BaseUrl)), "b");
    assert_eq!(bench.machine.state(), SaveState::Saved);
}

#[test]
fn a_key_typed_before_the_record_is_known_takes_nothing_away() {
    let mut bench = Bench::opened();
    bench.does(SaveEvent::RowAdded(Table::Authorization));
    for key in ["a", "au", "aud", "scope"] {
        bench.does(typed(row(0).0, key));
    }
    bench.does(loaded(r#"{"authParams":{"a":"1","aud":"2","scope":"openid"}}"#, false));
    assert_eq!(bench.machine.text(row(0).1), "openid", "its value was not typed yet");
    assert_eq!(bench.machine.state(), SaveState::Saved);
}

fn can_leave(bench: &Bench) -> bool {
    bench.machine.can_leave(Now { ms: bench.now, wall: bench.now, jitter: 0 })
}

#[test]
fn the_page_may_be_left_when_the_newest_edit_can_go_or_has_gone() {
    let mut bench = Bench::opened();
    assert!(can_leave(&bench));
    bench.types("a");
    assert!(!can_leave(&bench), "nothing is written before the record is known");
    bench.now += 1_000;
    bench.does(loaded("{}", false));
    assert!(can_leave(&bench), "it is on its way");
    bench.types("ab");
    assert!(!can_leave(&bench), "what is on its way does not carry it");
    bench.does(SaveEvent::Flush);
    bench.does(acknowledged());
    assert!(can_leave(&bench));
    bench.does(acknowledged());
    bench.types("abc");
    assert!(can_leave(&bench), "it can go at once");
    bench.now += 2_001;
    assert!(!can_leave(&bench), "the record has to be read first");
    bench.does(SaveEvent::Flush);
    bench.fails(FailureKind::PlatformDown);
    assert!(!can_leave(&bench));
}

/// Parameters that another writer left, under any keys.
fn params() -> impl Strategy<Value = Vec<(String, ParamValue)>> {
    let value = prop_oneof![
        any::<String>().prop_map(ParamValue::Text),
        Just(ParamValue::Other("[1.50]".to_owned())),
        Just(ParamValue::Other("null".to_owned())),
    ];
    // Few letters, so that keys meet.
    prop::collection::vec(("[ab]{0,2}", value), 0..4)
}

fn details(params: &[(String, ParamValue)]) -> Details {
    let mut details = Details::new();
    for (key, value) in params {
        details.set_param(Table::Authorization, key, Some(value));
    }
    details
}

proptest! {
    #[test]
    fn looking_at_anything_writes_nothing(params in params()) {
        let mut bench = Bench::opened();
        let json = details(&params).to_json();
        prop_assert_eq!(bench.does(loaded(&json, false)), []);
        prop_assert_eq!(bench.machine.state(), SaveState::Saved);
    }

    #[test]
    fn typing_a_key_leaves_every_other_parameter_as_it_was(
        params in params(),
        key in "[ab]{1,4}",
        early in any::<bool>(),
    ) {
        let before = details(&params);
        let mut bench = Bench::opened();
        if !early {
            bench.does(loaded(&before.to_json(), false));
        }
        bench.does(SaveEvent::RowAdded(Table::Authorization));
        let id = bench.machine.rows(Table::Authorization).all().last().expect("a row").id;
        for length in 1..=key.len() {
            bench.does(typed(ControlId::Key(Table::Authorization, id), &key[..length]));
            if length == 2 && !early {
                bench.does(SaveEvent::Flush);
                bench.does(acknowledged());
            }
        }
        if early {
            bench.does(loaded(&before.to_json(), false));
        }
        for _ in 0..3 {
            bench.does(SaveEvent::Flush);
            bench.does(acknowledged());
        }
        let held = match &bench.machine.record().expect("it was loaded").content {
            Content::Details(details) => details.clone(),
            other => panic!("{other:?}"),
        };
        for (name, value) in before.params(Table::Authorization) {
            prop_assert_eq!(held.param(Table::Authorization, name), Some(value), "{}", name);
        }
        prop_assert!(held.params(Table::Authorization).all(|(name, _)| *name == key
            || before.param(Table::Authorization, name).is_some()));
    }
}

#[test]
fn what_looks_like_a_secret_is_neither_sent_nor_kept_until_somebody_vouches_for_it() {
    let details = r#"{"authParams":{"api_key":"theirs","a":"1"}}"#;
    let mut bench = Bench::with(details, false);
    bench.does(SaveEvent::RowAdded(Table::Authorization));
    bench.does(typed(ControlId::Key(Table::Authorization, RowId(2)), "b"));
    bench.does(typed(ControlId::Value(Table::Authorization, RowId(2)), "eyJcanary"));
    bench.does(typed(ControlId::Value(Table::Authorization, RowId(0)), "canary"));
    assert_eq!(bench.does(SaveEvent::Flush), [], "nothing is to be sent");
    let kept = JournalIndex::new("one".to_owned()).changes(&bench.machine, 7);
    assert_eq!(kept, [], "nor to be kept");
    assert_eq!(bench.machine.unsavable(), 2);

    bench.does(SaveEvent::MarkedNotSecret(Table::Authorization, RowId(0)));
    let save = only_save(&bench.does(SaveEvent::Flush));
    assert_eq!(save.details, r#"{"authParams":{"api_key":"canary","a":"1"}}"#);
    bench.does(acknowledged());
    let save = only_save(&{
        bench.does(SaveEvent::MarkedNotSecret(Table::Authorization, RowId(2)));
        bench.does(SaveEvent::Flush)
    });
    assert_eq!(save.details, r#"{"authParams":{"api_key":"canary","a":"1","b":"eyJcanary"}}"#);
    bench.does(acknowledged());
    assert_eq!(bench.machine.state(), SaveState::Saved);
}

#[test]
fn a_row_that_is_renamed_to_look_like_a_secret_takes_nothing_from_the_platform_unasked() {
    let mut bench = Bench::with(r#"{"authParams":{"scope":"long"}}"#, false);
    bench.does(typed(ControlId::Key(Table::Authorization, RowId(0)), "token"));
    assert_eq!(bench.does(SaveEvent::Flush), []);
    bench.does(SaveEvent::MarkedNotSecret(Table::Authorization, RowId(0)));
    assert_eq!(saved_details(&mut bench), r#"{"authParams":{"token":"long"}}"#, "it is renamed");
}

#[test]
fn a_row_that_is_renamed_to_look_like_a_secret_and_back_is_what_it_was() {
    let mut bench = Bench::with(r#"{"authParams":{"a":"1","b":"2"}}"#, false);
    let (key, _) = row(0);
    bench.does(typed(key, "token"));
    bench.does(typed(ControlId::Value(Table::Authorization, RowId(1)), "3"));
    let keys = |bench: &Bench| {
        let rows = bench.machine.rows(Table::Authorization).all().iter();
        rows.map(|row| row.key.clone()).collect::<Vec<_>>()
    };
    only_save(&bench.does(SaveEvent::Flush));
    bench.does(acknowledged());
    assert_eq!(keys(&bench), ["token", "b", "a"], "what the platform holds is seen");
    bench.does(typed(key, "a"));
    assert_eq!(keys(&bench), ["a", "b"]);
    assert_eq!((bench.machine.unsavable(), bench.machine.has_edits()), (0, false));
    // With the key of another parameter it is a repeated one, and takes nothing from that.
    for name in ["token", "b"] {
        bench.does(typed(key, name));
    }
    assert_eq!(bench.machine.unsavable(), 1);
}
