//! Edits are in the journal before anything else happens, and a journal that does not answer holds
//! nothing up for long.

use wizard_core::{SaveEvent, SaveState};
use wizard_state::{EditStorage, IoEvent};
use wizard_web::journal::StorageError;

use crate::fake::{BASE_URL, Browser, CLIENT_ID, COMPANY_ID, Mode, Wizard, key};

/// A wizard whose edit is about to be saved, and a database that has stopped to answer.
fn about_to_save(browser: &std::rc::Rc<Browser>) -> Wizard {
    let wizard = browser.opens("a");
    wizard.types(CLIENT_ID, "A");
    browser.settle();
    browser.store.set_mode(Mode::Silent);
    wizard
}

#[test]
fn a_key_press_is_on_its_way_to_the_journal_before_anything_is_waited_for() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    browser.log.clear();
    wizard.types(CLIENT_ID, "A");
    assert_eq!(browser.log.lines().first().map(String::as_str), Some("a writes clientId"));
    browser.log.assert_order(&["a writes clientId", "a tells SaveState", "a tells Changed"]);
}

#[test]
fn a_save_is_in_the_journal_before_its_request_leaves() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    wizard.types(CLIENT_ID, "A");
    browser.passes(600);
    assert_eq!(wizard.state(), SaveState::Saved);
    browser.log.assert_order(&["a writes clientId", "a writes flight", "a save", "a removes"]);
}

#[test]
fn a_save_waits_half_a_second_for_the_journal_and_then_goes_on() {
    let browser = Browser::new();
    let _wizard = about_to_save(&browser);
    browser.passes(600 + 499);
    assert_eq!(browser.log.count("a save"), 0);
    browser.passes(1);
    assert_eq!(browser.log.count("a save"), 1);
}

#[test]
fn a_save_goes_on_as_soon_as_the_journal_has_it() {
    let browser = Browser::new();
    let _wizard = about_to_save(&browser);
    browser.passes(700);
    assert_eq!(browser.log.count("a save"), 0);
    browser.store.set_mode(Mode::Works);
    browser.settle();
    assert_eq!(browser.log.count("a save"), 1);
}

#[test]
fn a_save_goes_on_as_soon_as_the_journal_has_failed() {
    let browser = Browser::new();
    let wizard = about_to_save(&browser);
    browser.passes(700);
    browser.store.set_mode(Mode::Fails);
    browser.settle();
    assert_eq!(browser.log.count("a save"), 1);
    assert_eq!(wizard.session.save().storage(), EditStorage::Page(StorageError::Full));
}

#[test]
fn a_page_that_is_hidden_waits_for_no_journal() {
    let browser = Browser::new();
    let wizard = about_to_save(&browser);
    wizard.io.is_hidden.set(true);
    wizard.session.page_hidden();
    browser.settle();
    assert_eq!(browser.log.count("a save"), 1);
}

#[test]
fn a_key_that_is_left_waits_for_no_journal() {
    let browser = Browser::new();
    let wizard = about_to_save(&browser);
    browser.passes(700);
    assert_eq!(browser.log.count("a save"), 0);
    wizard.session.leave();
    browser.settle();
    assert_eq!(browser.log.count("a save"), 1);
}

