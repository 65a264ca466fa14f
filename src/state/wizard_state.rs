use std::rc::Rc;

use reactive_graph::{
    computed::Memo,
    effect::ImmediateEffect,
    graph::untrack,
    owner::{LocalStorage, StoredValue},
    signal::{ReadSignal, signal},
    traits::{Set, With, WithUntracked, WithValue},
    wrappers::read::Signal,
};
use send_wrapper::SendWrapper;
use wizard_core::{
    Checks, ControlId, Failure, Field, FormOptions, Part, Paste, Problem, Remedy, RowId, SaveEvent,
    SaveMachine, SaveState, SecretState, Step, Table, TokenEvent, TokenStatus,
};

use crate::{AuthorizationView, MergeView, RemoteState, SaveView, Session, Unfinished};

/// The handle that components find in their context: a memo for each thing on screen, and the way
/// back to the session. It is small, copied into every closure, and ends with the view, while the
/// session may go on.
#[derive(Clone, Copy)]
pub struct WizardState(StoredValue<Memos, LocalStorage>);

/// The memos of what is always there, made once. Each reads its own slice of a machine and compares that,
/// so that only what has changed is drawn anew.
struct Memos {
    session: Rc<Session>,
    step: ReadSignal<Step>,
    left_steps: ReadSignal<Vec<Step>>,
    options: Memo<FormOptions>,
    save: Memo<SaveView>,
    merge: Memo<MergeView>,
    pasted: Memo<Option<Paste>>,
    checks: Memo<Checks>,
    authorization: Memo<AuthorizationView>,
    unfinished: Memo<Option<Unfinished>>,
    secret: Signal<SecretState>,
    is_read_only: ReadSignal<bool>,
    texts: [Memo<String>; Field::ALL.len()],
    problems: [Memo<Option<Problem>>; Field::ALL.len()],
    rows: [Memo<Vec<RowId>>; Table::ALL.len()],
}

impl WizardState {
    /// The state of a session, in the current owner.
    pub fn new(session: Rc<Session>) -> Self {
        let checks = memo(&session, |session| session.save().checks());
        let authorization = memo(&session, |session| session.token().view());
        let save = memo(&session, |session| SaveView::of(session.save()));
        let is_read_only = distinct(move || {
            let remedy = save.with(|save| save.failure.as_ref().map(Failure::remedy));
            remedy == Some(Remedy::ReadOnly) || authorization.with(AuthorizationView::is_under_way)
        });
        let secret = SendWrapper::new(Rc::clone(session.secret()));
        let memos = Memos {
            step: session.step().into(),
            left_steps: session.left_steps().into(),
            options: memo(&session, |session| session.save().options(Clone::clone)),
            save,
            merge: memo(&session, |session| session.save().with(MergeView::of)),
            pasted: memo(&session, |session| session.save().with(SaveMachine::pasted)),
            checks,
            authorization,
            unfinished: memo(&session, |session| Unfinished::of(session.save(), session.token())),
            secret: Signal::derive(move || secret.state()),
            is_read_only,
            texts: Field::ALL.map(|field| {
                memo(&session, move |session| {
                    session.save().with(|machine| machine.text(ControlId::Field(field)))
                })
            }),
            problems: Field::ALL.map(|field| {
                Memo::new(move |_| checks.with(|it| it.problem_at(ControlId::Field(field))))
            }),
            rows: Table::ALL.map(|table| {
                memo(&session, move |session| {
                    session.save().with(|machine| {
                        machine.rows(table).all().iter().map(|row| row.id).collect()
                    })
                })
            }),
            session,
        };
        Self(StoredValue::new_local(memos))
    }

    fn get<T>(self, find: impl FnOnce(&Memos) -> T) -> T {
        self.0.with_value(find)
    }

    /// The step on screen.
    pub fn step(self) -> ReadSignal<Step> {
        self.get(|memos| memos.step)
    }

    /// The steps that were left once.
    pub fn left_steps(self) -> ReadSignal<Vec<Step>> {
        self.get(|memos| memos.left_steps)
    }

    /// The host page's wishes for the form.
    pub fn options(self) -> Memo<FormOptions> {
        self.get(|memos| memos.options)
    }

    /// The state of saving, as a person can see it.
    pub fn save(self) -> Memo<SaveView> {
        self.get(|memos| memos.save)
    }

    /// The outcome of merging, and the choices that are left to the person.
    pub fn merge(self) -> Memo<MergeView> {
        self.get(|memos| memos.merge)
    }

    /// The parameters that were pasted last, as long as that can be undone.
    pub fn pasted(self) -> Memo<Option<Paste>> {
        self.get(|memos| memos.pasted)
    }

    /// Everything that is missing or wrong.
    pub fn checks(self) -> Memo<Checks> {
        self.get(|memos| memos.checks)
    }

    /// The way to an access token.
    pub fn authorization(self) -> Memo<AuthorizationView> {
        self.get(|memos| memos.authorization)
    }

