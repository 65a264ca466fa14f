//! The save machine of one key at work.

mod execute;
mod host_events;
mod read;
mod signals;

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use wizard_core::{Checks, Content, FormOptions, Key, Malformed, SaveEvent, SaveMachine, Table};
use wizard_web::journal::StorageError;

use self::{
    host_events::{Facts, Subject},
    signals::Signals,
};
use crate::{Guard, HostEvent, Io, IoEvent, persistence::Persistence};

/// The time that the journal may take to say what it holds, in milliseconds.
const RESTORE_LIMIT: u64 = 3_000;

/// The content that the platform holds for the key, as far as it has said so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RemoteState {
    /// It has not said so yet.
    Unknown,
    /// Nothing.
    Nothing,
    /// Details that can be edited.
    Details,
    /// Something that is no JSON object: the text.
    Malformed(String),
}

impl RemoteState {
    /// The content as a machine knows it.
    pub fn of(machine: &SaveMachine) -> Self {
        match machine.record().map(|record| &record.content) {
            None => Self::Unknown,
            Some(Content::Nothing) => Self::Nothing,
            Some(Content::Details(_)) => Self::Details,
            Some(Content::Malformed(Malformed { text })) => Self::Malformed(text.clone()),
        }
    }
}

/// Owns the save machine of one key: events go in, its commands are executed, and their answers are
/// dispatched as events again.
///
/// It is counted, not owned by a view: a save outlives every view, and an answer may come when nothing
/// is drawn.
pub struct SaveDriver {
    key: Key,
    io: Rc<dyn Io>,
    machine: RefCell<SaveMachine>,
    options: RefCell<FormOptions>,
    /// The checks of the form, made once for each change of machine or rules.
    checks: RefCell<Checks>,
    signals: Signals,
    persistence: Rc<Persistence>,
    facts: RefCell<Facts>,
    /// `true` if somebody has said that it is to be tried again, and no answer came since.
    was_asked_for: Cell<bool>,
    /// The time at which the last failure came, as RFC 3339 writes it.
    failed_at: RefCell<String>,
    wake_timer: RefCell<Option<Guard>>,
    /// Runs until the journal has answered.
    restore_timer: RefCell<Option<Guard>>,
    /// `true` if the page was left, and nobody has come back to it.
    is_page_left: Cell<bool>,
    /// The answer of a save that was broken off by that.
    interrupted: RefCell<Option<SaveEvent>>,
    /// Called after each event, and when the host wants something else of the form.
    observer: RefCell<Option<Rc<dyn Fn()>>>,
}

impl SaveDriver {
    /// The driver of a key. It asks the platform for nothing before [`SaveDriver::open`].
    pub(crate) fn new(key: Key, options: FormOptions, io: Rc<dyn Io>) -> Rc<Self> {
        let machine = SaveMachine::new();
        let driver = Rc::new(Self {
            checks: RefCell::new(machine.checks(&options)),
            signals: Signals::default(),
            persistence: Rc::new(Persistence::new(&key, Rc::clone(&io))),
            facts: RefCell::new(Facts::of(&machine)),
            key,
            machine: RefCell::new(machine),
            options: RefCell::new(options),
            was_asked_for: Cell::default(),
            failed_at: RefCell::default(),
            wake_timer: RefCell::default(),
            restore_timer: RefCell::default(),
            is_page_left: Cell::default(),
            interrupted: RefCell::default(),
            observer: RefCell::default(),
            io,
        });
        driver.listen();
        driver
    }

    fn listen(self: &Rc<Self>) {
        let driver = Rc::downgrade(self);
        self.io.listen(Rc::new(move |event| {
            let Some(driver) = driver.upgrade() else { return };
            match event {
                // It may come while the machine is in hand.
                IoEvent::JournalFailed(error) => driver.later(move |driver| {
                    driver.persistence.failed(error);
                    driver.storage_changed();
                }),
                IoEvent::JournalSettled => {
                    driver.persistence.settled();
                    driver.storage_changed();
                }
                IoEvent::JournalLost => driver.persistence.lost(&driver.machine.borrow()),
                IoEvent::SavedElsewhere => driver.dispatch(SaveEvent::Elsewhere),
            }
        }));
    }

    fn later(self: &Rc<Self>, run: impl FnOnce(&Rc<Self>) + 'static) {
        let driver: Weak<Self> = Rc::downgrade(self);
        self.io.spawn(Box::pin(async move {
            if let Some(driver) = driver.upgrade() {
                run(&driver);
            }
        }));
    }

    /// The journal's state has changed without an event of the machine.
    fn storage_changed(&self) {
        self.signals.notify();
        self.io.emit(HostEvent::SaveState(self.state()));
    }

    /// Calls `observer` after each event.
    pub(crate) fn observe(&self, observer: Rc<dyn Fn()>) {
        self.observer.replace(Some(observer));
    }

