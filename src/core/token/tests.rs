use super::{
    Attempt, Outcome, OutcomeSource, Reason, Refusal, TokenCommand, TokenEnd, TokenEvent,
    TokenMachine, TokenPhase, url,
};
use crate::{Failure, FailureKind, Fingerprint, SaveState};

const URL: &str = "https://provider.example/authorize?client_id=A&response_type=code";

fn attempt(source: OutcomeSource) -> Attempt {
    Attempt {
        url: URL.to_owned(),
        client_id: "A".to_owned(),
        settings: Fingerprint::from(7),
        expires_at: 900_000,
        source,
        is_checked: false,
        brings_back: false,
    }
}

fn relay() -> OutcomeSource {
    OutcomeSource::Relay("one".to_owned())
}

/// A machine whose provider waits since the time 0.
fn waiting(source: OutcomeSource) -> TokenMachine {
    let mut machine = TokenMachine::default();
    assert_eq!(machine.step(0, TokenEvent::Wanted)[0], TokenCommand::Flush);
    machine.step(0, TokenEvent::Saves(SaveState::Saved));
    machine.step(0, TokenEvent::Begun(1, Ok(attempt(source))));
    machine
}

fn polls(commands: &[TokenCommand]) -> usize {
    commands.iter().filter(|command| matches!(command, TokenCommand::Poll(..))).count()
}

/// The time of the next wake.
fn wake(commands: &[TokenCommand]) -> u64 {
    let wake = commands.iter().rev().find_map(|command| match command {
        TokenCommand::Wake { at } => Some(*at),
        _ => None,
    });
    wake.expect("it wants to be woken")
}

#[test]
fn settings_are_saved_before_a_token_is_asked_for() {
    let mut machine = TokenMachine::default();
    machine.step(0, TokenEvent::Wanted);
    for state in [SaveState::Unsaved, SaveState::Saving] {
        assert_eq!(machine.step(1, TokenEvent::Saves(state)), []);
    }
    let commands = machine.step(2, TokenEvent::Saves(SaveState::Saved));
    assert_eq!(commands[0], TokenCommand::Begin(1));
    let commands = machine.step(3, TokenEvent::Begun(1, Ok(attempt(relay()))));
    assert_eq!(commands[0], TokenCommand::Remember(attempt(relay())));
    assert_eq!(commands[1], TokenCommand::Open(URL.to_owned()));
}

#[test]
fn settings_that_cannot_be_saved_are_an_end() {
    for state in [SaveState::Failed, SaveState::Offline, SaveState::SignedOut, SaveState::Conflict]
    {
        let mut machine = TokenMachine::default();
        machine.step(0, TokenEvent::Wanted);
        let commands = machine.step(1, TokenEvent::Saves(state));
        assert_eq!(commands, [TokenCommand::Forget, TokenCommand::Close]);
        assert_eq!(machine.end(), Some(&TokenEnd::NotSaved));
    }
}

#[test]
fn a_second_click_begins_nothing() {
    let mut machine = waiting(relay());
    assert_eq!(machine.step(1, TokenEvent::Wanted), []);
    assert!(matches!(machine.phase(), TokenPhase::Waiting(_)));
}

#[test]
fn an_address_that_is_not_to_be_opened_is_not_opened() {
    let mut machine = TokenMachine::default();
    machine.step(0, TokenEvent::Wanted);
    machine.step(0, TokenEvent::Saves(SaveState::Saved));
    let bad = Attempt { url: "javascript:alert(1)".to_owned(), ..attempt(relay()) };
    let commands = machine.step(0, TokenEvent::Begun(1, Ok(bad)));
    let expected = [TokenCommand::Abandon(1, relay()), TokenCommand::Forget, TokenCommand::Close];
    assert_eq!(commands, expected);
    assert_eq!(machine.end(), Some(&TokenEnd::BadUrl(url::Problem::Address)));
}

