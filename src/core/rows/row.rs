use crate::{ParamValue, Problem, RowId, secretive::looks_secret};

/// A row of a table: a parameter, or what is to become one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which row it is.
    pub id: RowId,
    /// The parameter's name, as far as it was typed.
    pub key: String,
    /// The parameter's value, as far as it was typed.
    pub value: ParamValue,
    /// Since when it has this key; a later time is greater.
    pub(super) since: u64,
    /// True if the platform gave it this key.
    pub(super) given: bool,
    /// True once the person has typed its value.
    pub(super) is_edited: bool,
    /// True while it takes no key: it is not known which ones the platform has.
    pub(super) waits: bool,
    pub(super) secret_check: SecretCheck,
    /// The key that it held last, which it goes on to shield while it is withheld.
    pub(super) last_key: Option<String>,
    /// The newest text of the key, and of the value, that was not taken.
    pub(super) refused: Marks,
    /// The controls with a text that was filled in by nobody's hand.
    pub(super) filled: Marks,
    pub(super) derived: Derived,
}

/// The knowledge of a row that comes from looking at the others of its table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Derived {
    /// True while it is the one that holds its key.
    pub(super) owns_key: bool,
    /// The key as lenient servers read it, while it owns it.
    pub(super) name: String,
    /// The problems of its key and of its value.
    pub(super) problems: [Option<Problem>; 2],
}

/// The treatment of a row that may hold a secret.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum SecretCheck {
    /// Like any other.
    #[default]
    None,
    /// It looks like a secret, so it is neither sent nor kept.
    Quarantined,
    /// The person has said that it is none.
    MarkedNotSecret,
}

/// The controls of a row that something is the matter with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    pub(super) key: bool,
    pub(super) value: bool,
}

impl Marks {
    pub(super) fn count(self) -> usize {
        usize::from(self.key) + usize::from(self.value)
    }
}

impl Row {
    /// A row that is new at that time.
    pub(super) fn new(id: RowId, key: String, value: ParamValue, since: u64) -> Self {
        Self {
            id,
            key,
            value,
            since,
            given: false,
            is_edited: false,
            waits: false,
            secret_check: SecretCheck::None,
            last_key: None,
            refused: Marks::default(),
            filled: Marks::default(),
            derived: Derived::default(),
        }
    }

    /// Returns `true` if nothing was typed into it.
    pub fn is_empty(&self) -> bool {
        self.key.is_empty() && self.value.shown().is_empty()
    }

    /// Returns `true` if it is empty, or just a key that somebody types here and now.
    pub(super) fn is_begun(&self) -> bool {
        let is_new = !self.given && !self.is_edited && !self.waits;
        self.is_empty() || (is_new && self.value.shown().is_empty())
    }

    /// Returns `true` if it looks like a secret, and nobody has said that it is none.
    pub fn is_quarantined(&self) -> bool {
        self.secret_check == SecretCheck::Quarantined
    }

    /// Returns `true` if its value is no text, so that it can be seen and removed only.
    pub const fn is_fixed(&self) -> bool {
        matches!(self.value, ParamValue::Other(_))
    }

    /// Returns `true` if it is the row of its table that holds its key, so that it can be saved.
    pub const fn owns_key(&self) -> bool {
        self.derived.owns_key
    }

    /// Looks at it anew.
    pub(super) fn check_for_secret(&mut self) {
        if self.secret_check != SecretCheck::MarkedNotSecret {
            let looks_secret = looks_secret(&self.key, self.value.shown());
            self.secret_check =
                if looks_secret { SecretCheck::Quarantined } else { SecretCheck::None };
        }
    }

    /// Returns `true` if it can hold its key, as long as no other row had it before.
    pub(super) fn can_hold(&self) -> bool {
        !self.waits && !self.is_quarantined() && (self.given || !self.key.is_empty())
    }

    /// Returns `true` if something is in it that cannot be saved as it is.
    pub(crate) fn is_unsavable(&self) -> bool {
        !self.is_empty() && !self.derived.owns_key
    }

    /// Returns `true` if what the platform holds under a key is not to change, as this row is withheld.
    pub(super) fn protects(&self, key: &str) -> bool {
        self.is_quarantined() && (self.key == key || self.last_key.as_deref() == Some(key))
    }

    /// Returns `true` if its key stands for a part of a list (`key[0]`), of which there may be several.
    pub(super) fn is_part(&self) -> bool {
        self.key.contains('[')
    }
}
