//! A host page that starts it itself, and whoever knows then how it ended.

use std::rc::Rc;

use wizard_core::{Outcome, SaveState, TokenEnd, TokenEvent};

use super::{end, filled_in};
use crate::fake::{Browser, Starter, URL, key};

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
    assert_eq!(end(&wizard), Some(TokenEnd::Generated));
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
    assert_eq!(end(&wizard), Some(TokenEnd::Untold));
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
    assert_eq!(end(&wizard), Some(TokenEnd::Generated));
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
    assert_eq!(end(&wizard), Some(TokenEnd::Untold));
    browser.settle();
    assert!(!browser.platform.flag(&key("1")));
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
        browser.spawn(async move { tell.set(Some(token.check_token().await)) });
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
