//! Everything outside of a wizard, made up: time stands still, and the platform answers when the test
//! says so.

use std::{
    any::Any,
    cell::{Cell, RefCell},
    future::ready,
    rc::Rc,
};

use wizard_core::{Change, Content, Failure, Key, Now, Record, Save};
use wizard_state::{Guard, HostEvent, Io, IoEvent, LocalBoxFuture, ProviderPopup};
use wizard_web::{
    journal::{Found, StorageError},
    task,
};

use super::answers::Answers;

type Listener = Rc<dyn Fn(IoEvent)>;
type Timers = Rc<RefCell<Vec<Timer>>>;

/// A platform, a browser and a host page in the hands of a test.
pub struct FakeIo {
    now: Cell<u64>,
    timers: Timers,
    newest_timer: Cell<u64>,
    /// The platform's answers to requests for the record.
    pub loads: Rc<Answers<Result<Record, Failure>>>,
    /// The platform's answers to saves.
    pub saves: Answers<Result<Option<String>, Failure>>,
    /// The platform's answers to whether there is a token.
    pub looks: Answers<Result<Option<bool>, Failure>>,
    /// What was sent to be saved.
    pub sent: RefCell<Vec<Save>>,
    /// What earlier wizards left in the journal.
    pub left: RefCell<Vec<Found>>,
    /// What the host page was told.
    pub told: RefCell<Vec<HostEvent>>,
    listener: RefCell<Option<Listener>>,
}

struct Timer {
    number: u64,
    at: u64,
    wake: Box<dyn FnOnce()>,
}

/// Ends its timer when it is dropped.
struct TimerGuard(Timers, u64);

impl Drop for TimerGuard {
    fn drop(&mut self) {
        // What it would wake is dropped after that: it may hold timers of its own.
        let ended: Vec<Timer> =
            self.0.borrow_mut().extract_if(.., |timer| timer.number == self.1).collect();
        drop(ended);
    }
}

impl FakeIo {
    pub fn new() -> Rc<Self> {
        let looks = Answers::default();
        looks.give(Ok(None));
        Rc::new(Self {
            now: Cell::new(1_795_000_000_000),
            timers: Timers::default(),
            newest_timer: Cell::default(),
            loads: Rc::default(),
            saves: Answers::default(),
            looks,
            sent: RefCell::default(),
            left: RefCell::default(),
            told: RefCell::default(),
            listener: RefCell::default(),
        })
    }

    /// The platform holds details, and says so from now on.
    pub fn holds(&self, details: &str) {
        self.loads.give(Ok(record(details)));
    }

    /// The platform holds nothing for the key, and says so from now on.
    pub fn holds_nothing(&self) {
        self.loads.give(Ok(Record::nothing()));
    }

    /// The platform takes every save from now on.
    pub fn takes_saves(&self) {
        self.saves.give(Ok(Some("1".to_owned())));
    }

    /// Another wizard has saved other details.
    pub fn changed_elsewhere(&self, details: &str) {
        self.holds(details);
        self.tell(IoEvent::SavedElsewhere);
    }

    /// Something comes from outside.
    pub fn tell(&self, event: IoEvent) {
        let listener = self.listener.borrow().clone();
        if let Some(listener) = listener {
            listener(event);
        }
    }

    /// Lets time go by.
    pub fn pass(&self, ms: u64) {
        let now = self.now.get() + ms;
        self.now.set(now);
        loop {
            let due = {
                let mut timers = self.timers.borrow_mut();
                let place = timers.iter().position(|timer| timer.at <= now);
                place.map(|place| timers.remove(place))
            };
            let Some(timer) = due else { return };
            (timer.wake)();
        }
    }
}

/// A record that holds details.
pub fn record(details: &str) -> Record {
    let content = Content::read(Some(details));
    Record { id: Some("1".to_owned()), is_token_generated: false, content }
}

