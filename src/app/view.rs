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
    /// Whether there are edits that the platform has not acknowledged.
    pub has_edits: bool,
    /// What the platform holds.
    pub held: Held,
    /// Malformed details that the person started over from.
    pub set_aside: Option<String>,
    /// How things stand with the access token.
    pub token: Token,
    texts: [String; Field::ALL.len()],
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

/// How things stand with the access token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// The record speaks of none.
    None,
    /// The record says that one was generated.
    Generated,
    /// One was generated, but with other settings than the current ones.
    Stale,
}

impl View {
    /// What can be seen of a machine.
    pub fn of(machine: &SaveMachine) -> Self {
        let record = machine.record();
        let token = match record {
            _ if machine.token_is_stale() => Token::Stale,
            Some(record) if record.is_token_generated => Token::Generated,
            _ => Token::None,
        };
        Self {
            state: machine.state(),
            failure: machine.failure().cloned(),
            tries_again: machine.retry_at().is_some(),
            has_edits: machine.has_edits(),
            held: match record.map(|record| &record.content) {
                None => Held::Unknown,
                Some(Content::Nothing) => Held::Nothing,
                Some(Content::Details(_)) => Held::Details,
                Some(Content::Malformed(malformed)) => Held::Malformed(malformed.text.clone()),
            },
            set_aside: machine.set_aside().map(ToOwned::to_owned),
            token,
            texts: Field::ALL.map(|field| machine.text(field)),
        }
    }

    /// What a field shows.
    pub fn text(&self, field: Field) -> &str {
        let place = Field::ALL.iter().position(|other| *other == field);
        place.map_or("", |place| &self.texts[place])
    }

    /// Whether the form is to be read only.
    pub fn is_read_only(&self) -> bool {
        self.failure.as_ref().map(Failure::remedy) == Some(Remedy::ReadOnly)
    }
}
