//! The cost of the journal while somebody types: the same typing with a database and without one.

use e2e::World;

use crate::{
    conditions::{Conditions, SLOWER},
    main_thread::Typist,
    sites::Sites,
    subject::Subject,
};

/// The number of keys each time.
pub(crate) const CHARACTERS: u32 = 200;

/// Milliseconds of the main thread for each key, each time.
pub(crate) struct Cost {
    /// The slowness of the processor, in times.
    pub(crate) cpu: u32,
    /// With `IndexedDB`, so with a journal.
    pub(crate) with: Vec<f64>,
    /// In a page that has no `IndexedDB`.
    pub(crate) without: Vec<f64>,
}

impl Cost {
    /// The report's name for the processor.
    pub(crate) fn name(&self) -> String {
        Conditions { cpu: self.cpu, slow_4g: false }.processor()
    }
}

/// Types with and without in turns, so that whatever else the machine does meets both alike.
pub(crate) async fn measure(world: &World, sites: &Sites, times: u32) -> Vec<Cost> {
    let subject = Subject::wizard(&sites.now, "application", "clientId");
    let mut costs = Vec::new();
    for cpu in [1, SLOWER] {
        let mut cost = Cost { cpu, with: Vec::new(), without: Vec::new() };
        let name = cost.name();
        eprintln!(
            "bench: {CHARACTERS} characters with and without a journal, {times} times, {name}"
        );
        let with = Typist::new(cpu, CHARACTERS);
        let without = Typist { without_database: true, ..with };
        for _ in 0..times {
            cost.with.push(with.per_key(world, &subject).await);
            cost.without.push(without.per_key(world, &subject).await);
        }
        eprintln!("bench: with {:.2?}, without {:.2?}", cost.with, cost.without);
        costs.push(cost);
    }
    costs
}