impl Io for FakeIo {
    fn now(&self) -> Now {
        Now { ms: self.now.get(), wall: self.now.get(), jitter: 0 }
    }

    fn timestamp(&self) -> String {
        "2026-11-30T12:00:00Z".to_owned()
    }

    fn wake_at(&self, ms: u64, wake: Box<dyn FnOnce()>) -> Guard {
        let number = self.newest_timer.get() + 1;
        self.newest_timer.set(number);
        self.timers.borrow_mut().push(Timer { number, at: ms, wake });
        Box::new(TimerGuard(Rc::clone(&self.timers), number))
    }

    fn spawn(&self, future: LocalBoxFuture<'static, ()>) {
        task::spawn(future);
    }

    fn endpoint(&self) -> String {
        "https://platform.example/graphql".to_owned()
    }

    fn load(&self, _: &Key) -> LocalBoxFuture<'static, Result<Record, Failure>> {
        self.loads.ask()
    }

    fn save(
        &self,
        _: &Key,
        save: Save,
    ) -> LocalBoxFuture<'static, Result<Option<String>, Failure>> {
        let (answer, loads) = (self.saves.ask(), Rc::clone(&self.loads));
        let saved = Record { is_token_generated: save.is_token_generated, ..record(&save.details) };
        self.sent.borrow_mut().push(save);
        Box::pin(async move {
            let answer = answer.await;
            if answer.is_ok() {
                loads.give(Ok(saved));
            }
            answer
        })
    }

    fn outlives_page(&self, _: &Key, _: &Save) -> bool {
        true
    }

    fn has_token(&self, _: &Key) -> LocalBoxFuture<'static, Result<Option<bool>, Failure>> {
        self.looks.ask()
    }

    fn writer(&self) -> String {
        "writer".to_owned()
    }

    fn write_journal(&self, _: Vec<Change>) {}

    fn flush_journal(&self) {}

    fn is_journal_settled(&self) -> bool {
        true
    }

    fn adopt_journal(
        &self,
        _: Box<dyn Fn(&str, &str) -> bool>,
        _: Box<dyn Fn(&str, &str) -> Option<u64>>,
    ) -> LocalBoxFuture<'static, (Vec<Found>, Result<(), StorageError>)> {
        Box::pin(ready((self.left.take(), Ok(()))))
    }

    fn forget_journal(&self, _: Vec<Found>) -> LocalBoxFuture<'static, ()> {
        Box::pin(ready(()))
    }

    fn key_name(&self, key: &Key) -> String {
        key.connection_id.clone()
    }

    fn acquire_lock(&self, _: &str) -> LocalBoxFuture<'static, Option<Guard>> {
        let lock: Box<dyn Any> = Box::new(());
        Box::pin(ready(Some(lock)))
    }

    fn held_locks(&self) -> LocalBoxFuture<'static, Option<Vec<String>>> {
        Box::pin(ready(Some(Vec::new())))
    }

    fn join_channel(&self, _: &Key) -> Option<Guard> {
        None
    }

    fn announce_save(&self, _: &Guard, _: &Key) {}

    fn listen(&self, listener: Listener) {
        self.listener.replace(Some(listener));
    }

    fn is_page_hidden(&self) -> bool {
        false
    }

    fn browser_name(&self) -> String {
        "a browser".to_owned()
    }

    fn open_popup(&self, _: &str) -> Option<Box<dyn ProviderPopup>> {
        None
    }

    fn step(&self, _: &Key) -> Option<String> {
        None
    }

    fn remember_step(&self, _: &Key, _: &str) {}

    fn attempt(&self, _: &Key) -> Option<String> {
        None
    }

    fn attempt_url(&self, _: &Key, _: &str) -> Option<String> {
        None
    }

    fn remember_attempt(&self, _: &Key, _: Option<(&str, &str)>) {}

    fn remember_suggestion(&self, _: &str, _: &str) {}

    fn emit(&self, event: HostEvent) {
        self.told.borrow_mut().push(event);
    }
}