#[test]
fn a_journal_that_never_answers_is_given_up_after_three_seconds() {
    let browser = Browser::new();
    browser.store.set_mode(Mode::Silent);
    let wizard = browser.opens("a");
    browser.passes(2_999);
    assert_eq!(wizard.state(), SaveState::Loading);
    assert_eq!(wizard.session.save().storage(), EditStorage::Browser);
    browser.passes(1);
    assert_eq!(wizard.state(), SaveState::Saved);
    assert_eq!(wizard.session.save().storage(), EditStorage::Page(StorageError::Broken));
    wizard.types(CLIENT_ID, "A");
    browser.passes(600);
    assert!(browser.platform.details(&key("1")).contains(r#""clientId":"A""#), "it is saved");
}

#[test]
fn a_journal_that_has_answered_is_not_given_up() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    browser.passes(10_000);
    assert_eq!(wizard.session.save().storage(), EditStorage::Browser);
}

#[test]
fn what_a_late_journal_gives_is_taken_in() {
    let browser = Browser::new();
    let earlier = browser.opens("a");
    earlier.types(COMPANY_ID, "C");
    browser.settle();
    earlier.crash();
    browser.store.set_mode(Mode::Silent);
    let wizard = browser.opens("b");
    browser.passes(5_000);
    assert_eq!(wizard.text(COMPANY_ID), "");
    browser.store.set_mode(Mode::Works);
    browser.settle();
    assert_eq!(wizard.text(COMPANY_ID), "C");
    browser.passes(600);
    assert!(browser.platform.details(&key("1")).contains(r#""companyId":"C""#));
    assert!(browser.store.names().is_empty(), "{:?}", browser.store.names());
}

#[test]
fn a_journal_that_falls_silent_holds_up_a_save_for_three_seconds_at_most() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    browser.store.set_mode(Mode::Silent);
    wizard.types(CLIENT_ID, "A");
    wizard.session.dispatch(SaveEvent::Flush);
    browser.passes(2_999);
    assert_eq!(browser.log.count("a save"), 0);
    browser.passes(501);
    assert_eq!(browser.log.count("a save"), 1);
}

#[test]
fn a_journal_that_fails_while_it_is_written_to_is_told_of() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    browser.store.set_mode(Mode::FailsAtOnce);
    wizard.types(CLIENT_ID, "A");
    browser.settle();
    assert_eq!(wizard.session.save().storage(), EditStorage::Page(StorageError::Full));
    assert!(wizard.session.save().with_untracked(wizard_core::SaveMachine::has_edits));
    browser.store.set_mode(Mode::Works);
    wizard.types(BASE_URL, "https://api.example/");
    browser.settle();
    assert_eq!(wizard.session.save().storage(), EditStorage::Browser, "it works again");
}

#[test]
fn a_journal_that_was_emptied_is_written_anew() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    browser.platform.hold();
    wizard.types(CLIENT_ID, "A");
    browser.settle();
    browser.store.clear();
    wizard.io.hears(IoEvent::JournalLost);
    browser.settle();
    assert_eq!(browser.store.names(), ["a clientId"]);
}

#[test]
fn what_can_be_read_and_not_moved_is_taken_in_once() {
    let browser = Browser::new();
    let earlier = browser.opens("a");
    earlier.types(COMPANY_ID, "C");
    browser.settle();
    earlier.crash();
    browser.store.set_mode(Mode::OnlyRead);
    let wizard = browser.opens("b");
    assert_eq!(wizard.text(COMPANY_ID), "C");
    assert_eq!(browser.store.names(), ["a companyId"]);
    browser.passes(1_000);
    // Somebody goes on typing: the lock is taken again, and the journal is looked into again.
    browser.passes(5_000);
    wizard.types(COMPANY_ID, "D");
    browser.passes(1_000);
    assert_eq!(wizard.text(COMPANY_ID), "D");
    assert!(wizard.session.save().with_untracked(|machine| machine.resolved().is_empty()));
    assert!(browser.platform.details(&key("1")).contains(r#""companyId":"D""#));
}

#[test]
fn an_entry_of_another_version_is_told_of_and_stays_until_somebody_says_so() {
    let browser = Browser::new();
    let place = key("1").members().map(|(_, id)| id).join("/");
    browser.store.put(&place, "z", "clientId", r#"{"version":99,"at":1,"value":"Z"}"#);
    let wizard = browser.opens("a");
    assert_eq!(wizard.session.save().unreadable(), Some(wizard_core::Unreadable::OtherVersion));
    assert_eq!(wizard.text(CLIENT_ID), "");
    assert_eq!(browser.store.names(), ["z clientId"]);
    wizard.session.save().forget_unreadable();
    browser.settle();
    assert_eq!(wizard.session.save().unreadable(), None);
    assert!(browser.store.names().is_empty());
}
