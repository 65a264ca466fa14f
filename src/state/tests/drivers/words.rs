//! Texts that a panel fills in, events that a failure gives the host, and reasons why a person
//! cannot finish.

use reactive_graph::traits::GetUntracked;
use wizard_core::{
    ControlId, Failure, FailureKind, FormOptions, Outcome, Part, RowId, SaveEvent, SaveMachine,
    Step, Table,
};
use wizard_state::Unfinished;

use crate::fake::{BASE_URL, Browser, CLIENT_ID, Starter, URL, key};

const ROW: RowId = RowId(0);
const SCOPE: ControlId = ControlId::Value(Table::Authorization, ROW);

#[test]
fn what_a_panel_fills_in_is_saved_and_can_be_taken_back() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    wizard.types(CLIENT_ID, "mine");
    assert!(wizard.session.fill().fill(
        Some("theirs".to_owned()),
        Some("read write".to_owned()),
        false
    ));
    browser.settle();
    assert_eq!(
        (wizard.text(CLIENT_ID), wizard.session.fill().scope()),
        ("theirs".into(), "read write".into())
    );
    let saved = browser.platform.details(&key("1"));
    assert!(
        saved.contains(r#""clientId":"theirs","authParams":{"scope":"read write"}"#),
        "{saved}"
    );
    assert!(wizard.session.fill().has_filled());
    assert!(!wizard.session.fill().take_back(), "no secret was among it");
    browser.settle();
    assert_eq!(
        (wizard.text(CLIENT_ID), wizard.session.fill().scope()),
        ("mine".into(), String::new())
    );
    assert!(wizard.rows(Table::Authorization).is_empty(), "its row is gone");
    let saved = browser.platform.details(&key("1"));
    assert!(saved.contains(r#""clientId":"mine","authParams":{}"#), "{saved}");
    assert!(!wizard.session.fill().has_filled());
}

#[test]
fn a_scope_that_was_there_is_put_back_in_its_row() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    wizard.adds_row(Table::Authorization, "scope", "mine");
    wizard.session.fill().fill(None, Some("theirs".to_owned()), false);
    assert_eq!(wizard.session.fill().scope(), "theirs");
    wizard.session.fill().take_back();
    assert_eq!(wizard.session.fill().scope(), "mine");
    assert_eq!(wizard.rows(Table::Authorization), [ROW]);
}

#[test]
fn what_the_person_has_typed_since_is_not_taken_back() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    wizard.session.fill().fill(Some("theirs".to_owned()), Some("read".to_owned()), false);
    wizard.types(SCOPE, "read write");
    wizard.session.fill().take_back();
    assert_eq!(wizard.text(CLIENT_ID), "");
    assert_eq!(wizard.session.fill().scope(), "read write");
}

#[test]
fn each_text_is_taken_back_by_itself() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    wizard.session.fill().fill(Some("theirs".to_owned()), Some("read".to_owned()), false);
    wizard.types(CLIENT_ID, "theirs, mended");
    wizard.session.fill().take_back();
    browser.settle();
    assert!(wizard.rows(Table::Authorization).is_empty(), "its row is gone");
    let saved = browser.platform.details(&key("1"));
    assert!(saved.contains(r#""clientId":"theirs, mended","authParams":{}"#), "{saved}");
}

#[test]
fn a_row_whose_key_the_person_has_changed_stays() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    wizard.session.fill().fill(None, Some("read".to_owned()), false);
    wizard.types(ControlId::Key(Table::Authorization, ROW), "scopes");
    wizard.session.fill().take_back();
    assert_eq!(wizard.rows(Table::Authorization), [ROW]);
    assert_eq!(wizard.text(SCOPE), "read");
}

#[test]
fn a_failure_is_reported_with_its_time_and_without_a_token_of_the_hosts() {
    let browser = Browser::new();
    let wizard = browser.wizard("a", &key("1"), &Starter::relay(&browser.log));
    browser.platform.hold();
    wizard.session.open();
    browser.passes(5_000);
    let at = browser.clock.now();
    browser.platform.refuse("a load", "no such pack");
    browser.passes(5_000);
    let failure = wizard.session.save().with_untracked(|machine| machine.failure().cloned());
    let report = wizard.session.report(&failure.expect("it has failed"));
    assert!(report.starts_with(&format!("Problem: refused\nTime: at {at}\n")), "{report}");
    for line in [
        "HTTP status: none",
        "The platform said: no such pack",
        "Address: https://platform.example/graphql",
        "integrationPackInstanceId: 9341452451293689",
        "connectionId: 1",
        "Browser: Fake/1",
    ] {
        assert!(report.lines().any(|other| other == line), "{line} in {report}");
    }
}

