//! The boundary for real: the browser, the servers and the host page.

use std::{cell::RefCell, rc::Rc};

use wizard_client::{
    spaces::Spaces,
    token::{StartRequest, Started, Starter, TokenClient},
};
use wizard_core::{Change, Failure, Key, Now, Outcome, Record, Save};
use wizard_web::{
    channel::Channel,
    clock::{self, Alarm},
    journal::{self, Found, Journal, StorageError},
    lock, memory, page,
    popup::Popup,
    task,
};

use crate::{
    Guard, HostEvent, Io, IoEvent, IsLive, LocalBoxFuture, ProviderPopup, TokenStarter, TypedAt,
};

type Listener = Rc<RefCell<Option<Rc<dyn Fn(IoEvent)>>>>;

/// Title and text of the provider's window while it is empty.
#[derive(Clone, Copy, Debug)]
pub struct PopupText {
    /// Its title.
    pub title: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// Browser, servers and host page of one key.
pub struct BrowserIo {
    spaces: Rc<Spaces>,
    journal: Rc<Journal>,
    writer: String,
    listener: Listener,
    popup_text: PopupText,
    emit: Box<dyn Fn(HostEvent)>,
}

impl BrowserIo {
    /// The boundary of a key, whose platform is `spaces`; `emit` tells the host page.
    pub fn new(
        key: &Key,
        spaces: Spaces,
        popup_text: PopupText,
        emit: impl Fn(HostEvent) + 'static,
    ) -> Self {
        let listener = Listener::default();
        let tell = |listener: &Listener| {
            let listener = Rc::clone(listener);
            move |event: IoEvent| {
                let listener = listener.borrow().clone();
                if let Some(listener) = listener {
                    listener(event);
                }
            }
        };
        let [failed, settled, lost] = [(); 3].map(|()| tell(&listener));
        let writer = journal::writer();
        let journal = Journal::new(
            &memory::name(key),
            writer.clone(),
            move |error| failed(IoEvent::JournalFailed(error)),
            move || settled(IoEvent::JournalSettled),
            move || lost(IoEvent::JournalLost),
        );
        let (spaces, emit) = (Rc::new(spaces), Box::new(emit));
        Self { spaces, journal, writer, listener, popup_text, emit }
    }
}

impl Io for BrowserIo {
    fn now(&self) -> Now {
        clock::now()
    }

    fn timestamp(&self) -> String {
        page::time()
    }

    fn wake_at(&self, ms: u64, wake: Box<dyn FnOnce()>) -> Guard {
        Box::new(Alarm::at(ms, wake))
    }

    fn spawn(&self, future: LocalBoxFuture<'static, ()>) {
        task::spawn(future);
    }

    fn endpoint(&self) -> String {
        self.spaces.endpoint().to_owned()
    }

    fn load(&self, key: &Key) -> LocalBoxFuture<'static, Result<Record, Failure>> {
        let (spaces, key) = (Rc::clone(&self.spaces), key.clone());
        Box::pin(async move { spaces.load(&key).await })
    }

