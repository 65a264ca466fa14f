//! The way from the click to the token, with a relay.

use wizard_core::{
    Outcome, Reason, Refusal, SaveEvent, SecretState, TokenEnd, TokenEvent, TokenPhase,
};
use wizard_state::{ProviderWindow, TokenConfig};

use super::{end, filled_in, waiting};
use crate::fake::{Browser, CLIENT_ID, FakeIo, Starter, URL, Wizard, key};

#[test]
fn a_token_is_generated_for_what_is_saved() {
    let browser = Browser::new();
    let starter = Starter::relay(&browser.log);
    let wizard = filled_in(&browser, &starter);
    browser.log.clear();
    wizard.session.token().authorize();
    let first = browser.log.lines();
    assert_eq!(first.first().map(String::as_str), Some("popup opens"), "in the click itself");
    assert_eq!(wizard.session.token().state_word(), "waiting");
    browser.settle();
    browser.log.assert_order(&["popup opens", "a save", "relay is asked to start"]);
    assert_eq!(starter.secrets(), ["s3cret"]);
    assert_eq!(
        wizard.session.secret().state_untracked(),
        SecretState::Typed,
        "it may not have worked"
    );
    starter.gives(URL);
    browser.settle();
    browser.log.assert_order(&["a remembers the attempt", &format!("popup goes to {URL}")]);
    assert_eq!(wizard.session.secret().state_untracked(), SecretState::Used);
    wizard.session.secret().with(|secret| assert_eq!(secret, ""));
    browser.passes(1_000);
    assert_eq!(browser.log.count("relay is asked about attempt-1"), 1);
    assert!(wizard.session.token().is_under_way());

    *starter.outcome.borrow_mut() = Ok(Outcome::Generated);
    browser.platform.hold();
    browser.passes(1_000);
    assert_eq!(end(&wizard), Some(TokenEnd::Generated));
    assert_eq!(wizard.session.token().state_word(), "generated");
    assert_eq!(browser.log.count("popup is closed"), 1);
    assert!(!browser.memory.attempts.borrow().is_empty(), "a reload has to come back to it");
    browser.platform.release();
    browser.passes(1_000);
    assert!(browser.platform.flag(&key("1")));
    assert!(browser.memory.attempts.borrow().is_empty());
    browser.log.assert_order(&["a save with a token", "a forgets the attempt"]);
    assert!(wizard.session.can_be_dropped());
}

#[test]
fn the_secret_is_in_no_journal_and_no_note() {
    let browser = Browser::new();
    let starter = Starter::relay(&browser.log);
    let wizard = waiting(&browser, &starter);
    browser.platform.hold();
    wizard.types(CLIENT_ID, "B");
    browser.settle();
    let attempts: String = browser.memory.attempts.borrow().values().cloned().collect();
    let everything = browser.log.lines().join("\n") + &browser.store.texts() + &attempts;
    assert!(!everything.contains("s3cret"), "{everything}");
}

#[test]
fn a_blocked_window_leaves_a_link() {
    let browser = Browser::new();
    let starter = Starter::relay(&browser.log);
    let wizard = filled_in(&browser, &starter);
    wizard.io.blocks_popups.set(true);
    wizard.session.token().authorize();
    browser.settle();
    starter.gives(URL);
    browser.settle();
    let view = wizard.session.token().view();
    assert_eq!(view.window, ProviderWindow::Blocked);
    let TokenPhase::Waiting(waiting) = view.phase else { panic!("{:?}", view.phase) };
    assert_eq!(waiting.attempt.url, URL);
}

#[test]
fn a_window_that_seems_closed_changes_words_only_and_after_a_look() {
    let browser = Browser::new();
    let starter = Starter::relay(&browser.log);
    let wizard = waiting(&browser, &starter);
    wizard.io.is_popup_closed.borrow().set(true);
    assert_eq!(wizard.session.token().view().window, ProviderWindow::Shown);
    browser.passes(1_000);
    assert_eq!(wizard.session.token().view().window, ProviderWindow::Gone);
    assert!(wizard.session.token().is_under_way());
    // A second click shows it, or takes a look where it is gone.
    let before = browser.log.count("relay is asked about");
    wizard.session.token().authorize();
    browser.settle();
    assert_eq!(browser.log.count("popup is shown"), 0);
    assert_eq!(browser.log.count("relay is asked about"), before + 1);
}

#[test]
fn a_second_click_shows_the_window_that_is_there() {
    let browser = Browser::new();
    let starter = Starter::relay(&browser.log);
    let wizard = waiting(&browser, &starter);
    wizard.session.token().authorize();
    browser.settle();
    assert_eq!(browser.log.count("popup is shown"), 1);
    assert_eq!(browser.log.count("popup opens"), 1);
}

