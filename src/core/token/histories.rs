//! Random histories of the way to a token: whatever comes in whatever order, no outcome without a
//! server's word, one window at a time, and an end.

use std::collections::VecDeque;

use proptest::prelude::*;

use super::{
    Attempt, Outcome, OutcomeSource, Refusal, TokenCommand, TokenEnd, TokenEvent, TokenMachine,
    TokenPhase,
};
use crate::{Failure, FailureKind, Fingerprint, SaveState};

#[derive(Clone, Debug)]
enum Op {
    Want,
    /// The whole way to the provider at once, as it mostly goes.
    Begin,
    Save(SaveState),
    /// A request is answered, the oldest or the newest first.
    Answer {
        is_oldest: bool,
        how: How,
    },
    /// The person answers the provider.
    Consent(bool),
    /// The host page tells of the newest attempt, or of the one before, which was given up.
    HostTells {
        is_newest: bool,
    },
    Hint,
    Pass(u64),
    Cancel,
    Reload,
}

#[derive(Clone, Copy, Debug)]
enum How {
    Ok,
    Fails(FailureKind),
    BadUrl,
}

/// A request on its way.
#[derive(Debug)]
enum Asked {
    Begin(u64),
    Poll(u64, OutcomeSource),
}

#[derive(Debug)]
struct World {
    now: u64,
    machine: TokenMachine,
    asked: VecDeque<Asked>,
    wake: Option<u64>,
    /// The outcomes that the server knows, by attempt.
    attempts: Vec<Outcome>,
    /// By which number the page knows each attempt; 0 for those of the page before.
    names: Vec<u64>,
    source: u8,
    remembered: Option<Attempt>,
    /// True while a window shows the provider.
    is_open: bool,
    numbers: u64,
}

impl World {
    fn source(&self, attempt: usize) -> OutcomeSource {
        match self.source {
            0 => OutcomeSource::Relay(attempt.to_string()),
            1 => OutcomeSource::Host { or_field: false },
            4 => OutcomeSource::Host { or_field: true },
            2 => OutcomeSource::Field,
            _ => OutcomeSource::Nobody,
        }
    }

    /// The attempt that the window shows.
    fn current(&self) -> Option<usize> {
        match self.machine.phase() {
            TokenPhase::Waiting(waiting) => usize::try_from(waiting.attempt.settings.number()).ok(),
            _ => None,
        }
    }

    fn event(&mut self, event: TokenEvent) {
        let had_end = self.machine.end().cloned();
        let current = self.current();
        let commands = self.machine.step(self.now, event);
        let mut is_generated = false;
        for command in commands {
            match command {
                TokenCommand::Begin(number) => {
                    assert!(number > self.numbers, "a number is used twice");
                    self.numbers = number;
                    self.asked.push_back(Asked::Begin(number));
                }
                TokenCommand::Poll(number, source) => {
                    self.asked.push_back(Asked::Poll(number, source));
                }
                TokenCommand::Wake { at } => self.wake = Some(at),
                TokenCommand::Open(_) => {
                    assert!(!self.is_open, "two windows");
                    self.is_open = true;
                }
                TokenCommand::Close => self.is_open = false,
                TokenCommand::Remember(attempt) => self.remembered = Some(attempt),
                TokenCommand::Forget => self.remembered = None,
                TokenCommand::Generated(settings) => {
                    let attempt = usize::try_from(settings.number()).expect("it is small");
                    assert_eq!(self.attempts[attempt], Outcome::Generated, "nobody said so");
                    is_generated = true;
                }
                TokenCommand::Flush | TokenCommand::Abandon(..) => {}
            }
        }
        let end = self.machine.end();
        if end != had_end.as_ref() {
            match end {
                Some(TokenEnd::Generated) => {
                    assert!(is_generated, "a token that nobody is told of");
                }
                Some(TokenEnd::Refused(refusal)) => {
                    let said = current.map(|current| &self.attempts[current]);
                    let expected = Outcome::Failed(refusal.clone());
                    assert_eq!(said, Some(&expected), "no server has said so of this attempt");
                }
                _ => {}
            }
        }
        let is_idle = *self.machine.phase() == TokenPhase::Idle;
        assert!(!(is_idle && self.is_open), "a window was forgotten");
        assert!(!(is_idle && self.remembered.is_some()), "an attempt was not forgotten");
    }

