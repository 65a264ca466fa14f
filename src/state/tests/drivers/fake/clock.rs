use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::{Rc, Weak},
};

use wizard_state::Guard;

type Ring = Box<dyn FnOnce()>;

/// Time and number of each timer, and the page that it is of.
type Timers = RefCell<BTreeMap<(u64, u64), (String, Ring)>>;

/// A clock that goes forward when a test says so, and its timers.
pub struct Clock {
    now: Cell<u64>,
    /// The time by which the wall clock is ahead, in milliseconds: a machine that sleeps stops the
    /// other one.
    slept: Cell<u64>,
    set: Cell<u64>,
    timers: Timers,
}

/// A timer; dropped, it does not ring.
struct Timer {
    clock: Weak<Clock>,
    place: (u64, u64),
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(clock) = self.clock.upgrade() {
            // What it holds may have timers of its own.
            let ring = clock.timers.borrow_mut().remove(&self.place);
            drop(ring);
        }
    }
}

impl Clock {
    pub fn new() -> Rc<Self> {
        Rc::new(Self {
            now: Cell::new(1_700_000_000_000),
            slept: Cell::default(),
            set: Cell::default(),
            timers: RefCell::default(),
        })
    }

    pub fn now(&self) -> u64 {
        self.now.get()
    }

    pub fn wall(&self) -> u64 {
        self.now.get() + self.slept.get()
    }

    /// The machine sleeps: no timer runs meanwhile.
    pub fn sleep(&self, ms: u64) {
        self.slept.set(self.slept.get() + ms);
    }

    pub fn set_timer(self: &Rc<Self>, page: &str, at: u64, ring: Ring) -> Guard {
        let place = (at, self.set.get());
        self.set.set(place.1 + 1);
        self.timers.borrow_mut().insert(place, (page.to_owned(), ring));
        Box::new(Timer { clock: Rc::downgrade(self), place })
    }

    /// Goes on to the next timer up to a time, or to that time; gives what is to be rung.
    pub fn go_on(&self, until: u64) -> Option<Ring> {
        let first = self.timers.borrow().first_key_value().map(|(place, _)| *place);
        let due = first.filter(|(at, _)| *at <= until);
        self.now.set(due.map_or(until, |(at, _)| at).max(self.now.get()));
        due.and_then(|place| self.timers.borrow_mut().remove(&place)).map(|(_, ring)| ring)
    }

    /// Drops the timers of a page.
    pub fn forget(&self, page: &str) {
        let (gone, kept) = self.timers.take().into_iter().partition(|(_, (of, _))| of == page);
        self.timers.replace(kept);
        // What they hold may have timers of its own.
        drop::<BTreeMap<_, _>>(gone);
    }
}
