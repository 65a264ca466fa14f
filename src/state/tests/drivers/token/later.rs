//! Attempts that were given up, left or loaded anew, and answers that come late.

use wizard_core::{Outcome, TokenEnd, TokenEvent, TokenPhase};
use wizard_state::ProviderWindow;

use super::{end, filled_in, waiting};
use crate::fake::{Browser, Starter, URL, Wizard, key};

#[test]
fn a_start_that_is_cancelled_is_given_up_and_its_secret_kept() {
    let browser = Browser::new();
    let starter = Starter::relay(&browser.log);
    let wizard = filled_in(&browser, &starter);
    wizard.session.token().authorize();
    browser.settle();
    wizard.session.token().dispatch(TokenEvent::Cancelled);
    assert!(!wizard.session.token().is_under_way());
    starter.gives(URL);
    browser.settle();
    assert_eq!(browser.log.count("relay may forget attempt-1"), 1);
    assert_eq!(browser.log.count("popup goes to"), 0);
    wizard.session.secret().with(|secret| assert_eq!(secret, "s3cret"));
    assert!(browser.memory.attempts.borrow().is_empty());
}

#[test]
fn answers_of_an_earlier_attempt_count_no_more() {
    let browser = Browser::new();
    let starter = Starter::relay(&browser.log);
    let wizard = filled_in(&browser, &starter);
    wizard.session.token().authorize();
    browser.settle();
    wizard.session.token().dispatch(TokenEvent::Cancelled);
    wizard.session.token().authorize();
    browser.settle();
    starter.gives("https://provider.example/old?client_id=A&response_type=code");
    browser.settle();
    assert_eq!(browser.log.count("popup goes to"), 0);
    wizard.session.secret().with(|secret| assert_eq!(secret, "s3cret", "the second one needs it"));
    assert!(matches!(wizard.session.token().view().phase, TokenPhase::Beginning { .. }));
    starter.gives(URL);
    browser.settle();
    assert_eq!(browser.log.count(&format!("popup goes to {URL}")), 1);
    browser.passes(1_000);
    assert_eq!(browser.log.count("relay is asked about attempt-2"), 1);
}

#[test]
fn a_token_that_came_although_it_was_given_up_is_a_token() {
    let browser = Browser::new();
    let starter = Starter::relay(&browser.log);
    let wizard = waiting(&browser, &starter);
    *starter.outcome.borrow_mut() = Ok(Outcome::Generated);
    wizard.session.token().dispatch(TokenEvent::Cancelled);
    assert_eq!(end(&wizard), Some(TokenEnd::Cancelled));
    browser.passes(1_000);
    assert_eq!(end(&wizard), Some(TokenEnd::Generated));
    assert!(browser.platform.flag(&key("1")));
}

#[test]
fn a_reload_comes_back_to_the_attempt() {
    let browser = Browser::new();
    let starter = Starter::relay(&browser.log);
    let before = waiting(&browser, &starter);
    let tab = before.io.tab.borrow().clone();
    before.crash();
    let after = browser.wizard("b", &key("1"), &starter);
    after.io.tab.replace(tab);
    after.session.open();
    let view = after.session.token().view();
    let TokenPhase::Waiting(waiting) = view.phase else { panic!("{:?}", view.phase) };
    assert_eq!(waiting.attempt.url, URL);
    assert_eq!(view.window, ProviderWindow::Gone);
    *starter.outcome.borrow_mut() = Ok(Outcome::Generated);
    browser.passes(2_000);
    assert_eq!(end(&after), Some(TokenEnd::Generated));
    assert!(browser.platform.flag(&key("1")));
    assert!(browser.memory.attempts.borrow().is_empty());
}

#[test]
fn a_relay_that_is_known_only_later_is_asked_then() {
    let browser = Browser::new();
    let starter = Starter::relay(&browser.log);
    waiting(&browser, &starter).crash();
    let elsewhere = Starter::relay_at(&browser.log, "https://other.example");
    let after = browser.wizard("b", &key("1"), &elsewhere);
    after.session.open();
    browser.settle();
    assert!(!after.session.token().is_under_way(), "another relay knows nothing of it");
    after.session.set_token_config(Wizard::config(&starter));
    assert!(after.session.token().is_under_way());
}

#[test]
fn an_attempt_that_is_long_over_is_forgotten() {
    let browser = Browser::new();
    let starter = Starter::relay(&browser.log);
    waiting(&browser, &starter).crash();
    browser.passes(15 * 60_000 + 60 * 60_000 + 1);
    let after = browser.wizard("b", &key("1"), &starter);
    after.session.open();
    assert!(!after.session.token().is_under_way());
    assert!(browser.memory.attempts.borrow().is_empty());
}

#[test]
fn the_attempt_of_another_tab_is_not_forgotten() {
    let browser = Browser::new();
    let starter = Starter::relay(&browser.log);
    let wizard = waiting(&browser, &starter);
    let place = key("1");
    browser.memory.attempts.borrow_mut().insert(place.clone(), "another tab's".to_owned());
    wizard.session.token().dispatch(TokenEvent::Cancelled);
    browser.settle();
    let kept = browser.memory.attempts.borrow().get(&place).cloned();
    assert_eq!(kept.as_deref(), Some("another tab's"));
}

#[test]
fn an_attempt_is_followed_by_whoever_started_it() {
    let browser = Browser::new();
    let starter = Starter::relay(&browser.log);
    let wizard = waiting(&browser, &starter);
    let other = Starter::relay_at(&browser.log, "https://other.example");
    *other.outcome.borrow_mut() = Ok(Outcome::Generated);
    wizard.session.set_token_config(Wizard::config(&other));
    browser.passes(3_000);
    assert!(wizard.session.token().is_under_way(), "the other one knows nothing of it");
    *starter.outcome.borrow_mut() = Ok(Outcome::Generated);
    browser.passes(2_000);
    assert_eq!(end(&wizard), Some(TokenEnd::Generated));
}

#[test]
fn a_key_that_is_left_waits_on_and_begins_nothing() {
    let browser = Browser::new();
    let starter = Starter::relay(&browser.log);
    let wizard = filled_in(&browser, &starter);
    wizard.session.token().authorize();
    wizard.session.leave();
    browser.settle();
    assert_eq!(end(&wizard), Some(TokenEnd::Cancelled));
    assert_eq!(browser.log.count("relay"), 0);

    let browser = Browser::new();
    let starter = Starter::relay(&browser.log);
    let wizard = waiting(&browser, &starter);
    wizard.session.leave();
    assert!(!wizard.session.can_be_dropped());
    *starter.outcome.borrow_mut() = Ok(Outcome::Generated);
    browser.passes(2_000);
    assert!(browser.platform.flag(&key("1")));
}
