//! The client secret.

use std::{cell::RefCell, rc::Rc};

use futures::channel::oneshot;
use wizard_core::{Failure, FailureKind, SecretState};
use wizard_state::Encrypt;

use crate::fake::{Browser, Starter, Wizard, key};

const TEN_MINUTES: u64 = 10 * 60_000;

fn with_secret(browser: &Rc<Browser>) -> Wizard {
    let wizard = browser.opens("a");
    wizard.session.secret().set("s3cret".to_owned());
    wizard
}

fn text(wizard: &Wizard) -> String {
    wizard.session.secret().with(str::to_owned)
}

#[test]
fn a_page_that_nobody_looks_at_for_ten_minutes_forgets_it() {
    let browser = Browser::new();
    let wizard = with_secret(&browser);
    wizard.session.page_hidden();
    browser.passes(TEN_MINUTES - 1);
    assert_eq!(text(&wizard), "s3cret");
    browser.passes(1);
    assert_eq!(text(&wizard), "");
    assert_eq!(wizard.session.secret().state_untracked(), SecretState::Away);
}

#[test]
fn a_machine_that_slept_for_ten_minutes_forgets_it_when_it_is_looked_at() {
    let browser = Browser::new();
    let wizard = with_secret(&browser);
    wizard.session.page_hidden();
    browser.clock.sleep(TEN_MINUTES);
    browser.settle();
    wizard.session.page_shown();
    assert_eq!(text(&wizard), "");
    assert_eq!(wizard.session.secret().state_untracked(), SecretState::Away);
}

#[test]
fn whoever_comes_back_in_time_still_has_it() {
    let browser = Browser::new();
    let wizard = with_secret(&browser);
    wizard.session.page_hidden();
    browser.passes(TEN_MINUTES - 1);
    wizard.session.page_hidden();
    wizard.session.page_shown();
    browser.passes(2 * TEN_MINUTES);
    assert_eq!(text(&wizard), "s3cret");
    wizard.session.page_hidden();
    browser.passes(TEN_MINUTES - 1);
    assert_eq!(text(&wizard), "s3cret", "the time begins anew");
}

#[test]
fn hiding_a_page_twice_gives_no_more_time() {
    let browser = Browser::new();
    let wizard = with_secret(&browser);
    wizard.session.page_hidden();
    browser.passes(TEN_MINUTES - 1);
    wizard.session.page_hidden();
    browser.passes(1);
    assert_eq!(text(&wizard), "");
}

#[test]
fn a_page_that_is_left_forgets_it_at_once() {
    let browser = Browser::new();
    let wizard = with_secret(&browser);
    wizard.session.secret().offer("offered".to_owned());
    wizard.session.page_left();
    assert_eq!(text(&wizard), "");
    assert_eq!(wizard.session.secret().state_untracked(), SecretState::None);
    assert!(!wizard.session.fill().fill(None, None, true), "nor is there one on offer");
}

#[test]
fn an_offered_secret_is_filled_in_once_and_taken_back() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    assert!(!wizard.session.fill().fill(None, None, true), "there is none");
    wizard.session.secret().offer("offered".to_owned());
    assert!(wizard.session.fill().fill(None, None, true));
    assert_eq!(text(&wizard), "offered");
    assert!(wizard.session.fill().has_filled());
    assert!(wizard.session.fill().take_back());
    assert_eq!(text(&wizard), "");
    assert!(!wizard.session.fill().fill(None, None, true), "it is gone");
}

#[test]
fn what_was_typed_since_is_not_taken_back() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    wizard.session.secret().offer("offered".to_owned());
    wizard.session.fill().fill(None, None, true);
    wizard.session.secret().set("typed".to_owned());
    wizard.session.fill().take_back();
    assert_eq!(text(&wizard), "typed");
}

/// The texts that a host was given to encrypt.
type Given = Rc<RefCell<Vec<String>>>;

/// A wizard whose host is encrypting the secret, what it was given, and the way to answer.
fn encrypting(browser: &Rc<Browser>) -> (Wizard, Given, oneshot::Sender<Option<String>>) {
    let wizard = with_secret(browser);
    let (sender, receiver) = oneshot::channel();
    let (given, receiver) = (Rc::new(RefCell::new(Vec::new())), RefCell::new(Some(receiver)));
    let keep = Rc::clone(&given);
    let encrypt: Encrypt = Rc::new(move |text| {
        keep.borrow_mut().push(text.to_owned());
        let receiver = receiver.take().expect("it is encrypted once");
        Box::pin(async move { receiver.await.ok().flatten() })
    });
    wizard.encrypts(&Starter::relay(&browser.log), encrypt);
    wizard.session.token().encrypt_secret();
    browser.settle();
    (wizard, given, sender)
}

#[test]
fn a_host_encrypts_it_and_what_was_typed_is_forgotten_at_once() {
    let browser = Browser::new();
    let (wizard, given, answer) = encrypting(&browser);
    assert_eq!(*given.borrow(), ["s3cret"]);
    assert_eq!(text(&wizard), "");
    assert_eq!(wizard.session.secret().state_untracked(), SecretState::Encrypting);
    answer.send(Some("encrypted".to_owned())).expect("it is waited for");
    browser.settle();
    assert_eq!(text(&wizard), "encrypted");
    assert_eq!(wizard.session.secret().state_untracked(), SecretState::Encrypted);
}

#[test]
fn a_host_that_cannot_encrypt_it_is_told_of() {
    for answer in [None, Some(String::new())] {
        let browser = Browser::new();
        let (wizard, _, sender) = encrypting(&browser);
        sender.send(answer).expect("it is waited for");
        browser.settle();
        assert_eq!(wizard.session.secret().state_untracked(), SecretState::NotEncrypted);
        assert_eq!(text(&wizard), "");
    }
}

#[test]
fn an_encrypted_text_that_comes_late_replaces_nothing() {
    let browser = Browser::new();
    let (wizard, _, answer) = encrypting(&browser);
    wizard.session.secret().set("another".to_owned());
    answer.send(Some("encrypted".to_owned())).expect("it is waited for");
    browser.settle();
    assert_eq!(text(&wizard), "another");

    let (wizard, _, answer) = encrypting(&browser);
    wizard.session.page_left();
    answer.send(Some("encrypted".to_owned())).expect("it is waited for");
    browser.settle();
    assert_eq!(text(&wizard), "", "it was forgotten meanwhile");
    assert_eq!(wizard.session.secret().state_untracked(), SecretState::None);
}

#[test]
fn a_report_does_not_repeat_it_whoever_did() {
    let browser = Browser::new();
    let wizard = browser.wizard("a", &key("1"), &Starter::relay(&browser.log));
    wizard.session.secret().set("s3 cr&t".to_owned());
    let message = Some(r#"not "s3 cr&t" nor s3+cr%26t"#.to_owned());
    let failure = Failure { message, status: Some(400), ..Failure::of(FailureKind::Refused) };
    let report = wizard.session.report(&failure);
    assert!(!report.contains("s3 cr&t") && !report.contains("s3+cr%26t"), "{report}");
    assert!(report.contains("The platform said: not \"…\" nor …"), "{report}");
}
