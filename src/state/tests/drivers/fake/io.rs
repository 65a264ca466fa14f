use std::{
    any::Any,
    cell::{Cell, RefCell},
    collections::HashMap,
    future::ready,
    rc::Rc,
};

use futures::stream::{AbortHandle, Abortable};
use wizard_core::{Change, Failure, Key, Now, Record, Save};
use wizard_state::{Guard, HostEvent, Io, IoEvent, IsLive, LocalBoxFuture, ProviderPopup, TypedAt};
use wizard_web::journal::{Found, StorageError};

use super::{browser::Browser, channel::Member, journal::Journal, popup::Popup, wizard::name_of};

type Listener = Rc<RefCell<Option<Rc<dyn Fn(IoEvent)>>>>;

/// The code of the host page.
type HostCode = Rc<dyn Fn(&HostEvent)>;

/// The boundary of one wizard in a fake browser.
pub struct FakeIo {
    browser: Rc<Browser>,
    name: String,
    journal: Rc<Journal>,
    listener: Listener,
    tasks: Rc<RefCell<Vec<AbortHandle>>>,
    /// The memory of its tab.
    pub tab: RefCell<HashMap<Key, String>>,
    /// `true` if nobody sees its page.
    pub is_hidden: Cell<bool>,
    /// `true` if the browser lets no window open.
    pub blocks_popups: Cell<bool>,
    /// `true` if the window that was opened last is closed.
    pub is_popup_closed: RefCell<Rc<Cell<bool>>>,
    /// `true` if a save outlives its page.
    pub outlives: Cell<bool>,
    /// The host's own code.
    pub on_emit: RefCell<Option<HostCode>>,
}

impl FakeIo {
    pub fn new(browser: &Rc<Browser>, name: &str, key: &Key) -> Rc<Self> {
        let (listener, tasks) = (Listener::default(), Rc::default());
        let journal = Journal {
            store: Rc::clone(&browser.store),
            key: name_of(key),
            writer: name.to_owned(),
            tell: {
                let listener = Rc::clone(&listener);
                Box::new(move |event| tell(&listener, event))
            },
            spawn: {
                let (browser, tasks) = (Rc::downgrade(browser), Rc::clone(&tasks));
                Box::new(move |future| {
                    if let Some(browser) = browser.upgrade() {
                        spawn(&browser, &tasks, future);
                    }
                })
            },
            waiting: RefCell::default(),
            is_running: Cell::default(),
        };
        Rc::new(Self {
            browser: Rc::clone(browser),
            name: name.to_owned(),
            journal: Rc::new(journal),
            listener,
            tasks,
            tab: RefCell::default(),
            is_hidden: Cell::default(),
            blocks_popups: Cell::default(),
            is_popup_closed: RefCell::default(),
            outlives: Cell::new(true),
            on_emit: RefCell::default(),
        })
    }

    /// The page is gone with all that it was about to do.
    pub fn crash(&self) {
        self.listener.take();
        for task in self.tasks.take() {
            task.abort();
        }
        self.browser.clock.forget(&self.name);
    }

    /// Something comes from outside.
    pub fn hears(&self, event: IoEvent) {
        tell(&self.listener, event);
    }
}

fn tell(listener: &Listener, event: IoEvent) {
    let listener = listener.borrow().clone();
    if let Some(listener) = listener {
        listener(event);
    }
}

fn spawn(
    browser: &Browser,
    tasks: &Rc<RefCell<Vec<AbortHandle>>>,
    future: LocalBoxFuture<'static, ()>,
) {
    let (handle, registration) = AbortHandle::new_pair();
    tasks.borrow_mut().push(handle);
    let task = Abortable::new(future, registration);
    browser.spawn(async move {
        // One that ended with its page has nothing to say.
        let _ = task.await;
    });
}

impl Io for FakeIo {
    fn now(&self) -> Now {
        Now { ms: self.browser.clock.now(), wall: self.browser.clock.wall(), jitter: 500 }
    }

    fn timestamp(&self) -> String {
        format!("at {}", self.browser.clock.now())
    }

    fn wake_at(&self, ms: u64, wake: Box<dyn FnOnce()>) -> Guard {
        self.browser.clock.set_timer(&self.name, ms, wake)
    }

    fn spawn(&self, future: LocalBoxFuture<'static, ()>) {
        spawn(&self.browser, &self.tasks, future);
    }

    fn endpoint(&self) -> String {
        "https://platform.example/graphql?token=t".to_owned()
    }

