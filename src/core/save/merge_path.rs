use crate::{Details, Field, Fingerprint, ParamValue, Table};

/// A part of the details that changes by itself, and is merged by itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum MergePath {
    /// A field.
    Field(Field),
    /// A parameter, by its table and key.
    Param(Table, String),
}

impl MergePath {
    /// The parameter's table and key, if it is one.
    pub(super) fn into_param(self) -> Option<(Table, String)> {
        match self {
            Self::Field(_) => None,
            Self::Param(table, key) => Some((table, key)),
        }
    }

    /// The value that details hold there. A field always holds a text.
    pub(super) fn value_in(&self, details: &Details) -> Option<ParamValue> {
        match self {
            Self::Field(field) => Some(ParamValue::Text(details.text(*field))),
            Self::Param(table, key) => details.param(*table, key).cloned(),
        }
    }

    /// Puts a value there; none removes a parameter and empties a field.
    pub(super) fn set_in(&self, details: &mut Details, value: Option<&ParamValue>) {
        match self {
            Self::Field(field) => details.set(*field, value.map_or("", ParamValue::shown)),
            Self::Param(table, key) => details.set_param(*table, key, value),
        }
    }

    /// Its share of all settings, with a value there.
    pub(super) fn settings(&self, value: Option<&ParamValue>) -> Fingerprint {
        match (self, value) {
            (Self::Field(field), _) => {
                Fingerprint::of_pair(field.name(), value.map_or("", ParamValue::shown))
            }
            (Self::Param(..), None) => Fingerprint::default(),
            (Self::Param(table, key), Some(value)) => Fingerprint::of_param(*table, key, value),
        }
    }

    /// Its name in the journal: the member's, and after a slash a parameter's key.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Field(field) => field.name().to_owned(),
            Self::Param(table, key) => format!("{}/{key}", table.name()),
        }
    }

    /// The setting of that name.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name.split_once('/') {
            None => Field::ALL.into_iter().find(|field| field.name() == name).map(Self::Field),
            Some((table, key)) => {
                let table = Table::ALL.into_iter().find(|other| other.name() == table)?;
                Some(Self::Param(table, key.to_owned()))
            }
        }
    }
}
