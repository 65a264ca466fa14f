use std::{cell::RefCell, rc::Rc};

use leptos::prelude::{ArcRwSignal, GetUntracked, Set};
use wasm_bindgen_futures::spawn_local;
use wizard_model::{Command, Event, Failure, Field, Key, SaveMachine, SaveState, Step};

use super::{Held, Notice, View};
use crate::{
    api::spaces::Spaces,
    browser::clock::{self, Alarm},
};

/// Who hears of a session's notices.
type Listener = dyn Fn(&Key, Notice);

/// One key on screen, and after that for as long as it has something unsent.
///
/// Every key has a session of its own, so no answer can reach another key's form however late it
/// comes. A session does not end with the view that shows it.
pub struct Session {
    key: Key,
    spaces: Spaces,
    machine: RefCell<SaveMachine>,
    /// What is on screen. Counted, not owned by a view: an answer may outlive every view.
    view: ArcRwSignal<View>,
    step: ArcRwSignal<Step>,
    /// The client secret's one place. No other part of the program holds it, and nothing here
    /// writes it anywhere.
    secret: RefCell<String>,
    alarm: RefCell<Option<Alarm>>,
    listener: Box<Listener>,
}

impl Session {
    /// A session of a key. It asks the platform for nothing before [`Session::open`].
    pub fn new(key: Key, spaces: Spaces, listener: impl Fn(&Key, Notice) + 'static) -> Rc<Self> {
        let machine = SaveMachine::new();
        Rc::new(Self {
            key,
            spaces,
            view: ArcRwSignal::new(View::of(&machine)),
            machine: RefCell::new(machine),
            step: ArcRwSignal::new(Step::Application),
            secret: RefCell::default(),
            alarm: RefCell::default(),
            listener: Box::new(listener),
        })
    }

    /// The key comes on screen: tells the host how things stand and asks the platform.
    pub fn open(self: &Rc<Self>) {
        self.happen(Event::Open);
        self.tell(Notice::State(self.machine.borrow().state()));
    }

    /// Takes in something that happened.
    pub fn happen(self: &Rc<Self>, event: Event) {
        let about = match &event {
            Event::Typed { field, .. } => About::Edit(*field),
            Event::Loaded(_) => About::Load,
            Event::Saved(answer) => About::Save(answer.clone()),
            _ => About::Else,
        };
        let answered = matches!(about, About::Load | About::Save(_));
        // The borrow ends here: what follows may run the host's own code, which may come back.
        let (commands, view) = {
            let mut machine = self.machine.borrow_mut();
            let commands = machine.step(clock::now(), event);
            (commands, View::of(&machine))
        };
        let before = self.view.get_untracked();
        for command in commands {
            self.obey(command);
        }
        if before != view {
            self.view.set(view.clone());
        }
        if before.state != view.state {
            self.tell(Notice::State(view.state));
        }
        self.tell_about(about, &view);
        if answered && view.state == SaveState::SignedOut {
            self.tell(Notice::AuthRequired);
        }
    }

    fn obey(self: &Rc<Self>, command: Command) {
        let session = Rc::clone(self);
        match command {
            // The alarm holds the session, and the session the alarm: until it has rung, there is
            // something to send, whoever else has forgotten the session.
            Command::Wake { at } => {
                self.alarm.replace(Alarm::at(at, move || session.happen(Event::Wake)));
            }
            // Not bound to any view: a save that has begun is brought to its end.
            Command::Load => spawn_local(async move {
                let answer = session.spaces.load(&session.key).await;
                session.happen(Event::Loaded(answer));
            }),
            Command::Save(save) => spawn_local(async move {
                let answer = session.spaces.save(&session.key, &save).await;
                session.happen(Event::Saved(answer));
            }),
        }
    }

    fn tell_about(&self, about: About, view: &View) {
        match about {
            About::Edit(field) => self.tell(Notice::Changed(field)),
            About::Load if view.failure.is_none() => {
                let machine = self.machine.borrow();
                let record = machine.record();
                let is_token_generated = record.is_some_and(|record| record.is_token_generated);
                drop(machine);
                let found = view.held != Held::Nothing;
                self.tell(Notice::Loaded { found, is_token_generated });
            }
            About::Save(Ok(id)) => self.tell(Notice::Saved { id }),
            About::Save(Err(failure)) => {
                self.tell(Notice::SaveFailed { failure, tries_again: view.tries_again });
            }
            About::Load | About::Else => {}
        }
    }

    fn tell(&self, notice: Notice) {
        (self.listener)(&self.key, notice);
    }

    /// The person goes to a step.
    pub fn go_to(self: &Rc<Self>, step: Step) {
        self.happen(Event::Settle);
        self.step.set(step);
        self.tell(Notice::Step(step));
    }

    /// The host shows a step.
    pub fn show_step(&self, step: Step) {
        if self.step.get_untracked() != step {
            self.step.set(step);
        }
    }

    /// The client secret, from the control's own hand; it changes no save state.
    pub fn set_secret(&self, secret: String) {
        self.secret.replace(secret);
    }

    /// The client secret, for its control to show again after a change of step.
    pub fn secret(&self) -> String {
        self.secret.borrow().clone()
    }

    /// What is on screen.
    pub fn view(&self) -> ArcRwSignal<View> {
        self.view.clone()
    }

    /// The step that is on screen.
    pub fn step(&self) -> ArcRwSignal<Step> {
        self.step.clone()
    }

    /// The key whose session this is.
    pub const fn key(&self) -> &Key {
        &self.key
    }

    /// How things stand.
    pub fn state(&self) -> SaveState {
        self.machine.borrow().state()
    }

    /// Whether nothing is unsent and nothing on its way.
    pub fn is_at_rest(&self) -> bool {
        self.machine.borrow().is_at_rest()
    }

    /// Whether the page can go away now without a loss. A save that has begun, or can begin at
    /// once, outlives the page; one that cannot does not.
    pub fn may_leave(&self) -> bool {
        let machine = self.machine.borrow();
        !machine.has_edits() || machine.failure().is_none()
    }
}

/// What an event was about, for the host.
enum About {
    Edit(Field),
    Load,
    Save(Result<Option<String>, Failure>),
    Else,
}