    fn load(&self, key: &Key) -> LocalBoxFuture<'static, Result<Record, Failure>> {
        let platform = Rc::clone(&self.browser.platform);
        Box::pin(platform.load(self.name.clone(), key.clone()))
    }

    fn save(
        &self,
        key: &Key,
        save: Save,
    ) -> LocalBoxFuture<'static, Result<Option<String>, Failure>> {
        let platform = Rc::clone(&self.browser.platform);
        Box::pin(platform.save(self.name.clone(), key.clone(), save))
    }

    fn outlives_page(&self, _: &Key, _: &Save) -> bool {
        self.outlives.get()
    }

    fn has_token(&self, _: &Key) -> LocalBoxFuture<'static, Result<Option<bool>, Failure>> {
        let platform = Rc::clone(&self.browser.platform);
        Box::pin(platform.look(self.name.clone()))
    }

    fn writer(&self) -> String {
        self.name.clone()
    }

    fn write_journal(&self, changes: Vec<Change>) {
        for Change { name, text } in &changes {
            let what = if text.is_some() { "writes" } else { "removes" };
            self.browser.log.add(format!("{} {what} {name}", self.name));
        }
        self.journal.write(changes);
    }

    fn flush_journal(&self) {
        self.journal.flush();
    }

    fn is_journal_settled(&self) -> bool {
        self.journal.is_settled()
    }

    fn adopt_journal(
        &self,
        is_live: IsLive,
        typed_at: TypedAt,
    ) -> LocalBoxFuture<'static, (Vec<Found>, Result<(), StorageError>)> {
        Box::pin(Rc::clone(&self.journal).adopt(is_live, typed_at))
    }

    fn forget_journal(&self, entries: Vec<Found>) -> LocalBoxFuture<'static, ()> {
        self.journal.forget(entries);
        Box::pin(ready(()))
    }

    fn key_name(&self, key: &Key) -> String {
        name_of(key)
    }

    fn acquire_lock(&self, name: &str) -> LocalBoxFuture<'static, Option<Guard>> {
        Box::pin(Rc::clone(&self.browser.locks).acquire(name.to_owned()))
    }

    fn held_locks(&self) -> LocalBoxFuture<'static, Option<Vec<String>>> {
        let locks = Rc::clone(&self.browser.locks);
        Box::pin(async move { locks.held() })
    }

    fn join_channel(&self, key: &Key) -> Option<Guard> {
        let listener = Rc::clone(&self.listener);
        let hear = Rc::new(move || tell(&listener, IoEvent::SavedElsewhere));
        Some(Box::new(self.browser.channel.join(name_of(key), hear)))
    }

    fn announce_save(&self, channel: &Guard, key: &Key) {
        let channel: &dyn Any = &**channel;
        let Some(member) = channel.downcast_ref::<Member>() else { return };
        for other in self.browser.channel.others(member, &name_of(key)) {
            let channel = Rc::clone(&self.browser.channel);
            self.browser.spawn(async move { channel.tell(other) });
        }
    }

    fn listen(&self, listener: Rc<dyn Fn(IoEvent)>) {
        self.listener.replace(Some(listener));
    }

    fn is_page_hidden(&self) -> bool {
        self.is_hidden.get()
    }

    fn browser_name(&self) -> String {
        "Fake/1".to_owned()
    }

    fn open_popup(&self, _: &str) -> Option<Box<dyn ProviderPopup>> {
        if self.blocks_popups.get() {
            return None;
        }
        self.browser.log.add("popup opens");
        let is_closed = Rc::<Cell<bool>>::default();
        self.is_popup_closed.replace(Rc::clone(&is_closed));
        Some(Box::new(Popup { log: Rc::clone(&self.browser.log), is_closed }))
    }

    fn step(&self, key: &Key) -> Option<String> {
        self.browser.memory.steps.borrow().get(key).cloned()
    }

    fn remember_step(&self, key: &Key, step: &str) {
        self.browser.memory.steps.borrow_mut().insert(key.clone(), step.to_owned());
    }

    fn attempt(&self, key: &Key) -> Option<String> {
        self.browser.memory.attempts.borrow().get(key).cloned()
    }

    fn attempt_url(&self, key: &Key, attempt: &str) -> Option<String> {
        let tab = self.tab.borrow();
        tab.get(key)?.strip_prefix(attempt).map(str::to_owned)
    }

    fn remember_attempt(&self, key: &Key, attempt: Option<(&str, &str)>) {
        let (mut tab, mut all) = (self.tab.borrow_mut(), self.browser.memory.attempts.borrow_mut());
        if let Some((attempt, url)) = attempt {
            self.browser.log.add(format!("{} remembers the attempt", self.name));
            tab.insert(key.clone(), format!("{attempt}{url}"));
            all.insert(key.clone(), attempt.to_owned());
        } else {
            self.browser.log.add(format!("{} forgets the attempt", self.name));
            tab.remove(key);
            all.remove(key);
        }
    }

    fn remember_suggestion(&self, field: &str, text: &str) {
        let suggestion = (field.to_owned(), text.to_owned());
        self.browser.memory.suggestions.borrow_mut().push(suggestion);
    }

    fn emit(&self, event: HostEvent) {
        self.browser.log.add(format!("{} tells {event:?}", self.name));
        let on_emit = self.on_emit.borrow().clone();
        if let Some(on_emit) = on_emit {
            on_emit(&event);
        }
    }
}