#[test]
fn what_keeps_a_person_from_finishing_is_told_in_its_order() {
    let browser = Browser::new();
    let starter = Starter::relay(&browser.log);
    let wizard = browser.wizard("a", &key("1"), &starter);
    let unfinished = || Unfinished::of(wizard.session.save(), wizard.session.token());
    wizard.session.open();
    assert_eq!(unfinished(), Some(Unfinished::NotSaved), "nobody knows yet what is missing");
    browser.settle();
    assert_eq!(unfinished(), Some(Unfinished::Needs));
    wizard.types(BASE_URL, "https://api.example/");
    assert_eq!(unfinished(), Some(Unfinished::Needs));
    wizard.types(CLIENT_ID, "A");
    assert_eq!(unfinished(), Some(Unfinished::NotSaved));
    browser.passes(600);
    assert_eq!(unfinished(), Some(Unfinished::NoToken));
    wizard.session.finish();
    assert_eq!(browser.log.count("a tells Completed"), 0);
    wizard.session.token().authorize();
    browser.settle();
    assert_eq!(unfinished(), Some(Unfinished::Authorizing));
    wizard.types(BASE_URL, "");
    assert_eq!(unfinished(), Some(Unfinished::Needs), "also while it waits");
    wizard.types(BASE_URL, "https://other.example/");
    assert_eq!(unfinished(), Some(Unfinished::NotSaved), "also while it waits");
    wizard.types(BASE_URL, "https://api.example/");
    assert_eq!(unfinished(), Some(Unfinished::Authorizing));
    starter.gives(URL);
    *starter.outcome.borrow_mut() = Ok(Outcome::Generated);
    browser.platform.hold();
    browser.passes(2_000);
    assert_eq!(unfinished(), Some(Unfinished::NotSaved), "the platform has to know of it");
    browser.platform.release();
    browser.passes(2_000);
    assert_eq!(unfinished(), None);
    wizard.session.finish();
    assert_eq!(browser.log.count(r#"a tells Completed { token: "generated" }"#), 1);
}

#[test]
fn a_step_that_the_host_takes_away_is_left_as_by_the_person() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    wizard.session.go_to(Step::Parameters);
    browser.log.clear();
    wizard.session.set_options(FormOptions::default());
    assert_eq!(browser.log.count("a tells Step"), 0);
    let hidden = Table::ALL.map(Part::Table).to_vec();
    wizard.session.set_options(FormOptions { hidden, ..FormOptions::default() });
    assert_eq!(browser.log.count("a tells Step(Application)"), 1);
    assert_eq!(browser.memory.steps.borrow().values().collect::<Vec<_>>(), ["application"]);
    assert_eq!(wizard.session.step().get_untracked(), Step::Application);
}

#[test]
fn a_form_that_needs_no_token_is_finished_when_it_is_saved() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    let options = wizard_core::FormOptions {
        required: Vec::new(),
        needs_token: false,
        ..wizard_core::FormOptions::default()
    };
    wizard.session.set_options(options);
    assert_eq!(
        Unfinished::of(wizard.session.save(), wizard.session.token()),
        Some(Unfinished::NotSaved),
        "nothing is saved"
    );
    wizard.fills_in();
    assert_eq!(Unfinished::of(wizard.session.save(), wizard.session.token()), None);
    assert_eq!(wizard.session.token().state_word(), "not-needed");
}

#[test]
fn the_host_is_told_what_became_of_a_save_after_it_is_so() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    wizard.types(CLIENT_ID, "A");
    browser.settle();
    browser.platform.hold();
    browser.passes(600);
    browser.log.clear();
    browser.platform.fail("a save", FailureKind::SignedOut);
    browser.settle();
    let failed =
        format!("a tells SaveFailed {{ failure: {:?}", Failure::of(FailureKind::SignedOut));
    browser.log.assert_order(&["a tells SaveState(SignedOut)", &failed, "a tells AuthRequired"]);
    browser.log.clear();
    wizard.session.dispatch(SaveEvent::Retry);
    browser.settle();
    browser.platform.release();
    browser.settle();
    browser.log.assert_order(&["a tells SaveState(Saved)", "a tells Saved"]);
    assert!(!wizard.session.save().with_untracked(SaveMachine::has_edits));
}

#[test]
fn a_final_text_is_a_suggestion_unless_it_is_wrong_or_the_secret() {
    let browser = Browser::new();
    let wizard = browser.opens("a");
    wizard.types(BASE_URL, "no address");
    wizard.session.suggest(wizard_core::Field::BaseUrl);
    wizard.types(CLIENT_ID, "s3cret");
    wizard.session.secret().set("s3cret".to_owned());
    wizard.session.suggest(wizard_core::Field::ClientId);
    assert!(browser.memory.suggestions.borrow().is_empty());
    wizard.types(CLIENT_ID, "A");
    wizard.session.suggest(wizard_core::Field::ClientId);
    assert_eq!(*browser.memory.suggestions.borrow(), [("clientId".to_owned(), "A".to_owned())]);
}
