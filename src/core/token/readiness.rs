/// The state of the client secret.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SecretState {
    /// Nothing was typed.
    #[default]
    None,
    /// It was typed.
    Typed,
    /// The host page is encrypting it.
    Encrypting,
    /// The host page has encrypted it; what was typed is forgotten.
    Encrypted,
    /// The host page could not encrypt it.
    NotEncrypted,
    /// It was used for a token and forgotten.
    Used,
    /// It was forgotten because nobody looked at the page for long.
    Away,
}

/// The first thing that keeps a token from being asked for.
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

/// The things that have to be there before a token can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// True if anybody can start it.
    pub has_starter: bool,
    /// The number of things that the form still needs.
    pub needs: usize,
    /// True if the form asks for the client secret; a host page may have its own place for it.
    pub asks_for_secret: bool,
    /// True if the host page encrypts the client secret.
    pub encrypts: bool,
    /// The state of the client secret.
    pub secret: SecretState,
}

impl Readiness {
    /// The obstacle that keeps a token from being asked for; there is none where it is ready.
    pub const fn obstacle(self) -> Option<Obstacle> {
        if !self.has_starter {
            Some(Obstacle::NoStarter)
        } else if self.needs > 0 {
            Some(Obstacle::Needs)
        } else if !self.asks_for_secret {
            None
        } else {
            match self.secret {
                SecretState::Encrypted => None,
                SecretState::Typed if !self.encrypts => None,
                SecretState::Typed | SecretState::Encrypting => Some(Obstacle::NotEncrypted),
                SecretState::None
                | SecretState::NotEncrypted
                | SecretState::Used
                | SecretState::Away => Some(Obstacle::NoSecret),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Obstacle, Readiness, SecretState};

    const READY: Readiness = Readiness {
        has_starter: true,
        needs: 0,
        asks_for_secret: true,
        encrypts: false,
        secret: SecretState::Typed,
    };

    #[test]
    fn what_is_missing_is_said_in_the_order_in_which_it_can_be_had() {
        let nothing =
            Readiness { has_starter: false, needs: 2, secret: SecretState::None, ..READY };
        assert_eq!(nothing.obstacle(), Some(Obstacle::NoStarter));
        let starter = Readiness { has_starter: true, ..nothing };
        assert_eq!(starter.obstacle(), Some(Obstacle::Needs));
        let form = Readiness { needs: 0, ..starter };
        assert_eq!(form.obstacle(), Some(Obstacle::NoSecret));
        let secret = Readiness { secret: SecretState::Typed, encrypts: true, ..form };
        assert_eq!(secret.obstacle(), Some(Obstacle::NotEncrypted));
        let encrypted = Readiness { secret: SecretState::Encrypted, ..secret };
        assert_eq!(encrypted.obstacle(), None);
    }

    #[test]
    fn a_typed_secret_is_ready_where_nobody_encrypts() {
        assert_eq!(READY.obstacle(), None);
        let while_it_runs = Readiness { encrypts: true, secret: SecretState::Encrypting, ..READY };
        assert_eq!(while_it_runs.obstacle(), Some(Obstacle::NotEncrypted));
    }

    #[test]
    fn a_secret_that_is_gone_has_to_be_typed_again() {
        for secret in
            [SecretState::None, SecretState::NotEncrypted, SecretState::Used, SecretState::Away]
        {
            for encrypts in [false, true] {
                let gone = Readiness { encrypts, secret, ..READY };
                assert_eq!(gone.obstacle(), Some(Obstacle::NoSecret), "{gone:?}");
            }
        }
    }

    #[test]
    fn a_host_with_its_own_place_for_the_secret_needs_none_here() {
        let elsewhere = Readiness { asks_for_secret: false, secret: SecretState::None, ..READY };
        assert_eq!(elsewhere.obstacle(), None);
    }
}
