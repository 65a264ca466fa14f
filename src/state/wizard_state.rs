use std::rc::Rc;

use reactive_graph::{
    computed::Memo,
    graph::untrack,
    owner::{LocalStorage, StoredValue},
    signal::RwSignal,
    traits::{GetValue, With, WithValue},
    wrappers::read::Signal,
};
use wizard_core::{
    Checks, ControlId, Event, Failure, Field, Problem, Remedy, RowId, Rules, SaveMachine,
    SaveState, Secret, Step, Table, Token, TokenEvent, check::Part,
};

use crate::{AuthorizationView, MergeView, RemoteState, SaveStatus, Session};

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
    /// What can be seen of saving.
    pub status: Memo<SaveStatus>,
    /// What was merged, and what is to be chosen.
    pub merge: Memo<MergeView>,
    /// Everything that is missing or wrong, found once an edit.
    pub checks: Memo<Checks>,
    /// The way to an access token.
    pub authorization: Memo<AuthorizationView>,
    /// The state of the client secret; runs also when it becomes another text.
    pub secret: Signal<Secret>,
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
        let status = memo(session, |session| SaveStatus::of(session.save()));
        let is_read_only = Memo::new(move |_| {
            let remedy = status.with(|status| status.failure.as_ref().map(Failure::remedy));
            remedy == Some(Remedy::ReadOnly) || authorization.with(AuthorizationView::is_under_way)
        });
        Self {
            session,
            step,
            left_steps,
            rules: memo(session, |session| session.save().rules(Clone::clone)),
            status,
            merge: memo(session, |session| session.save().read(MergeView::of)),
            checks,
            authorization,
            secret,
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

    /// The save state.
    pub fn save_state(self) -> SaveState {
        self.status.with(|status| status.state)
    }

    /// What the platform holds.
    pub fn remote(self) -> RemoteState {
        self.status.with(|status| status.remote.clone())
    }

    /// The remedy of the last request's failure.
    pub fn remedy(self) -> Option<Remedy> {
        self.status.with(|status| status.failure.as_ref().map(Failure::remedy))
    }

    /// The state of the access token.
    pub fn token(self) -> Token {
        self.authorization.with(|authorization| authorization.token)
    }

    /// Returns `true` while a token is being generated, with the settings as they are.
    pub fn is_authorizing(self) -> bool {
        self.authorization.with(AuthorizationView::is_under_way)
    }

    /// Returns `true` if the host page lets a step be shown.
    pub fn has_step(self, step: Step) -> bool {
        self.rules.with(|rules| rules.steps().contains(&step))
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
