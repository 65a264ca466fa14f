//! The machine with made-up time: what leaves, when, and what the person is told.

use super::{
    Entry, JournalIndex, Now, Save, SaveCommand, SaveEvent, SaveMachine, SaveState,
    in_flight::{InFlight, WriteLock},
};
use crate::{Content, ControlId, Details, Failure, FailureKind, Field, Fingerprint, Record};

/// A machine with a clock of its own, alone in its browser.
pub(super) struct Bench {
    pub(super) machine: SaveMachine,
    pub(super) now: u64,
    /// The platform's answer when it is asked.
    pub(super) record: Record,
}

impl Bench {
    /// A machine that has asked for its record.
    pub(super) fn opened() -> Self {
        let machine = SaveMachine::new();
        let mut bench = Self { machine, now: 1_000_000, record: Record::nothing() };
        assert_eq!(bench.raw(SaveEvent::Open), [SaveCommand::Load]);
        assert_eq!(bench.raw(SaveEvent::Restored(Vec::new())), []);
        bench
    }

    /// A machine that has got its record.
    pub(super) fn with(details: &str, is_token_generated: bool) -> Self {
        let mut bench = Self::opened();
        bench.record = record(details, is_token_generated);
        assert_eq!(bench.raw(loaded(details, is_token_generated)), []);
        bench
    }

    /// Takes in an event and gives all commands.
    pub(super) fn raw(&mut self, event: SaveEvent) -> Vec<SaveCommand> {
        self.machine.step(Now { ms: self.now, wall: self.now, jitter: 500 }, event)
    }

    /// Takes in an event. It is always our turn, and the platform answers every question at once;
    /// gives what else there is to do.
    pub(super) fn does(&mut self, event: SaveEvent) -> Vec<SaveCommand> {
        if let (SaveEvent::Saved(Ok(_)), Some(InFlight::Save { details, is_token_generated, .. })) =
            (&event, &self.machine.in_flight)
        {
            self.record = record(&details.to_json(), *is_token_generated);
        }
        if let SaveEvent::Loaded(Ok(record)) = &event {
            self.record = record.clone();
        }
        let mut commands = self.raw(event);
        loop {
            let answer = match commands.last() {
                Some(SaveCommand::Lock) => SaveEvent::Locked,
                Some(SaveCommand::Load) => SaveEvent::Loaded(Ok(self.record.clone())),
                _ => break,
            };
            commands = self.raw(answer);
        }
        commands.retain(|command| *command != SaveCommand::Unlock);
        commands
    }

    pub(super) fn types(&mut self, text: &str) -> Vec<SaveCommand> {
        self.does(typed(ControlId::Field(Field::BaseUrl), text))
    }

    /// Lets time pass and wakes the machine.
    pub(super) fn after(&mut self, ms: u64) -> Vec<SaveCommand> {
        self.now += ms;
        self.does(SaveEvent::Wake)
    }

    pub(super) fn saves(&mut self, text: &str) -> Save {
        self.types(text);
        only_save(&self.does(SaveEvent::Flush))
    }

    pub(super) fn fails(&mut self, kind: FailureKind) -> Vec<SaveCommand> {
        self.does(SaveEvent::Saved(Err(Failure::of(kind))))
    }
}

/// The one save that there is to do.
pub(super) fn only_save(commands: &[SaveCommand]) -> Save {
    match commands {
        [SaveCommand::Save(save)] => save.clone(),
        other => panic!("no single save: {other:?}"),
    }
}

pub(super) fn record(details: &str, is_token_generated: bool) -> Record {
    let content = Content::read(Some(details));
    Record { id: Some("r".into()), is_token_generated, content }
}

pub(super) fn loaded(details: &str, is_token_generated: bool) -> SaveEvent {
    SaveEvent::Loaded(Ok(record(details, is_token_generated)))
}

pub(super) fn typed(place: ControlId, text: &str) -> SaveEvent {
    SaveEvent::Typed { control: place, text: text.to_owned() }
}

pub(super) fn acknowledged() -> SaveEvent {
    SaveEvent::Saved(Ok(None))
}

