//! One key on screen: what happens goes to the save machine, and what comes of it to the view, the
//! platform and the host page.

mod commands;
mod telling;

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use reactive_graph::{
    signal::ArcRwSignal,
    traits::{GetUntracked, Set},
};
use wizard_core::{
    ControlId, Details, Event, Failure, Field, Key, Remedy, RowId, Rules, SaveMachine, SaveState,
    Secret, Step, Table,
};

use self::telling::About;
use super::{
    Authorization, HostEvent, Keeper, Screen, TokenConfig, View, form::Filled, report::report,
    secret::SecretCell,
};
use crate::client::spaces::Spaces;
use wizard_web::{
    clock::{self, Alarm},
    journal::StorageError,
    memory, page, task,
};

/// How long the journal may take to say what it holds, milliseconds.
const PATIENCE: u64 = 3_000;

/// Who hears of a session's notices.
type Listener = dyn Fn(&Session, HostEvent);

/// One key on screen, and after that for as long as it has something unsent.
///
/// Every key has a session of its own, so no answer can reach another key's form however late it
/// comes. A session does not end with the view that shows it.
pub struct Session {
    key: Key,
    spaces: Spaces,
    machine: RefCell<SaveMachine>,
    screen: RefCell<Screen>,
    /// What is on screen. Counted, not owned by a view: an answer may outlive every view.
    view: ArcRwSignal<View>,
    secret: SecretCell,
    filled: RefCell<Filled>,
    keeper: Keeper,
    authorization: Authorization,
    /// When the last failure came, in the wall clock's words.
    failed_at: RefCell<String>,
    alarm: RefCell<Option<Alarm>>,
    /// Whether the page was left, and nobody has come back to it.
    is_page_left: Cell<bool>,
    /// The answer of a save that was broken off by that.
    broken_off: RefCell<Option<Event>>,
    /// Rings when the journal has not answered.
    patience: RefCell<Option<Alarm>>,
    listener: Box<Listener>,
}

impl Session {
    /// A session of a key, at the step where the person left it. It asks the platform for nothing
    /// before [`Session::open`].
    pub fn new(
        key: Key,
        spaces: Spaces,
        rules: Rules,
        way: TokenConfig,
        listener: impl Fn(&Session, HostEvent) + 'static,
    ) -> Rc<Self> {
        let machine = SaveMachine::new();
        let step = memory::step(&key).and_then(|name| Step::named(&name));
        let step = step.filter(|step| rules.steps().contains(step)).unwrap_or(Step::Application);
        let screen = Screen { step, left: Vec::new(), rules };
        Rc::new_cyclic(|session: &Weak<Self>| {
            let (failed, settled) = (session.clone(), session.clone());
            let failed = move |trouble| {
                // It may come while the machine is in hand.
                let session = failed.clone();
                task::spawn(async move {
                    if let Some(session) = session.upgrade() {
                        session.keeper.failed(trouble);
                        session.kept_anew();
                    }
                });
            };
            let settled = move || {
                if let Some(session) = settled.upgrade() {
                    session.keeper.settled();
                    session.kept_anew();
                }
            };
            let lost = session.clone();
            let lost = move || {
                if let Some(session) = lost.upgrade() {
                    session.keeper.lost(&session.machine.borrow());
                }
            };
            let keeper = Keeper::new(&key, failed, settled, lost);
            let authorization = Authorization::new(way);
            Self {
                key,
                spaces,
                view: ArcRwSignal::new(View::of(&machine, &screen, &keeper, authorization.seen())),
                keeper,
                authorization,
                machine: RefCell::new(machine),
                screen: RefCell::new(screen),
                secret: SecretCell::default(),
                filled: RefCell::default(),
                failed_at: RefCell::default(),
                alarm: RefCell::default(),
                is_page_left: Cell::default(),
                broken_off: RefCell::default(),
                patience: RefCell::default(),
                listener: Box::new(listener),
            }
        })
    }

