use wizard_model::{Step, check::Part};

use super::{Secret, View};

/// What keeps a token from being asked for. The first of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The host page has nobody who could start it.
    NoStarter,
    /// Something is missing or wrong in the form.
    Needs,
    /// There is no client secret.
    NoSecret,
    /// The client secret was typed, and the host page has not encrypted it.
    NotEncrypted,
}

impl View {
    /// What keeps a token from being asked for.
    pub fn obstacle(&self) -> Option<Obstacle> {
        if !self.authorizing.has_starter {
            Some(Obstacle::NoStarter)
        } else if self.needs(Step::Review) > 0 {
            Some(Obstacle::Needs)
        } else if !self.screen.rules.shows(Part::Secret) {
            None
        } else {
            match self.secret {
                Secret::Encrypted => None,
                Secret::Typed if !self.encrypts => None,
                Secret::Typed | Secret::Encrypting => Some(Obstacle::NotEncrypted),
                _ => Some(Obstacle::NoSecret),
            }
        }
    }
}
