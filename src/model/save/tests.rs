//! The machine with made-up time: what leaves, when, and what the person is told.

use super::{Command, Event, Moment, Save, SaveMachine, SaveState};
use crate::{Content, Failure, FailureKind, Field, Place, Record};

/// A machine with a clock of its own.
pub(super) struct Bench {
    pub(super) machine: SaveMachine,
    pub(super) now: u64,
}

impl Bench {
    pub(super) fn opened() -> Self {
        let mut bench = Self { machine: SaveMachine::new(), now: 1_000_000 };
        assert_eq!(bench.does(Event::Open), [Command::Load]);
        bench
    }

    pub(super) fn with(details: &str, is_token_generated: bool) -> Self {
        let mut bench = Self::opened();
        assert_eq!(bench.does(loaded(details, is_token_generated)), []);
        bench
    }

    pub(super) fn does(&mut self, event: Event) -> Vec<Command> {
        self.machine.step(Moment { ms: self.now, chance: 500 }, event)
    }

    pub(super) fn types(&mut self, text: &str) -> Vec<Command> {
        self.does(typed(Place::Field(Field::BaseUrl), text))
    }

    /// Lets time pass and wakes the machine.
    pub(super) fn after(&mut self, ms: u64) -> Vec<Command> {
        self.now += ms;
        self.does(Event::Wake)
    }

    pub(super) fn saves(&mut self, text: &str) -> Save {
        self.types(text);
        let mut commands = self.does(Event::Settle);
        match commands.pop() {
            Some(Command::Save(save)) if commands.is_empty() => save,
            other => panic!("no single save: {commands:?} {other:?}"),
        }
    }

    pub(super) fn fails(&mut self, kind: FailureKind) -> Vec<Command> {
        self.does(Event::Saved(Err(Failure::of(kind))))
    }
}

pub(super) fn loaded(details: &str, is_token_generated: bool) -> Event {
    let content = Content::read(Some(details));
    Event::Loaded(Ok(Record { id: Some("r".into()), is_token_generated, content }))
}

pub(super) fn typed(place: Place, text: &str) -> Event {
    Event::Typed { place, text: text.to_owned() }
}

pub(super) fn acknowledged() -> Event {
    Event::Saved(Ok(None))
}

