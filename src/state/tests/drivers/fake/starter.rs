use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    future::pending,
    rc::Rc,
};

use futures::channel::oneshot;
use wizard_client::token::{StartRequest, Started};
use wizard_core::{
    Attempt, Details, Failure, FailureKind, Field, Fingerprint, Outcome, OutcomeSource,
};
use wizard_state::{LocalBoxFuture, TokenStarter};

use super::log::Log;

/// An authorization URL for the client id `A`.
pub const URL: &str = "https://provider.example/authorize?client_id=A&response_type=code";

/// Whoever starts the generation of a token; each start waits for the test's answer.
pub struct Starter {
    address: String,
    log: Rc<Log>,
    starts: RefCell<VecDeque<Start>>,
    begun: Cell<u32>,
    /// The answer to each poll.
    pub outcome: RefCell<Result<Outcome, Failure>>,
}

struct Start {
    details: Details,
    brings_back: bool,
    secret: String,
    answer: oneshot::Sender<Result<Started, Failure>>,
}

impl Starter {
    fn new(log: &Rc<Log>, address: &str) -> Rc<Self> {
        Rc::new(Self {
            address: address.to_owned(),
            log: Rc::clone(log),
            starts: RefCell::default(),
            begun: Cell::default(),
            outcome: RefCell::new(Ok(Outcome::Pending)),
        })
    }

    /// A relay.
    pub fn relay(log: &Rc<Log>) -> Rc<Self> {
        Self::relay_at(log, "https://relay.example")
    }

    /// A relay at an address.
    pub fn relay_at(log: &Rc<Log>, address: &str) -> Rc<Self> {
        Self::new(log, address)
    }

    /// The host page's own function.
    pub fn host(log: &Rc<Log>) -> Rc<Self> {
        Self::new(log, "")
    }

    /// The secrets of the starts that wait for an answer.
    pub fn secrets(&self) -> Vec<String> {
        self.starts.borrow().iter().map(|start| start.secret.clone()).collect()
    }

    fn take(&self) -> Start {
        self.starts.borrow_mut().pop_front().expect("somebody wants a token")
    }

    fn answer(
        &self,
        url: &str,
        source: Option<OutcomeSource>,
        outcome: Option<LocalBoxFuture<'static, Option<Outcome>>>,
        carries_secret: bool,
    ) {
        let Start { details, brings_back, answer, .. } = self.take();
        self.begun.set(self.begun.get() + 1);
        let relay = || OutcomeSource::Relay(format!("attempt-{}", self.begun.get()));
        let attempt = Attempt {
            url: url.to_owned(),
            client_id: details.text(Field::ClientId),
            settings: Fingerprint::of_settings(&details),
            expires_at: 0,
            source: source.unwrap_or_else(relay),
            is_checked: false,
            brings_back,
        };
        let _ = answer.send(Ok(Started { attempt, outcome, carries_secret }));
    }

    /// The relay gives the oldest start an attempt; they are numbered.
    pub fn gives(&self, url: &str) {
        self.answer(url, None, None, false);
    }

    /// The relay gives a URL that has the secret in it.
    pub fn gives_unsafe(&self, url: &str) {
        self.answer(url, None, None, true);
    }

    /// The host gives a URL, and promises to say how it ends.
    pub fn promises(&self, url: &str) -> oneshot::Sender<Option<Outcome>> {
        let (sender, receiver) = oneshot::channel();
        let outcome = Box::pin(async move { receiver.await.ok().flatten() });
        let source = OutcomeSource::Host { or_field: false };
        self.answer(url, Some(source), Some(outcome), false);
        sender
    }

    /// The host gives a URL and nothing else.
    pub fn gives_only(&self, url: &str) {
        self.answer(url, Some(OutcomeSource::Nobody), None, false);
    }

    /// The oldest start does not work.
    pub fn refuses(&self) {
        let _ = self.take().answer.send(Err(Failure::of(FailureKind::Refused)));
    }
}

impl TokenStarter for Starter {
    fn can_start(&self) -> bool {
        true
    }

    fn relay_address(&self) -> &str {
        &self.address
    }

    fn start<'a>(
        &'a self,
        request: StartRequest<'a>,
    ) -> LocalBoxFuture<'a, Result<Started, Failure>> {
        self.log.add("relay is asked to start");
        let (answer, answered) = oneshot::channel();
        self.starts.borrow_mut().push_back(Start {
            details: request.details.clone(),
            brings_back: request.return_url.is_some(),
            secret: request.secret.to_string(),
            answer,
        });
        Box::pin(async move {
            match answered.await {
                Ok(answer) => answer,
                Err(_) => pending().await,
            }
        })
    }

    fn poll<'a>(&'a self, id: &'a str) -> LocalBoxFuture<'a, Result<Outcome, Failure>> {
        self.log.add(format!("relay is asked about {id}"));
        let outcome = self.outcome.borrow().clone();
        Box::pin(async move { outcome })
    }

    fn cancel<'a>(&'a self, id: &'a str) -> LocalBoxFuture<'a, ()> {
        self.log.add(format!("relay may forget {id}"));
        Box::pin(async {})
    }
}
