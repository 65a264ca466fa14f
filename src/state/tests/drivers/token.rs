//! The way to an access token.

use std::rc::Rc;

use wizard_core::{End, Event, Outcome, Phase, Reason, Refusal, SaveState, Secret, TokenEvent};
use wizard_state::{ProviderWindow, TokenConfig};

use crate::fake::{BASE_URL, Browser, CLIENT_ID, FakeIo, Starter, URL, Wizard, key};

/// A wizard with what a token needs typed, and nothing of it saved yet.
fn filled_in(browser: &Rc<Browser>, starter: &Rc<Starter>) -> Wizard {
    let wizard = browser.wizard("a", &key("1"), starter);
    wizard.session.open();
    browser.settle();
    wizard.types(BASE_URL, "https://api.example/");
    wizard.types(CLIENT_ID, "A");
    wizard.session.secret().set("s3cret".to_owned());
    wizard
}

/// A wizard that waits for the provider's answer.
fn waiting(browser: &Rc<Browser>, starter: &Rc<Starter>) -> Wizard {
    let wizard = filled_in(browser, starter);
    wizard.session.token().authorize();
    browser.settle();
    starter.gives(URL);
    browser.settle();
    assert!(matches!(wizard.session.token().view().phase, Phase::Waiting(_)));
    wizard
}

fn end(wizard: &Wizard) -> Option<End> {
    wizard.session.token().view().end
}

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
    assert_eq!(wizard.session.secret().peek_state(), Secret::Typed, "it may not have worked");
    starter.gives(URL);
    browser.settle();
    browser.log.assert_order(&["a remembers the attempt", &format!("popup goes to {URL}")]);
    assert_eq!(wizard.session.secret().peek_state(), Secret::Used);
    wizard.session.secret().with(|secret| assert_eq!(secret, ""));
    browser.passes(1_000);
    assert_eq!(browser.log.count("relay is asked about attempt-1"), 1);
    assert!(wizard.session.token().is_under_way());

    *starter.outcome.borrow_mut() = Ok(Outcome::Generated);
    browser.platform.hold();
    browser.passes(1_000);
    assert_eq!(end(&wizard), Some(End::Generated));
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
    let Phase::Waiting(waiting) = view.phase else { panic!("{:?}", view.phase) };
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
    assert!(matches!(end(&wizard), Some(End::NotBegun(_))));
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
    assert_eq!(end(&wizard), Some(End::NotSaved));
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
    assert!(matches!(end(&wizard), Some(End::BadUrl(_))));
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
    let Some(End::Refused(refusal)) = end(&wizard) else { panic!("{:?}", end(&wizard)) };
    assert_eq!(refusal.reason(), Reason::Denied);
    assert_eq!(
        browser.log.count(r#"a tells Token { state: "failed", error: Some("access_denied") }"#),
        1
    );
    assert_eq!(browser.log.count("a forgets the attempt"), 1);
}

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
    assert!(matches!(wizard.session.token().view().phase, Phase::Beginning { .. }));
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
    assert_eq!(end(&wizard), Some(End::Cancelled));
    browser.passes(1_000);
    assert_eq!(end(&wizard), Some(End::Generated));
    assert!(browser.platform.flag(&key("1")));
}

#[test]
fn a_host_that_promises_the_outcome_says_it() {
    let browser = Browser::new();
    let starter = Starter::host(&browser.log);
    let wizard = filled_in(&browser, &starter);
    wizard.session.token().authorize();
    browser.settle();
    browser.log.assert_order(&["a save", "a looks for a token", "relay is asked to start"]);
    let outcome = starter.promises(URL);
    browser.passes(5_000);
    assert!(wizard.session.token().is_under_way());
    outcome.send(Some(Outcome::Generated)).expect("it is waited for");
    browser.settle();
    assert_eq!(end(&wizard), Some(End::Generated));
    assert!(browser.platform.flag(&key("1")));
}

