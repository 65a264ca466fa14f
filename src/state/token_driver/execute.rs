//! Carries out what the token machine commands.

use std::rc::Rc;

use wizard_client::token::{StartRequest, Started};
use wizard_core::{
    ATTEMPT_LIFETIME_MS, Outcome, OutcomeSource, SaveEvent, SecretState, TokenCommand, TokenEvent,
};

use zeroize::Zeroizing;

use super::{TokenDriver, attempt_record};
use crate::TokenStarter;

impl TokenDriver {
    pub(super) fn execute(self: &Rc<Self>, command: TokenCommand) {
        let driver = Rc::clone(self);
        let started_by = self.started_by.borrow().clone();
        let starter = started_by.unwrap_or_else(|| Rc::clone(&self.config.borrow().starter));
        match command {
            TokenCommand::Flush => self.save.dispatch(SaveEvent::Flush),
            TokenCommand::Begin(number) => {
                let starter = Rc::clone(&self.config.borrow().starter);
                self.started_by.replace(Some(Rc::clone(&starter)));
                self.io.spawn(Box::pin(async move { driver.start(&*starter, number).await }));
            }
            TokenCommand::Remember(attempt) => {
                let text = attempt_record::to_text(&attempt, starter.relay_address());
                self.io.remember_attempt(self.save.key(), Some((&text, &attempt.url)));
                self.remembered.replace(Some(text));
            }
            TokenCommand::Open(url) => {
                let mut popup = self.popup.borrow_mut();
                match popup.as_ref().filter(|popup| !popup.seems_closed()) {
                    Some(popup) => popup.go(&url),
                    None => *popup = None,
                }
            }
            TokenCommand::Poll(number, OutcomeSource::Relay(id)) => {
                self.io.spawn(Box::pin(async move {
                    let answer = starter.poll(&id).await;
                    driver.dispatch(TokenEvent::Polled(number, answer));
                }));
            }
            TokenCommand::Poll(number, OutcomeSource::Field) => {
                self.io.spawn(Box::pin(async move {
                    let answer = driver.io.has_token(driver.save.key()).await;
                    let answer = answer.map(|has_token| match has_token {
                        Some(true) => Outcome::Generated,
                        _ => Outcome::Pending,
                    });
                    driver.dispatch(TokenEvent::Polled(number, answer));
                }));
            }
            TokenCommand::Abandon(number, OutcomeSource::Relay(id)) => {
                self.io
                    .spawn(Box::pin(async move { driver.give_up(&*starter, number, &id).await }));
            }
            // Nobody can be asked or told.
            TokenCommand::Poll(..) | TokenCommand::Abandon(..) => {}
            TokenCommand::Wake { at } => {
                let wake = move || driver.dispatch(TokenEvent::Wake);
                self.wake_timer.replace(Some(self.io.wake_at(at, Box::new(wake))));
            }
            TokenCommand::Forget => {
                self.forgets_when_told.set(self.owes_flag());
                if !self.owes_flag() {
                    self.forget_attempt();
                }
                self.wake_timer.take();
            }
            TokenCommand::Close => {
                let popup = self.popup.take();
                if let Some(popup) = popup {
                    popup.close();
                }
            }
            TokenCommand::Generated(settings) => self.save.dispatch(SaveEvent::Generated(settings)),
        }
    }

    /// Nobody waits for an attempt any more. Whether there is a token all the same, the relay knows.
    async fn give_up(self: &Rc<Self>, starter: &dyn TokenStarter, number: u64, id: &str) {
        starter.cancel(id).await;
        if starter.poll(id).await == Ok(Outcome::Generated) {
            self.dispatch(TokenEvent::Told(number, Outcome::Generated));
        }
    }

    fn awaits(&self, number: u64) -> bool {
        self.machine.borrow().awaits(number)
    }

    /// Asks for an authorization URL, with the settings as they are saved and the client secret.
    async fn start(self: &Rc<Self>, starter: &dyn TokenStarter, number: u64) {
        let is_relay = !starter.relay_address().is_empty();
        // The platform itself says when there is a token; of a second one it cannot.
        let or_field = !is_relay && self.lacks_token().await;
        if !self.awaits(number) {
            return;
        }
        let details = self.save.saved_details();
        // Whoever is brought back is told only what somebody can be asked.
        let return_url = self.return_url().filter(|_| is_relay || or_field);
        let secret = self.secret.with(|secret| Zeroizing::new(secret.to_owned()));
        let answer = starter
            .start(StartRequest { key: self.save.key(), details: &details, secret, return_url })
            .await;
        let Started { mut attempt, outcome, carries_secret } = match answer {
            Ok(answer) => answer,
            Err(failure) => {
                self.dispatch(TokenEvent::Begun(number, Err(failure)));
                // Perhaps somebody has saved other settings meanwhile.
                return self.save.dispatch(SaveEvent::Elsewhere);
            }
        };
        if attempt.expires_at == 0 {
            attempt.expires_at = self.io.now().ms + ATTEMPT_LIFETIME_MS;
        }
        match &mut attempt.source {
            OutcomeSource::Host { or_field: tells_later } => *tells_later = or_field,
            source @ OutcomeSource::Nobody if or_field => *source = OutcomeSource::Field,
            _ => {}
        }
        if carries_secret {
            return self.dispatch(TokenEvent::BegunUnsafely(number, attempt));
        }
        // It was used, and nobody here needs it any more.
        if self.awaits(number) {
            self.secret.forget(SecretState::Used);
        }
        if let Some(outcome) = outcome {
            let driver = Rc::clone(self);
            self.io.spawn(Box::pin(async move {
                driver.dispatch(match outcome.await {
                    Some(outcome) => TokenEvent::Told(number, outcome),
                    None => TokenEvent::Untold(number),
                });
            }));
        }
        self.dispatch(TokenEvent::Begun(number, Ok(attempt)));
    }

    /// Returns `true` if the connection's field on the platform is known to be empty, so that it will
    /// tell when there is a token.
    async fn lacks_token(&self) -> bool {
        let mut found = self.io.has_token(self.save.key()).await;
        if found.is_err() {
            found = self.io.has_token(self.save.key()).await;
        }
        found == Ok(Some(false))
    }
}
