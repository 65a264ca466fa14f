use super::{
    Attempt, Outcome, OutcomeSource, TokenCommand, TokenEnd, TokenEvent, TokenPhase, Waiting,
    phase::Poll, timing, url,
};
use crate::{Failure, FailureKind, Fingerprint, Remedy, SaveState};

/// The way to an access token.
///
/// An end is told by a server or made by the person or the clock, and by nothing else. There is one
/// attempt at a time, so there is one window at a time.
#[derive(Debug, Default)]
pub struct TokenMachine {
    phase: TokenPhase,
    end: Option<TokenEnd>,
    /// The number of the newest attempt. Answers to earlier ones count no more.
    number: u64,
    /// The settings of the newest attempt if it was given up: there may be a token all the same.
    given_up: Option<Fingerprint>,
}

impl TokenMachine {
    /// Takes in what happened and says what is to be done. `now` is in milliseconds since 1970.
    pub fn step(&mut self, now: u64, event: TokenEvent) -> Vec<TokenCommand> {
        match event {
            TokenEvent::Wanted if self.phase == TokenPhase::Idle => {
                self.end = None;
                self.number += 1;
                self.given_up = None;
                let until = timing::answer_by(now);
                self.phase = TokenPhase::Saving { until };
                vec![TokenCommand::Flush, TokenCommand::Wake { at: until }]
            }
            TokenEvent::Saves(state) if matches!(self.phase, TokenPhase::Saving { .. }) => {
                self.saves(now, state)
            }
            TokenEvent::Begun(number, Ok(attempt)) | TokenEvent::BegunUnsafely(number, attempt)
                if !self.awaits(number) =>
            {
                // Nobody wants it any more.
                vec![TokenCommand::Abandon(number, attempt.source)]
            }
            TokenEvent::BegunUnsafely(_, attempt) => self.bad_url(attempt, url::Problem::Secret),
            TokenEvent::Begun(_, Ok(attempt)) => self.begun(now, attempt),
            TokenEvent::Begun(number, Err(failure)) if self.awaits(number) => {
                self.over(TokenEnd::NotBegun(failure))
            }
            TokenEvent::Resumed(attempt) if self.phase == TokenPhase::Idle => {
                self.resumed(now, attempt)
            }
            TokenEvent::Polled(number, answer) if number == self.number => self.polled(now, answer),
            TokenEvent::Told(number, outcome) if number == self.number => self.told(outcome),
            TokenEvent::Untold(number)
                if number == self.number && matches!(self.phase, TokenPhase::Waiting(_)) =>
            {
                self.over(TokenEnd::Untold)
            }
            TokenEvent::Answered => self.answered(now),
            TokenEvent::Hinted => self.hinted(now),
            TokenEvent::BearerChanged => match &self.phase {
                TokenPhase::Waiting(waiting) if waiting.needs_bearer() => self.hinted(now),
                _ => Vec::new(),
            },
            TokenEvent::Wake => self.woken(now),
            TokenEvent::Cancelled => self.cancelled(),
            _ => Vec::new(),
        }
    }

    /// The authorization URL is not one to open, and was not opened.
    fn bad_url(&mut self, attempt: Attempt, problem: url::Problem) -> Vec<TokenCommand> {
        let mut commands = vec![TokenCommand::Abandon(self.number, attempt.source)];
        commands.extend(self.over(TokenEnd::BadUrl(problem)));
        commands
    }

    fn saves(&mut self, now: u64, state: SaveState) -> Vec<TokenCommand> {
        match state {
            SaveState::Saved => {
                let until = timing::answer_by(now);
                self.phase = TokenPhase::Beginning { until };
                vec![TokenCommand::Begin(self.number), TokenCommand::Wake { at: until }]
            }
            SaveState::Saving | SaveState::Unsaved | SaveState::Loading => Vec::new(),
            SaveState::Failed | SaveState::Offline | SaveState::SignedOut | SaveState::Conflict => {
                self.over(TokenEnd::NotSaved)
            }
        }
    }

    /// Returns `true` if the answer of an attempt's beginning is waited for.
    pub const fn awaits(&self, number: u64) -> bool {
        matches!(self.phase, TokenPhase::Beginning { .. }) && number == self.number
    }