#[test]
fn it_looks_often_at_first_and_seldom_later() {
    let mut machine = waiting(relay());
    let (mut now, mut times) = (0, Vec::new());
    while times.len() < 30 {
        now += 100;
        if polls(&machine.step(now, TokenEvent::Wake)) == 1 {
            times.push(now);
            machine.step(now, TokenEvent::Polled(1, Ok(Outcome::Pending)));
        }
    }
    let pauses: Vec<u64> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert_eq!(times[0], 1_000);
    assert_eq!((pauses[0], pauses[8]), (1_000, 1_000));
    assert_eq!((pauses[9], pauses[23]), (2_000, 2_000));
    assert_eq!((pauses[24], pauses[28]), (5_000, 5_000));
}

#[test]
fn a_hint_is_a_reason_to_look_at_once_and_to_look_again_after_a_look_under_way() {
    let mut machine = waiting(relay());
    assert_eq!(polls(&machine.step(10, TokenEvent::Hinted)), 1);
    assert_eq!(polls(&machine.step(20, TokenEvent::Hinted)), 0, "one at a time");
    let commands = machine.step(30, TokenEvent::Polled(1, Ok(Outcome::Pending)));
    assert_eq!(polls(&commands), 1);
}

#[test]
fn only_the_word_of_a_server_is_an_outcome() {
    let mut machine = waiting(relay());
    machine.step(1_000, TokenEvent::Wake);
    let commands = machine.step(1_100, TokenEvent::Polled(1, Ok(Outcome::Generated)));
    assert_eq!(commands[0], TokenCommand::Generated(Fingerprint::from(7)));
    assert_eq!(machine.end(), Some(&TokenEnd::Generated));
}

#[test]
fn a_host_can_tell_by_itself() {
    let mut machine = waiting(OutcomeSource::Host { or_field: false });
    assert_eq!(polls(&machine.step(10, TokenEvent::Hinted)), 0);
    let no = Refusal { code: "access_denied".to_owned(), ..Refusal::default() };
    machine.step(20, TokenEvent::Told(1, Outcome::Failed(no.clone())));
    assert_eq!(machine.end(), Some(&TokenEnd::Refused(no.clone())));
    assert_eq!(no.reason(), Reason::Denied);
}

#[test]
fn what_an_earlier_attempt_came_to_does_not_count() {
    let mut machine = waiting(relay());
    machine.step(1_000, TokenEvent::Wake);
    let commands = machine.step(1_010, TokenEvent::Cancelled);
    assert_eq!(commands[0], TokenCommand::Abandon(1, relay()));
    machine.step(1_020, TokenEvent::Wanted);
    machine.step(1_030, TokenEvent::Saves(SaveState::Saved));
    machine.step(1_040, TokenEvent::Begun(2, Ok(attempt(OutcomeSource::Relay("two".to_owned())))));
    machine.step(2_040, TokenEvent::Wake);
    let refused = Outcome::Failed(Refusal::default());
    // A look of the second attempt is on its way: its answer would count.
    for outcome in [Outcome::Pending, Outcome::Generated, refused] {
        assert_eq!(machine.step(2_050, TokenEvent::Polled(1, Ok(outcome.clone()))), []);
        assert_eq!(machine.step(2_050, TokenEvent::Told(1, outcome)), []);
        assert_eq!(machine.end(), None);
    }
    let gone = Failure { status: Some(404), ..Failure::of(FailureKind::Refused) };
    assert_eq!(machine.step(2_050, TokenEvent::Polled(1, Err(gone))), []);
    assert_eq!(machine.step(2_050, TokenEvent::Untold(1)), []);
    assert_eq!(machine.end(), None);
    machine.step(2_060, TokenEvent::Polled(2, Ok(Outcome::Generated)));
    assert_eq!(machine.end(), Some(&TokenEnd::Generated));
}

