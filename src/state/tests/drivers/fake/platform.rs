use std::{
    cell::{Cell, RefCell},
    collections::{HashMap, VecDeque},
    future::pending,
    rc::Rc,
};

use futures::channel::oneshot;
use wizard_core::{Content, Failure, FailureKind, Key, Record, Save};

use super::log::Log;

/// The platform: one record for each key, and requests that are answered at once, or when a test wants.
pub struct Platform {
    log: Rc<Log>,
    records: RefCell<HashMap<Key, (String, bool)>>,
    holds: Cell<bool>,
    requests: RefCell<VecDeque<Request>>,
    /// The answer about the token in the connection's field.
    pub has_token: Cell<Option<bool>>,
}

type End = Box<dyn FnOnce(&Platform, Answer)>;

struct Request {
    what: String,
    end: End,
}

enum Answer {
    Done,
    Failed(Failure),
    /// It was done, and the answer got lost.
    DoneUnheard(Failure),
}

impl Platform {
    pub fn new(log: Rc<Log>) -> Rc<Self> {
        Rc::new(Self {
            log,
            records: RefCell::default(),
            holds: Cell::default(),
            requests: RefCell::default(),
            has_token: Cell::new(Some(false)),
        })
    }

    /// Puts a record there, as somebody on another machine does.
    pub fn put(&self, key: &Key, details: &str) {
        self.records.borrow_mut().insert(key.clone(), (details.to_owned(), false));
    }

    /// The details that it holds; empty for none.
    pub fn details(&self, key: &Key) -> String {
        self.records.borrow().get(key).map(|(details, _)| details.clone()).unwrap_or_default()
    }

    /// Returns `true` if the key's record says that a token was generated.
    pub fn flag(&self, key: &Key) -> bool {
        self.records.borrow().get(key).is_some_and(|(_, flag)| *flag)
    }

    /// From now on requests wait for [`Platform::answer`].
    pub fn hold(&self) {
        self.holds.set(true);
    }

    /// Answers all that waits, and from now on everything at once.
    pub fn release(&self) {
        self.holds.set(false);
        self.answer_all();
    }

    /// The requests that wait, in the order in which they came.
    pub fn waiting(&self) -> Vec<String> {
        self.requests.borrow().iter().map(|request| request.what.clone()).collect()
    }

    /// Carries out the oldest request that begins so, and answers it.
    #[track_caller]
    pub fn answer(&self, start: &str) {
        (self.take(start).end)(self, Answer::Done);
    }

    /// Does not carry it out, and says why.
    #[track_caller]
    pub fn fail(&self, start: &str, kind: FailureKind) {
        (self.take(start).end)(self, Answer::Failed(Failure::of(kind)));
    }

    /// Does not carry it out, and says why in words.
    #[track_caller]
    pub fn refuse(&self, start: &str, message: &str) {
        let message = Some(message.to_owned());
        let failure = Failure { message, ..Failure::of(FailureKind::Refused) };
        (self.take(start).end)(self, Answer::Failed(failure));
    }

    /// Carries it out, and its answer gets lost.
    #[track_caller]
    pub fn answer_unheard(&self, start: &str) {
        let failure = Failure::of(FailureKind::Unreachable);
        (self.take(start).end)(self, Answer::DoneUnheard(failure));
    }

    #[track_caller]
    fn take(&self, start: &str) -> Request {
        let mut requests = self.requests.borrow_mut();
        let place = requests.iter().position(|request| request.what.starts_with(start));
        let request = place.and_then(|place| requests.remove(place));
        request.unwrap_or_else(|| {
            panic!(
                "no {start:?} among {:?}",
                requests.iter().map(|it| &it.what).collect::<Vec<_>>()
            )
        })
    }

    fn answer_all(&self) {
        loop {
            let request = self.requests.borrow_mut().pop_front();
            let Some(request) = request else { return };
            (request.end)(self, Answer::Done);
        }
    }

    async fn ask<T: 'static>(
        &self,
        what: String,
        carry_out: impl FnOnce(&Self) -> T + 'static,
    ) -> Result<T, Failure> {
        self.log.add(&what);
        let (sender, receiver) = oneshot::channel();
        let end = move |platform: &Self, answer| {
            // Whoever asked may be gone.
            let _ = sender.send(match answer {
                Answer::Done => Ok(carry_out(platform)),
                Answer::Failed(failure) => Err(failure),
                Answer::DoneUnheard(failure) => {
                    carry_out(platform);
                    Err(failure)
                }
            });
        };
        self.requests.borrow_mut().push_back(Request { what, end: Box::new(end) });
        if !self.holds.get() {
            self.answer_all();
        }
        match receiver.await {
            Ok(answer) => answer,
            Err(_) => pending().await,
        }
    }

    pub async fn load(self: Rc<Self>, wizard: String, key: Key) -> Result<Record, Failure> {
        let load = move |platform: &Self| {
            let records = platform.records.borrow();
            let Some((details, flag)) = records.get(&key) else { return Record::nothing() };
            let content = Content::read(Some(details));
            Record { id: Some("1".to_owned()), is_token_generated: *flag, content }
        };
        self.ask(format!("{wizard} load"), load).await
    }

    pub async fn save(
        self: Rc<Self>,
        wizard: String,
        key: Key,
        save: Save,
    ) -> Result<Option<String>, Failure> {
        let flag = if save.is_token_generated { "with a token " } else { "" };
        let what = format!("{wizard} save {flag}{}", save.details);
        let keep = move |platform: &Self| {
            let record = (save.details, save.is_token_generated);
            platform.records.borrow_mut().insert(key, record);
            Some("1".to_owned())
        };
        self.ask(what, keep).await
    }

    pub async fn look(self: Rc<Self>, wizard: String) -> Result<Option<bool>, Failure> {
        self.ask(format!("{wizard} looks for a token"), |platform| platform.has_token.get()).await
    }
}
