//! The memos that components read, and how often they are woken by them.

use std::{
    rc::Rc,
    sync::{
        Arc, Weak,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
};

use reactive_graph::{
    computed::{ArcMemo, Memo},
    graph::ToAnySubscriber,
    owner::Owner,
    traits::{Get, GetUntracked, WithUntracked},
    wrappers::read::{ArcSignal, Signal},
};
use wizard_core::{
    ControlId, Field, Problem, SaveEvent, SaveMachine, SaveState, Step, Table, TokenEvent,
};
use wizard_state::{AuthorizationView, WizardState};

use crate::fake::{BASE_URL, Browser, CLIENT_ID, COMPANY_ID, Wizard, key};

/// Something on screen that shows a signal, and counts how often it is drawn.
struct Shown<T: Clone + PartialEq + Send + Sync + 'static> {
    memo: Memo<T>,
    draws: Arc<AtomicUsize>,
}

impl<T: Clone + PartialEq + Send + Sync + 'static> Shown<T> {
    fn new(read: impl Fn() -> T + Send + Sync + 'static) -> Self {
        let draws = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&draws);
        let memo = Memo::new(move |_| {
            counted.fetch_add(1, Relaxed);
            read()
        });
        memo.get_untracked();
        Self { memo, draws }
    }

    /// Draws it if it has changed; gives how often that was so far.
    fn draws(&self) -> usize {
        self.memo.get_untracked();
        self.draws.load(Relaxed)
    }
}

fn shown(signal: Signal<String>) -> Shown<String> {
    Shown::new(move || signal.get())
}

/// A wizard on screen, and the owner of its view.
fn on_screen(browser: &Rc<Browser>) -> (Wizard, WizardState, Owner) {
    let wizard = browser.opens("a");
    let owner = Owner::new();
    let state = owner.with(|| WizardState::new(Rc::clone(&wizard.session)));
    (wizard, state, owner)
}

#[test]
fn a_text_is_drawn_anew_only_where_it_is_typed() {
    let browser = Browser::new();
    let (wizard, state, owner) = on_screen(&browser);
    owner.with(|| {
        let client_id = shown(state.text(CLIENT_ID));
        let base_url = shown(state.text(BASE_URL));
        let problem = state.problem(COMPANY_ID);
        let problem = Shown::new(move || problem.get());
        let status = Shown::new(move || state.save_state());
        for text in ["A", "AB", "ABC"] {
            wizard.types(CLIENT_ID, text);
            assert_eq!(state.text(CLIENT_ID).get_untracked(), text);
            client_id.draws();
        }
        assert_eq!(client_id.draws(), 4);
        assert_eq!((base_url.draws(), problem.draws()), (1, 1));
        assert_eq!(status.draws(), 2, "it is unsaved once");
        browser.passes(600);
        assert_eq!(state.save().with_untracked(|status| status.state), SaveState::Saved);
        assert_eq!((client_id.draws(), base_url.draws()), (4, 1));
    });
}

#[test]
fn what_is_on_screen_follows_the_session() {
    let browser = Browser::new();
    let (wizard, state, owner) = on_screen(&browser);
    owner.with(|| {
        assert!(!state.save().with_untracked(|status| status.has_edits));
        wizard.types(CLIENT_ID, "A");
        assert!(state.save().with_untracked(|status| status.has_edits));
        let needs = state.checks().get_untracked().needs(Step::Application);
        assert_eq!(needs, 1);
        state.dispatch(SaveEvent::RowAdded(Table::AccessToken));
        assert_eq!(state.rows(Table::AccessToken).get_untracked().len(), 1);
        wizard.session.go_to(Step::Review);
        assert_eq!(state.step().get_untracked(), Step::Review);
        assert_eq!(state.left_steps().get_untracked(), [Step::Application]);
        wizard.session.token().authorize();
        assert!(
            state.authorization().with_untracked(AuthorizationView::is_under_way)
                && state.is_read_only().get_untracked()
        );
        state.dispatch_token(TokenEvent::Cancelled);
        assert!(
            !state.authorization().with_untracked(AuthorizationView::is_under_way)
                && !state.is_read_only().get_untracked()
        );
        wizard.session.secret().set("s".to_owned());
        assert_eq!(state.secret().get_untracked(), wizard_core::SecretState::Typed);
    });
}

#[test]
fn a_secret_that_becomes_another_wakes_whoever_reads_its_state() {
    let browser = Browser::new();
    let (wizard, state, owner) = on_screen(&browser);
    owner.with(|| {
        let secret = Shown::new(move || state.secret().get());
        for (text, draws) in [("a", 2), ("ab", 3)] {
            wizard.session.secret().set(text.to_owned());
            assert_eq!(secret.draws(), draws);
        }
    });
}

/// The number of sources that have a memo among those they wake.
fn sources<T: Send + Sync + 'static>(memo: Memo<T>) -> usize {
    let memo = ArcMemo::from(memo).to_any_subscriber().1;
    // This one is among them.
    Weak::weak_count(&memo) - 1
}