    fn begun(&mut self, now: u64, attempt: Attempt) -> Vec<TokenCommand> {
        if let Some(problem) = url::problem(&attempt.url, &attempt.client_id, attempt.is_checked) {
            return self.bad_url(attempt, problem);
        }
        let mut commands =
            vec![TokenCommand::Remember(attempt.clone()), TokenCommand::Open(attempt.url.clone())];
        commands.extend(self.wait(now, attempt));
        commands
    }

    fn resumed(&mut self, now: u64, attempt: Attempt) -> Vec<TokenCommand> {
        let problem = url::problem(&attempt.url, &attempt.client_id, attempt.is_checked);
        let is_unsafe = !attempt.url.is_empty() && problem.is_some();
        self.end = None;
        self.number += 1;
        if is_unsafe || attempt.source == OutcomeSource::Nobody {
            return self.over(TokenEnd::Untold);
        }
        self.wait(now, attempt)
    }

    fn wait(&mut self, now: u64, attempt: Attempt) -> Vec<TokenCommand> {
        let until = timing::end(now, &attempt);
        let poll = if attempt.source.can_be_asked() {
            Poll::At(timing::next_poll(now, 0))
        } else {
            Poll::OnHint
        };
        self.phase = TokenPhase::Waiting(Waiting {
            attempt,
            began: now,
            failure: None,
            until,
            polls: 0,
            poll,
            is_hinted: false,
        });
        self.next(now)
    }

    /// The one place that decides when to ask what became of it.
    fn next(&mut self, now: u64) -> Vec<TokenCommand> {
        let TokenPhase::Waiting(waiting) = &mut self.phase else { return Vec::new() };
        let until = waiting.until;
        // Two wakings, not one: the person is to see in between that the provider may have failed.
        let doubt = timing::doubt(waiting.began);
        let soon = |at: u64| if doubt > now { at.min(doubt) } else { at };
        match waiting.poll {
            Poll::UnderWay(until) => vec![TokenCommand::Wake { at: soon(until) }],
            Poll::At(at) if at <= now => {
                waiting.poll = Poll::UnderWay(timing::answer_by(now));
                waiting.polls += 1;
                waiting.is_hinted = false;
                let source = waiting.attempt.source.clone();
                vec![
                    TokenCommand::Poll(self.number, source),
                    TokenCommand::Wake { at: soon(timing::answer_by(now)) },
                ]
            }
            // At the end one more look is taken.
            Poll::At(at) => vec![TokenCommand::Wake { at: soon(at.min(until)) }],
            Poll::OnHint => vec![TokenCommand::Wake { at: soon(until) }],
        }
    }

    fn polled(&mut self, now: u64, answer: Result<Outcome, Failure>) -> Vec<TokenCommand> {
        let TokenPhase::Waiting(waiting) = &mut self.phase else { return Vec::new() };
        if !matches!(waiting.poll, Poll::UnderWay(_)) {
            return Vec::new();
        }
        let is_late = now >= waiting.until;
        match answer {
            Ok(Outcome::Pending) if is_late => return self.abandon(TokenEnd::TooLate),
            // The person may have answered, and nobody can say.
            Err(_) if is_late => return self.over(TokenEnd::Untold),
            Ok(Outcome::Pending) => {
                waiting.failure = None;
                waiting.poll = Poll::At(timing::next_poll(now, waiting.polls));
            }
            Ok(outcome) => return self.told(outcome),
            // Whoever should know does not know of it, or not any more.
            Err(failure) if matches!(failure.status, Some(404 | 410)) => {
                return self.over(TokenEnd::Untold);
            }
            Err(failure) => {
                let wait = failure.retry_after.unwrap_or(0);
                waiting.poll = match failure.remedy() {
                    _ if failure.kind == FailureKind::SignInPage => {
                        Poll::At(now + timing::SIGN_IN_PAGE_PAUSE_MS)
                    }
                    Remedy::SignIn => Poll::OnHint,
                    _ => Poll::At(timing::next_poll(now, waiting.polls).max(now + wait)),
                };
                waiting.failure = Some(failure);
            }
        }
        if waiting.is_hinted {
            waiting.poll = Poll::At(now);
        }
        self.next(now)
    }

