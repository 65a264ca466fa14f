//! The host's own code runs in an event, and may do whatever it likes there.

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use wizard_core::{Field, FormOptions, SaveEvent, SaveState, Step, TokenEvent};
use wizard_state::{HostEvent, Session};

use crate::fake::{BASE_URL, Browser, CLIENT_ID, COMPANY_ID, Starter, Wizard, key};

/// Lets the host run `code` in each event that `is_it`, but not in events of its own doing.
fn host_does(
    wizard: &Wizard,
    is_it: impl Fn(&HostEvent) -> bool + 'static,
    code: impl Fn(&Session) + 'static,
) -> Rc<Cell<u32>> {
    let session: Weak<Session> = Rc::downgrade(&wizard.session);
    let (runs, is_running) = (Rc::new(Cell::new(0)), Cell::new(false));
    let counted = Rc::clone(&runs);
    wizard.io.on_emit.replace(Some(Rc::new(move |event| {
        if is_running.get() || !is_it(event) {
            return;
        }
        if let Some(session) = session.upgrade() {
            is_running.set(true);
            code(&session);
            is_running.set(false);
            counted.set(counted.get() + 1);
        }
    })));
    runs
}

fn typed(control: wizard_core::ControlId, text: &str) -> SaveEvent {
    SaveEvent::Typed { control, text: text.to_owned() }
}

#[test]
fn a_host_may_type_into_the_form_in_any_event() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    let typed_by_host = |session: &Session| {
        session.dispatch(typed(COMPANY_ID, "host's"));
        session.dispatch(SaveEvent::Flush);
    };
    let runs = host_does(&wizard, |_| true, typed_by_host);
    wizard.types(CLIENT_ID, "A");
    browser.passes(1_000);
    assert!(runs.get() > 3);
    assert_eq!(wizard.state(), SaveState::Saved);
    let saved = browser.platform.details(&key("1"));
    assert!(saved.contains(r#""companyId":"host's","clientId":"A""#), "{saved}");
    assert!(browser.store.names().is_empty());
}

#[test]
fn a_host_may_read_everything_in_any_event() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    let seen = Rc::new(RefCell::new(Vec::new()));
    let seen_by_host = Rc::clone(&seen);
    let read = move |session: &Session| {
        let save = session.save();
        let needs = save.checks_untracked().needs(Step::Review);
        let _ = (
            session.can_be_dropped(),
            save.may_leave(),
            save.with_untracked(wizard_state::RemoteState::of),
            save.storage(),
        );
        let _ = (session.token().view(), session.token().state_word(), session.secret().state());
        let _ = (
            session.fill().scope(),
            session.fill().has_filled(),
            save.unreadable(),
            session.step(),
        );
        seen_by_host.borrow_mut().push((save.state(), save.text(CLIENT_ID), needs));
    };
    host_does(
        &wizard,
        |event| matches!(event, HostEvent::Changed(_) | HostEvent::Saved { .. }),
        read,
    );
    wizard.types(CLIENT_ID, "A");
    browser.passes(1_000);
    let (unsaved, saved) = (SaveState::Unsaved, SaveState::Saved);
    let expected = [(unsaved, "A".to_owned(), 1), (saved, "A".to_owned(), 1)];
    assert_eq!(*seen.borrow(), expected);
}

#[test]
fn a_host_may_want_another_form_in_any_event() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    let options = || FormOptions { required: vec![Field::CompanyId], ..FormOptions::default() };
    host_does(&wizard, |_| true, move |session| session.set_options(options()));
    wizard.types(CLIENT_ID, "A");
    browser.passes(1_000);
    let found = wizard.session.save().checks_untracked();
    let controls: Vec<_> = found.iter().map(|finding| finding.control).collect();
    assert_eq!(controls, [COMPANY_ID]);
    assert_eq!(wizard.state(), SaveState::Saved);
}

#[test]
fn a_host_may_leave_the_key_in_any_event() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    let runs = host_does(&wizard, |_| true, Session::leave);
    wizard.types(CLIENT_ID, "A");
    browser.passes(1_000);
    assert!(runs.get() > 0);
    assert_eq!(wizard.state(), SaveState::Saved);
    assert!(browser.platform.details(&key("1")).contains(r#""clientId":"A""#));
    assert!(wizard.session.can_be_dropped());
}

#[test]
fn a_host_may_leave_and_open_the_key_again_in_any_event() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    let times = Cell::new(0);
    let again = move |session: &Session| {
        // Each time makes events of its own.
        if times.replace(times.get() + 1) > 20 {
            return;
        }
        session.page_left();
        session.page_back();
        session.open();
        session.page_hidden();
        session.page_shown();
        session.online();
    };
    host_does(&wizard, |_| true, again);
    wizard.types(CLIENT_ID, "A");
    browser.passes(2_000);
    wizard.types(BASE_URL, "https://api.example/");
    browser.passes(2_000);
    assert_eq!(wizard.state(), SaveState::Saved);
    let saved = browser.platform.details(&key("1"));
    assert!(saved.contains(r#""clientId":"A""#) && saved.contains("api.example"), "{saved}");
    assert!(browser.store.names().is_empty(), "{:?}", browser.store.names());
}

#[test]
fn a_host_may_go_on_with_the_token_in_any_event_of_it() {
    let browser = Browser::new();
    let starter = Starter::relay(&browser.log);
    let wizard = browser.wizard("a", &key("1"), &starter);
    wizard.session.open();
    wizard.fills_in();
    let does = move |session: &Session| {
        session.token().dispatch(TokenEvent::Hinted);
        session.token().authorize();
        session.token().ask_for_bearer();
        session.token().dispatch(TokenEvent::Cancelled);
        session.set_token_config(Wizard::config(&starter));
        session.forget_secrets();
        session.go_to(Step::Review);
    };
    let runs = host_does(&wizard, |event| matches!(event, HostEvent::Token { .. }), does);
    wizard.session.token().authorize();
    browser.passes(2_000);
    assert_eq!(runs.get(), 1);
    assert!(!wizard.session.token().is_under_way());
    assert_eq!(wizard.session.token().state_word(), "none");
}
