use std::rc::Rc;

use reactive_graph::{
    signal::{ArcReadSignal, ArcRwSignal},
    traits::{GetUntracked, Set, Update},
};
use wizard_core::{
    ControlId, Failure, Field, FormOptions, Key, SaveEvent, SecretState, Step, TokenEvent,
};

use crate::{
    FormFill, HostEvent, Io, SaveDriver, SecretStore, TokenConfig, TokenDriver, Unfinished,
    report::report,
};

/// One key on screen, and after that for as long as it has something unsent.
///
/// Every key has a session of its own, so no answer can reach another key's form however late it comes.
/// A session does not end with the view that shows it.
pub struct Session {
    io: Rc<dyn Io>,
    save: Rc<SaveDriver>,
    token: Rc<TokenDriver>,
    secret: Rc<SecretStore>,
    fill: FormFill,
    step: ArcRwSignal<Step>,
    /// Steps that were left once: what is missing there is no longer just not there yet.
    left_steps: ArcRwSignal<Vec<Step>>,
}

impl Session {
    /// A session of a key, at the step where the person left it. It asks the platform for nothing before
    /// [`Session::open`].
    pub fn new(key: Key, options: FormOptions, config: TokenConfig, io: Rc<dyn Io>) -> Rc<Self> {
        let step = io.step(&key).and_then(|name| Step::named(&name));
        let step = step.filter(|step| options.steps().contains(step)).unwrap_or(Step::Application);
        let save = SaveDriver::new(key, options, Rc::clone(&io));
        let secret = SecretStore::new(Rc::clone(&io));
        let token = TokenDriver::new(config, Rc::clone(&save), Rc::clone(&secret), Rc::clone(&io));
        let (weak_save, weak_token) = (Rc::downgrade(&save), Rc::downgrade(&token));
        save.observe(Rc::new(move || {
            if let (Some(save), Some(token)) = (weak_save.upgrade(), weak_token.upgrade()) {
                token.tell_host();
                token.save_came_on(save.state());
            }
        }));
        token.host_knows();
        let fill = FormFill::new(Rc::clone(&save), Rc::clone(&secret));
        Rc::new(Self {
            io,
            save,
            token,
            secret,
            fill,
            step: ArcRwSignal::new(step),
            left_steps: ArcRwSignal::default(),
        })
    }

    /// The key comes on screen.
    pub fn open(&self) {
        self.save.open();
        self.token.resume();
    }

    /// The save machine at work.
    pub const fn save(&self) -> &Rc<SaveDriver> {
        &self.save
    }

    /// The token machine at work.
    pub const fn token(&self) -> &Rc<TokenDriver> {
        &self.token
    }

    /// The client secret.
    pub const fn secret(&self) -> &Rc<SecretStore> {
        &self.secret
    }

    /// Fills in the form for a panel.
    pub const fn fill(&self) -> &FormFill {
        &self.fill
    }

    /// The step on screen.
    pub fn step(&self) -> ArcReadSignal<Step> {
        self.step.read_only()
    }

    /// The steps that were left once.
    pub fn left_steps(&self) -> ArcReadSignal<Vec<Step>> {
        self.left_steps.read_only()
    }

    /// The key whose session this is.
    pub fn key(&self) -> &Key {
        self.save.key()
    }

    /// Takes in something that the person or the page did.
    pub fn dispatch(&self, event: SaveEvent) {
        // A token is for the settings that it began with. What is typed all the same is not lost.
        if self.token.is_under_way() && event.replaces() {
            return;
        }
        self.save.dispatch(event);
    }

    /// The key is left. What is unsent goes on its way.
    pub fn leave(&self) {
        self.save.leave();
        self.token.leave();
        self.save.leave_journal();
    }

    /// The page is left, for good or until somebody goes back to it.
    pub fn page_left(&self) {
        self.leave();
        self.secret.forget(SecretState::None);
        self.save.page_left();
    }

    /// Somebody went back to the page, which goes on where it was left.
    pub fn page_back(&self) {
        self.save.page_back();
    }

    /// Nobody looks at the page: it may never be seen again.
    pub fn page_hidden(&self) {
        self.dispatch(SaveEvent::Flush);
        self.secret.page_seen(false);
    }

    /// Somebody looks at the page again.
    pub fn page_shown(&self) {
        self.dispatch(SaveEvent::Shown);
        self.secret.page_seen(true);
        self.token.dispatch(TokenEvent::Hinted);
    }

    /// The browser says that the network is back.
    pub fn online(&self) {
        self.dispatch(SaveEvent::Online);
        self.token.dispatch(TokenEvent::Hinted);
    }

    /// Forgets what must not outlive the view: the secret, and rows that look like one, which nobody has
    /// said they are not.
    pub fn forget_secrets(&self) {
        self.secret.forget(SecretState::None);
        for (table, row) in self.save.with_untracked(wizard_core::SaveMachine::quarantined) {
            self.dispatch(SaveEvent::RowRemoved(table, row));
        }
    }

    /// Takes in what the host wants of the form.
    pub fn set_options(&self, options: FormOptions) {
        self.save.set_options(options);
        let step = self.step.get_untracked();
        if !self.save.with_options_untracked(|_, options| options.steps().contains(&step)) {
            self.go_to(Step::Application);
        }
    }

    /// The host starts tokens in this way from now on.
    pub fn set_token_config(&self, config: TokenConfig) {
        self.token.set_config(config);
    }

    /// The person goes to a step.
    pub fn go_to(&self, step: Step) {
        self.dispatch(SaveEvent::Flush);
        self.show_step(step);
        self.io.emit(HostEvent::Step(step));
    }

    /// The host shows a step, or the person does.
    pub fn show_step(&self, step: Step) {
        self.io.remember_step(self.key(), step.name());
        let before = self.step.get_untracked();
        let is_there =
            self.save.with_options_untracked(|_, options| options.steps().contains(&step));
        if before == step || !is_there {
            return;
        }
        self.left_steps.update(|left| {
            if !left.contains(&before) {
                left.push(before);
            }
        });
        self.step.set(step);
        self.dispatch(SaveEvent::PasteRead);
    }

    /// The person has typed a field's final text, which is a suggestion from now on; unless it is wrong,
    /// or the secret.
    pub fn suggest(&self, field: Field) {
        let control = ControlId::Field(field);
        let text = self.save.text(control);
        let is_fine = self.save.checks_untracked().problem_at(control).is_none();
        if is_fine && self.secret.with(|secret| secret != text) {
            self.io.remember_suggestion(field.name(), &text);
        }
    }

    /// Everything that is known about a failure, to be copied; the secret is not in it, whoever repeated
    /// it.
    pub fn report(&self, failure: &Failure) -> String {
        let mut failure = failure.clone();
        if let Some(message) = &mut failure.message {
            self.secret.redact(message);
        }
        let (at, browser) = (self.save.failed_at(), self.io.browser_name());
        report(&failure, self.key(), &self.io.endpoint(), &at, &browser)
    }

    /// The person has finished, if nothing keeps them from it; the host page hears of it.
    pub fn finish(&self) {
        if Unfinished::of(&self.save, &self.token).is_none() {
            self.io.emit(HostEvent::Completed { token: self.token.state_word() });
        }
    }

    /// Returns `true` if nothing is lost when the session is forgotten, and nothing would come of it.
    pub fn can_be_dropped(&self) -> bool {
        !self.token.is_under_way() && self.save.can_be_dropped()
    }
}
