//! Several wizards in one browser.

use wizard_core::{FailureKind, SaveEvent, SaveMachine, SaveState, Side};

use crate::fake::{Browser, CLIENT_ID, COMPANY_ID, key};

#[test]
fn of_two_wizards_of_a_record_one_writes_after_the_other() {
    let browser = Browser::new();
    let (a, b) = (browser.opens("a"), browser.opens("b"));
    a.types(CLIENT_ID, "A");
    b.types(COMPANY_ID, "B");
    browser.settle();
    browser.platform.hold();
    browser.passes(600);
    assert_eq!(browser.platform.waiting().iter().filter(|it| it.contains(" save ")).count(), 1);
    browser.passes(5_000);
    assert_eq!(browser.log.count("b save"), 0, "it is not its turn");
    browser.log.clear();
    browser.platform.release();
    browser.passes(1_000);
    browser.log.assert_order(&["b load", "b save"]);
    let saved = browser.platform.details(&key("1"));
    assert!(saved.contains(r#""companyId":"B","clientId":"A""#), "{saved}");
    assert_eq!((a.state(), b.state()), (SaveState::Saved, SaveState::Saved));
    assert_eq!((a.text(COMPANY_ID), b.text(CLIENT_ID)), ("B".to_owned(), "A".to_owned()));
}

#[test]
fn a_wizard_that_nobody_touches_shows_what_another_has_saved() {
    let browser = Browser::new();
    let (a, b) = (browser.opens("a"), browser.opens("b"));
    a.types(CLIENT_ID, "A");
    browser.passes(600);
    assert_eq!(b.text(CLIENT_ID), "A");
    assert_eq!(browser.log.count("b save"), 0);
    assert_eq!(browser.log.count("a load"), 2, "nobody hears of their own saves");
}

#[test]
fn what_both_changed_is_asked_about_and_nothing_is_dropped() {
    let browser = Browser::new();
    let (a, b) = (browser.opens("a"), browser.opens("b"));
    a.types(CLIENT_ID, "A");
    b.types(CLIENT_ID, "B");
    browser.passes(2_000);
    assert_eq!(a.state(), SaveState::Saved);
    assert_eq!(b.state(), SaveState::Conflict);
    assert_eq!(b.text(CLIENT_ID), "B", "what was typed stays");
    let conflicts = b.session.save().with_untracked(SaveMachine::conflicts);
    b.session.dispatch(SaveEvent::Chosen(conflicts[0].path.clone(), Side::Mine));
    browser.passes(2_000);
    assert!(browser.platform.details(&key("1")).contains(r#""clientId":"B""#));
    assert_eq!(a.text(CLIENT_ID), "B");
}

#[test]
fn whoever_is_gone_holds_up_nobody() {
    let browser = Browser::new();
    let a = browser.opens("a");
    a.types(CLIENT_ID, "A");
    browser.settle();
    browser.platform.hold();
    browser.passes(600);
    browser.platform.fail("a save", FailureKind::RateLimited);
    browser.settle();
    a.crash();
    browser.platform.release();
    let b = browser.opens("b");
    browser.passes(60_000);
    assert_eq!(b.text(CLIENT_ID), "A");
    assert_eq!(b.state(), SaveState::Saved);
    assert!(browser.platform.details(&key("1")).contains(r#""clientId":"A""#));
    assert!(browser.store.names().is_empty(), "{:?}", browser.store.names());
}

#[test]
fn whoever_is_killed_in_its_turn_leaves_its_edits_to_the_next() {
    let browser = Browser::new();
    let (a, b) = (browser.opens("a"), browser.opens("b"));
    a.types(CLIENT_ID, "A");
    browser.settle();
    browser.platform.hold();
    browser.passes(600);
    b.types(COMPANY_ID, "B");
    browser.settle();
    assert_eq!(b.text(CLIENT_ID), "", "it is the other's");
    a.crash();
    assert_eq!(b.text(CLIENT_ID), "A", "with the turn comes what was left");
    browser.platform.fail("a save", FailureKind::Unreachable);
    browser.platform.release();
    browser.passes(60_000);
    assert_eq!(b.state(), SaveState::Saved);
    let saved = browser.platform.details(&key("1"));
    assert!(saved.contains(r#""companyId":"B","clientId":"A""#), "{saved}");
    assert!(browser.store.names().is_empty(), "{:?}", browser.store.names());
}

#[test]
fn what_a_living_wizard_has_in_the_journal_is_left_to_it() {
    let browser = Browser::new();
    browser.platform.hold();
    let a = browser.opens("a");
    a.types(CLIENT_ID, "A");
    browser.settle();
    let b = browser.opens("b");
    assert_eq!(b.text(CLIENT_ID), "");
    assert_eq!(browser.store.names(), ["a clientId"]);
}

#[test]
fn a_save_that_went_astray_is_waited_for_before_another_overtakes_it() {
    let browser = Browser::new();
    let a = browser.opens("a");
    a.types(CLIENT_ID, "A");
    browser.settle();
    browser.platform.hold();
    browser.passes(600);
    a.crash();
    let b = browser.opens("b");
    b.types(CLIENT_ID, "B");
    b.session.dispatch(SaveEvent::Flush);
    for _ in 0..5 {
        while browser.platform.waiting().contains(&"b load".to_owned()) {
            browser.platform.answer("b load");
            browser.settle();
        }
        browser.passes(1_000);
    }
    assert_eq!(browser.log.count("b save"), 0, "the lost one could still arrive");
    browser.platform.answer("a save");
    browser.platform.release();
    browser.passes(2_000);
    assert_eq!(browser.log.count("b save"), 1);
    assert!(browser.platform.details(&key("1")).contains(r#""clientId":"B""#));
}

#[test]
fn whoever_has_left_waits_for_a_save_that_went_astray_too() {
    let browser = Browser::new();
    let (a, b) = (browser.opens("a"), browser.opens("b"));
    a.types(CLIENT_ID, "A");
    browser.settle();
    browser.platform.hold();
    browser.passes(600);
    b.types(CLIENT_ID, "B");
    b.session.leave();
    browser.settle();
    a.crash();
    for _ in 0..5 {
        while browser.platform.waiting().contains(&"b load".to_owned()) {
            browser.platform.answer("b load");
            browser.settle();
        }
        browser.passes(1_000);
    }
    assert_eq!(browser.log.count("b save"), 0, "the lost one could still arrive");
}

#[test]
fn others_hear_of_a_save_that_was_answered_after_its_wizard_had_left() {
    let browser = Browser::new();
    let (a, b) = (browser.opens("a"), browser.opens("b"));
    a.types(CLIENT_ID, "A");
    a.session.leave();
    browser.passes(600);
    assert!(browser.platform.details(&key("1")).contains(r#""clientId":"A""#));
    assert_eq!(b.text(CLIENT_ID), "A");
}

#[test]
fn a_browser_without_locks_saves_all_the_same() {
    let browser = Browser::new();
    browser.locks.are_missing.set(true);
    let wizard = browser.opens("a");
    wizard.types(CLIENT_ID, "A");
    browser.passes(600);
    assert_eq!(wizard.state(), SaveState::Saved);
    assert!(browser.platform.details(&key("1")).contains(r#""clientId":"A""#));
}

#[test]
fn answers_that_come_late_stay_with_their_key() {
    let browser = Browser::new();
    browser.platform.put(&key("1"), r#"{"clientId":"one"}"#);
    browser.platform.put(&key("2"), r#"{"clientId":"two"}"#);
    browser.platform.hold();
    let one = browser.opens_key("a", &key("1"));
    one.types(COMPANY_ID, "C1");
    one.session.leave();
    let two = browser.opens_key("b", &key("2"));
    two.types(COMPANY_ID, "C2");
    browser.platform.answer("b load");
    browser.settle();
    browser.platform.answer("a load");
    browser.settle();
    assert_eq!((one.text(CLIENT_ID), two.text(CLIENT_ID)), ("one".to_owned(), "two".to_owned()));
    browser.platform.release();
    browser.passes(2_000);
    for (number, client_id) in [("1", "one"), ("2", "two")] {
        let saved = browser.platform.details(&key(number));
        assert!(saved.contains(&format!(r#""clientId":"{client_id}""#)), "{saved}");
        assert!(saved.contains(&format!(r#""companyId":"C{number}""#)), "{saved}");
    }
}

#[test]
fn a_save_of_another_key_is_no_news() {
    let browser = Browser::new();
    let one = browser.opens_key("a", &key("1"));
    let _two = browser.opens_key("b", &key("2"));
    browser.log.clear();
    one.types(CLIENT_ID, "A");
    browser.passes(600);
    assert_eq!(browser.log.count("b load"), 0);
}