    /// The key comes on screen: tells the host its state, asks the platform, and looks for what an
    /// earlier wizard left in the journal.
    pub fn open(self: &Rc<Self>) {
        self.persistence.come_back();
        self.dispatch(SaveEvent::Open);
        self.io.emit(HostEvent::SaveState(self.state()));
        let driver = Rc::clone(self);
        self.io.spawn(Box::pin(async move {
            driver.persistence.announce().await;
            let entries = driver.persistence.restore(false).await;
            driver.restore_timer.take();
            driver.dispatch(SaveEvent::Restored(entries));
        }));
        // A database that never answers is one that keeps nothing. What it gives later is taken in.
        let driver = Rc::downgrade(self);
        let give_up = move || {
            if let Some(driver) = driver.upgrade() {
                driver.persistence.failed(StorageError::Broken);
                driver.dispatch(SaveEvent::Restored(Vec::new()));
            }
        };
        let at = self.io.now().ms + RESTORE_LIMIT;
        self.restore_timer.replace(Some(self.io.wake_at(at, Box::new(give_up))));
    }

    /// The key is left, or its page. What is unsent goes on its way, and whoever opens the key meanwhile
    /// finds it in the journal.
    pub(crate) fn leave(self: &Rc<Self>) {
        self.dispatch(SaveEvent::Focused(None));
        self.dispatch(SaveEvent::Flush);
    }

    /// Nothing more is added to the journal: others may take it over.
    pub(crate) fn leave_journal(&self) {
        self.persistence.leave();
    }

    /// The page is left, for good or until somebody goes back to it.
    pub(crate) fn page_left(&self) {
        self.is_page_left.set(true);
    }

    /// Somebody went back to the page, which goes on where it was left.
    pub(crate) fn page_back(self: &Rc<Self>) {
        self.persistence.come_back();
        self.is_page_left.set(false);
        let interrupted = self.interrupted.take();
        if let Some(answer) = interrupted {
            self.dispatch(answer);
        }
        // It has heard of nothing that others saved meanwhile.
        self.dispatch(SaveEvent::Elsewhere);
        let driver = Rc::clone(self);
        self.io.spawn(Box::pin(async move {
            driver.persistence.announce().await;
            // What was found when the page had been left is taken in now.
            let entries = driver.persistence.restore(false).await;
            if !entries.is_empty() {
                driver.dispatch(SaveEvent::Restored(entries));
            }
        }));
    }

    /// Removes what the journal holds and this wizard cannot read.
    pub fn forget_unreadable(self: &Rc<Self>) {
        let driver = Rc::clone(self);
        self.io.spawn(Box::pin(async move {
            driver.persistence.forget_unreadable().await;
            driver.signals.notify();
        }));
    }

    /// Takes in what the host wants of the form.
    pub(crate) fn set_options(&self, options: FormOptions) {
        if *self.options.borrow() != options {
            self.options.replace(options);
            self.find_changes();
            self.tell_observer();
        }
    }

    /// Takes in something that happened.
    pub fn dispatch(self: &Rc<Self>, event: SaveEvent) {
        let subject = Subject::of(&event);
        if matches!(event, SaveEvent::Retry) {
            self.was_asked_for.set(true);
        }
        if subject.is_answer() {
            self.failed_at.replace(self.io.timestamp());
        }
        // The borrow ends here: what follows may run the host's own code, which may come back. A
        // browser may stop a page that is left in the middle of a call, so there are few in here.
        let now = self.io.now();
        let commands = {
            let mut machine = self.machine.borrow_mut();
            let commands = machine.step(now, event);
            // Before anything else, and before anything is waited for.
            self.persistence.write(&machine);
            commands
        };
        let after = Facts::of(&self.machine.borrow());
        let before = self.facts.replace(after.clone());
        for command in commands {
            self.execute(command);
        }
        self.find_changes();
        let was_asked_for = subject.is_answer() && self.was_asked_for.take();
        let host_events =
            subject.host_events(&before, &after, &self.machine.borrow(), was_asked_for);
        for event in host_events {
            self.io.emit(event);
        }
        self.tell_observer();
    }

    fn tell_observer(&self) {
        let observer = self.observer.borrow().clone();
        if let Some(observer) = observer {
            observer();
        }
    }

    /// Finds what is missing or wrong now, and wakes whoever reads what has changed.
    fn find_changes(&self) {
        let rows = {
            let mut machine = self.machine.borrow_mut();
            self.checks.replace(machine.checks(&self.options.borrow()));
            machine.take_changed_rows()
        };
        self.signals.notify();
        self.signals.notify_rows(rows);
        self.forget_rows();
    }

    /// Rows that are gone leave nothing to wake. To look for them costs something, so it is done only
    /// when more rows were read than there are.
    fn forget_rows(&self) {
        let machine = self.machine.borrow();
        let rows = |table| machine.rows(table).all();
        if self.signals.rows() > Table::ALL.into_iter().map(|table| rows(table).len()).sum() {
            self.signals.forget_rows(|table, row| machine.row(table, row).is_some());
        }
    }
}