    /// The key comes on screen: tells the host how things stand, asks the platform, and looks for
    /// what an earlier wizard left in the journal.
    pub fn open(self: &Rc<Self>) {
        self.keeper.come_back();
        self.happen(Event::Open);
        self.tell(HostEvent::State(self.state()));
        let session = Rc::clone(self);
        task::spawn(async move {
            session.appear().await;
            let entries = session.keeper.restore(false).await;
            session.patience.take();
            session.happen(Event::Restored(entries));
        });
        self.resume_token();
        // A database that never answers is one that keeps nothing. What it gives later is taken in.
        let session = Rc::downgrade(self);
        let give_up = move || {
            if let Some(session) = session.upgrade() {
                session.keeper.failed(StorageError::Broken);
                session.happen(Event::Restored(Vec::new()));
            }
        };
        self.patience.replace(Some(Alarm::at(clock::now().ms + PATIENCE, give_up)));
    }

    /// What the journal keeps has changed without anything that happened here.
    fn kept_anew(&self) {
        self.refresh();
        self.tell(HostEvent::State(self.state()));
    }

    /// Lets the browser's other wizards know of this one.
    async fn appear(self: &Rc<Self>) {
        let session = Rc::downgrade(self);
        let heard = move || {
            if let Some(session) = session.upgrade() {
                session.happen(Event::Elsewhere);
            }
        };
        self.keeper.appear(heard).await;
    }

    /// The key is left, or its page. What is unsent goes on its way, and whoever opens the key
    /// meanwhile finds it in the journal.
    pub fn leave(self: &Rc<Self>) {
        self.happen(Event::Focused(None));
        self.happen(Event::Flush);
        self.leave_token();
        self.keeper.leave();
    }

    /// The page is left, for good or until somebody goes back to it.
    pub fn page_left(self: &Rc<Self>) {
        self.leave();
        self.forget_secret(Secret::None);
        self.is_page_left.set(true);
    }

    /// Somebody went back to the page, which goes on where it was left.
    pub fn page_back(self: &Rc<Self>) {
        self.keeper.come_back();
        self.is_page_left.set(false);
        if let Some(answer) = self.broken_off.take() {
            self.happen(answer);
        }
        self.happen(Event::Shown);
        let session = Rc::clone(self);
        task::spawn(async move { session.appear().await });
    }

    /// Removes what the journal holds and this wizard cannot read.
    pub fn forget_unreadable(self: &Rc<Self>) {
        let session = Rc::clone(self);
        task::spawn(async move {
            session.keeper.forget_unreadable().await;
            session.refresh();
        });
    }

    /// Takes in what the host wants of the form.
    pub fn set_rules(&self, rules: Rules) {
        let mut screen = self.screen.borrow_mut();
        if screen.rules == rules {
            return;
        }
        if !rules.steps().contains(&screen.step) {
            screen.step = Step::Application;
        }
        screen.rules = rules;
        drop(screen);
        self.refresh();
    }

    /// What is to be seen now.
    fn look(&self, machine: &SaveMachine) -> View {
        let screen = self.screen.borrow();
        let mut view = View::of(machine, &screen, &self.keeper, self.authorization.seen());
        view.secret = self.secret.state();
        view.encrypts = self.authorization.encrypts();
        view
    }

    /// Shows how things stand now.
    pub(super) fn refresh(&self) {
        let view = self.look(&self.machine.borrow());
        let before = self.view.get_untracked();
        if before != view {
            self.view.set(view.clone());
            self.tell_token(&before, &view);
        }
    }