#[test]
fn an_attempt_that_begins_after_all_is_given_up() {
    let mut machine = TokenMachine::default();
    machine.step(0, TokenEvent::Wanted);
    machine.step(0, TokenEvent::Saves(SaveState::Saved));
    machine.step(10, TokenEvent::Cancelled);
    let commands = machine.step(20, TokenEvent::Begun(1, Ok(attempt(relay()))));
    assert_eq!(commands, [TokenCommand::Abandon(1, relay())]);
    assert_eq!(machine.end(), Some(&TokenEnd::Cancelled));
}

#[test]
fn a_bearer_that_ended_waits_for_a_word_and_the_wait_goes_on() {
    let mut machine = waiting(relay());
    machine.step(1_000, TokenEvent::Wake);
    let signed_out = Failure::of(FailureKind::SignedOut);
    machine.step(1_100, TokenEvent::Polled(1, Err(signed_out.clone())));
    let TokenPhase::Waiting(wait) = machine.phase() else { panic!("it waits") };
    assert_eq!(wait.failure, Some(signed_out));
    assert_eq!(polls(&machine.step(60_000, TokenEvent::Wake)), 0);
    assert_eq!(polls(&machine.step(60_010, TokenEvent::Hinted)), 1);
    machine.step(60_020, TokenEvent::Polled(1, Ok(Outcome::Generated)));
    assert_eq!(machine.end(), Some(&TokenEnd::Generated));
}

#[test]
fn a_look_that_fails_is_followed_by_another_one_when_the_server_wants() {
    let mut machine = waiting(relay());
    machine.step(1_000, TokenEvent::Wake);
    let mut failure = Failure::of(FailureKind::RateLimited);
    failure.retry_after = Some(7_000);
    let commands = machine.step(1_100, TokenEvent::Polled(1, Err(failure)));
    assert_eq!(wake(&commands), 8_100);
}

#[test]
fn at_the_end_it_looks_once_more() {
    for (answer, end) in [
        (Ok(Outcome::Pending), TokenEnd::TooLate),
        (Ok(Outcome::Generated), TokenEnd::Generated),
        (Err(Failure::of(FailureKind::Unreachable)), TokenEnd::Untold),
    ] {
        let mut machine = waiting(relay());
        assert_eq!(polls(&machine.step(900_000, TokenEvent::Wake)), 1);
        machine.step(900_100, TokenEvent::Polled(1, answer));
        assert_eq!(machine.end(), Some(&end));
    }
}

#[test]
fn an_end_that_is_past_is_taken_for_a_wrong_clock() {
    let mut machine = TokenMachine::default();
    let past = Attempt { expires_at: 5, ..attempt(relay()) };
    machine.step(1_000_000, TokenEvent::Resumed(past));
    assert_eq!(polls(&machine.step(1_001_000, TokenEvent::Wake)), 1);
    machine.step(1_001_100, TokenEvent::Polled(1, Ok(Outcome::Pending)));
    assert_eq!(machine.end(), None);
}

#[test]
fn where_nobody_can_tell_it_says_so() {
    let mut machine = waiting(OutcomeSource::Nobody);
    machine.step(900_000, TokenEvent::Wake);
    assert_eq!(machine.end(), Some(&TokenEnd::Untold));
}

#[test]
fn a_provider_that_keeps_silent_may_be_showing_an_error() {
    let machine = waiting(relay());
    let TokenPhase::Waiting(wait) = machine.phase() else { panic!("it waits") };
    assert!(!wait.is_in_doubt(19_999) && wait.is_in_doubt(20_000));
}

#[test]
fn an_attempt_that_nobody_knows_any_more_is_an_end() {
    let mut machine = TokenMachine::default();
    machine.step(0, TokenEvent::Resumed(attempt(relay())));
    machine.step(1_000, TokenEvent::Wake);
    let unknown = Failure { status: Some(404), ..Failure::of(FailureKind::Refused) };
    machine.step(1_100, TokenEvent::Polled(1, Err(unknown)));
    assert_eq!(machine.end(), Some(&TokenEnd::Untold));
}