#[test]
fn a_start_that_fails_keeps_the_secret() {
    let browser = Browser::new();
    let starter = Starter::relay(&browser.log);
    let wizard = filled_in(&browser, &starter);
    wizard.session.token().authorize();
    browser.settle();
    starter.refuses();
    browser.log.clear();
    browser.settle();
    assert!(matches!(end(&wizard), Some(TokenEnd::NotBegun(_))));
    assert_eq!(wizard.session.token().state_word(), "failed");
    wizard.session.secret().with(|secret| assert_eq!(secret, "s3cret"));
    browser.log.assert_order(&["popup is closed", "a load"]);
}

#[test]
fn settings_that_cannot_be_saved_get_no_token() {
    let browser = Browser::new();
    let starter = Starter::relay(&browser.log);
    let wizard = filled_in(&browser, &starter);
    browser.platform.hold();
    wizard.session.token().authorize();
    browser.settle();
    browser.platform.answer("a load");
    browser.settle();
    browser.platform.refuse("a save", "no");
    browser.settle();
    assert_eq!(end(&wizard), Some(TokenEnd::NotSaved));
    assert_eq!(browser.log.count("relay"), 0);
    assert_eq!(browser.log.count("popup is closed"), 1);
}

#[test]
fn a_url_with_the_secret_in_it_is_not_opened() {
    let browser = Browser::new();
    let starter = Starter::relay(&browser.log);
    let wizard = filled_in(&browser, &starter);
    wizard.session.token().authorize();
    browser.settle();
    starter.gives_unsafe(&format!("{URL}&x=s3cret"));
    browser.settle();
    assert!(matches!(end(&wizard), Some(TokenEnd::BadUrl(_))));
    assert_eq!(browser.log.count("popup goes to"), 0);
    assert_eq!(browser.log.count("relay may forget attempt-1"), 1);
    assert!(browser.memory.attempts.borrow().is_empty());
}

#[test]
fn what_the_provider_refuses_is_told_with_its_code() {
    let browser = Browser::new();
    let starter = Starter::relay(&browser.log);
    let wizard = waiting(&browser, &starter);
    let refusal = Refusal { code: "access_denied".to_owned(), description: None, uri: None };
    *starter.outcome.borrow_mut() = Ok(Outcome::Failed(refusal));
    browser.passes(1_000);
    let Some(TokenEnd::Refused(refusal)) = end(&wizard) else { panic!("{:?}", end(&wizard)) };
    assert_eq!(refusal.reason(), Reason::Denied);
    assert_eq!(
        browser.log.count(r#"a tells Token { state: "failed", error: Some("access_denied") }"#),
        1
    );
    assert_eq!(browser.log.count("a forgets the attempt"), 1);
}

#[test]
fn settings_stay_as_they_are_while_a_token_is_generated_for_them() {
    let browser = Browser::new();
    let starter = Starter::relay(&browser.log);
    let wizard = waiting(&browser, &starter);
    wizard.types(CLIENT_ID, "AB");
    assert_eq!(wizard.text(CLIENT_ID), "AB", "what is typed all the same is not lost");
    wizard.session.dispatch(SaveEvent::Discard);
    assert_eq!(wizard.text(CLIENT_ID), "AB");
    wizard.session.token().dispatch(TokenEvent::Cancelled);
    wizard.session.dispatch(SaveEvent::Discard);
    assert_eq!(wizard.text(CLIENT_ID), "A");
}

#[test]
fn whoever_answers_in_the_pages_own_tab_is_brought_back_if_somebody_can_be_asked() {
    for (blocks, brings_back) in [(true, true), (false, false)] {
        let browser = Browser::new();
        let starter = Starter::relay(&browser.log);
        let return_url = Some("https://pages.example/".to_owned());
        let config = TokenConfig { return_url, ..Wizard::config(&starter) };
        let io = FakeIo::new(&browser, "a", &key("1"));
        io.blocks_popups.set(blocks);
        let wizard = Wizard::with_io(&browser, io, &key("1"), config);
        wizard.session.open();
        wizard.fills_in();
        wizard.session.token().authorize();
        browser.settle();
        starter.gives(URL);
        browser.settle();
        let view = wizard.session.token().view();
        let TokenPhase::Waiting(waiting) = view.phase else { panic!("{:?}", view.phase) };
        assert_eq!(waiting.attempt.brings_back, brings_back);
    }
}