    /// The word of how things stand with the token.
    pub fn token_state(&self) -> &'static str {
        self.view.get_untracked().token_state()
    }

    /// Takes in something that happened.
    pub fn happen(self: &Rc<Self>, event: Event) {
        // A token is for the settings that it began with. What is typed all the same is not lost.
        if self.authorization.is_under_way() && event.replaces() {
            return;
        }
        let about = About::of(&event);
        let answered = matches!(about, About::Load(_) | About::Save(_));
        let has_failed = matches!(about, About::Load(Some(_)) | About::Save(Err(_)));
        if answered {
            self.failed_at.replace(page::time());
        }
        // The borrow ends here: what follows may run the host's own code, which may come back.
        // Firefox may stop a page that is left in the middle of a call to it, so there are few in there.
        let now = clock::now();
        let (commands, view) = {
            let mut machine = self.machine.borrow_mut();
            let commands = machine.step(now, event);
            // Before anything else, and before anything is waited for.
            self.keeper.keep(&machine);
            (commands, self.look(&machine))
        };
        let before = self.view.get_untracked();
        for command in commands {
            self.obey(command);
        }
        if before != view {
            self.view.set(view.clone());
        }
        if before.state != view.state {
            self.tell(HostEvent::State(view.state));
        }
        self.tell_token(&before, &view);
        self.tell_about(about, &before, &view);
        if has_failed && view.failure.as_ref().map(Failure::remedy) == Some(Remedy::SignIn) {
            self.tell(HostEvent::AuthRequired);
        }
        self.settings_saved();
    }

    /// The person goes to a step.
    pub fn go_to(self: &Rc<Self>, step: Step) {
        self.happen(Event::Flush);
        self.show_step(step);
        self.tell(HostEvent::Step(step));
    }

    /// The host shows a step, or the person does.
    pub fn show_step(&self, step: Step) {
        memory::keep_step(&self.key, step.name());
        let mut screen = self.screen.borrow_mut();
        let before = screen.step;
        if before == step || !screen.rules.steps().contains(&step) {
            return;
        }
        if !screen.left.contains(&before) {
            screen.left.push(before);
        }
        screen.step = step;
        drop(screen);
        self.refresh();
    }

    /// The person has typed a field's final text, which is a suggestion from now on; unless it is
    /// wrong, or the secret.
    pub fn suggest(&self, field: Field) {
        let (view, place) = (self.view.get_untracked(), ControlId::Field(field));
        let text = view.text(place);
        if view.problem(place).is_none() && text != self.secret() {
            memory::keep_suggestion(field.name(), text);
        }
    }

    /// What is known about a failure, to be copied; the secret is not in it, whoever repeated it.
    pub fn report(&self, failure: &Failure) -> String {
        let mut failure = failure.clone();
        if let Some(said) = &mut failure.message {
            self.secret.redact(said);
        }
        let at = self.failed_at.borrow();
        report(&failure, &self.key, self.spaces.endpoint(), &at, &page::browser())
    }

    /// The way to a token.
    pub const fn authorization(&self) -> &Authorization {
        &self.authorization
    }

    /// What a panel has filled in last.
    pub(super) const fn filled(&self) -> &RefCell<Filled> {
        &self.filled
    }

    pub(super) const fn secret_cell(&self) -> &SecretCell {
        &self.secret
    }

    /// The settings as the platform holds them.
    pub(super) fn saved_details(&self) -> Details {
        self.machine.borrow().saved_details()
    }

    /// What the platform itself says of a token.
    pub(super) async fn has_token(&self) -> Result<Option<bool>, Failure> {
        self.spaces.has_token(&self.key).await
    }

    /// The rows that look like secrets, which nobody has said they are not.
    pub(super) fn quarantined(&self) -> Vec<(Table, RowId)> {
        self.machine.borrow().quarantined()
    }

    /// Whether the platform has to be told of a token.
    pub(super) fn owes_flag(&self) -> bool {
        self.machine.borrow().owes_flag()
    }

    /// What is on screen.
    pub fn view(&self) -> ArcRwSignal<View> {
        self.view.clone()
    }

    /// The key whose session this is.
    pub const fn key(&self) -> &Key {
        &self.key
    }

    /// How things stand.
    pub fn state(&self) -> SaveState {
        self.machine.borrow().state()
    }

    /// Whether nothing is lost when the session is forgotten, and nothing would come of it: what is
    /// left waits for a word of the person's, and is in the journal.
    pub fn is_done(&self) -> bool {
        let machine = self.machine.borrow();
        let has_unsaved = machine.has_edits() || machine.unsavable() > 0;
        if self.authorization.is_under_way() || machine.owes_flag() || machine.has_quarantined() {
            return false;
        }
        if has_unsaved {
            return !machine.has_pending_work() && self.keeper.holds_all();
        }
        !machine.is_saving()
    }

    /// Whether the page can go away now without a loss: what was typed is in the journal, or saved,
    /// or on its way, or leaves at once with a request that outlives the page.
    pub fn may_leave(&self) -> bool {
        let machine = self.machine.borrow();
        let outlives = |save| self.spaces.would_outlive_page(&self.key, &save);
        if machine.has_quarantined() {
            return false;
        }
        if self.keeper.holds_all() {
            return !machine.has_refused();
        }
        machine.can_leave(clock::now()) && machine.pending().is_none_or(outlives)
    }
}
