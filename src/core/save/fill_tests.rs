//! Texts that came into a control by nobody's hand.

use super::{
    Entry, JournalIndex, SaveEvent, SaveState, Side,
    tests::{Bench, acknowledged, loaded, only_save, record, typed},
};
use crate::{ControlId, Field, FormOptions, Problem, RowId, Table};

const CLIENT_ID: ControlId = ControlId::Field(Field::ClientId);
const KEY: ControlId = ControlId::Key(Table::Authorization, RowId(0));
const VALUE: ControlId = ControlId::Value(Table::Authorization, RowId(0));
const HELD: &str = r#"{"clientId":"A","authParams":{"scope":"a"}}"#;

fn filled(control: ControlId, text: &str) -> SaveEvent {
    SaveEvent::Filled { control, text: text.to_owned() }
}

fn problem(bench: &Bench, control: ControlId) -> Option<Problem> {
    bench.machine.checks(&FormOptions::default()).problem_at(control)
}

/// The journal's entries, as whoever comes next reads them.
fn entries(bench: &Bench) -> Vec<Entry> {
    let changes = JournalIndex::new("one".to_owned()).changes(&bench.machine, bench.now);
    let read = |change: super::Change| {
        Entry::read(&change.name, &change.text.expect("it is new")).expect("it was just written")
    };
    changes.into_iter().map(read).collect()
}

#[test]
fn what_was_filled_in_waits_for_the_person_and_is_not_called_saved() {
    for (control, before, saved) in [
        (CLIENT_ID, "A", r#"{"clientId":"me@x","authParams":{"scope":"a"}}"#),
        (VALUE, "a", r#"{"clientId":"A","authParams":{"scope":"me@x"}}"#),
        (KEY, "scope", r#"{"clientId":"A","authParams":{"me@x":"a"}}"#),
    ] {
        let mut bench = Bench::with(HELD, false);
        let fill = |bench: &mut Bench| {
            assert_eq!(bench.does(filled(control, "me@x")), []);
            assert_eq!(bench.does(SaveEvent::Flush), []);
            assert_eq!(bench.after(60_000), [], "nothing is sent");
            assert_eq!(bench.machine.state(), SaveState::Unsaved);
            assert_eq!(bench.machine.text(control), "me@x");
            assert_eq!(problem(bench, control), Some(Problem::Filled));
        };
        fill(&mut bench);
        bench.does(SaveEvent::FilledTakenOut(control));
        assert_eq!(
            (bench.machine.text(control).as_str(), problem(&bench, control)),
            (before, None)
        );
        assert_eq!(bench.machine.state(), SaveState::Saved);
        assert_eq!(entries(&bench), []);
        fill(&mut bench);
        bench.does(SaveEvent::FilledKept(control));
        assert_eq!(only_save(&bench.does(SaveEvent::Flush)).details, saved);
        bench.does(acknowledged());
        assert_eq!((bench.machine.state(), problem(&bench, control)), (SaveState::Saved, None));
    }
}

#[test]
fn whoever_types_there_decides_by_that() {
    let mut bench = Bench::with(HELD, false);
    bench.does(filled(CLIENT_ID, "me@x"));
    bench.does(SaveEvent::Focused(Some(CLIENT_ID)));
    assert_eq!(problem(&bench, CLIENT_ID), Some(Problem::Filled), "to look is no answer");
    bench.does(typed(CLIENT_ID, "me@xy"));
    let save = only_save(&bench.does(SaveEvent::Flush));
    assert_eq!(save.client_id, "me@xy");
}

#[test]
fn other_edits_are_saved_meanwhile_without_it() {
    let mut bench = Bench::with(HELD, false);
    bench.does(filled(CLIENT_ID, "me@x"));
    let save = bench.saves("https://a.example");
    assert!(save.details.contains(r#""clientId":"A""#), "{}", save.details);
    bench.does(acknowledged());
    assert_eq!(bench.machine.state(), SaveState::Unsaved);
}

#[test]
fn what_is_there_anyway_is_no_question() {
    let mut bench = Bench::with(HELD, false);
    bench.does(filled(CLIENT_ID, "A"));
    assert_eq!(bench.machine.state(), SaveState::Saved);
    let mut early = Bench::opened();
    early.does(filled(CLIENT_ID, "A"));
    early.does(loaded(HELD, false));
    assert_eq!((early.machine.state(), problem(&early, CLIENT_ID)), (SaveState::Saved, None));
}

#[test]
fn what_others_wrote_below_it_is_asked_about() {
    for early in [false, true] {
        let mut bench = if early { Bench::opened() } else { Bench::with(HELD, false) };
        bench.does(filled(CLIENT_ID, "me@x"));
        if early {
            bench.does(loaded(HELD, false));
        } else {
            bench.record = record(&HELD.replace("\"A\"", "\"B\""), false);
            bench.does(SaveEvent::Elsewhere);
        }
        bench.does(SaveEvent::FilledKept(CLIENT_ID));
        assert_eq!(bench.machine.state(), SaveState::Conflict);
        let path = bench.machine.conflicts()[0].path.clone();
        let save = only_save(&bench.does(SaveEvent::Chosen(path, Side::Mine)));
        assert_eq!(save.client_id, "me@x");
    }
}

#[test]
fn the_journal_keeps_it_and_whoever_comes_next_is_asked() {
    let mut bench = Bench::with(HELD, false);
    for control in [CLIENT_ID, VALUE] {
        bench.does(filled(control, "me@x"));
    }
    bench.does(SaveEvent::RowAdded(Table::Authorization));
    let new = ControlId::Key(Table::Authorization, RowId(1));
    bench.does(filled(new, "you"));
    let left = entries(&bench);
    assert_eq!(left.len(), 3);
    for early in [false, true] {
        let mut next = Bench::opened();
        next.record = record(HELD, false);
        let events = [SaveEvent::Restored(left.clone()), loaded(HELD, false)];
        let mut events = Vec::from(events);
        if !early {
            events.reverse();
        }
        for event in events {
            assert_eq!(next.does(event), []);
        }
        for (control, text) in [(CLIENT_ID, "me@x"), (VALUE, "me@x"), (new, "you")] {
            assert_eq!(problem(&next, control), Some(Problem::Filled));
            assert_eq!(next.machine.text(control), text);
        }
        assert_eq!(next.machine.state(), SaveState::Unsaved);
        assert_eq!(next.after(60_000), [], "nothing is sent");
    }
}

#[test]
fn it_goes_with_its_row_and_with_all_that_is_discarded() {
    let mut bench = Bench::with(HELD, false);
    bench.does(filled(VALUE, "me@x"));
    bench.does(SaveEvent::RowRemoved(Table::Authorization, RowId(0)));
    only_save(&bench.does(SaveEvent::Flush));
    bench.does(acknowledged());
    assert_eq!((bench.machine.state(), entries(&bench)), (SaveState::Saved, Vec::new()));
    bench.does(filled(CLIENT_ID, "me@x"));
    bench.does(SaveEvent::Discard);
    assert_eq!(bench.machine.state(), SaveState::Saved);
    assert_eq!(bench.machine.text(CLIENT_ID), "A");
}

#[test]
fn earlier_wizards_do_not_take_it_for_an_edit() {
    let mut bench = Bench::with(HELD, false);
    bench.does(filled(CLIENT_ID, "me@x"));
    let changes = JournalIndex::new("one".to_owned()).changes(&bench.machine, bench.now);
    let text = changes[0].text.clone().expect("it is new");
    assert!(text.starts_with(r#"{"version":2,"#) && changes[0].name == "fill/clientId", "{text}");
}