    /// The reason why the person cannot finish, if there is one.
    pub fn unfinished(self) -> Memo<Option<Unfinished>> {
        self.get(|memos| memos.unfinished)
    }

    /// The state of the client secret; it runs also when the secret becomes another text.
    pub fn secret(self) -> Signal<SecretState> {
        self.get(|memos| memos.secret)
    }

    /// `true` if the form is to be read only.
    pub fn is_read_only(self) -> ReadSignal<bool> {
        self.get(|memos| memos.is_read_only)
    }

    /// The session; a view that is gone has none any more.
    pub fn session(self) -> Option<Rc<Session>> {
        self.0.try_with_value(|memos| Rc::clone(&memos.session))
    }

    /// Takes in something that the person did.
    pub fn dispatch(self, event: SaveEvent) {
        if let Some(session) = self.session() {
            session.dispatch(event);
        }
    }

    /// Takes in something that the person did on the way to a token.
    pub fn dispatch_token(self, event: TokenEvent) {
        if let Some(session) = self.session() {
            session.token().dispatch(event);
        }
    }

    /// A control's text.
    pub fn text(self, control: ControlId) -> Signal<String> {
        match control {
            ControlId::Field(field) => self.get(|memos| memos.texts[field.index()]).into(),
            ControlId::Key(table, row) | ControlId::Value(table, row) => {
                Signal::derive(move || {
                    self.with_row(table, row, |machine, _| machine.text(control))
                        .unwrap_or_default()
                })
            }
        }
    }

    /// The problem at a control.
    pub fn problem(self, control: ControlId) -> Signal<Option<Problem>> {
        match control {
            ControlId::Field(field) => self.get(|memos| memos.problems[field.index()]).into(),
            ControlId::Key(table, row) | ControlId::Value(table, row) => {
                Signal::derive(move || {
                    self.with_row(table, row, |_, checks| checks.problem_at(control)).flatten()
                })
            }
        }
    }

    /// Reads what has to do with one row, and again when that row changes; nothing of a view that is
    /// gone.
    fn with_row<T>(
        self,
        table: Table,
        row: RowId,
        read: impl FnOnce(&SaveMachine, &Checks) -> T,
    ) -> Option<T> {
        self.0.try_with_value(|memos| memos.session.save().with_row(table, row, read))
    }

    /// A table's rows, in their order.
    pub fn rows(self, table: Table) -> Memo<Vec<RowId>> {
        self.get(|memos| memos.rows[table.index()])
    }

    /// The save state.
    pub fn save_state(self) -> SaveState {
        self.save().with(|save| save.state)
    }

    /// The content that the platform holds.
    pub fn remote(self) -> RemoteState {
        self.save().with(|save| save.remote.clone())
    }

    /// The remedy of the last request's failure.
    pub fn remedy(self) -> Option<Remedy> {
        self.save().with(|save| save.failure.as_ref().map(Failure::remedy))
    }

    /// The state of the access token.
    pub fn token(self) -> TokenStatus {
        self.authorization().with(|authorization| authorization.token)
    }

    /// Returns `true` while a token is being generated, with the settings as they are.
    pub fn is_authorizing(self) -> bool {
        self.authorization().with(AuthorizationView::is_under_way)
    }

    /// Returns `true` if the host page lets a step be shown.
    pub fn has_step(self, step: Step) -> bool {
        self.options().with(|options| options.steps().contains(&step))
    }

    /// Returns `true` if the host page lets a part of the form be shown.
    pub fn shows(self, part: Part) -> bool {
        self.options().with(|options| options.shows(part))
    }

    /// Reads the save machine once.
    pub fn with_untracked<T>(self, read: impl FnOnce(&SaveMachine) -> T) -> Option<T> {
        self.0.try_with_value(|memos| memos.session.save().with_untracked(read))
    }

    /// Reads the save machine, and again whenever anything changes: for what is seldom on screen.
    pub fn with<T>(self, read: impl FnOnce(&SaveMachine) -> T) -> Option<T> {
        self.0.try_with_value(|memos| memos.session.save().with(read))
    }
}

/// A memo of what `read` reads of a session.
fn memo<T: Clone + PartialEq + Send + Sync + 'static>(
    session: &Rc<Session>,
    read: impl Fn(&Session) -> T + Send + Sync + 'static,
) -> Memo<T> {
    // Signals want to be sent between threads, of which a page has one.
    let session = SendWrapper::new(Rc::clone(session));
    Memo::new(move |_| read(&session))
}

/// A signal of what `read` reads, which changes only with that. A memo would do the same, but whatever
/// reads a memo is asked at each key whether it has changed, and each row of a table reads this.
fn distinct<T: PartialEq + Send + Sync + 'static>(
    read: impl Fn() -> T + Send + Sync + 'static,
) -> ReadSignal<T> {
    let (signal, set_signal) = signal(untrack(&read));
    ImmediateEffect::new_scoped(move || {
        let now = read();
        if signal.with_untracked(|last| *last != now) {
            set_signal.set(now);
        }
    });
    signal
}