#[test]
fn what_was_noted_is_looked_at_before_anybody_is_sent_there() {
    let mut machine = TokenMachine::default();
    let bad = Attempt { url: "javascript:alert(1)".to_owned(), ..attempt(relay()) };
    let commands = machine.step(0, TokenEvent::Resumed(bad));
    assert_eq!(commands, [TokenCommand::Forget, TokenCommand::Close]);
    assert_eq!(machine.end(), Some(&TokenEnd::Untold));
}

#[test]
fn a_token_that_comes_after_it_was_given_up_is_one_all_the_same() {
    for (end, at) in [(TokenEvent::Cancelled, 10), (TokenEvent::Wake, 900_000)] {
        let mut machine = waiting(OutcomeSource::Host { or_field: false });
        machine.step(at, end);
        assert_eq!(*machine.phase(), TokenPhase::Idle);
        assert_eq!(machine.step(at, TokenEvent::Told(1, Outcome::Pending)), []);
        let commands = machine.step(at, TokenEvent::Told(1, Outcome::Generated));
        assert_eq!(commands, [TokenCommand::Generated(Fingerprint::from(7))]);
        assert_eq!(machine.end(), Some(&TokenEnd::Generated));
        assert_eq!(machine.step(at, TokenEvent::Told(1, Outcome::Generated)), [], "once");
    }
}

#[test]
fn a_save_that_never_ends_is_not_waited_for_without_end() {
    let mut machine = TokenMachine::default();
    let until = wake(&machine.step(0, TokenEvent::Wanted));
    machine.step(until, TokenEvent::Wake);
    assert_eq!(machine.end(), Some(&TokenEnd::NotSaved));
}

#[test]
fn an_address_that_carries_the_secret_is_given_up() {
    let mut machine = TokenMachine::default();
    machine.step(0, TokenEvent::Wanted);
    machine.step(0, TokenEvent::Saves(SaveState::Saved));
    let commands = machine.step(0, TokenEvent::BegunUnsafely(1, attempt(relay())));
    assert_eq!(commands[0], TokenCommand::Abandon(1, relay()));
    assert_eq!(machine.end(), Some(&TokenEnd::BadUrl(url::Problem::Secret)));
}

#[test]
fn what_a_person_says_is_the_end_only_where_nobody_else_can_tell() {
    let mut machine = waiting(OutcomeSource::Nobody);
    machine.step(10, TokenEvent::Answered);
    assert_eq!(machine.end(), Some(&TokenEnd::Untold));
    let mut machine = waiting(relay());
    assert_eq!(polls(&machine.step(10, TokenEvent::Answered)), 1);
    assert_eq!(machine.end(), None);
}

#[test]
fn a_relay_says_itself_when_it_is_too_late() {
    // This machine's clock is 14 minutes ahead.
    let mut machine = TokenMachine::default();
    machine.step(840_000, TokenEvent::Resumed(attempt(relay())));
    assert_eq!(polls(&machine.step(901_000, TokenEvent::Wake)), 1);
    machine.step(901_100, TokenEvent::Polled(1, Ok(Outcome::Pending)));
    assert_eq!(machine.end(), None);
}

#[test]
fn what_the_host_has_promised_is_gone_with_its_page() {
    for (source, after) in [
        (relay(), relay()),
        (OutcomeSource::Host { or_field: true }, OutcomeSource::Field),
        (OutcomeSource::Host { or_field: false }, OutcomeSource::Nobody),
        (OutcomeSource::Field, OutcomeSource::Field),
    ] {
        assert_eq!(source.after_reload(), after);
    }
    let mut machine = TokenMachine::default();
    machine.step(0, TokenEvent::Resumed(attempt(OutcomeSource::Nobody)));
    assert_eq!(machine.end(), Some(&TokenEnd::Untold));
}
