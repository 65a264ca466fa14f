use std::rc::Rc;

use reactive_graph::{
    computed::Memo,
    graph::untrack,
    owner::{LocalStorage, StoredValue},
    signal::RwSignal,
    traits::{Get, GetValue, With, WithValue},
    wrappers::read::Signal,
};
use wizard_core::{
    Checks, Conflict, ControlId, Event, Failure, Field, Problem, Remedy, ResolvedConflict,
    Restored, RowId, Rules, SaveMachine, SaveState, Secret, Step, Table, Token, TokenEvent,
    Unreadable, check::Part,
};

use crate::{AuthorizationView, EditStorage, RemoteState, Session};

/// What components find in their context: a memo for each thing on screen, and the way back to the
/// session. It is copied into every closure and ends with the view, while the session may go on.
///
/// The memos of what is always there are made once, by [`WizardState::new`]. Each reads its own slice of
/// a machine and compares that, so that only what has changed is drawn anew.
#[derive(Clone, Copy)]
pub struct WizardState {
    session: StoredValue<Rc<Session>, LocalStorage>,
    /// The step on screen.
    pub step: RwSignal<Step>,
    /// The steps that were left once.
    pub left_steps: RwSignal<Vec<Step>>,
    /// What the host wants of the form.
    pub rules: Memo<Rules>,
    /// The save state.
    pub save_state: Memo<SaveState>,
    /// What the platform holds.
    pub remote: Memo<RemoteState>,
    /// `true` if there are edits that the platform has not acknowledged.
    pub has_edits: Memo<bool>,
    /// How many rows and texts cannot be saved as they are.
    pub unsavable: Memo<usize>,
    /// When the platform last acknowledged a save of this wizard, milliseconds since 1970.
    pub saved_at: Memo<Option<u64>>,
    /// Where edits are kept that the platform does not have.
    pub storage: Memo<EditStorage>,
    /// Why the last request did not work.
    pub failure: Memo<Option<Failure>>,
    /// What was changed here and elsewhere: the person chooses.
    pub conflicts: Memo<Vec<Conflict>>,
    /// What was not chosen, and can be had.
    pub resolved: Memo<Vec<ResolvedConflict>>,
    /// What the journal brought back.
    pub restored: Memo<Option<Restored>>,
    /// Why the journal holds what this wizard cannot read, if it does.
    pub unreadable: Memo<Option<Unreadable>>,
    /// Malformed details that the person started over from.
    pub set_aside: Memo<Option<String>>,
    /// Everything that is missing or wrong, found once an edit.
    pub checks: Memo<Checks>,
    /// The state of the access token.
    pub token: Memo<Token>,
    /// The way to it.
    pub authorization: Memo<AuthorizationView>,
    /// `true` while a token is being generated, with the settings as they are.
    pub is_authorizing: Memo<bool>,
    /// The redirect URI to register, or the attribute that is missing for it.
    pub redirect_uri: Memo<Result<String, &'static str>>,
    /// The state of the client secret; runs also when it becomes another text.
    pub secret: Signal<Secret>,
    /// `true` if the host page encrypts the client secret.
    pub encrypts: Memo<bool>,
    /// `true` if the form is to be read only.
    pub is_read_only: Memo<bool>,
    texts: [Memo<String>; Field::ALL.len()],
    problems: [Memo<Option<Problem>>; Field::ALL.len()],
    rows: [Memo<Vec<RowId>>; Table::ALL.len()],
}