    fn told(&mut self, outcome: Outcome) -> Vec<TokenCommand> {
        let TokenPhase::Waiting(waiting) = &self.phase else {
            let given_up = self.given_up.take_if(|_| outcome == Outcome::Generated);
            let Some(settings) = given_up else { return Vec::new() };
            self.end = Some(TokenEnd::Generated);
            return vec![TokenCommand::Generated(settings)];
        };
        match outcome {
            Outcome::Pending => Vec::new(),
            Outcome::Generated => {
                let mut commands = vec![TokenCommand::Generated(waiting.attempt.settings)];
                commands.extend(self.over(TokenEnd::Generated));
                commands
            }
            Outcome::Failed(refusal) => self.over(TokenEnd::Refused(refusal)),
        }
    }

    fn hinted(&mut self, now: u64) -> Vec<TokenCommand> {
        let TokenPhase::Waiting(waiting) = &mut self.phase else { return Vec::new() };
        match waiting.poll {
            Poll::UnderWay(_) => waiting.is_hinted = true,
            _ if waiting.attempt.source.can_be_asked() => waiting.poll = Poll::At(now),
            _ => {}
        }
        self.next(now)
    }

    fn woken(&mut self, now: u64) -> Vec<TokenCommand> {
        match &mut self.phase {
            TokenPhase::Idle => Vec::new(),
            TokenPhase::Saving { until } if *until <= now => self.over(TokenEnd::NotSaved),
            TokenPhase::Beginning { until } if *until <= now => {
                self.over(TokenEnd::NotBegun(Failure::of(FailureKind::TimedOut)))
            }
            TokenPhase::Saving { until } | TokenPhase::Beginning { until } => {
                vec![TokenCommand::Wake { at: *until }]
            }
            TokenPhase::Waiting(waiting) => {
                let is_late = waiting.until <= now;
                match waiting.poll {
                    Poll::UnderWay(until) if until <= now && is_late => {
                        return self.over(TokenEnd::Untold);
                    }
                    // Its answer counts no more if it comes.
                    Poll::UnderWay(until) if until <= now => waiting.poll = Poll::At(now),
                    Poll::At(_) if is_late => waiting.poll = Poll::At(now),
                    Poll::OnHint if is_late => {
                        return match waiting.attempt.source {
                            // Whoever did not get a word asks one last time.
                            OutcomeSource::Relay(_) | OutcomeSource::Field => {
                                waiting.poll = Poll::At(now);
                                self.next(now)
                            }
                            OutcomeSource::Host { .. } => self.abandon(TokenEnd::TooLate),
                            OutcomeSource::Nobody => self.over(TokenEnd::Untold),
                        };
                    }
                    _ => {}
                }
                self.next(now)
            }
        }
    }

    /// Takes the person's word: if nobody else can tell, that is all that will ever be known.
    fn answered(&mut self, now: u64) -> Vec<TokenCommand> {
        match &self.phase {
            TokenPhase::Waiting(waiting) if waiting.attempt.source == OutcomeSource::Nobody => {
                self.over(TokenEnd::Untold)
            }
            _ => self.hinted(now),
        }
    }

    fn cancelled(&mut self) -> Vec<TokenCommand> {
        match &self.phase {
            TokenPhase::Idle => Vec::new(),
            TokenPhase::Waiting(waiting) if waiting.attempt.source == OutcomeSource::Nobody => {
                // They may have answered before.
                self.abandon(TokenEnd::Untold)
            }
            _ => self.abandon(TokenEnd::Cancelled),
        }
    }

    fn abandon(&mut self, end: TokenEnd) -> Vec<TokenCommand> {
        let mut commands = Vec::new();
        if let TokenPhase::Waiting(waiting) = &self.phase {
            self.given_up = Some(waiting.attempt.settings);
            commands.push(TokenCommand::Abandon(self.number, waiting.attempt.source.clone()));
        }
        commands.extend(self.over(end));
        commands
    }

    fn over(&mut self, end: TokenEnd) -> Vec<TokenCommand> {
        self.phase = TokenPhase::Idle;
        self.end = Some(end);
        vec![TokenCommand::Forget, TokenCommand::Close]
    }

    /// The stage that it has come to.
    pub const fn phase(&self) -> &TokenPhase {
        &self.phase
    }

    /// The last end that it came to, until the person has read it or begins anew.
    pub const fn end(&self) -> Option<&TokenEnd> {
        self.end.as_ref()
    }
}