    fn save(
        &self,
        key: &Key,
        save: Save,
    ) -> LocalBoxFuture<'static, Result<Option<String>, Failure>> {
        let (spaces, key) = (Rc::clone(&self.spaces), key.clone());
        Box::pin(async move { spaces.save(&key, &save).await })
    }

    fn outlives_page(&self, key: &Key, save: &Save) -> bool {
        self.spaces.would_outlive_page(key, save)
    }

    fn has_token(&self, key: &Key) -> LocalBoxFuture<'static, Result<Option<bool>, Failure>> {
        let (spaces, key) = (Rc::clone(&self.spaces), key.clone());
        Box::pin(async move { spaces.has_token(&key).await })
    }

    fn writer(&self) -> String {
        self.writer.clone()
    }

    fn write_journal(&self, changes: Vec<Change>) {
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
        let journal = Rc::clone(&self.journal);
        Box::pin(async move { journal.adopt(&*is_live, &*typed_at).await })
    }

    fn forget_journal(&self, entries: Vec<Found>) -> LocalBoxFuture<'static, ()> {
        let journal = Rc::clone(&self.journal);
        Box::pin(async move {
            // What could not be removed is spoken of the next time.
            let _ = journal.forget(entries.iter()).await;
        })
    }

    fn key_name(&self, key: &Key) -> String {
        memory::name(key)
    }

    fn acquire_lock(&self, name: &str) -> LocalBoxFuture<'static, Option<Guard>> {
        let name = name.to_owned();
        Box::pin(async move { lock::acquire(&name).await.map(|lock| Box::new(lock) as Guard) })
    }

    fn held_locks(&self) -> LocalBoxFuture<'static, Option<Vec<String>>> {
        Box::pin(lock::held_names())
    }

    fn join_channel(&self, key: &Key) -> Option<Guard> {
        let (name, listener) = (memory::name(key), Rc::clone(&self.listener));
        let channel = Channel::open(move |saved| {
            let listener = listener.borrow().clone();
            if let Some(listener) = listener.filter(|_| saved == name) {
                listener(IoEvent::SavedElsewhere);
            }
        });
        channel.map(|channel| Box::new(channel) as Guard)
    }

    fn announce_save(&self, channel: &Guard, key: &Key) {
        if let Some(channel) = channel.downcast_ref::<Channel>() {
            channel.post(&memory::name(key));
        }
    }

    fn listen(&self, listener: Rc<dyn Fn(IoEvent)>) {
        self.listener.replace(Some(listener));
    }

    fn is_page_hidden(&self) -> bool {
        page::is_hidden()
    }

    fn browser_name(&self) -> String {
        page::browser()
    }

    fn open_popup(&self, name: &str) -> Option<Box<dyn ProviderPopup>> {
        let PopupText { title, text } = self.popup_text;
        Popup::open(name, title, text).map(|popup| Box::new(popup) as Box<dyn ProviderPopup>)
    }

    fn step(&self, key: &Key) -> Option<String> {
        memory::step(key)
    }

    fn remember_step(&self, key: &Key, step: &str) {
        memory::keep_step(key, step);
    }

    fn attempt(&self, key: &Key) -> Option<String> {
        memory::attempt(key)
    }

    fn attempt_url(&self, key: &Key, attempt: &str) -> Option<String> {
        memory::attempt_url(key, attempt)
    }

    fn remember_attempt(&self, key: &Key, attempt: Option<(&str, &str)>) {
        memory::keep_attempt(key, attempt);
    }

    fn remember_suggestion(&self, field: &str, text: &str) {
        memory::keep_suggestion(field, text);
    }

    fn emit(&self, event: HostEvent) {
        (self.emit)(event);
    }
}

impl ProviderPopup for Popup {
    fn go(&self, url: &str) {
        Self::go(self, url);
    }

    fn show(&self) {
        Self::show(self);
    }

    fn close(&self) {
        Self::close(self);
    }

    fn seems_closed(&self) -> bool {
        Self::seems_closed(self)
    }
}

impl TokenStarter for TokenClient {
    fn can_start(&self) -> bool {
        !matches!(self.starter(), Starter::None)
    }

    fn relay_address(&self) -> &str {
        self.address()
    }

    fn start<'a>(
        &'a self,
        request: StartRequest<'a>,
    ) -> LocalBoxFuture<'a, Result<Started, Failure>> {
        Box::pin(Self::start(self, request))
    }

    fn poll<'a>(&'a self, id: &'a str) -> LocalBoxFuture<'a, Result<Outcome, Failure>> {
        Box::pin(Self::poll(self, id))
    }

    fn cancel<'a>(&'a self, id: &'a str) -> LocalBoxFuture<'a, ()> {
        Box::pin(Self::cancel(self, id))
    }
}