#[test]
fn an_untouched_form_writes_nothing() {
    let mut bench = Bench::with(r#"{"baseURL":"https://a"}"#, true);
    let focus = SaveEvent::Focused(Some(ControlId::Field(Field::BaseUrl)));
    for event in [
        focus,
        SaveEvent::Flush,
        SaveEvent::Wake,
        SaveEvent::Retry,
        SaveEvent::Online,
        SaveEvent::Shown,
    ] {
        assert_eq!(bench.raw(event), []);
    }
    assert_eq!(bench.machine.state(), SaveState::Saved);
}

#[test]
fn saves_600_ms_after_the_last_key() {
    let mut bench = Bench::with("{}", false);
    let at = bench.now + 600;
    assert_eq!(bench.types("h"), [SaveCommand::Wake { at }]);
    assert_eq!(bench.machine.state(), SaveState::Unsaved);
    assert_eq!(bench.after(599), [SaveCommand::Wake { at }]);
    assert!(matches!(bench.after(1)[..], [SaveCommand::Save(_)]));
    assert_eq!(bench.machine.state(), SaveState::Saving);
    bench.does(acknowledged());
    assert_eq!(bench.machine.state(), SaveState::Saved);
    assert_eq!(bench.machine.saved_at(), Some(bench.now));
}

#[test]
fn the_record_is_read_once_it_is_our_turn_and_again_when_that_was_a_while_ago() {
    let mut bench = Bench::with("{}", false);
    let platform = || loaded(r#"{"baseURL":"a"}"#, false);
    assert_eq!(bench.raw(typed(ControlId::Field(Field::BaseUrl), "ab")), [SaveCommand::Lock]);
    assert_eq!(bench.raw(SaveEvent::Flush), [], "it is another one's turn");
    assert_eq!(bench.raw(SaveEvent::Locked), [SaveCommand::Load], "the other one may have saved");
    let base_url = SaveEvent::Chosen(super::MergePath::Field(Field::BaseUrl), super::Side::Mine);
    assert_eq!(bench.raw(platform()), [SaveCommand::Unlock], "the other one has");
    assert_eq!(bench.raw(base_url), [SaveCommand::Lock]);
    bench.now += 5_000;
    bench.raw(SaveEvent::Locked);
    bench.now += 2_001;
    assert!(matches!(bench.raw(platform())[..], [SaveCommand::Save(_)]), "just read, however late");
    let typed = typed(ControlId::Field(Field::BaseUrl), "abc");
    assert_eq!(bench.raw(typed), []);
    let commands = bench.raw(acknowledged());
    assert!(
        matches!(commands[..], [SaveCommand::Wake { .. }]),
        "it stays our write_lock: {commands:?}"
    );
    bench.now += 600;
    assert!(
        matches!(bench.raw(SaveEvent::Wake)[..], [SaveCommand::Save(_)]),
        "acknowledged just now"
    );
    assert_eq!(bench.raw(acknowledged()), [SaveCommand::Unlock]);
}

#[test]
fn a_save_after_long_typing_reads_first() {
    let mut bench = Bench::with("{}", false);
    bench.types("h");
    for _ in 0..9 {
        bench.now += 500;
        assert!(matches!(bench.raw(typed(ControlId::Field(Field::BaseUrl), "h"))[..], [_]));
    }
    bench.now += 500;
    assert_eq!(bench.raw(SaveEvent::Wake), [SaveCommand::Load]);
}

#[test]
fn a_hundred_keys_at_80_ms_are_two_saves() {
    let mut bench = Bench::with("{}", false);
    let mut saves = 0;
    let mut count = |commands: Vec<SaveCommand>, bench: &mut Bench| {
        if matches!(commands[..], [SaveCommand::Save(_)]) {
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
    assert_eq!(bench.does(SaveEvent::Flush), [], "a second save waits for the first");
    let save = only_save(&bench.does(acknowledged()));
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
    let answer = loaded(r#"{"baseURL":"https://a","companyId":"7","x":1}"#, false);
    let save = only_save(&bench.does(answer));
    assert_eq!(save.details, r#"{"baseURL":"https://mine","companyId":"7","x":1}"#);
    assert_eq!(bench.machine.text(ControlId::Field(Field::CompanyId)), "7");
}

#[test]
fn text_put_back_while_a_save_is_on_its_way_is_saved_too() {
    let mut bench = Bench::with(r#"{"baseURL":"a"}"#, false);
    bench.saves("ab");
    bench.types("a");
    bench.does(SaveEvent::Flush);
    let save = only_save(&bench.does(acknowledged()));
    assert_eq!(save.details, r#"{"baseURL":"a"}"#);
}

#[test]
fn text_put_back_after_a_lost_answer_is_saved_too() {
    let mut bench = Bench::with(r#"{"baseURL":"a"}"#, false);
    bench.saves("ab");
    bench.fails(FailureKind::Unreachable);
    bench.types("a");
    assert!(bench.machine.has_edits(), "the platform may hold ab");
    bench.record = record(r#"{"baseURL":"ab"}"#, false);
    assert_eq!(only_save(&bench.after(60_000)).details, r#"{"baseURL":"a"}"#);
}

#[test]
fn text_put_back_before_a_save_is_no_edit() {
    let mut bench = Bench::with(r#"{"baseURL":"a"}"#, false);
    bench.types("ab");
    assert_eq!(bench.types("a"), []);
    assert_eq!(bench.machine.state(), SaveState::Saved);
    assert_eq!(bench.does(SaveEvent::Flush), []);
}

#[test]
fn failures_are_retried_ever_more_slowly_and_lose_nothing() {
    let mut bench = Bench::with("{}", false);
    bench.saves("a");
    for wait in [1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000] {
        let at = bench.now + wait;
        assert_eq!(bench.fails(FailureKind::PlatformDown), [SaveCommand::Wake { at }]);
        assert_eq!(bench.machine.state(), SaveState::Failed);
        assert_eq!(bench.types("ab"), [SaveCommand::Wake { at }], "typing does not hurry it");
        bench.types("a");
        bench.now += wait;
        assert_eq!(
            bench.raw(SaveEvent::Wake),
            [SaveCommand::Lock],
            "others had their turn meanwhile"
        );
        assert_eq!(bench.raw(SaveEvent::Locked), [SaveCommand::Load], "it may have arrived");
        only_save(&bench.does(loaded("{}", false)));
        assert_eq!(bench.machine.state(), SaveState::Failed, "until one arrives");
    }
    bench.does(acknowledged());
    assert_eq!(bench.machine.state(), SaveState::Saved);
}

#[test]
fn no_retry_waits_longer_than_30_s() {
    let mut bench = Bench::with("{}", false);
    bench.saves("a");
    for _ in 0..20 {
        let (ms, jitter) = (bench.now, 999);
        let failure = Failure::of(FailureKind::RateLimited);
        let commands =
            bench.machine.step(Now { ms, wall: ms, jitter }, SaveEvent::Saved(Err(failure)));
        let Some(SaveCommand::Wake { at }) = commands.last() else { panic!("{commands:?}") };
        assert!(*at - ms <= 30_000, "{}", at - ms);
        bench.now = *at;
        only_save(&bench.does(SaveEvent::Wake));
    }
}

#[test]
fn a_save_whose_answer_was_lost_is_not_sent_twice() {
    let mut bench = Bench::with("{}", false);
    bench.saves("a");
    bench.fails(FailureKind::Unreachable);
    bench.record = record(r#"{"baseURL":"a"}"#, false);
    assert_eq!(bench.after(1_000), []);
    assert_eq!(bench.machine.state(), SaveState::Saved);
}

#[test]
fn a_read_before_a_save_that_fails_keeps_the_save_waiting() {
    let mut bench = Bench::with("{}", false);
    bench.saves("a");
    bench.fails(FailureKind::Unreachable);
    bench.now += 1_000;
    bench.raw(SaveEvent::Wake);
    assert_eq!(bench.raw(SaveEvent::Locked), [SaveCommand::Load]);
    let at = bench.now + 2_000;
    let failure = Failure::of(FailureKind::Unreachable);
    let commands = bench.raw(SaveEvent::Loaded(Err(failure)));
    assert_eq!(commands, [SaveCommand::Unlock, SaveCommand::Wake { at }]);
    only_save(&bench.after(2_000));
}

#[test]
fn a_save_for_which_the_browser_had_no_room_goes_again_after_a_look() {
    let mut bench = Bench::with("{}", false);
    bench.saves("a");
    only_save(&bench.fails(FailureKind::NoRoom));
    assert_eq!(bench.machine.state(), SaveState::Saving, "nothing is said to have failed");
    let commands = bench.fails(FailureKind::NoRoom);
    assert!(matches!(commands[..], [SaveCommand::Wake { .. }]), "once: {commands:?}");
    assert_eq!(bench.machine.state(), SaveState::Failed);
}

#[test]
fn a_save_for_which_there_may_have_been_no_room_is_not_sent_unread() {
    let mut bench = Bench::with("{}", false);
    bench.saves("a");
    let no_room = Failure::of(FailureKind::NoRoom);
    assert_eq!(bench.raw(SaveEvent::Saved(Err(no_room))), [SaveCommand::Load]);
    let arrived = record(r#"{"baseURL":"a"}"#, false);
    assert_eq!(bench.raw(SaveEvent::Loaded(Ok(arrived))), [SaveCommand::Unlock]);
    assert_eq!(bench.machine.state(), SaveState::Saved);
}

#[test]
fn a_sign_in_page_is_asked_for_again_from_time_to_time() {
    let mut bench = Bench::with("{}", false);
    bench.saves("a");
    let at = bench.now + 60_000;
    assert_eq!(bench.fails(FailureKind::SignInPage), [SaveCommand::Wake { at }]);
    assert_eq!(bench.machine.state(), SaveState::SignedOut);
    only_save(&bench.after(60_000));
}

#[test]
fn looks_for_a_save_that_went_astray_have_pauses_when_they_fail() {
    let mut before = Bench::with("{}", false);
    before.saves("a");
    let mut bench = Bench::with("{}", false);
    let journal = JournalIndex::new("one".to_owned()).changes(&before.machine, 7);
    let flight = journal.iter().find(|change| Entry::is_in_flight(&change.name));
    let text = flight.and_then(|change| change.text.clone()).expect("it is on its way");
    let entry = Entry::read("flight", &text).expect("it was just written");
    bench.does(SaveEvent::Restored(vec![entry]));
    bench.now += 1_000;
    assert_eq!(bench.raw(SaveEvent::Wake), [SaveCommand::Load]);
    let failure = Failure::of(FailureKind::PlatformDown);
    let commands = bench.raw(SaveEvent::Loaded(Err(failure)));
    assert!(matches!(commands[..], [SaveCommand::Wake { at }] if at > bench.now), "{commands:?}");
}

#[test]
fn a_record_is_read_again_after_the_machine_slept() {
    let mut bench = Bench::with("{}", false);
    bench.types("a");
    let mut now = Now { ms: bench.now + 600, wall: bench.now + 8 * 3_600_000, jitter: 500 };
    bench.machine.write_lock = WriteLock::Held;
    assert_eq!(bench.machine.step(now, SaveEvent::Wake), [SaveCommand::Load]);
    let record = record("{}", false);
    assert!(matches!(
        bench.machine.step(now, SaveEvent::Loaded(Ok(record)))[..],
        [SaveCommand::Save(_)]
    ));
    now.wall += 60_000;
    bench.machine.step(now, SaveEvent::Saved(Ok(None)));
    assert_eq!(bench.machine.saved_at, Some(now.wall), "it is told by the wall clock");
}

#[test]
fn a_look_at_what_others_did_alarms_nobody_when_it_fails() {
    let mut bench = Bench::with("{}", false);
    bench.now += 60_000;
    assert_eq!(bench.raw(SaveEvent::Shown), [SaveCommand::Load]);
    assert_eq!(bench.raw(SaveEvent::Loaded(Err(Failure::of(FailureKind::Unreachable)))), []);
    assert_eq!(bench.machine.state(), SaveState::Saved);
    assert_eq!(bench.raw(SaveEvent::Shown), [SaveCommand::Load], "it looks again next time");
}

#[test]
fn each_return_to_the_page_looks_once() {
    let mut bench = Bench::with("{}", false);
    bench.now += 60_000;
    assert_eq!(bench.raw(SaveEvent::Shown), [SaveCommand::Load]);
    assert_eq!(bench.raw(SaveEvent::Shown), []);
    assert_eq!(bench.raw(SaveEvent::Loaded(Ok(bench.record.clone()))), []);
}

#[test]
fn the_platform_says_how_long_to_wait() {
    let mut bench = Bench::with("{}", false);
    bench.saves("a");
    let failure = Failure { retry_after: Some(40_000), ..Failure::of(FailureKind::RateLimited) };
    let at = bench.now + 40_000;
    assert_eq!(bench.does(SaveEvent::Saved(Err(failure))), [SaveCommand::Wake { at }]);
    only_save(&bench.does(SaveEvent::Retry));
}

#[test]
fn signed_out_waits_for_a_word() {
    let mut bench = Bench::with("{}", false);
    bench.saves("a");
    assert_eq!(bench.fails(FailureKind::SignedOut), []);
    assert_eq!(bench.machine.state(), SaveState::SignedOut);
    assert_eq!(bench.types("ab"), []);
    assert_eq!(bench.does(SaveEvent::Online), []);
    bench.now += 60_000;
    assert_eq!(bench.does(SaveEvent::Shown), []);
    only_save(&bench.does(SaveEvent::Retry));
}

#[test]
fn a_refusal_is_tried_again_with_the_next_edit() {
    let mut bench = Bench::with("{}", false);
    bench.saves("a");
    assert_eq!(bench.fails(FailureKind::Refused), []);
    assert_eq!(bench.after(60_000), []);
    bench.types("ab");
    only_save(&bench.after(600));
}

#[test]
fn a_load_that_fails_is_tried_again_before_anything_is_written() {
    let mut bench = Bench::opened();
    let at = bench.now + 1_000;
    let failure = Failure::of(FailureKind::Unreachable);
    assert_eq!(bench.does(SaveEvent::Loaded(Err(failure))), [SaveCommand::Wake { at }]);
    assert_eq!(bench.machine.state(), SaveState::Failed);
    bench.types("a");
    bench.now += 1_000;
    assert_eq!(bench.raw(SaveEvent::Wake), [SaveCommand::Load]);
}

#[test]
fn malformed_details_are_not_overwritten_without_a_word() {
    let mut bench = Bench::with("half {", false);
    assert_eq!(bench.machine.state(), SaveState::Failed);
    bench.types("a");
    assert_eq!(bench.does(SaveEvent::Flush), []);
    assert_eq!(bench.after(60_000), []);
    let save = only_save(&bench.does(SaveEvent::StartOver));
    assert!(save.details.starts_with(r#"{"baseURL":"a","companyId":"""#), "{}", save.details);
    assert_eq!(bench.machine.set_aside(), Some("half {"));
}

#[test]
fn the_token_flag_follows_the_settings_it_was_generated_with() {
    let mut bench = Bench::with(r#"{"baseURL":"a","note":1}"#, true);
    assert!(!bench.saves("b").is_token_generated);
    assert!(bench.machine.token_is_stale());
    // The platform's flag, which the next read brings along, is not what was generated with.
    bench.does(acknowledged());
    assert!(bench.saves("a").is_token_generated, "put back");
    assert!(!bench.machine.token_is_stale());
}

#[test]
fn the_platform_is_told_of_a_token_as_long_as_its_settings_stay() {
    let details = r#"{"baseURL":"a","clientId":"A"}"#;
    let settings = |json| Fingerprint::of_settings(&Details::parse(json).expect("an object"));
    let mut bench = Bench::with(details, false);
    let save = only_save(&bench.does(SaveEvent::Generated(settings(details))));
    assert_ne!(bench.machine.state(), SaveState::Saved, "the platform does not know yet");
    assert!(save.is_token_generated);
    assert_eq!(save.details, details);
    bench.does(acknowledged());
    assert_eq!(bench.machine.state(), SaveState::Saved);
    assert!(bench.machine.record().is_some_and(|record| record.is_token_generated));

    let mut bench = Bench::with(r#"{"baseURL":"other"}"#, false);
    assert_eq!(bench.does(SaveEvent::Generated(settings(details))), []);
    assert!(bench.machine.token_is_stale(), "there is a token, for other settings");
    assert_eq!(bench.machine.state(), SaveState::Saved);
}

#[test]
fn a_token_that_was_generated_before_the_record_is_known_is_told_as_well() {
    let details = r#"{"baseURL":"a","clientId":"A"}"#;
    let settings = Fingerprint::of_settings(&Details::parse(details).expect("an object"));
    let mut bench = Bench::opened();
    bench.raw(SaveEvent::Generated(settings));
    bench.record = record(details, false);
    let save = only_save(&bench.does(loaded(details, false)));
    assert!(save.is_token_generated);

    let mut bench = Bench::opened();
    bench.raw(SaveEvent::Generated(settings));
    assert_eq!(bench.does(loaded(r#"{"baseURL":"other"}"#, false)), [], "it is for others");
}
