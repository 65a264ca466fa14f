//! Answers that outlive the view.

use std::rc::Rc;

use wizard_core::{FailureKind, SaveEvent, SaveState};

use crate::fake::{Browser, CLIENT_ID, key};

#[test]
fn a_save_that_is_on_its_way_when_the_key_is_left_is_acknowledged() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    wizard.types(CLIENT_ID, "A");
    browser.settle();
    browser.platform.hold();
    browser.passes(600);
    wizard.session.leave();
    browser.settle();
    assert!(!wizard.session.can_be_dropped(), "its answer is still to come");
    assert!(browser.store.names().contains(&"a clientId".to_owned()));
    browser.platform.answer("a save");
    browser.settle();
    assert_eq!(wizard.state(), SaveState::Saved);
    assert!(browser.store.names().is_empty(), "{:?}", browser.store.names());
    assert!(wizard.session.can_be_dropped());
}

#[test]
fn a_save_ends_well_though_nobody_holds_its_session_any_more() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    wizard.types(CLIENT_ID, "A");
    browser.settle();
    browser.platform.hold();
    browser.passes(600);
    wizard.session.leave();
    let session = Rc::downgrade(&wizard.session);
    wizard.forget();
    assert!(session.upgrade().is_none(), "no view and no wizard holds it");
    browser.platform.release();
    browser.settle();
    assert!(browser.platform.details(&key("1")).contains(r#""clientId":"A""#));
    assert!(browser.store.names().is_empty(), "{:?}", browser.store.names());
    browser.log.assert_order(&["a save", "a removes clientId", "a tells Saved"]);
}

#[test]
fn what_is_unsent_when_the_key_is_left_goes_at_once() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    wizard.types(CLIENT_ID, "A");
    wizard.session.leave();
    wizard.forget();
    assert!(browser.platform.details(&key("1")).contains(r#""clientId":"A""#));
    assert!(browser.store.names().is_empty(), "{:?}", browser.store.names());
}

#[test]
fn a_save_that_failed_is_tried_again_though_nobody_looks() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    wizard.types(CLIENT_ID, "A");
    browser.settle();
    browser.platform.hold();
    browser.passes(600);
    wizard.session.leave();
    wizard.forget();
    browser.platform.fail("a save", FailureKind::RateLimited);
    browser.platform.release();
    browser.settle();
    assert_eq!(browser.platform.details(&key("1")), "");
    browser.passes(1_500);
    assert!(browser.platform.details(&key("1")).contains(r#""clientId":"A""#));
}

#[test]
fn a_session_with_everything_saved_leaves_nothing_behind() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    wizard.fills_in();
    wizard.session.leave();
    browser.settle();
    assert!(wizard.session.can_be_dropped());
    let save = Rc::downgrade(wizard.session.save());
    wizard.forget();
    browser.passes(60_000);
    assert!(save.upgrade().is_none(), "no timer and no task holds the driver");
    assert_eq!(browser.locks.held(), Some(Vec::new()), "nor does it hold up anybody");
}

#[test]
fn what_waits_for_a_word_of_the_person_is_in_the_journal_and_may_be_dropped() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    browser.platform.hold();
    wizard.types(CLIENT_ID, "A");
    wizard.session.dispatch(SaveEvent::Flush);
    browser.settle();
    browser.platform.answer("a load");
    browser.settle();
    browser.platform.fail("a save", FailureKind::Refused);
    browser.settle();
    assert_eq!(wizard.state(), SaveState::Failed);
    assert!(wizard.session.can_be_dropped());
    assert_eq!(browser.store.names(), ["a clientId"]);
}
