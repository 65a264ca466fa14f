use std::{
    cell::{Cell, RefCell},
    collections::{HashMap, VecDeque},
    rc::{Rc, Weak},
};

use futures::channel::oneshot;
use wizard_state::Guard;

/// The locks of a browser, each with those who wait for it.
#[derive(Default)]
pub struct Locks {
    held: RefCell<HashMap<String, VecDeque<oneshot::Sender<Lock>>>>,
    /// `true` if the browser has none.
    pub are_missing: Cell<bool>,
}

/// A lock that is held until it is dropped.
pub struct Lock {
    locks: Weak<Locks>,
    name: String,
}

impl Drop for Lock {
    fn drop(&mut self) {
        let Some(locks) = self.locks.upgrade() else { return };
        let next = {
            let mut held = locks.held.borrow_mut();
            let next = held.get_mut(&self.name).and_then(VecDeque::pop_front);
            if next.is_none() {
                held.remove(&self.name);
            }
            next
        };
        if let Some(next) = next {
            // Whoever waits no more drops it at once.
            let _ = next.send(locks.lock(&self.name));
        }
    }
}

impl Locks {
    fn lock(self: &Rc<Self>, name: &str) -> Lock {
        Lock { locks: Rc::downgrade(self), name: name.to_owned() }
    }

    pub async fn acquire(self: Rc<Self>, name: String) -> Option<Guard> {
        if self.are_missing.get() {
            return None;
        }
        let waits = {
            let mut held = self.held.borrow_mut();
            if let Some(queue) = held.get_mut(&name) {
                let (sender, receiver) = oneshot::channel();
                queue.push_back(sender);
                Some(receiver)
            } else {
                held.insert(name.clone(), VecDeque::new());
                None
            }
        };
        let lock = match waits {
            None => self.lock(&name),
            Some(receiver) => receiver.await.ok()?,
        };
        Some(Box::new(lock))
    }

    pub fn held(&self) -> Option<Vec<String>> {
        (!self.are_missing.get()).then(|| self.held.borrow().keys().cloned().collect())
    }
}