impl WizardState {
    /// The state of a session, in the current owner.
    pub fn new(session: Rc<Session>) -> Self {
        let (step, left_steps) = (session.step().into(), session.left_steps().into());
        let session = StoredValue::new_local(session);
        let secret = Signal::derive(move || {
            session.try_with_value(|session| session.secret().state()).unwrap_or_default()
        });
        let checks = memo(session, |session| session.save().checks());
        let authorization = memo(session, |session| session.token().view());
        let failure: Memo<Option<Failure>> = machine(session, |machine| machine.failure().cloned());
        let is_authorizing =
            Memo::new(move |_| authorization.with(AuthorizationView::is_under_way));
        let is_read_only = Memo::new(move |_| {
            let is_forbidden = failure
                .with(|failure| failure.as_ref().map(Failure::remedy) == Some(Remedy::ReadOnly));
            is_authorizing.get() || is_forbidden
        });
        Self {
            session,
            step,
            left_steps,
            rules: memo(session, |session| session.save().rules(Clone::clone)),
            save_state: machine(session, SaveMachine::state),
            remote: memo(session, |session| session.save().remote()),
            has_edits: machine(session, SaveMachine::has_edits),
            unsavable: machine(session, SaveMachine::unsavable),
            saved_at: machine(session, SaveMachine::saved_at),
            storage: memo(session, |session| session.save().storage()),
            failure,
            conflicts: machine(session, SaveMachine::conflicts),
            resolved: machine(session, |machine| machine.resolved().to_vec()),
            restored: machine(session, |machine| machine.restored().cloned()),
            unreadable: memo(session, |session| session.save().unreadable()),
            set_aside: machine(session, |machine| machine.set_aside().map(str::to_owned)),
            checks,
            token: memo(session, |session| session.token().token()),
            authorization,
            is_authorizing,
            redirect_uri: memo(session, |session| session.token().config().redirect_uri),
            secret,
            encrypts: memo(session, |session| session.token().config().encrypt.is_some()),
            is_read_only,
            texts: Field::ALL.map(|field| {
                memo(session, move |session| {
                    session.save().read(|machine| machine.text(ControlId::Field(field)))
                })
            }),
            problems: Field::ALL.map(|field| {
                Memo::new(move |_| checks.with(|it| it.problem_at(ControlId::Field(field))))
            }),
            rows: Table::ALL.map(|table| {
                memo(session, move |session| {
                    session.save().read(|machine| {
                        machine.rows(table).all().iter().map(|row| row.id).collect()
                    })
                })
            }),
        }
    }

    /// The session; a view that is gone has none any more.
    pub fn session(self) -> Option<Rc<Session>> {
        self.session.try_get_value()
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
            ControlId::Field(field) => self.texts[field as usize].into(),
            ControlId::Key(table, row) | ControlId::Value(table, row) => {
                Signal::derive(move || {
                    self.read_row(table, row, |machine, _| machine.text(control))
                        .unwrap_or_default()
                })
            }
        }
    }

    /// What is missing or wrong at a control.
    pub fn problem(self, control: ControlId) -> Signal<Option<Problem>> {
        match control {
            ControlId::Field(field) => self.problems[field as usize].into(),
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
        self.session.try_with_value(|session| session.save().read_row(table, row, read))
    }

    /// A table's rows, in their order.
    pub fn rows(self, table: Table) -> Memo<Vec<RowId>> {
        self.rows[table as usize]
    }

    /// Returns `true` if the host page lets a part of the form be shown.
    pub fn shows(self, part: Part) -> bool {
        self.rules.with(|rules| rules.shows(part))
    }

    /// Reads the save machine once.
    pub fn peek<T>(self, read: impl FnOnce(&SaveMachine) -> T) -> Option<T> {
        self.session.try_with_value(|session| session.save().peek(read))
    }

    /// Reads the save machine, and again whenever anything changes: for what is seldom on screen.
    pub fn read<T>(self, read: impl FnOnce(&SaveMachine) -> T) -> Option<T> {
        self.session.try_with_value(|session| session.save().read(read))
    }
}

/// A memo of what `read` reads of the machine.
fn machine<T: Clone + PartialEq + Send + Sync + 'static>(
    session: StoredValue<Rc<Session>, LocalStorage>,
    read: fn(&SaveMachine) -> T,
) -> Memo<T> {
    memo(session, move |session| session.save().read(read))
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
