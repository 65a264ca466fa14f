//! The main thread's time for a key in the client ID, in the wizard and in the forms beside it.

use e2e::World;

use crate::{
    conditions::{Conditions, SLOWER},
    main_thread::Typist,
    sites::Sites,
    subject::Subject,
};

/// The number of keys each time.
pub(crate) const CHARACTERS: u32 = 100;

const CONTROL: &str = "clientId";

/// Milliseconds for each key, each time, with one processor.
pub(crate) struct Keys {
    /// The slowness of the processor, in times.
    pub(crate) cpu: u32,
    /// The wizard as it is now.
    pub(crate) wizard: Vec<f64>,
    /// The bare React form.
    pub(crate) bare: Vec<f64>,
    /// The React form with controlled inputs and a schema at each key.
    pub(crate) controlled: Vec<f64>,
    /// A field without a script: the browser's own part of every key.
    pub(crate) input: Vec<f64>,
    /// The wizard of another build; empty without one.
    pub(crate) before: Vec<f64>,
}

impl Keys {
    fn new(cpu: u32) -> Self {
        let [wizard, bare, controlled, input, before] = [(); 5].map(|()| Vec::new());
        Self { cpu, wizard, bare, controlled, input, before }
    }

    /// The report's name for the processor.
    pub(crate) fn name(&self) -> String {
        Conditions { cpu: self.cpu, slow_4g: false }.processor()
    }
}

/// Types into all pages in turns, so that whatever else the machine does meets all alike.
pub(crate) async fn measure(world: &World, sites: &Sites, times: u32) -> Vec<Keys> {
    let wizard = |site: &str| Subject::wizard(site, "application", CONTROL);
    let before = sites.before.as_deref().map(wizard);
    let wizard = wizard(&sites.now);
    let bare = Subject::form(sites.bare(), CONTROL);
    let controlled = Subject::form(sites.controlled(1), CONTROL);
    let input = Subject::form(sites.input(), CONTROL);
    let mut all = Vec::new();
    for cpu in [1, SLOWER] {
        let typist = Typist::new(cpu, CHARACTERS);
        let mut keys = Keys::new(cpu);
        let name = keys.name();
        eprintln!("bench: {CHARACTERS} characters into each page, {times} times, {name}");
        for _ in 0..times {
            keys.wizard.push(typist.per_key(world, &wizard).await);
            keys.bare.push(typist.per_key(world, &bare).await);
            keys.controlled.push(typist.per_key(world, &controlled).await);
            keys.input.push(typist.per_key(world, &input).await);
            if let Some(before) = &before {
                keys.before.push(typist.per_key(world, before).await);
            }
        }
        eprintln!(
            "bench: wizard {:.2?}, bare {:.2?}, controlled {:.2?}, no script {:.2?}, before {:.2?}",
            keys.wizard, keys.bare, keys.controlled, keys.input, keys.before
        );
        all.push(keys);
    }
    all
}
