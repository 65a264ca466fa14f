use wizard_model::{Content, Failure, Field, Remedy, SaveMachine, SaveState};

/// What a person can see of a session.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// How things stand.
    pub state: SaveState,
    /// Why the last request did not work.
    pub failure: Option<Failure>,
    /// Whether the next try comes by itself.
    pub tries_again: bool,
    /// Whether the platform has answered.
    pub is_loaded: bool,
    /// Whether there are edits that the platform has not acknowledged.
    pub has_edits: bool,
    /// Whether the platform has answered and holds nothing for the key.
    pub nothing_saved: bool,
    /// Details on the platform that are no JSON object.
    pub malformed: Option<String>,
    /// Malformed details that the person started over from.
    pub set_aside: Option<String>,
    /// Whether the form is to be read only.
    pub read_only: bool,
    /// Whether the record says that a token was generated.
    pub is_token_generated: bool,
    /// Whether that token was generated with other settings than the current ones.
    pub token_is_stale: bool,
    texts: [String; Field::ALL.len()],
}

impl View {
    /// What can be seen of a machine.
    pub fn of(machine: &SaveMachine) -> Self {
        let record = machine.record();
        let failure = machine.failure().cloned();
        Self {
            state: machine.state(),
            tries_again: machine.retry_at().is_some(),
            is_loaded: machine.is_loaded(),
            has_edits: machine.has_edits(),
            nothing_saved: record.is_some_and(|record| record.content == Content::Nothing),
            malformed: match record.map(|record| &record.content) {
                Some(Content::Malformed(malformed)) => Some(malformed.text.clone()),
                _ => None,
            },
            set_aside: machine.set_aside().map(ToOwned::to_owned),
            read_only: failure.as_ref().map(Failure::remedy) == Some(Remedy::ReadOnly),
            is_token_generated: record.is_some_and(|record| record.is_token_generated),
            token_is_stale: machine.token_is_stale(),
            texts: Field::ALL.map(|field| machine.text(field)),
            failure,
        }
    }

    /// What a field shows.
    pub fn text(&self, field: Field) -> &str {
        let place = Field::ALL.iter().position(|other| *other == field);
        place.map_or("", |place| &self.texts[place])
    }
}
