use std::rc::Rc;

use reactive_graph::{
    computed::Memo,
    graph::untrack,
    owner::{LocalStorage, StoredValue},
    signal::RwSignal,
    traits::{With, WithValue},
    wrappers::read::Signal,
};
use wizard_core::{
    Checks, ControlId, Event, Failure, Field, Part, Problem, Remedy, RowId, Rules, SaveMachine,
    SaveState, Secret, Step, Table, Token, TokenEvent,
};

use crate::{AuthorizationView, MergeView, RemoteState, SaveStatus, Session};

/// The handle that components find in their context: a memo for each thing on screen, and the way
/// back to the session. It is small, copied into every closure, and ends with the view, while the
/// session may go on.
#[derive(Clone, Copy)]
pub struct WizardState(StoredValue<Memos, LocalStorage>);

/// The memos of what is always there, made once. Each reads its own slice of a machine and compares that,
/// so that only what has changed is drawn anew.
struct Memos {
    session: Rc<Session>,
    step: RwSignal<Step>,
    left_steps: RwSignal<Vec<Step>>,
    rules: Memo<Rules>,
    status: Memo<SaveStatus>,
    merge: Memo<MergeView>,
    checks: Memo<Checks>,
    authorization: Memo<AuthorizationView>,
    secret: Signal<Secret>,
    is_read_only: Memo<bool>,
    texts: [Memo<String>; Field::ALL.len()],
    problems: [Memo<Option<Problem>>; Field::ALL.len()],
    rows: [Memo<Vec<RowId>>; Table::ALL.len()],
}

impl WizardState {
    /// The state of a session, in the current owner.
    pub fn new(session: Rc<Session>) -> Self {
        let handle = StoredValue::new_local(Rc::clone(&session));
        let checks = memo(handle, |session| session.save().checks());
        let authorization = memo(handle, |session| session.token().view());
        let status = memo(handle, |session| SaveStatus::of(session.save()));
        let is_read_only = Memo::new(move |_| {
            let remedy = status.with(|status| status.failure.as_ref().map(Failure::remedy));
            remedy == Some(Remedy::ReadOnly) || authorization.with(AuthorizationView::is_under_way)
        });
        let memos = Memos {
            step: session.step().into(),
            left_steps: session.left_steps().into(),
            rules: memo(handle, |session| session.save().rules(Clone::clone)),
            status,
            merge: memo(handle, |session| session.save().read(MergeView::of)),
            checks,
            authorization,
            secret: Signal::derive(move || {
                handle.try_with_value(|session| session.secret().state()).unwrap_or_default()
            }),
            is_read_only,
            texts: Field::ALL.map(|field| {
                memo(handle, move |session| {
                    session.save().read(|machine| machine.text(ControlId::Field(field)))
                })
            }),
            problems: Field::ALL.map(|field| {
                Memo::new(move |_| checks.with(|it| it.problem_at(ControlId::Field(field))))
            }),
            rows: Table::ALL.map(|table| {
                memo(handle, move |session| {
                    session.save().read(|machine| {
                        machine.rows(table).all().iter().map(|row| row.id).collect()
                    })
                })
            }),
            session,
        };
        Self(StoredValue::new_local(memos))
    }

    fn memo<T>(self, find: impl FnOnce(&Memos) -> T) -> T {
        self.0.with_value(find)
    }

    /// The step on screen.
    pub fn step(self) -> RwSignal<Step> {
        self.memo(|memos| memos.step)
    }

    /// The steps that were left once.
    pub fn left_steps(self) -> RwSignal<Vec<Step>> {
        self.memo(|memos| memos.left_steps)
    }

    /// The host page's wishes for the form.
    pub fn rules(self) -> Memo<Rules> {
        self.memo(|memos| memos.rules)
    }

    /// The state of saving, as a person can see it.
    pub fn status(self) -> Memo<SaveStatus> {
        self.memo(|memos| memos.status)
    }

    /// The outcome of merging, and the choices that are left to the person.
    pub fn merge(self) -> Memo<MergeView> {
        self.memo(|memos| memos.merge)
    }

    /// Everything that is missing or wrong, found once an edit.
    pub fn checks(self) -> Memo<Checks> {
        self.memo(|memos| memos.checks)
    }

