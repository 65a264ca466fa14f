use wizard_core::{
    Checks, Conflict, Content, ControlId, Failure, Field, Obstacle, Phase, Problem, Readiness,
    Remedy, ResolvedConflict, Restored, Row, RowId, Rules, SaveMachine, SaveState, Secret, Step,
    Table, Token, Unreadable, check::Part,
};

use super::{Authorizing, Keeper, Kept};

/// What a person can see of a session.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// How things stand.
    pub state: SaveState,
    /// Why the last request did not work.
    pub failure: Option<Failure>,
    /// Whether the next try comes by itself.
    pub tries_again: bool,
    /// Whether there are edits that the platform has not acknowledged.
    pub has_edits: bool,
    /// How many rows and texts cannot be saved as they are.
    pub unsavable: usize,
    /// What the platform holds.
    pub held: Held,
    /// Malformed details that the person started over from.
    pub set_aside: Option<String>,
    /// When the platform last acknowledged a save of this wizard, milliseconds since 1970.
    pub saved_at: Option<u64>,
    /// Where edits are kept that the platform does not have.
    pub kept: Kept,
    /// Why the journal holds what this wizard cannot read, if it does.
    pub unreadable: Option<Unreadable>,
    /// What the journal brought back.
    pub restored: Option<Restored>,
    /// What was changed here and elsewhere: the person chooses.
    pub conflicts: Vec<Conflict>,
    /// What was not chosen, and can be had.
    pub taken: Vec<ResolvedConflict>,
    /// How things stand with the access token.
    pub token: Token,
    /// The way to it.
    pub authorizing: Authorizing,
    /// How things stand with the client secret.
    pub secret: Secret,
    /// Whether the host page encrypts it.
    pub encrypts: bool,
    /// Where the person is.
    pub screen: Screen,
    /// Everything that is missing or wrong.
    pub checks: Checks,
    texts: [String; Field::ALL.len()],
    rows: [Vec<Row>; Table::ALL.len()],
    /// The rows that are saved.
    savable_rows: [Vec<RowId>; Table::ALL.len()],
}

/// Where the person is, and what the host lets them see there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen {
    /// The step that is on screen.
    pub step: Step,
    /// Steps that were left once: what is missing there is no longer just not there yet.
    pub left: Vec<Step>,
    /// What the host wants of the form.
    pub rules: Rules,
}

/// What the platform holds for the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    /// It has not said so yet.
    Unknown,
    /// Nothing.
    Nothing,
    /// Details that can be edited.
    Details,
    /// Something that is no JSON object.
    Malformed(String),
}

impl View {
    /// What can be seen of a machine.
    pub fn of(
        machine: &SaveMachine,
        screen: &Screen,
        keeper: &Keeper,
        authorizing: Authorizing,
    ) -> Self {
        let record = machine.record();
        Self {
            state: machine.state(),
            failure: machine.failure().cloned(),
            tries_again: machine.retry_at().is_some(),
            has_edits: machine.has_edits(),
            unsavable: machine.unsavable(),
            held: match record.map(|record| &record.content) {
                None => Held::Unknown,
                Some(Content::Nothing) => Held::Nothing,
                Some(Content::Details(_)) => Held::Details,
                Some(Content::Malformed(malformed)) => Held::Malformed(malformed.text.clone()),
            },
            set_aside: machine.set_aside().map(ToOwned::to_owned),
            saved_at: machine.saved_at(),
            kept: keeper.kept(),
            unreadable: keeper.unreadable(),
            restored: machine.restored().cloned(),
            conflicts: machine.conflicts(),
            taken: machine.taken().to_vec(),
            token: Token::of(machine, &screen.rules),
            authorizing,
            secret: Secret::None,
            encrypts: false,
            screen: screen.clone(),
            checks: machine.checks(&screen.rules),
            texts: Field::ALL.map(|field| machine.text(ControlId::Field(field))),
            rows: Table::ALL.map(|table| machine.rows(table).all().to_vec()),
            savable_rows: Table::ALL.map(|t| machine.rows(t).savable().map(|row| row.id).collect()),
        }
    }

    /// What a control shows.
    pub fn text(&self, place: ControlId) -> &str {
        match place {
            ControlId::Field(field) => {
                let place = Field::ALL.iter().position(|other| *other == field);
                place.map_or("", |place| &self.texts[place])
            }
            ControlId::Key(table, id) => self.row(table, id).map_or("", |row| &row.key),
            ControlId::Value(table, id) => self.row(table, id).map_or("", |row| row.value.shown()),
        }
    }

    /// A table's rows.
    pub fn rows(&self, table: Table) -> &[Row] {
        let [authorization, access_token] = &self.rows;
        match table {
            Table::Authorization => authorization,
            Table::AccessToken => access_token,
        }
    }

    fn row(&self, table: Table, id: RowId) -> Option<&Row> {
        self.rows(table).iter().find(|row| row.id == id)
    }

    /// A table's rows that are saved, in their order.
    pub fn savable_rows(&self, table: Table) -> impl Iterator<Item = &Row> {
        let [authorization, access_token] = &self.savable_rows;
        let held = match table {
            Table::Authorization => authorization,
            Table::AccessToken => access_token,
        };
        self.rows(table).iter().filter(|row| held.contains(&row.id))
    }

    /// What is added to a table's request. How the platform sends a value that is no text is not
    /// known, so those are left out.
    pub fn sent(&self, table: Table) -> String {
        let texts = self.savable_rows(table).filter(|row| !row.is_fixed());
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(texts.map(|row| (&row.key, row.value.shown())))
            .finish()
    }

    /// What is wrong at a control.
    pub fn problem(&self, place: ControlId) -> Option<Problem> {
        self.checks.problem_at(place)
    }

    /// How many things a step still needs; warnings do not count.
    pub fn needs(&self, step: Step) -> usize {
        self.checks.needs(step)
    }

    /// What keeps a token from being asked for.
    pub fn obstacle(&self) -> Option<Obstacle> {
        let readiness = Readiness {
            has_starter: self.authorizing.has_starter,
            needs: self.needs(Step::Review),
            asks_for_secret: self.screen.rules.shows(Part::Secret),
            encrypts: self.encrypts,
            secret: self.secret,
        };
        readiness.obstacle()
    }

    /// Whether anything was typed that the platform does not have.
    pub const fn has_unsaved(&self) -> bool {
        self.has_edits || self.unsavable > 0
    }

    /// Whether a token is being generated, with the settings as they are.
    pub fn is_authorizing(&self) -> bool {
        self.authorizing.phase != Phase::Idle
    }

    /// The word of the element's attribute `token-state`.
    pub fn token_state(&self) -> &'static str {
        self.token.word(&self.authorizing.phase, self.authorizing.end.as_ref())
    }

    /// Whether the form is to be read only.
    pub fn is_read_only(&self) -> bool {
        self.is_authorizing()
            || self.failure.as_ref().map(Failure::remedy) == Some(Remedy::ReadOnly)
    }
}