#[test]
fn an_untouched_form_writes_nothing() {
    let mut bench = Bench::with(r#"{"baseURL":"https://a"}"#, true);
    for event in [Event::Settle, Event::Wake, Event::Retry, Event::Online] {
        assert_eq!(bench.does(event), []);
    }
    assert_eq!(bench.machine.state(), SaveState::Saved);
}

#[test]
fn saves_600_ms_after_the_last_key() {
    let mut bench = Bench::with("{}", false);
    let at = bench.now + 600;
    assert_eq!(bench.types("h"), [Command::Wake { at }]);
    assert_eq!(bench.machine.state(), SaveState::Unsaved);
    assert_eq!(bench.after(599), [Command::Wake { at }]);
    assert!(matches!(bench.after(1)[..], [Command::Save(_)]));
    assert_eq!(bench.machine.state(), SaveState::Saving);
    bench.does(acknowledged());
    assert_eq!(bench.machine.state(), SaveState::Saved);
}

#[test]
fn a_hundred_keys_at_80_ms_are_two_saves() {
    let mut bench = Bench::with("{}", false);
    let mut saves = 0;
    let mut count = |commands: Vec<Command>, bench: &mut Bench| {
        if matches!(commands[..], [Command::Save(_)]) {
            saves += 1;
            bench.does(acknowledged());
        }
    };
    for length in 1..=100 {
        let commands = bench.types(&"x".repeat(length));
        count(commands, &mut bench);
        let commands = bench.after(80);
        count(commands, &mut bench);
    }
    let commands = bench.after(600);
    count(commands, &mut bench);
    assert_eq!(saves, 2);
    assert_eq!(bench.machine.state(), SaveState::Saved);
}

#[test]
fn one_in_flight_and_the_newest_wins() {
    let mut bench = Bench::with("{}", false);
    assert_eq!(bench.saves("a").details, r#"{"baseURL":"a"}"#);
    bench.types("ab");
    assert_eq!(bench.does(Event::Settle), [], "a second save waits for the first");
    let commands = bench.does(acknowledged());
    let [Command::Save(save)] = &commands[..] else { panic!("{commands:?}") };
    assert_eq!(save.details, r#"{"baseURL":"ab"}"#);
    assert_eq!(bench.machine.state(), SaveState::Saving, "the first answer saved only the first");
    bench.does(acknowledged());
    assert_eq!(bench.machine.state(), SaveState::Saved);
}

#[test]
fn typed_text_wins_over_a_late_load() {
    let mut bench = Bench::opened();
    bench.types("https://mine");
    assert_eq!(bench.after(10_000), [], "nothing is written before the record is known");
    let commands = bench.does(loaded(r#"{"baseURL":"https://a","companyId":"7","x":1}"#, false));
    let [Command::Save(save)] = &commands[..] else { panic!("{commands:?}") };
    assert_eq!(save.details, r#"{"baseURL":"https://mine","companyId":"7","x":1}"#);
    assert_eq!(bench.machine.text(Place::Field(Field::CompanyId)), "7");
}

#[test]
fn text_put_back_while_a_save_is_on_its_way_is_saved_too() {
    let mut bench = Bench::with(r#"{"baseURL":"a"}"#, false);
    bench.saves("ab");
    bench.types("a");
    bench.does(Event::Settle);
    let commands = bench.does(acknowledged());
    let [Command::Save(save)] = &commands[..] else { panic!("{commands:?}") };
    assert_eq!(save.details, r#"{"baseURL":"a"}"#);
}

#[test]
fn text_put_back_after_a_lost_answer_is_saved_too() {
    let mut bench = Bench::with(r#"{"baseURL":"a"}"#, false);
    bench.saves("ab");
    bench.fails(FailureKind::Unreachable);
    bench.types("a");
    assert!(bench.machine.has_edits(), "the platform may hold ab");
    assert_eq!(bench.after(60_000), [Command::Load], "it is read before it is written again");
    let commands = bench.does(loaded(r#"{"baseURL":"ab"}"#, false));
    let [Command::Save(save)] = &commands[..] else { panic!("{commands:?}") };
    assert_eq!(save.details, r#"{"baseURL":"a"}"#);
}

#[test]
fn text_put_back_before_a_save_is_no_edit() {
    let mut bench = Bench::with(r#"{"baseURL":"a"}"#, false);
    bench.types("ab");
    assert_eq!(bench.types("a"), []);
    assert_eq!(bench.machine.state(), SaveState::Saved);
    assert_eq!(bench.does(Event::Settle), []);
}

#[test]
fn failures_are_retried_ever_more_slowly_and_lose_nothing() {
    let mut bench = Bench::with("{}", false);
    bench.saves("a");
    for wait in [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000] {
        let at = bench.now + wait;
        assert_eq!(bench.fails(FailureKind::PlatformDown), [Command::Wake { at }]);
        assert_eq!(bench.machine.state(), SaveState::Failed);
        assert_eq!(bench.types("ab"), [Command::Wake { at }], "typing does not hurry it");
        bench.types("a");
        assert_eq!(bench.after(wait), [Command::Load], "it may have arrived");
        assert!(matches!(bench.does(loaded("{}", false))[..], [Command::Save(_)]));
        assert_eq!(bench.machine.state(), SaveState::Failed, "until one arrives");
    }
    bench.does(acknowledged());
    assert_eq!(bench.machine.state(), SaveState::Saved);
}

#[test]
fn a_save_whose_answer_was_lost_is_not_sent_twice() {
    let mut bench = Bench::with("{}", false);
    bench.saves("a");
    bench.fails(FailureKind::Unreachable);
    assert_eq!(bench.after(1_000), [Command::Load]);
    assert_eq!(bench.does(loaded(r#"{"baseURL":"a"}"#, false)), []);
    assert_eq!(bench.machine.state(), SaveState::Saved);
}

#[test]
fn a_load_that_fails_after_a_save_is_tried_again_first() {
    let mut bench = Bench::with("{}", false);
    bench.saves("a");
    bench.fails(FailureKind::Unreachable);
    assert_eq!(bench.after(1_000), [Command::Load]);
    let at = bench.now + 2_000;
    let failure = Failure::of(FailureKind::Unreachable);
    assert_eq!(bench.does(Event::Loaded(Err(failure))), [Command::Wake { at }]);
    assert_eq!(bench.after(2_000), [Command::Load]);
    assert!(matches!(bench.does(loaded("{}", false))[..], [Command::Save(_)]));
}

#[test]
fn the_platform_says_how_long_to_wait() {
    let mut bench = Bench::with("{}", false);
    bench.saves("a");
    let failure = Failure { retry_after: Some(20_000), ..Failure::of(FailureKind::RateLimited) };
    let at = bench.now + 20_000;
    assert_eq!(bench.does(Event::Saved(Err(failure))), [Command::Wake { at }]);
    assert!(matches!(bench.does(Event::Retry)[..], [Command::Save(_)]), "the person may insist");
}

#[test]
fn signed_out_waits_for_a_word() {
    let mut bench = Bench::with("{}", false);
    bench.saves("a");
    assert_eq!(bench.fails(FailureKind::SignedOut), []);
    assert_eq!(bench.machine.state(), SaveState::SignedOut);
    assert_eq!(bench.types("ab"), []);
    assert_eq!(bench.does(Event::Online), []);
    assert!(matches!(bench.does(Event::Retry)[..], [Command::Save(_)]));
}

#[test]
fn a_refusal_is_tried_again_with_the_next_edit() {
    let mut bench = Bench::with("{}", false);
    bench.saves("a");
    assert_eq!(bench.fails(FailureKind::Refused), []);
    bench.types("ab");
    assert!(matches!(bench.after(600)[..], [Command::Save(_)]));
}

#[test]
fn a_load_that_fails_is_tried_again_before_anything_is_written() {
    let mut bench = Bench::opened();
    let at = bench.now + 1_000;
    let failure = Failure::of(FailureKind::Unreachable);
    assert_eq!(bench.does(Event::Loaded(Err(failure))), [Command::Wake { at }]);
    assert_eq!(bench.machine.state(), SaveState::Failed);
    bench.types("a");
    assert_eq!(bench.after(1_000), [Command::Load]);
}

#[test]
fn malformed_details_are_not_overwritten_without_a_word() {
    let mut bench = Bench::with("half {", false);
    assert_eq!(bench.machine.state(), SaveState::Failed);
    bench.types("a");
    assert_eq!(bench.does(Event::Settle), []);
    assert_eq!(bench.after(60_000), []);
    let commands = bench.does(Event::StartOver);
    let [Command::Save(save)] = &commands[..] else { panic!("{commands:?}") };
    assert!(save.details.starts_with(r#"{"baseURL":"a","companyId":"""#), "{}", save.details);
    assert_eq!(bench.machine.set_aside(), Some("half {"));
}

#[test]
fn the_token_flag_follows_the_settings_it_was_generated_with() {
    let mut bench = Bench::with(r#"{"baseURL":"a","note":1}"#, true);
    assert!(!bench.saves("b").is_token_generated);
    assert!(bench.machine.token_is_stale());
    bench.does(acknowledged());
    assert!(bench.saves("a").is_token_generated, "put back");
    assert!(!bench.machine.token_is_stale());
}
