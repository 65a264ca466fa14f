//! Carries out what the token machine commands.

use std::rc::Rc;

use wizard_core::{Event, Outcome, OutcomeSource, Secret, TokenCommand, TokenEvent};
use wizard_web::{
    clock::{self, Alarm},
    memory, task,
};

use crate::{
    app::{Session, attempt::text_of},
    client::relay::{Relay, StartRequest, Started},
};

/// How long a person can answer the provider where nobody says otherwise, milliseconds.
const LIFETIME: u64 = 15 * 60 * 1_000;

impl Session {
    pub(super) fn obey_token(self: &Rc<Self>, command: TokenCommand) {
        let authorization = self.authorization();
        let session = Rc::clone(self);
        let started = authorization.starter.borrow().clone();
        let relay = started.unwrap_or_else(|| Rc::clone(&authorization.way.borrow().relay));
        match command {
            TokenCommand::Flush => self.happen(Event::Flush),
            TokenCommand::Begin(number) => {
                let relay = Rc::clone(&authorization.way.borrow().relay);
                authorization.starter.replace(Some(Rc::clone(&relay)));
                task::spawn(async move { session.begin_token(&relay, number).await });
            }
            TokenCommand::Remember(attempt) => {
                let kept = text_of(&attempt, relay.address());
                memory::keep_attempt(self.key(), Some((&kept, &attempt.url)));
                authorization.noted.replace(Some(kept));
            }
            TokenCommand::Open(url) => {
                let mut popup = authorization.popup.borrow_mut();
                match popup.as_ref().filter(|popup| !popup.seems_closed()) {
                    Some(popup) => popup.go(&url),
                    None => *popup = None,
                }
            }
            TokenCommand::Poll(number, OutcomeSource::Relay(id)) => task::spawn(async move {
                let answer = relay.poll(&id).await;
                session.token_happens(TokenEvent::Polled(number, answer));
            }),
            TokenCommand::Poll(number, OutcomeSource::Field) => task::spawn(async move {
                let answer = session.has_token().await.map(|has_token| match has_token {
                    Some(true) => Outcome::Generated,
                    _ => Outcome::Pending,
                });
                session.token_happens(TokenEvent::Polled(number, answer));
            }),
            TokenCommand::Abandon(number, OutcomeSource::Relay(id)) => {
                task::spawn(async move { session.give_up(&relay, number, &id).await });
            }
            // Nobody can be asked or told.
            TokenCommand::Poll(..) | TokenCommand::Abandon(..) => {}
            TokenCommand::Wake { at } => {
                let wake = move || session.token_happens(TokenEvent::Wake);
                authorization.alarm.replace(Some(Alarm::at(at, wake)));
            }
            TokenCommand::Forget => {
                authorization.forgets_when_told.set(self.owes_flag());
                if !self.owes_flag() {
                    self.forget_attempt();
                }
                authorization.alarm.take();
            }
            TokenCommand::Close => {
                if let Some(popup) = authorization.popup.take() {
                    popup.close();
                }
            }
            TokenCommand::Generated(settings) => self.happen(Event::Generated(settings)),
        }
    }

    /// Nobody waits for an attempt any more. Whether there is a token all the same, the relay knows.
    async fn give_up(self: &Rc<Self>, relay: &Relay, number: u64, id: &str) {
        relay.cancel(id).await;
        if relay.poll(id).await == Ok(Outcome::Generated) {
            self.token_happens(TokenEvent::Told(number, Outcome::Generated));
        }
    }

    /// Asks for an authorization URL, with the settings as they are saved and the client secret.
    async fn begin_token(self: &Rc<Self>, relay: &Relay, number: u64) {
        let is_relay = !relay.address().is_empty();
        // The platform itself says when there is a token; of a second one it cannot.
        let or_field = !is_relay && self.lacks_token().await;
        if !self.authorization().awaits(number) {
            return;
        }
        let details = self.saved_details();
        let (key, secret) = (self.key(), self.secret());
        // Whoever is brought back is told only what somebody can be asked.
        let return_url = self.authorization().return_url().filter(|_| is_relay || or_field);
        let started =
            relay.start(StartRequest { key, details: &details, secret, return_url }).await;
        let Started { mut attempt, outcome, carries_secret } = match started {
            Ok(started) => started,
            Err(failure) => {
                self.token_happens(TokenEvent::Begun(number, Err(failure)));
                // Perhaps somebody has saved other settings meanwhile.
                return self.happen(Event::Elsewhere);
            }
        };
        if attempt.expires_at == 0 {
            attempt.expires_at = clock::now().ms + LIFETIME;
        }
        match &mut attempt.source {
            OutcomeSource::Host { or_field: tells_later } => *tells_later = or_field,
            source @ OutcomeSource::Nobody if or_field => *source = OutcomeSource::Field,
            _ => {}
        }
        if carries_secret {
            return self.token_happens(TokenEvent::BegunUnsafely(number, attempt));
        }
        // It was used, and nobody here needs it any more.
        if self.authorization().awaits(number) {
            self.forget_secret(Secret::Used);
        }
        if let Some(outcome) = outcome {
            let session = Rc::clone(self);
            task::spawn(async move {
                session.token_happens(match outcome.await {
                    Some(outcome) => TokenEvent::Told(number, outcome),
                    None => TokenEvent::Untold(number),
                });
            });
        }
        self.token_happens(TokenEvent::Begun(number, Ok(attempt)));
    }

    /// Whether the connection's field on the platform is known to be empty, so that it will tell when
    /// there is a token.
    async fn lacks_token(&self) -> bool {
        let mut found = self.has_token().await;
        if found.is_err() {
            found = self.has_token().await;
        }
        found == Ok(Some(false))
    }
}