    /// The way to an access token.
    pub fn authorization(self) -> Memo<AuthorizationView> {
        self.memo(|memos| memos.authorization)
    }

    /// The state of the client secret; it runs also when the secret becomes another text.
    pub fn secret(self) -> Signal<Secret> {
        self.memo(|memos| memos.secret)
    }

    /// `true` if the form is to be read only.
    pub fn is_read_only(self) -> Memo<bool> {
        self.memo(|memos| memos.is_read_only)
    }

    /// The session; a view that is gone has none any more.
    pub fn session(self) -> Option<Rc<Session>> {
        self.0.try_with_value(|memos| Rc::clone(&memos.session))
    }

    /// Takes in something that the person did.
    pub fn dispatch(self, event: Event) {
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
            ControlId::Field(field) => self.memo(|memos| memos.texts[field.index()]).into(),
            ControlId::Key(table, row) | ControlId::Value(table, row) => {
                Signal::derive(move || {
                    self.read_row(table, row, |machine, _| machine.text(control))
                        .unwrap_or_default()
                })
            }
        }
    }

    /// The problem at a control.
    pub fn problem(self, control: ControlId) -> Signal<Option<Problem>> {
        match control {
            ControlId::Field(field) => self.memo(|memos| memos.problems[field.index()]).into(),
            ControlId::Key(table, row) | ControlId::Value(table, row) => {
                Signal::derive(move || {
                    self.read_row(table, row, |_, checks| checks.problem_at(control)).flatten()
                })
            }
        }
    }

    /// Reads what has to do with one row, and again when that row changes; nothing of a view that is
    /// gone.
    fn read_row<T>(
        self,
        table: Table,
        row: RowId,
        read: impl FnOnce(&SaveMachine, &Checks) -> T,
    ) -> Option<T> {
        self.0.try_with_value(|memos| memos.session.save().read_row(table, row, read))
    }

    /// A table's rows, in their order.
    pub fn rows(self, table: Table) -> Memo<Vec<RowId>> {
        self.memo(|memos| memos.rows[table.index()])
    }

    /// The save state.
    pub fn save_state(self) -> SaveState {
        self.status().with(|status| status.state)
    }

    /// The content that the platform holds.
    pub fn remote(self) -> RemoteState {
        self.status().with(|status| status.remote.clone())
    }

    /// The remedy of the last request's failure.
    pub fn remedy(self) -> Option<Remedy> {
        self.status().with(|status| status.failure.as_ref().map(Failure::remedy))
    }

    /// The state of the access token.
    pub fn token(self) -> Token {
        self.authorization().with(|authorization| authorization.token)
    }

    /// Returns `true` while a token is being generated, with the settings as they are.
    pub fn is_authorizing(self) -> bool {
        self.authorization().with(AuthorizationView::is_under_way)
    }

    /// Returns `true` if the host page lets a step be shown.
    pub fn has_step(self, step: Step) -> bool {
        self.rules().with(|rules| rules.steps().contains(&step))
    }

    /// Returns `true` if the host page lets a part of the form be shown.
    pub fn shows(self, part: Part) -> bool {
        self.rules().with(|rules| rules.shows(part))
    }

    /// Reads the save machine once.
    pub fn peek<T>(self, read: impl FnOnce(&SaveMachine) -> T) -> Option<T> {
        self.0.try_with_value(|memos| memos.session.save().peek(read))
    }

    /// Reads the save machine, and again whenever anything changes: for what is seldom on screen.
    pub fn read<T>(self, read: impl FnOnce(&SaveMachine) -> T) -> Option<T> {
        self.0.try_with_value(|memos| memos.session.save().read(read))
    }
}

/// A memo of what `read` reads of a session. Where the view is gone, and something still asks, it stays
/// as it was.
fn memo<T: Clone + PartialEq + Send + Sync + 'static>(
    session: StoredValue<Rc<Session>, LocalStorage>,
    read: impl Fn(&Session) -> T + Send + Sync + 'static,
) -> Memo<T> {
    let first = untrack(|| session.with_value(|session| read(session)));
    Memo::new(move |last: Option<&T>| {
        let now = session.try_with_value(|session| read(session));
        now.unwrap_or_else(|| last.unwrap_or(&first).clone())
    })
}