#[test]
fn a_host_that_breaks_its_promise_leaves_it_open() {
    let browser = Browser::new();
    let starter = Starter::host(&browser.log);
    let wizard = filled_in(&browser, &starter);
    wizard.session.token().authorize();
    browser.settle();
    let outcome = starter.promises(URL);
    browser.settle();
    outcome.send(None).expect("it is waited for");
    browser.settle();
    assert_eq!(end(&wizard), Some(End::Untold));
    assert!(!browser.platform.flag(&key("1")));
}

#[test]
fn a_host_that_says_nothing_leaves_it_to_the_platforms_field() {
    let browser = Browser::new();
    let starter = Starter::host(&browser.log);
    let wizard = filled_in(&browser, &starter);
    wizard.session.token().authorize();
    browser.settle();
    starter.gives_only(URL);
    browser.passes(1_000);
    assert!(wizard.session.token().is_under_way());
    browser.platform.has_token.set(Some(true));
    browser.passes(1_000);
    assert_eq!(end(&wizard), Some(End::Generated));
}

#[test]
fn a_field_that_held_a_token_before_tells_nothing_of_a_second_one() {
    let browser = Browser::new();
    browser.platform.has_token.set(Some(true));
    let starter = Starter::host(&browser.log);
    let wizard = filled_in(&browser, &starter);
    wizard.session.token().authorize();
    browser.settle();
    starter.gives_only(URL);
    browser.passes(10_000);
    assert_eq!(browser.log.count("a looks for a token"), 1, "nobody is asked any more");
    wizard.session.token().dispatch(TokenEvent::Answered);
    assert_eq!(end(&wizard), Some(End::Untold));
    browser.settle();
    assert!(!browser.platform.flag(&key("1")));
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
    let Phase::Waiting(waiting) = view.phase else { panic!("{:?}", view.phase) };
    assert_eq!(waiting.attempt.url, URL);
    assert_eq!(view.window, ProviderWindow::Gone);
    *starter.outcome.borrow_mut() = Ok(Outcome::Generated);
    browser.passes(2_000);
    assert_eq!(end(&after), Some(End::Generated));
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
    assert_eq!(end(&wizard), Some(End::Generated));
}

#[test]
fn a_key_that_is_left_waits_on_and_begins_nothing() {
    let browser = Browser::new();
    let starter = Starter::relay(&browser.log);
    let wizard = filled_in(&browser, &starter);
    wizard.session.token().authorize();
    wizard.session.leave();
    browser.settle();
    assert_eq!(end(&wizard), Some(End::Cancelled));
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

#[test]
fn settings_stay_as_they_are_while_a_token_is_generated_for_them() {
    let browser = Browser::new();
    let starter = Starter::relay(&browser.log);
    let wizard = waiting(&browser, &starter);
    wizard.types(CLIENT_ID, "AB");
    assert_eq!(wizard.text(CLIENT_ID), "AB", "what is typed all the same is not lost");
    wizard.session.dispatch(Event::Discard);
    assert_eq!(wizard.text(CLIENT_ID), "AB");
    wizard.session.token().dispatch(TokenEvent::Cancelled);
    wizard.session.dispatch(Event::Discard);
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
        let Phase::Waiting(waiting) = view.phase else { panic!("{:?}", view.phase) };
        assert_eq!(waiting.attempt.brings_back, brings_back);
    }
}

#[test]
fn a_token_that_was_generated_elsewhere_is_found_if_it_was_seen_to_come() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    wizard.fills_in();
    let look = || {
        let token = Rc::clone(wizard.session.token());
        let found = Rc::new(std::cell::Cell::new(None));
        let tell = Rc::clone(&found);
        browser.spawn(async move { tell.set(Some(token.look_for_token().await)) });
        browser.settle();
        found.take().expect("the platform answers at once")
    };
    browser.platform.has_token.set(Some(true));
    assert_eq!(look(), Ok(None), "it may be that of earlier settings");
    browser.platform.has_token.set(Some(false));
    assert_eq!(look(), Ok(Some(false)));
    browser.platform.has_token.set(Some(true));
    assert_eq!(look(), Ok(Some(true)));
    browser.passes(1_000);
    assert!(browser.platform.flag(&key("1")));
    assert_eq!(wizard.state(), SaveState::Saved);
}
