//! A page that is left, and come back to.

use reactive_graph::traits::GetUntracked;
use wizard_core::{FailureKind, SaveEvent, SaveState, Step, Table};
use wizard_state::{EditStorage, HostEvent};

use crate::fake::{Browser, CLIENT_ID, COMPANY_ID, Wizard, key};

/// A wizard whose save was on its way when its page was left.
fn left_while_saving(browser: &std::rc::Rc<Browser>) -> Wizard {
    let wizard = browser.opens("a");
    wizard.types(CLIENT_ID, "A");
    browser.settle();
    browser.platform.hold();
    browser.passes(600);
    wizard.session.page_left();
    browser.settle();
    wizard
}

#[test]
fn a_save_that_the_browser_breaks_off_is_known_of_to_whoever_comes_next() {
    let browser = Browser::new();
    let wizard = left_while_saving(&browser);
    browser.log.clear();
    browser.platform.fail("a save", FailureKind::Unreachable);
    browser.settle();
    assert_eq!(browser.log.lines(), [""; 0], "the page is gone and tells nobody");
    assert_eq!(browser.store.names(), ["a clientId", "a flight"]);
    assert_eq!(wizard.state(), SaveState::Saving);
}

#[test]
fn what_was_broken_off_is_taken_in_when_somebody_comes_back() {
    for arrives in [false, true] {
        let browser = Browser::new();
        let wizard = left_while_saving(&browser);
        if arrives {
            browser.platform.answer_unheard("a save");
        } else {
            browser.platform.fail("a save", FailureKind::Unreachable);
        }
        browser.settle();
        browser.platform.release();
        wizard.session.page_back();
        assert_eq!(wizard.state(), SaveState::Failed, "at once");
        browser.passes(2_000);
        assert_eq!(wizard.state(), SaveState::Saved);
        assert!(browser.platform.details(&key("1")).contains(r#""clientId":"A""#));
        assert!(browser.store.names().is_empty(), "{:?}", browser.store.names());
        assert_eq!(browser.log.count("a save"), if arrives { 1 } else { 2 });
    }
}

#[test]
fn an_answer_that_comes_all_the_same_is_an_answer() {
    let browser = Browser::new();
    let wizard = left_while_saving(&browser);
    browser.platform.answer("a save");
    browser.settle();
    assert_eq!(wizard.state(), SaveState::Saved);
    assert!(browser.store.names().is_empty(), "{:?}", browser.store.names());
}

/// Fails unless all of them show that everything is saved, and have nothing to ask.
fn assert_all_saved(browser: &Browser, wizards: [&Wizard; 2]) {
    for wizard in wizards {
        assert_eq!(wizard.state(), SaveState::Saved);
        let save = wizard.session.save();
        assert!(save.with_untracked(|machine| machine.conflicts().is_empty()));
    }
    assert!(browser.store.names().is_empty(), "{:?}", browser.store.names());
}

#[test]
fn what_another_wizard_took_over_meanwhile_is_neither_lost_nor_doubled() {
    let browser = Browser::new();
    browser.platform.hold();
    let a = browser.opens("a");
    a.types(CLIENT_ID, "A");
    browser.settle();
    a.session.page_left();
    browser.platform.fail("a load", FailureKind::Unreachable);
    browser.platform.release();
    let b = browser.opens("b");
    assert_eq!(b.text(CLIENT_ID), "A", "it was in the journal");
    browser.passes(500);
    b.types(COMPANY_ID, "B");
    browser.passes(700);
    a.session.page_back();
    browser.passes(5_000);
    assert_all_saved(&browser, [&a, &b]);
    assert_eq!(a.text(COMPANY_ID), "B");
    assert!(browser.platform.details(&key("1")).contains(r#""companyId":"B","clientId":"A""#));
}

#[test]
fn a_page_that_comes_back_to_its_turn_ends_it_and_another_has_its_own() {
    let browser = Browser::new();
    let a = left_while_saving(&browser);
    browser.platform.fail("a save", FailureKind::Unreachable);
    browser.platform.release();
    let b = browser.opens("b");
    assert_eq!(b.text(CLIENT_ID), "A", "it was in the journal");
    b.types(COMPANY_ID, "B");
    browser.passes(2_000);
    assert_eq!(browser.log.count("b save"), 0, "it is not its turn");
    a.session.page_back();
    browser.passes(40_000);
    assert_all_saved(&browser, [&a, &b]);
    assert!(browser.platform.details(&key("1")).contains(r#""companyId":"B","clientId":"A""#));
}

#[test]
fn what_another_has_saved_meanwhile_is_on_screen_at_once() {
    let browser = Browser::new();
    let (a, b) = (browser.opens("a"), browser.opens("b"));
    a.session.page_left();
    b.types(COMPANY_ID, "B");
    b.session.dispatch(SaveEvent::Flush);
    browser.settle();
    assert_eq!(a.text(COMPANY_ID), "", "it hears of nothing while it is away");
    a.session.page_back();
    browser.settle();
    assert_eq!(a.text(COMPANY_ID), "B");
}

#[test]
fn what_is_typed_after_coming_back_is_in_the_journal_again() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    browser.platform.hold();
    wizard.session.page_left();
    wizard.session.page_back();
    wizard.types(CLIENT_ID, "A");
    browser.settle();
    assert_eq!(browser.store.names(), ["a clientId"]);
}

#[test]
fn a_row_that_cannot_be_saved_is_written_again_after_coming_back() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    wizard.adds_row(Table::Authorization, "", "value without a key");
    browser.settle();
    wizard.session.page_left();
    assert_eq!(browser.store.names().len(), 1);
    browser.store.clear();
    wizard.session.page_back();
    browser.settle();
    assert_eq!(browser.store.names(), ["a row/authParams/0/a"]);
}

#[test]
fn nothing_is_added_to_a_journal_that_others_may_take_over() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    browser.platform.hold();
    wizard.session.leave();
    browser.settle();
    wizard.types(CLIENT_ID, "A");
    browser.settle();
    assert!(browser.store.names().is_empty(), "{:?}", browser.store.names());
}

#[test]
fn a_page_that_is_left_holds_neither_a_lock_nor_the_channel() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    assert_eq!(browser.locks.held().map(|held| held.len()), Some(1));
    wizard.session.page_left();
    browser.settle();
    assert_eq!(browser.locks.held(), Some(Vec::new()));
    wizard.session.page_back();
    browser.settle();
    assert_eq!(browser.locks.held().map(|held| held.len()), Some(1), "it is there again");
    // And it hears of the others' saves again.
    let other = browser.opens("b");
    other.types(CLIENT_ID, "B");
    browser.passes(1_000);
    assert_eq!(wizard.text(CLIENT_ID), "B");
}

/// A wizard whose page was left while it read the journal, in which is what an earlier one had typed.
fn left_while_reading(browser: &std::rc::Rc<Browser>) -> Wizard {
    let earlier = browser.opens("a");
    browser.platform.hold();
    earlier.types(CLIENT_ID, "A");
    browser.settle();
    earlier.crash();
    browser.store.set_mode(crate::fake::Mode::Silent);
    let wizard = browser.opens("b");
    wizard.session.page_left();
    browser.store.set_mode(crate::fake::Mode::Works);
    browser.settle();
    wizard
}

#[test]
fn a_page_that_is_left_while_the_journal_is_read_takes_nothing_over() {
    let browser = Browser::new();
    let wizard = left_while_reading(&browser);
    assert_eq!(wizard.text(CLIENT_ID), "");
    assert_eq!(browser.store.names(), ["b clientId"], "it waits there for whoever comes next");
    assert_eq!(browser.opens("c").text(CLIENT_ID), "A");
}

#[test]
fn whoever_goes_back_to_a_page_finds_what_was_found_as_it_was_left() {
    let browser = Browser::new();
    let wizard = left_while_reading(&browser);
    wizard.session.page_back();
    browser.settle();
    assert_eq!(wizard.text(CLIENT_ID), "A");
}

#[test]
fn a_journal_that_is_late_keeps_edits_all_the_same() {
    let browser = Browser::new();
    browser.store.set_mode(crate::fake::Mode::Silent);
    let wizard = browser.opens("a");
    browser.passes(3_000);
    assert!(matches!(wizard.session.save().storage(), EditStorage::Page(_)));
    browser.store.set_mode(crate::fake::Mode::Works);
    browser.settle();
    assert_eq!(wizard.session.save().storage(), EditStorage::Browser);
}

#[test]
fn a_killed_page_loses_nothing_but_its_window() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    wizard.types(CLIENT_ID, "A");
    wizard.adds_row(Table::AccessToken, "", "kept");
    browser.settle();
    wizard.session.go_to(Step::Parameters);
    browser.platform.hold();
    wizard.types(COMPANY_ID, "C");
    browser.settle();
    wizard.crash();
    browser.platform.release();
    let wizard = browser.opens("b");
    assert_eq!(wizard.session.step().get_untracked(), Step::Parameters);
    assert_eq!((wizard.text(CLIENT_ID), wizard.text(COMPANY_ID)), ("A".to_owned(), "C".to_owned()));
    assert_eq!(wizard.rows(Table::AccessToken).len(), 1);
    assert!(wizard.session.save().with_untracked(|machine| machine.restored().is_some()));
}

#[test]
fn whether_the_page_may_go_is_told_truly() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    assert!(wizard.session.save().may_leave(), "an untouched form");
    browser.store.set_mode(crate::fake::Mode::Fails);
    wizard.types(CLIENT_ID, "A");
    browser.settle();
    assert!(wizard.session.save().may_leave(), "it would leave at once");
    wizard.io.outlives.set(false);
    assert!(!wizard.session.save().may_leave(), "it would be cut off");
    browser.store.set_mode(crate::fake::Mode::Works);
    wizard.types(CLIENT_ID, "AB");
    browser.settle();
    assert!(wizard.session.save().may_leave(), "it is in the journal");
    wizard.adds_row(Table::Authorization, "client_secret", "s3cret");
    browser.settle();
    assert!(!wizard.session.save().may_leave(), "what looks like a secret is kept nowhere");
    wizard.session.forget_secrets();
    browser.settle();
    assert!(wizard.session.save().may_leave());
}

#[test]
fn a_step_that_is_gone_to_is_told_and_remembered() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    wizard.types(CLIENT_ID, "A");
    browser.log.clear();
    wizard.session.go_to(Step::Review);
    browser.settle();
    assert_eq!(browser.log.count(&format!("a tells {:?}", HostEvent::Step(Step::Review))), 1);
    assert_eq!(browser.log.count("a save"), 1, "leaving a step waits for no more typing");
    let left = wizard.session.left_steps();
    assert_eq!(left.get_untracked(), [Step::Application]);
    wizard.session.dispatch(SaveEvent::Retry);
    assert_eq!(browser.memory.steps.borrow().get(&key("1")).map(String::as_str), Some("review"));
}