    fn does(&mut self, op: &Op) {
        match op {
            Op::Want => self.event(TokenEvent::Wanted),
            Op::Begin => {
                self.event(TokenEvent::Wanted);
                self.event(TokenEvent::Saves(SaveState::Saved));
                self.does(&Op::Answer { is_oldest: false, how: How::Ok });
            }
            Op::Save(state) => self.event(TokenEvent::Saves(*state)),
            Op::Answer { is_oldest, how } => {
                let asked = if *is_oldest { self.asked.pop_front() } else { self.asked.pop_back() };
                if let Some(asked) = asked {
                    self.answer(asked, *how);
                }
            }
            Op::Consent(yes) => {
                if let Some(current) = self.current().filter(|_| self.is_open) {
                    // Each attempt has a refusal of its own, to be told from the others'.
                    let no = Refusal { code: current.to_string(), ..Refusal::default() };
                    self.attempts[current] =
                        if *yes { Outcome::Generated } else { Outcome::Failed(no) };
                }
            }
            Op::HostTells { is_newest } => {
                let attempt = self.attempts.len().checked_sub(if *is_newest { 1 } else { 2 });
                if let (1 | 4, Some(attempt)) = (self.source, attempt) {
                    let outcome = self.attempts[attempt].clone();
                    self.event(TokenEvent::Told(self.names[attempt], outcome));
                }
            }
            Op::Hint => self.event(TokenEvent::Hinted),
            Op::Pass(ms) => self.pass(*ms),
            Op::Cancel => self.event(TokenEvent::Cancelled),
            Op::Reload => {
                self.machine = TokenMachine::default();
                self.asked.clear();
                self.wake = None;
                self.names.fill(0);
                // The window stays; its page is the provider's.
                if let Some(attempt) = self.remembered.clone() {
                    let source = attempt.source.after_reload();
                    let place = usize::try_from(attempt.settings.number()).expect("it is small");
                    self.names[place] = 1;
                    self.numbers = 0;
                    self.event(TokenEvent::Resumed(Attempt { source, ..attempt }));
                    self.numbers = 1;
                    return;
                }
                (self.is_open, self.numbers) = (false, 0);
            }
        }
    }

    fn answer(&mut self, asked: Asked, how: How) {
        let event = match (asked, how) {
            (Asked::Begin(number), How::Fails(kind)) => {
                TokenEvent::Begun(number, Err(Failure::of(kind)))
            }
            (Asked::Begin(number), how) => {
                let attempt = self.attempts.len();
                self.attempts.push(Outcome::Pending);
                self.names.push(number);
                let url = match how {
                    How::BadUrl => "http://provider.example/",
                    _ => "https://provider.example/?client_id=A&response_type=code",
                };
                let attempt = Attempt {
                    url: url.to_owned(),
                    client_id: "A".to_owned(),
                    settings: Fingerprint::from(attempt as u64),
                    expires_at: self.now + 900_000,
                    source: self.source(attempt),
                    is_checked: false,
                    brings_back: false,
                };
                TokenEvent::Begun(number, Ok(attempt))
            }
            (Asked::Poll(number, _), How::Fails(kind)) => {
                TokenEvent::Polled(number, Err(Failure::of(kind)))
            }
            (Asked::Poll(number, source), _) => {
                let known = match source {
                    OutcomeSource::Relay(id) => {
                        self.attempts[id.parse::<usize>().expect("a number")].clone()
                    }
                    // A field knows of no failure.
                    _ => match self.current().map(|current| &self.attempts[current]) {
                        Some(Outcome::Generated) => Outcome::Generated,
                        _ => Outcome::Pending,
                    },
                };
                TokenEvent::Polled(number, Ok(known))
            }
        };
        self.event(event);
    }

    fn pass(&mut self, ms: u64) {
        let end = self.now + ms;
        while let Some(at) = self.wake.filter(|at| *at <= end) {
            self.now = at.max(self.now);
            self.wake = None;
            self.event(TokenEvent::Wake);
        }
        self.now = end;
    }
}

fn any_op() -> impl Strategy<Value = Op> {
    let kind = prop::sample::select(vec![
        FailureKind::Unreachable,
        FailureKind::SignedOut,
        FailureKind::Refused,
        FailureKind::TimedOut,
    ]);
    let how =
        prop_oneof![6 => Just(How::Ok), 2 => kind.prop_map(How::Fails), 1 => Just(How::BadUrl)];
    let state = prop::sample::select(vec![
        SaveState::Saved,
        SaveState::Saved,
        SaveState::Saving,
        SaveState::Unsaved,
        SaveState::Failed,
    ]);
    prop_oneof![
        4 => Just(Op::Want),
        4 => Just(Op::Begin),
        4 => state.prop_map(Op::Save),
        8 => (any::<bool>(), how).prop_map(|(is_oldest, how)| Op::Answer { is_oldest, how }),
        3 => any::<bool>().prop_map(Op::Consent),
        2 => any::<bool>().prop_map(|is_newest| Op::HostTells { is_newest }),
        2 => Just(Op::Hint),
        4 => prop_oneof![0_u64..3_000, Just(30_000), Just(100_000), Just(1_000_000)].prop_map(Op::Pass),
        1 => Just(Op::Cancel),
        1 => Just(Op::Reload),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 20_000, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn every_way_to_a_token_has_one_window_and_an_end(
        source in 0_u8..5,
        ops in prop::collection::vec(any_op(), 1..60),
    ) {
        let mut world = World {
            now: 1_000_000,
            machine: TokenMachine::default(),
            asked: VecDeque::new(),
            wake: None,
            attempts: Vec::new(),
            names: Vec::new(),
            source,
            remembered: None,
            is_open: false,
            numbers: 0,
        };
        for op in &ops {
            world.does(op);
        }
        // Nobody answers any more, and saving ends one way or the other.
        world.does(&Op::Save(SaveState::Failed));
        world.pass(2_000_000);
        prop_assert_eq!(world.machine.phase(), &TokenPhase::Idle);
    }
}