#[test]
fn five_hundred_changes_of_step_leave_as_many_subscribers_as_there_were() {
    let browser = Browser::new();
    let (wizard, state, owner) = on_screen(&browser);
    owner.with(|| {
        let read = || {
            state.options().get_untracked();
            state.checks().get_untracked();
            state.save().get_untracked();
            state.merge().get_untracked();
            state.authorization().get_untracked();
            state.is_read_only().get_untracked();
            for field in Field::ALL {
                let control = ControlId::Field(field);
                state.text(control).get_untracked();
                state.problem(control).get_untracked();
            }
            for table in Table::ALL {
                state.rows(table).get_untracked();
            }
            sources(state.options())
                + sources(state.checks())
                + sources(state.save())
                + sources(state.authorization())
                + sources(state.rows(Table::Authorization))
        };
        let before = read();
        assert!(before >= 7, "they are counted: {before}");
        for _ in 0..125 {
            for step in Step::ALL {
                wizard.session.go_to(step);
                assert_eq!(read(), before);
            }
        }
        for field in Field::ALL {
            let control = ControlId::Field(field);
            let text = || -> ArcSignal<String> { state.text(control).into() };
            let problem = || -> ArcSignal<Option<Problem>> { state.problem(control).into() };
            assert!(text() == text(), "made once");
            assert!(problem() == problem(), "made once");
        }
    });
}

#[test]
fn a_signal_is_set_and_its_view_dropped_in_one_task() {
    let browser = Browser::new();
    let (wizard, state, owner) = on_screen(&browser);
    let text = owner.with(|| state.text(CLIENT_ID));
    let (step, status, secret) = (state.step(), state.save(), state.secret());
    let row = wizard.adds_row(Table::Authorization, "k", "v");
    wizard.session.go_to(Step::Review);
    wizard.session.secret().set("s".to_owned());
    wizard.types(CLIENT_ID, "A");
    drop(owner);
    state.dispatch(SaveEvent::Flush);
    state.dispatch_token(TokenEvent::Hinted);
    wizard.session.go_to(Step::Application);
    wizard.types(CLIENT_ID, "AB");
    browser.passes(1_000);
    // Nothing is there to read, and nobody panics over it.
    assert_eq!(text.try_get_untracked(), None);
    assert_eq!(step.try_get_untracked(), None);
    assert_eq!(status.try_get_untracked(), None);
    assert_eq!(secret.try_get_untracked(), None);
    assert!(state.session().is_none());
    assert_eq!(state.with_untracked(SaveMachine::state), None);
    assert_eq!(state.with(SaveMachine::state), None);
    let later = Owner::new();
    later.with(|| {
        let value = ControlId::Value(Table::Authorization, row);
        assert_eq!(state.text(value).get_untracked(), "");
        assert_eq!(state.problem(value).get_untracked(), None);
    });
    assert!(browser.platform.details(&key("1")).contains(r#""clientId":"AB""#), "it is saved");
}

#[test]
fn a_memo_that_outlives_its_view_does_no_harm_and_keeps_no_session() {
    let browser = Browser::new();
    let (wizard, state, owner) = on_screen(&browser);
    wizard.types(CLIENT_ID, "A");
    let save = ArcMemo::from(state.save());
    let never_read = ArcMemo::from(state.rows(Table::Authorization));
    assert!(save.get_untracked().has_edits);
    drop(owner);
    browser.passes(1_000);
    assert!(!save.get_untracked().has_edits, "it is saved");
    assert!(never_read.get_untracked().is_empty());
    let holders = Rc::strong_count(&wizard.session);
    drop((save, never_read));
    assert_eq!(Rc::strong_count(&wizard.session), holders - 2);
    assert_eq!(Rc::strong_count(&wizard.session), 1, "the view has left nothing behind");
}

/// A record with that many parameters.
fn with_rows(browser: &Rc<Browser>, rows: usize) {
    let params: Vec<String> = (0..rows).map(|row| format!(r#""key{row}":"v""#)).collect();
    browser.platform.put(&key("1"), &format!(r#"{{"authParams":{{{}}}}}"#, params.join(",")));
}

#[test]
fn a_key_in_one_row_of_a_thousand_wakes_only_what_reads_that_row() {
    let browser = Browser::new();
    with_rows(&browser, 1_000);
    let (wizard, state, owner) = on_screen(&browser);
    owner.with(|| {
        let rows = state.rows(Table::Authorization).get_untracked();
        assert_eq!(rows.len(), 1_000);
        let shown: Vec<_> = rows
            .iter()
            .map(|row| shown(state.text(ControlId::Value(Table::Authorization, *row))))
            .collect();
        let list = Shown::new(move || state.rows(Table::Authorization).get());
        wizard.types(ControlId::Value(Table::Authorization, rows[500]), "typed");
        let draws: Vec<_> = shown.iter().map(Shown::draws).collect();
        assert_eq!(draws.iter().sum::<usize>(), 1_001);
        assert_eq!(draws[500], 2);
        assert_eq!(list.draws(), 1);
        wizard.types(ControlId::Key(Table::Authorization, rows[500]), "key1");
        let problem = state.problem(ControlId::Key(Table::Authorization, rows[500]));
        assert!(problem.get_untracked().is_some(), "the key is there twice");
        browser.passes(2_000);
    });
}

#[test]
fn rows_that_are_gone_leave_nothing_to_wake() {
    let browser = Browser::new();
    let (wizard, state, owner) = on_screen(&browser);
    owner.with(|| {
        let before = wizard.session.save().row_signals();
        for _ in 0..50 {
            let row = wizard.adds_row(Table::Authorization, "k", "v");
            let view = Owner::new();
            view.with(|| {
                for control in [
                    ControlId::Key(Table::Authorization, row),
                    ControlId::Value(Table::Authorization, row),
                ] {
                    shown(state.text(control));
                    let problem = state.problem(control);
                    Shown::new(move || problem.get());
                }
            });
            assert!(wizard.session.save().row_signals() > before, "it is read");
            wizard.session.dispatch(SaveEvent::RowRemoved(Table::Authorization, row));
            drop(view);
        }
        assert_eq!(wizard.session.save().row_signals(), before);
    });
}
