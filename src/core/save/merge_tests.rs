//! Changes that were made here meet those of others, and those that the journal brings back.

use super::{
    Entry, JournalIndex, MergePath, SaveCommand, SaveEvent, SaveMachine, SaveState, Side,
    Unreadable,
    tests::{Bench, acknowledged, loaded, only_save, record, typed},
};
use crate::{ControlId, Failure, FailureKind, Field, Fingerprint, ParamValue, RowId, Table};

const BASE_URL: ControlId = ControlId::Field(Field::BaseUrl);

fn base_url() -> MergePath {
    MergePath::Field(Field::BaseUrl)
}

#[expect(clippy::unnecessary_wraps, reason = "it stands for a value that is there")]
fn text(text: &str) -> Option<ParamValue> {
    Some(ParamValue::Text(text.to_owned()))
}

/// A machine whose person has typed `ab` where a colleague has written `c`; both began with `a`.
fn clashing() -> Bench {
    let mut bench = Bench::with(r#"{"baseURL":"a","companyId":"1"}"#, false);
    bench.record = record(r#"{"baseURL":"c","companyId":"2"}"#, false);
    bench.types("ab");
    bench
}

/// The journal of a machine's edits, as it is read again.
fn journal(machine: &SaveMachine) -> Vec<Entry> {
    let changes = JournalIndex::new("one".to_owned()).changes(machine, 7);
    let text = |change: &super::Change| change.text.clone().expect("nothing was there before");
    let entries = changes.iter().map(|change| Entry::read(&change.name, &text(change)));
    entries.collect::<Result<_, _>>().expect("what was written can be read")
}

#[test]
fn what_only_others_changed_is_taken_over() {
    let mut bench = Bench::with(r#"{"baseURL":"a","companyId":"1","x":1}"#, false);
    bench.record = record(r#"{"baseURL":"a","companyId":"2","x":2}"#, false);
    assert_eq!(bench.saves("ab").details, r#"{"baseURL":"ab","companyId":"2","x":2}"#);
    assert_eq!(bench.machine.text(ControlId::Field(Field::CompanyId)), "2");
    bench.does(acknowledged());
    assert_eq!(bench.machine.state(), SaveState::Saved);
}

#[test]
fn what_both_changed_is_asked_and_all_else_is_saved() {
    let mut bench = clashing();
    assert_eq!(bench.machine.state(), SaveState::Conflict);
    assert_eq!(bench.machine.text(BASE_URL), "ab", "mine is to be seen");
    assert_eq!(bench.does(SaveEvent::Flush), [], "and not sent");
    let conflict = bench.machine.conflicts().remove(0);
    assert_eq!(
        (conflict.path, conflict.mine, conflict.theirs),
        (base_url(), text("ab"), text("c"))
    );

    bench.does(typed(ControlId::Field(Field::ClientId), "id"));
    let save = only_save(&bench.does(SaveEvent::Flush));
    assert_eq!(save.details, r#"{"baseURL":"c","companyId":"2","clientId":"id"}"#);
    bench.does(acknowledged());
    assert_eq!(bench.machine.state(), SaveState::Conflict, "the choice is still open");
    assert_eq!(bench.machine.text(BASE_URL), "ab");
}

#[test]
fn mine_is_sent_once_it_was_chosen_and_theirs_can_be_had_after_all() {
    let mut bench = clashing();
    let save = only_save(&bench.does(SaveEvent::Chosen(base_url(), Side::Mine)));
    assert_eq!(save.details, r#"{"baseURL":"ab","companyId":"2"}"#);
    bench.does(acknowledged());
    assert_eq!(bench.machine.state(), SaveState::Saved);
    assert_eq!(bench.machine.resolved()[0].other, text("c"));

    let other = bench.machine.resolved()[0].clone();
    let save = only_save(&bench.does(SaveEvent::Swapped(other)));
    assert_eq!(save.details, r#"{"baseURL":"c","companyId":"2"}"#);
    assert_eq!(bench.machine.resolved()[0].other, text("ab"), "and back again");
    bench.does(acknowledged());
    bench.does(SaveEvent::ResolvedRead);
    assert_eq!(bench.machine.resolved(), []);
}

#[test]
fn theirs_is_taken_over_once_it_was_chosen() {
    let mut bench = clashing();
    bench.does(SaveEvent::Focused(Some(BASE_URL)));
    assert_eq!(bench.does(SaveEvent::Chosen(base_url(), Side::Theirs)), []);
    assert_eq!(bench.machine.state(), SaveState::Saved);
    assert_eq!(bench.machine.text(BASE_URL), "c");
    assert_eq!(bench.machine.resolved()[0].other, text("ab"));
}

#[test]
fn a_parameter_that_one_side_removed_is_asked_for_too() {
    let details = r#"{"authParams":{"a":"1","b":"2"}}"#;
    let mut bench = Bench::with(details, false);
    bench.record = record(r#"{"authParams":{"a":"theirs"}}"#, false);
    bench.does(SaveEvent::RowRemoved(Table::Authorization, RowId(0)));
    let path = MergePath::Param(Table::Authorization, "a".to_owned());
    let conflict = bench.machine.conflicts().remove(0);
    assert_eq!((&conflict.path, conflict.mine, conflict.theirs), (&path, None, text("theirs")));
    assert_eq!(bench.machine.rows(Table::Authorization).all().len(), 0, "b is gone, a is too");
    bench.does(SaveEvent::Chosen(path, Side::Theirs));
    assert_eq!(bench.machine.rows(Table::Authorization).all()[0].key, "a");
    assert_eq!(bench.machine.state(), SaveState::Saved);
}

#[test]
fn what_has_the_focus_is_not_changed_by_others() {
    let mut bench = Bench::with(r#"{"baseURL":"a"}"#, false);
    bench.does(SaveEvent::Focused(Some(BASE_URL)));
    bench.record = record(r#"{"baseURL":"c"}"#, false);
    bench.does(SaveEvent::Elsewhere);
    assert_eq!(bench.machine.text(BASE_URL), "a");
    bench.does(SaveEvent::Focused(None));
    assert_eq!(bench.machine.text(BASE_URL), "c", "it is, once it was left");

    bench.does(SaveEvent::Focused(Some(BASE_URL)));
    bench.record = record(r#"{"baseURL":"d"}"#, false);
    bench.does(SaveEvent::Elsewhere);
    bench.types("cc");
    let conflict = bench.machine.conflicts().remove(0);
    assert_eq!(
        (conflict.mine, conflict.theirs),
        (text("cc"), text("d")),
        "typed over c, not over d"
    );
}

#[test]
fn a_row_that_has_the_focus_stays() {
    let mut bench = Bench::with(r#"{"authParams":{"a":"1","b":"2"}}"#, false);
    let place = ControlId::Value(Table::Authorization, RowId(0));
    bench.does(SaveEvent::Focused(Some(place)));
    bench.record = record(r#"{"authParams":{"b":"3"}}"#, false);
    bench.does(SaveEvent::Elsewhere);
    assert_eq!(bench.machine.text(place), "1");
    assert_eq!(bench.machine.text(ControlId::Value(Table::Authorization, RowId(1))), "3");
    bench.does(typed(place, "12"));
    assert_eq!(bench.machine.state(), SaveState::Conflict);
    bench.does(typed(place, "1"));
    bench.does(SaveEvent::Discard);
    assert_eq!(bench.machine.rows(Table::Authorization).all().len(), 1);
}

#[test]
fn what_the_journal_brings_back_is_seen_at_once_and_saved_once_the_record_is_known() {
    let mut before = Bench::with(r#"{"baseURL":"a","authParams":{"k":"v","n":1}}"#, false);
    before.types("ab");
    before.does(SaveEvent::RowRemoved(Table::Authorization, RowId(0)));
    let typed_at = before.now;

    let mut bench = Bench::opened();
    bench.does(SaveEvent::Restored(journal(&before.machine)));
    assert_eq!(bench.machine.text(BASE_URL), "ab");
    assert_eq!(bench.machine.restored(), None, "the platform may have got it");
    bench.does(loaded(r#"{"baseURL":"a","authParams":{"k":"v","n":1}}"#, false));
    let restored = bench.machine.restored().expect("it has not").clone();
    assert_eq!((restored.count(), restored.at), (2, typed_at));
    assert_eq!(
        bench.machine.pending().map(|save| save.details),
        Some(r#"{"baseURL":"ab","authParams":{"n":1}}"#.to_owned())
    );
    bench.does(acknowledged());
    let save = only_save(&bench.does(SaveEvent::RestoredDiscarded));
    let expected = r#"{"baseURL":"a","authParams":{"n":1,"k":"v"}}"#;
    assert_eq!(save.details, expected, "also when it was saved already");
}

#[test]
fn what_the_platform_has_got_is_not_called_restored() {
    let mut before = Bench::with(r#"{"baseURL":"a"}"#, false);
    before.saves("ab");
    let mut bench = Bench::opened();
    bench.does(SaveEvent::Restored(journal(&before.machine)));
    bench.does(loaded(r#"{"baseURL":"ab"}"#, false));
    assert_eq!((bench.machine.restored(), bench.machine.state()), (None, SaveState::Saved));

    before.types("abc");
    let mut bench = Bench::opened();
    bench.does(SaveEvent::Restored(journal(&before.machine)));
    bench.does(loaded(r#"{"baseURL":"ab"}"#, false));
    assert_eq!(bench.machine.conflicts(), [], "ab was ours: its answer is what is missing");
    assert_eq!(bench.machine.restored().map(super::Restored::count), Some(1));

    let mut bench = Bench::opened();
    bench.does(SaveEvent::Restored(journal(&before.machine)));
    bench.does(loaded(r#"{"baseURL":"z"}"#, false));
    assert_eq!(bench.machine.state(), SaveState::Conflict, "z was not");
}

#[test]
fn a_journal_that_comes_after_the_record_changes_nothing_of_that() {
    let mut before = Bench::with(r#"{"baseURL":"a"}"#, false);
    before.saves("ab");
    let left = journal(&before.machine);
    for (first, then, count) in [("a", "a", Some(1)), ("a", "ab", None), ("ab", "ab", None)] {
        let record = |text: &str| loaded(&format!(r#"{{"baseURL":"{text}"}}"#), false);
        let mut bench = Bench::opened();
        bench.does(record(first));
        bench.raw(SaveEvent::Restored(left.clone()));
        bench.raw(SaveEvent::Locked);
        assert_eq!(bench.machine.restored(), None, "it may have arrived since");
        bench.does(record(then));
        let restored = bench.machine.restored().map(super::Restored::count);
        assert_eq!(restored, count, "{first}, {then}");
    }
    let mut bench = Bench::with(r#"{"baseURL":"a"}"#, false);
    bench.types("typed since");
    bench.raw(SaveEvent::Restored(left));
    assert_eq!(bench.machine.restored(), None, "a newer one counts");
    assert_eq!(bench.machine.resolved().len(), 1, "and the other can be had");
}

#[test]
fn nothing_is_called_saved_as_long_as_an_older_save_may_arrive() {
    let mut before = Bench::with(r#"{"baseURL":"a"}"#, false);
    before.saves("ab");
    before.types("a");
    let mut bench = Bench::opened();
    bench.does(SaveEvent::Restored(journal(&before.machine)));
    bench.does(loaded(r#"{"baseURL":"a"}"#, false));
    assert_eq!(bench.machine.state(), SaveState::Unsaved, "ab is on its way");
    bench.does(SaveEvent::Locked);
    bench.does(loaded(r#"{"baseURL":"ab"}"#, false));
    assert_eq!(bench.machine.conflicts(), []);
    assert_eq!(bench.machine.pending().map(|save| save.details), Some(r#"{"baseURL":"a"}"#.into()));
}

#[test]
fn what_was_sent_before_a_crash_is_nobody_elses() {
    let mut before = Bench::with(r#"{"baseURL":"a"}"#, false);
    before.types("ab");
    let mut left = journal(&before.machine);
    before.does(SaveEvent::Flush);
    left.extend(journal(&before.machine).into_iter().filter(|entry| {
        // It is written when the save leaves; the edit was written before.
        matches!(entry.kind, super::entry::EntryKind::InFlight(_))
    }));
    assert_eq!(left.len(), 2);
    let mut bench = Bench::opened();
    bench.does(SaveEvent::Restored(left));
    bench.does(loaded(r#"{"baseURL":"a"}"#, false));
    bench.types("abc");
    bench.does(SaveEvent::Locked);
    bench.does(loaded(r#"{"baseURL":"ab"}"#, false));
    assert_eq!(bench.machine.conflicts(), []);
}

#[test]
fn rows_without_a_key_of_their_own_come_back_as_they_were() {
    let mut before = Bench::with(r#"{"authParams":{"a":"1"}}"#, false);
    for (row, key, value) in [(1, "", "no key"), (2, "a", "twice")] {
        before.does(SaveEvent::RowAdded(Table::Authorization));
        before.does(typed(ControlId::Key(Table::Authorization, RowId(row)), key));
        before.does(typed(ControlId::Value(Table::Authorization, RowId(row)), value));
    }
    let mut bench = Bench::opened();
    bench.does(SaveEvent::Restored(journal(&before.machine)));
    bench.does(loaded(r#"{"authParams":{"a":"1"}}"#, false));
    assert!(!bench.machine.has_edits(), "a is the platform's");
    assert_eq!(bench.machine.unsavable(), 2);
    assert_eq!(bench.machine.restored().map(super::Restored::count), Some(2));
    bench.does(SaveEvent::RestoredDiscarded);
    assert_eq!((bench.machine.unsavable(), bench.machine.state()), (0, SaveState::Saved));
}

#[test]
fn a_restored_row_that_was_worked_on_is_discarded_no_more() {
    let mut before = Bench::with("{}", false);
    before.does(SaveEvent::RowAdded(Table::Authorization));
    before.does(typed(ControlId::Value(Table::Authorization, RowId(0)), "abc"));
    let mut bench = Bench::with("{}", false);
    bench.does(SaveEvent::Restored(journal(&before.machine)));
    let row = bench.machine.rows(Table::Authorization).all()[0].id;
    bench.does(typed(ControlId::Key(Table::Authorization, row), "audience"));
    bench.does(SaveEvent::RestoredDiscarded);
    let rows = bench.machine.rows(Table::Authorization).all();
    assert_eq!((rows[0].key.as_str(), rows[0].value.shown()), ("audience", "abc"));
}

#[test]
fn what_is_restored_later_is_spoken_of_beside_what_came_before() {
    let mut bench = Bench::with("{}", false);
    for (control, text) in [(BASE_URL, "a"), (ControlId::Field(Field::CompanyId), "c")] {
        let mut before = Bench::with("{}", false);
        before.does(typed(control, text));
        bench.does(SaveEvent::Restored(journal(&before.machine)));
    }
    assert_eq!(bench.machine.restored().map(super::Restored::count), Some(2));
}

#[test]
fn of_two_values_of_a_field_the_newer_one_counts_and_the_other_can_be_had() {
    let mut older = Bench::with("{}", false);
    older.types("older");
    let mut newer = Bench::with("{}", false);
    newer.now += 5;
    newer.types("newer");
    let mut entries = journal(&older.machine);
    entries.extend(journal(&newer.machine));
    let mut bench = Bench::opened();
    bench.does(SaveEvent::Restored(entries));
    bench.does(loaded("{}", false));
    assert_eq!(bench.machine.text(BASE_URL), "newer");
    assert_eq!(bench.machine.resolved()[0].other, text("older"));
}

#[test]
fn restored_edits_are_spoken_of_when_the_platform_cannot_be_asked() {
    let mut before = Bench::with("{}", false);
    before.types("a");
    let mut bench = Bench::opened();
    bench.does(SaveEvent::Restored(journal(&before.machine)));
    bench.does(SaveEvent::Loaded(Err(Failure::of(FailureKind::PlatformDown))));
    assert_eq!(bench.machine.restored().map(super::Restored::count), Some(1));
    bench.does(SaveEvent::RestoredDiscarded);
    assert!(!bench.machine.has_edits());
    assert_eq!(bench.machine.text(BASE_URL), "");
}

#[test]
fn the_journal_is_told_what_changed_and_nothing_twice() {
    let mut bench = Bench::with("{}", false);
    let mut index = JournalIndex::new("one".to_owned());
    index.found(["row/authParams/9".to_owned()]);
    bench.types("a");
    let changes = index.changes(&bench.machine, 0);
    let names: Vec<_> = changes.iter().map(|c| (c.name.as_str(), c.text.is_some())).collect();
    assert_eq!(names, [("row/authParams/9", false), ("baseURL", true)]);
    assert_eq!(index.changes(&bench.machine, 0), []);
    only_save(&bench.does(SaveEvent::Flush));
    let changes = index.changes(&bench.machine, 0);
    let names: Vec<_> = changes.iter().map(|c| (c.name.as_str(), c.text.is_some())).collect();
    assert_eq!(names, [("flight", true)], "on its way is not there");
    bench.does(acknowledged());
    let changes = index.changes(&bench.machine, 0);
    let names: Vec<_> = changes.iter().map(|c| (c.name.as_str(), c.text.is_some())).collect();
    assert_eq!(names, [("baseURL", false), ("flight", false)], "acknowledged");
}

#[test]
fn what_cannot_be_read_is_told_apart() {
    let read = |name, text| Entry::read(name, text).map(|_| ());
    assert_eq!(read("baseURL", r#"{"version":1,"at":1,"value":"a"}"#), Ok(()));
    assert_eq!(read("baseURL", r#"{"version":2}"#), Err(Unreadable::OtherVersion));
    for (name, text) in [
        ("baseURL", ""),
        ("baseURL", "{}"),
        ("baseURL", r#"{"version":1,"at":1,"value":"\ud800"}"#),
        ("baseURL", r#"{"version":1,"at":-1,"value":"a"}"#),
        ("baseURL", r#"{"version":1,"at":1,"value":"a","known":"x"}"#),
        ("clientSecret", r#"{"version":1,"at":1,"value":"a"}"#),
        ("row/else/1", r#"{"version":1,"at":1,"key":"","value":"a"}"#),
    ] {
        assert_eq!(read(name, text), Err(Unreadable::Damaged), "{name} {text}");
    }
}

#[test]
fn the_page_is_not_to_be_left_while_a_choice_is_open() {
    let bench = clashing();
    let now = crate::Now { ms: bench.now, wall: bench.now, jitter: 0 };
    assert!(!bench.machine.can_leave(now));
}

#[test]
fn a_save_of_somebody_who_is_gone_is_waited_for() {
    let mut before = Bench::with(r#"{"baseURL":"a"}"#, false);
    before.saves("older");
    before.types("older and newer");
    let entries = journal(&before.machine);

    let mut bench = Bench::opened();
    bench.does(SaveEvent::Restored(entries.clone()));
    let look = bench.now + 1_000;
    let commands = bench.does(loaded(r#"{"baseURL":"a"}"#, false));
    assert_eq!(
        commands,
        [SaveCommand::Wake { at: look }],
        "it may arrive, and would overtake ours"
    );
    bench.now = look;
    bench.record = record(r#"{"baseURL":"older"}"#, false);
    let save = only_save(&bench.does(SaveEvent::Wake));
    assert_eq!(save.details, r#"{"baseURL":"older and newer"}"#, "it has arrived");

    let mut bench = Bench::opened();
    bench.does(SaveEvent::Restored(entries));
    bench.does(loaded(r#"{"baseURL":"a"}"#, false));
    only_save(&bench.after(30_000));
}

#[test]
fn a_save_that_only_tells_of_a_token_is_waited_for_too() {
    let details = r#"{"baseURL":"a"}"#;
    let mut before = Bench::with(details, false);
    let settings = Fingerprint::of_settings(&before.machine.saved_details());
    only_save(&before.does(SaveEvent::Generated(settings)));

    let mut bench = Bench::opened();
    bench.does(SaveEvent::Restored(journal(&before.machine)));
    bench.does(loaded(details, false));
    bench.types("ab");
    bench.does(SaveEvent::Flush);
    let look = bench.now + 1_000;
    assert_eq!(
        bench.does(SaveEvent::Wake),
        [SaveCommand::Wake { at: look }],
        "nobody saw it arrive"
    );
    only_save(&bench.after(30_000));
}

#[test]
fn what_is_put_back_while_a_save_is_refused_needs_no_other() {
    let mut bench = Bench::with(r#"{"baseURL":"a"}"#, false);
    bench.saves("ab");
    bench.types("a");
    assert_eq!(bench.fails(FailureKind::Refused), []);
    assert_eq!(bench.does(SaveEvent::Flush), []);
    assert_eq!(bench.machine.state(), SaveState::Saved);
}
