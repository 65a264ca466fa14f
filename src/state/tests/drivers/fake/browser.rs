use std::{cell::RefCell, future::Future, rc::Rc};

use futures::{
    executor::{LocalPool, LocalSpawner},
    task::LocalSpawnExt,
};
use wizard_core::Key;

use super::{
    channel::Channel,
    clock::Clock,
    journal::Store,
    locks::Locks,
    log::Log,
    memory::Memory,
    platform::Platform,
    starter::Starter,
    wizard::{Wizard, key},
};

/// A browser with its wizards' common things, and the platform behind it.
pub struct Browser {
    pub clock: Rc<Clock>,
    pub log: Rc<Log>,
    pub platform: Rc<Platform>,
    pub store: Rc<Store>,
    pub locks: Rc<Locks>,
    pub channel: Rc<Channel>,
    pub memory: Memory,
    pool: RefCell<LocalPool>,
    spawner: LocalSpawner,
}

impl Browser {
    pub fn new() -> Rc<Self> {
        let (pool, log) = (LocalPool::new(), Rc::<Log>::default());
        Rc::new(Self {
            clock: Clock::new(),
            platform: Platform::new(Rc::clone(&log)),
            log,
            store: Store::new(),
            locks: Rc::default(),
            channel: Rc::default(),
            memory: Memory::default(),
            spawner: pool.spawner(),
            pool: RefCell::new(pool),
        })
    }

    pub fn spawn(&self, future: impl Future<Output = ()> + 'static) {
        self.spawner.spawn_local(future).expect("the pool lives as long as the browser");
    }

    /// Everything happens that needs no time.
    pub fn settle(&self) {
        self.passes(0);
    }

    /// Time goes on, and what is due meanwhile happens at its time.
    pub fn passes(&self, ms: u64) {
        let until = self.clock.now() + ms;
        loop {
            self.pool.borrow_mut().run_until_stalled();
            let Some(ring) = self.clock.go_on(until) else { break };
            ring();
        }
    }

    /// A wizard of a key, which is not on screen yet.
    pub fn wizard(self: &Rc<Self>, name: &str, key: &Key, starter: &Rc<Starter>) -> Wizard {
        Wizard::new(self, name, key, starter)
    }

    /// A wizard of the first key, on screen.
    pub fn opens(self: &Rc<Self>, name: &str) -> Wizard {
        self.opens_key(name, &key("1"))
    }

    /// A wizard of a key, on screen.
    pub fn opens_key(self: &Rc<Self>, name: &str, key: &Key) -> Wizard {
        let wizard = self.wizard(name, key, &Starter::relay(&self.log));
        wizard.session.open();
        self.settle();
        wizard
    }
}
